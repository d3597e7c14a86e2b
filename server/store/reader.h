// The thread that reads and checks signatures, so that whoever has the sockets never waits.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "store/store.h"

namespace commonground::store {

class Reader {
 public:
  // Done in the reader's thread; it hands its result on by itself.
  using Task = std::function<void(View&)>;

  Reader(std::unique_ptr<View> view, std::size_t most_waiting);
  ~Reader() { stop(); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // False if too much waits already.
  [[nodiscard]] bool submit(Task task);
  // What waits is dropped.
  void stop();

 private:
  void run();

  std::unique_ptr<View> view_;
  std::size_t most_waiting_;
  std::mutex mutex_;  // guards the next three
  std::condition_variable changed_;
  std::deque<Task> tasks_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace commonground::store
