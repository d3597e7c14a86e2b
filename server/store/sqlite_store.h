// The store in one SQLite file: WAL, synchronous=FULL, deleted pages overwritten.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "store/checkpointer.h"
#include "store/store.h"

namespace commonground::store {

struct SqliteOptions {
  const char* vfs = nullptr;  // another way to files, for tests
  WalLimits wal{};
  // There is no room for somebody new once the store holds so many bytes (0: they do not count), or
  // when fewer than these are free on its disk.
  std::uint64_t most_bytes = 0;
  std::uint64_t spare_bytes = std::uint64_t{64} << 20;
};

// Makes the file, or what is missing to make an older one of today. Only one server at a time has
// it open.
[[nodiscard]] Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path,
                                                               const SqliteOptions& options = {});

}  // namespace commonground::store
