// `commonground backup`, `restore`, `stats` and `doctor`: looking after the store of a server.
#pragma once

#include <string>

#include <CLI/App.hpp>

#include "cli/exit_code.h"

namespace commonground::cli {

void add_upkeep_commands(CLI::App& program, ExitCode& exit_code);

// Everything that `doctor` can look at without being told more; kRefused if something is wrong.
[[nodiscard]] ExitCode examine_server(const std::string& store, const std::string& listen);

}  // namespace commonground::cli
