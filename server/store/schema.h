// The tables of the SQLite engine, and how an older store becomes one of today.
#pragma once

#include <cstdint>

#include "store/sqlite.h"

namespace commonground::store {

inline constexpr std::int64_t kApplication = 0x43475256;  // "CGRV", in the head of the file

// How many steps there are; each makes the store of one version from that of the one before.
[[nodiscard]] std::int64_t newest_version();

// Fails with kCorrupt if it is neither empty nor ours, and with kNewer if a later release made it.
[[nodiscard]] Result<void> check_is_ours(Database& database);
// Makes an empty or older store one of that version, each step in a transaction of its own.
[[nodiscard]] Result<void> migrate(Database& database, std::int64_t to);

}  // namespace commonground::store
