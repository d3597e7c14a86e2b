// `commonground plan`: a problem file in, plans out.
#pragma once

#include <CLI/App.hpp>

namespace commonground::cli {

// What the program returns to the shell; for a batch, the highest that any line would give.
enum ExitCode : int {
  kAnswered = 0,
  kFailed = 1,   // a file could not be read or written
  kMisused = 2,  // the command line makes no sense
  kRefused = 3,  // the problem file is not one
  kNoPlan = 4,   // what is to be kept cannot be, or it took too many branches
};

// Adds the command to the program. When it was called, `exit_code` says how it went.
void add_plan_command(CLI::App& program, ExitCode& exit_code);

}  // namespace commonground::cli
