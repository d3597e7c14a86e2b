// The store in one SQLite file: WAL, synchronous=FULL, deleted pages overwritten.
#pragma once

#include <memory>
#include <string>

#include "store/checkpointer.h"
#include "store/store.h"

namespace commonground::store {

struct SqliteOptions {
  const char* vfs = nullptr;  // another way to files, for tests
  WalLimits wal{};
};

// Makes the file, or what is missing to make an older one of today. Only one server at a time has
// it open.
[[nodiscard]] Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path,
                                                               const SqliteOptions& options = {});

}  // namespace commonground::store
