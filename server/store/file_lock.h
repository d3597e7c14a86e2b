// A file that only one process holds at a time.
#pragma once

#include <string>
#include <utility>

#include "store/store.h"

namespace commonground::store {

class FileLock {
 public:
  // kInUse if another process has it. The file is made if it is missing, and stays.
  [[nodiscard]] static Result<FileLock> take(const std::string& path);
  FileLock(FileLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int file) : file_(file) {}
  int file_;
};

}  // namespace commonground::store
