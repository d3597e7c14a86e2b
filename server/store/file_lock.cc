#include "store/file_lock.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace commonground::store {

Result<FileLock> FileLock::take(const std::string& path) {
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) {
    return std::unexpected(errno == ENOENT                     ? StoreError::kMissing
                           : errno == EACCES || errno == EROFS ? StoreError::kReadOnly
                           : errno == ENOSPC                   ? StoreError::kFull
                                                               : StoreError::kFailed);
  }
  if (flock(file, LOCK_EX | LOCK_NB) != 0) {
    close(file);
    return std::unexpected(StoreError::kInUse);
  }
  return FileLock(file);
}

FileLock::~FileLock() {
  if (file_ >= 0) close(file_);
}

}  // namespace commonground::store
