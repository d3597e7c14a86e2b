// How a command went.
#pragma once

#include <string>

namespace commonground::cli {

// What the program returns to the shell; for a batch, the highest that any line would give.
enum ExitCode : int {
  kAnswered = 0,
  kFailed = 1,   // a file could not be read or written
  kMisused = 2,  // the command line makes no sense
  kRefused = 3,  // a file is not what it is to be, or a content pack is not fine
  kNoPlan = 4,   // what is to be kept cannot be, or it took too many branches
};

// Why a command could not do what it was asked.
struct Failure {
  ExitCode code = kFailed;
  std::string message;  // one or more lines
};

}  // namespace commonground::cli
