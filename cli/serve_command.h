// `commonground serve`: the server.
#pragma once

#include <CLI/App.hpp>

#include "cli/exit_code.h"

namespace commonground::cli {

void add_serve_command(CLI::App& program, ExitCode& exit_code);

}  // namespace commonground::cli
