// Copies what was committed from the WAL into the store, in a thread beside the writer.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "store/sqlite.h"

namespace commonground::store {

class Checkpointer {
 public:
  explicit Checkpointer(Database database);
  ~Checkpointer();
  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;

  void wake();

 private:
  void run();

  Database database_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool wanted_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace commonground::store
