// What `commonground doctor` looks at, one function each. Each says in a line how it is, and if it
// is not well, what to do.
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>

#include <netdb.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <unistd.h>

#include "cli/store_words.h"
#include "cli/text.h"
#include "cli/upkeep_commands.h"
#include "store/upkeep.h"

namespace commonground::cli {
namespace {

namespace fs = std::filesystem;

class Report {
 public:
  void fine(std::string_view what, const std::string& how) { line("fine", what, how); }
  void wrong(std::string_view what, const std::string& how) {
    line("WRONG", what, how);
    any_wrong_ = true;
  }
  [[nodiscard]] bool any_wrong() const { return any_wrong_; }

 private:
  static void line(std::string_view mark, std::string_view what, const std::string& how) {
    std::cout << padded(mark, 6) << padded(what, 12) << how << "\n";
  }
  bool any_wrong_ = false;
};

std::string counted(std::int64_t number, std::string_view what) {
  return std::to_string(number) + " " + std::string(what) + (number == 1 ? "" : "s");
}

void look_at_store(const std::string& store, Report& report) {
  const auto flaws = store::examine(store);
  if (!flaws) return report.wrong("store", store_words(store, store::name_of(flaws.error())));
  if (flaws->none()) return report.fine("store", "all of it can be read, and every chain is whole");
  for (const std::string& line : flaws->in_file) report.wrong("store", printable(line));
  const auto tell = [&](std::int64_t number, std::string_view one, std::string_view how) {
    if (number > 0) report.wrong("store", counted(number, one) + std::string(how));
  };
  tell(flaws->unreadable_records, "record", " are not what they should be");
  tell(flaws->broken_chains, "log", " with a record missing or twice");
  tell(flaws->lost_records, "record", " that cannot be found by the log they belong to");
  std::cout << "      Stop the server, keep a copy of the file, and put the last backup in its\n"
               "      place with `commonground restore`.\n";
}

void look_at_disk(const fs::path& folder, Report& report) {
  struct statvfs disk{};
  if (statvfs(folder.c_str(), &disk) != 0) {
    return report.wrong("disk", "it cannot be asked: " + std::string(std::strerror(errno)));
  }
  constexpr std::uint64_t kLeast = std::uint64_t{1} << 30;
  const std::uint64_t free = std::uint64_t{disk.f_bavail} * disk.f_frsize;
  const std::string left = std::to_string(free >> 20U) + " MiB are free";
  if (free < kLeast) {
    return report.wrong("disk", left + "; make space, or records will soon be refused");
  }
  report.fine("disk", left);
}

void look_at_clock(const std::string& store, Report& report) {
  constexpr std::time_t kBefore = 1'735'689'600;  // 2025, when there was no such program
  struct stat file{};
  const std::time_t now = std::time(nullptr);
  const bool is_behind_file = stat(store.c_str(), &file) == 0 && file.st_mtime > now + 60;
  if (now < kBefore || is_behind_file) {
    return report.wrong("clock", "it is behind; set it, or invites expire at the wrong time");
  }
  report.fine("clock", "it is not behind the store");
}

void look_at_permissions(const std::string& store, Report& report) {
  bool fine = true;
  for (const std::string& name : {store, store + "-wal", store + ".lock"}) {
    struct stat file{};
    if (stat(name.c_str(), &file) != 0) continue;
    if ((file.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
      report.wrong("permissions", printable(name) + ": others may read it; chmod 600 it");
      fine = false;
    }
    if (access(name.c_str(), R_OK | W_OK) != 0) {
      report.wrong("permissions", printable(name) + ": this user may not read and write it");
      fine = false;
    }
  }
  if (fine) report.fine("permissions", "the store is for its own user alone");
}

// Whether something answers there, and whether it is a server that is ready.
void look_at_port(const std::string& listen, Report& report) {
  const auto colon = listen.rfind(':');
  if (colon == std::string::npos) return report.wrong("port", "no ADDRESS:PORT was given");
  std::string host = listen.substr(0, colon);
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  if (host == "0.0.0.0" || host.empty()) host = "127.0.0.1";
  addrinfo* found = nullptr;
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  if (getaddrinfo(host.c_str(), listen.substr(colon + 1).c_str(), &wanted, &found) != 0) {
    return report.wrong("port", "there is no such address");
  }
  const int socket = ::socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const timeval patience{.tv_sec = 3, .tv_usec = 0};
  // For connecting, which is a kind of sending (socket(7)), and for the answer.
  for (const int what : {SO_SNDTIMEO, SO_RCVTIMEO}) {
    setsockopt(socket, SOL_SOCKET, what, &patience, sizeof(patience));
  }
  const bool connected = connect(socket, found->ai_addr, found->ai_addrlen) == 0;
  freeaddrinfo(found);
  std::array<char, 4096> answer{};
  if (connected) {
    static constexpr std::string_view kAsk =
        "GET /health HTTP/1.1\r\nHost: doctor\r\nConnection: close\r\n\r\n";
    static_cast<void>(send(socket, kAsk.data(), kAsk.size(), MSG_NOSIGNAL));
    static_cast<void>(recv(socket, answer.data(), answer.size() - 1, MSG_WAITALL));
  }
  close(socket);
  const std::string_view text(answer.data());
  if (!connected) return report.fine("port", "nothing listens at " + printable(listen));
  if (text.contains(R"("ready":true)")) return report.fine("port", "a server there is ready");
  if (text.contains(R"("ready":false)")) {
    return report.wrong("port", "the server there cannot store anything; its log says why");
  }
  report.wrong("port", "something else, or a server with https, answers at " + printable(listen));
}

}  // namespace

ExitCode examine_server(const std::string& store, const std::string& listen) {
  Report report;
  look_at_store(store, report);
  look_at_disk(fs::absolute(store).parent_path(), report);
  look_at_clock(store, report);
  look_at_permissions(store, report);
  look_at_port(listen, report);
  return report.any_wrong() ? kRefused : kAnswered;
}

}  // namespace commonground::cli
