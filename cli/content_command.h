// `commonground content`: a content pack checked, shown, printed as cards.
#pragma once

#include <CLI/App.hpp>

#include "cli/exit_code.h"

namespace commonground::cli {

// Adds the command to the program. When it was called, `exit_code` says how it went.
void add_content_command(CLI::App& program, ExitCode& exit_code);

}  // namespace commonground::cli
