#include "cli/upkeep_commands.h"

#include <array>
#include <cstdint>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <memory>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <sys/stat.h>

#include "cli/serve_options.h"
#include "cli/store_words.h"
#include "cli/text.h"
#include "store/upkeep.h"

namespace commonground::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string store = default_store();
  std::string listen = "127.0.0.1:8787";
  std::string place;  // of a backup
  bool replace = false;
};

ExitCode complain(const std::string& command, const std::string& store, store::StoreError error) {
  std::cerr << "commonground " << command << ": " << store_words(store, store::name_of(error))
            << "\n";
  return error == store::StoreError::kCorrupt || error == store::StoreError::kNewer ? kRefused
                                                                                    : kFailed;
}

std::string in_mebibytes(std::uint64_t bytes) {
  constexpr std::uint64_t kTenth = (std::uint64_t{1} << 20) / 10;
  const std::uint64_t tenths = (bytes + kTenth - 1) / kTenth;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MiB";
}

std::string file_name_of_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 64> name{};
  static_cast<void>(
      std::strftime(name.data(), name.size(), "commonground-%Y%m%dT%H%M%SZ.store", &parts));
  return name.data();
}

ExitCode back_up(const Options& options) {
  umask(S_IRWXG | S_IRWXO);
  std::error_code none;
  fs::create_directories(options.place, none);
  const std::string to = (fs::path(options.place) / file_name_of_now()).string();
  const auto bytes = store::back_up(options.store, to);
  if (!bytes) return complain("backup", options.store, bytes.error());
  std::cout << printable(to) << ": " << in_mebibytes(*bytes) << ", complete.\n";
  return kAnswered;
}

ExitCode restore(const Options& options) {
  umask(S_IRWXG | S_IRWXO);
  std::error_code none;
  fs::create_directories(fs::absolute(options.store).parent_path(), none);
  const bool there = fs::exists(options.store, none);
  if (const auto done = store::restore(options.place, options.store, options.replace); !done) {
    if (done.error() == store::StoreError::kInUse && there && !options.replace) {
      std::cerr << "commonground restore: " << printable(options.store)
                << ": there is a store already. With --replace it is overwritten.\n";
      return kFailed;
    }
    const bool is_source = done.error() == store::StoreError::kCorrupt ||
                           done.error() == store::StoreError::kNewer ||
                           done.error() == store::StoreError::kMissing;
    return complain("restore", is_source ? options.place : options.store, done.error());
  }
  std::cout << printable(options.store) << ": restored.\n";
  return kAnswered;
}

ExitCode stats(const Options& options) {
  const auto figures = store::figures(options.store);
  if (!figures) return complain("stats", options.store, figures.error());
  const auto line = [](std::string_view what, const std::string& value) {
    std::cout << padded(what, 24) << right_aligned(value, 14) << "\n";
  };
  line("logs", std::to_string(figures->logs));
  line("devices in them", std::to_string(figures->authors));
  line("records so far", std::to_string(figures->records));
  line("open invites", std::to_string(figures->open_invites));
  line("backups of keys", std::to_string(figures->backups));
  line("hours of service", std::to_string(figures->service_hours));
  line("store", in_mebibytes(figures->file_bytes));
  line("not yet copied into it", in_mebibytes(figures->wal_bytes));
  return kAnswered;
}

}  // namespace

void add_upkeep_commands(CLI::App& program, ExitCode& exit_code) {
  auto options = std::make_shared<Options>();
  const auto add = [&](const char* name, const char* help) {
    CLI::App* command = program.add_subcommand(name, help);
    command->add_option("--store", options->store, "The store of the server")
        ->type_name("FILE")
        ->envname("COMMONGROUND_STORE")
        ->capture_default_str();
    return command;
  };
  CLI::App* backup_command =
      add("backup", "Copies a server's store into a folder, also while it runs");
  backup_command->add_option("DIR", options->place, "Where to")->required();
  backup_command->callback([options, &exit_code] { exit_code = back_up(*options); });

  CLI::App* restore_command =
      add("restore", "Puts a copy of a store in its place, when no server runs");
  restore_command->add_option("FILE", options->place, "The copy")->required();
  restore_command->add_flag("--replace", options->replace, "Even if a store is there already");
  restore_command->callback([options, &exit_code] { exit_code = restore(*options); });

  CLI::App* stats_command = add("stats", "Says how much a server keeps, and of nobody what");
  stats_command->callback([options, &exit_code] { exit_code = stats(*options); });

  CLI::App* doctor_command = add(
      "doctor", "Looks at a server's store, disk, clock, permissions and port; says what to do");
  doctor_command->add_option("--listen", options->listen, "Where it listens")
      ->type_name("ADDRESS:PORT")
      ->envname("COMMONGROUND_LISTEN")
      ->capture_default_str();
  doctor_command->callback(
      [options, &exit_code] { exit_code = examine_server(options->store, options->listen); });
}

}  // namespace commonground::cli
