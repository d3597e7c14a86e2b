// What whoever runs a server does with its store, while it runs or not.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "store/store_error.h"

namespace commonground::store {

// A copy of one moment, whole or not there at all. Its size in bytes.
[[nodiscard]] Result<std::uint64_t> back_up(const std::string& store, const std::string& to);

// Puts a copy where a store is to be. No server may run on it. What is there already is only
// replaced if `replace`, and only after the copy was looked through; otherwise it is kInUse.
[[nodiscard]] Result<void> restore(const std::string& from, const std::string& store, bool replace);

struct Figures {
  std::int64_t logs = 0;
  std::int64_t authors = 0;
  std::int64_t records = 0;  // so far
  std::int64_t open_invites = 0;
  std::int64_t backups = 0;
  std::int64_t service_hours = 0;
  std::uint64_t file_bytes = 0;
  std::uint64_t wal_bytes = 0;
};
[[nodiscard]] Result<Figures> figures(const std::string& store);

// What is wrong in a store. Nothing of these says whose it is.
struct Flaws {
  std::vector<std::string> in_file;     // as SQLite tells them
  std::int64_t unreadable_records = 0;  // that are no records, or of another log or author
  std::int64_t broken_chains = 0;       // logs in which a number or a counter is missing or twice
  std::int64_t lost_records = 0;        // that belong to no log, or cannot be found by theirs
  [[nodiscard]] bool none() const {
    return in_file.empty() && unreadable_records == 0 && broken_chains == 0 && lost_records == 0;
  }
};
// Looks at all of it, which takes a while; beside a running server too.
[[nodiscard]] Result<Flaws> examine(const std::string& store);

}  // namespace commonground::store
