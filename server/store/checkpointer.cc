#include "store/checkpointer.h"

#include <utility>

#include <sys/resource.h>
#include <unistd.h>

namespace commonground::store {
namespace {

// What the writer copies in a millisecond or two.
constexpr int kFewPages = 128;

// It has time, and those who wait for an answer have none: under load it is to take what they
// leave. Linux counts niceness by thread (setpriority(2)); without it everything works as well.
void be_modest() {
  constexpr int kNiceness = 10;
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNiceness);
}

}  // namespace

Checkpointer::Checkpointer(Database database, WalLimits limits)
    : database_(std::move(database)), limits_(limits), thread_([this] { run(); }) {}

Checkpointer::~Checkpointer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

// If it is copied by the writer while much is left, whoever waits for an answer waits tens of
// milliseconds.
bool Checkpointer::is_writers_turn(int wal_pages) {
  if (wal_pages < wal_pages_) copied_ = 0;
  wal_pages_ = wal_pages;
  const int left = wal_pages - copied_;
  const bool is_long = wal_pages > limits_.most;
  if ((is_long && left <= kFewPages) || wal_pages > 2 * limits_.most) return true;
  if (left > (is_long ? kFewPages : limits_.background)) wake();
  return false;
}

void Checkpointer::wake() {
  {
    const std::lock_guard lock(mutex_);
    if (wanted_) return;
    wanted_ = true;
  }
  changed_.notify_one();
}

// A checkpoint that fails is tried again when the WAL has grown; the writer sees the same disk.
void Checkpointer::run() {
  be_modest();
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return wanted_ || stopping_; });
    if (stopping_) return;
    lock.unlock();
    int copied = 0;
    if (sqlite3_wal_checkpoint_v2(database_.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                                  &copied) == SQLITE_OK) {
      copied_ = copied;
    }
    lock.lock();
    wanted_ = false;
  }
}

}  // namespace commonground::store
