// Copies what was committed from the WAL into the store, in a thread beside the writer.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "store/sqlite.h"

namespace commonground::store {

// Pages of the WAL.
struct WalLimits {
  int background = 4096;  // so many are copied at once by the thread
  int most = 16 * 1024;   // 128 MiB: then it is to begin anew, and beyond twice as many it must
};

class Checkpointer {
 public:
  Checkpointer(Database database, WalLimits limits);
  ~Checkpointer();
  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;

  // For the writer, after each commit: so many pages the WAL has now. True if the writer itself is
  // to copy what is left, which only it can do to the end, so that the WAL begins anew.
  [[nodiscard]] bool is_writers_turn(int wal_pages);

 private:
  void run();
  void wake();

  Database database_;
  WalLimits limits_;
  std::atomic<int> copied_ = 0;  // pages of the WAL, when the thread looked last
  int wal_pages_ = 0;            // after the last commit
  std::mutex mutex_;             // guards the next three
  std::condition_variable changed_;
  bool wanted_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace commonground::store
