// The program: one command, one file each.
#include <cstdio>
#include <exception>
#include <iostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "cli/content_command.h"
#include "cli/plan_command.h"
#include "cli/serve_command.h"
#include "cli/upkeep_commands.h"

namespace {

int run(int count, char** arguments) {
  CLI::App program(
      "Common Ground: a private, guided conversation for couples who want to be closer",
      "commonground");
  program.require_subcommand(1);
  program.set_version_flag("--version", "commonground " CG_VERSION);
  auto exit_code = commonground::cli::kAnswered;
  commonground::cli::add_plan_command(program, exit_code);
  commonground::cli::add_content_command(program, exit_code);
  commonground::cli::add_serve_command(program, exit_code);
  commonground::cli::add_upkeep_commands(program, exit_code);
  try {
    program.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? commonground::cli::kAnswered : commonground::cli::kMisused;
  }
  if (std::fflush(stdout) != 0) {
    std::cerr << "commonground: standard output could not be written.\n";
    return commonground::cli::kFailed;
  }
  return exit_code;
}

}  // namespace

int main(int count, char** arguments) {
  try {
    return run(count, arguments);
  } catch (const std::exception& error) {
    std::cerr << "commonground: " << error.what() << "\n";
    return commonground::cli::kFailed;
  }
}
