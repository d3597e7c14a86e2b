#include "store/reader.h"

#include <utility>

namespace commonground::store {

Reader::Reader(std::unique_ptr<View> view, std::size_t most_waiting)
    : view_(std::move(view)), most_waiting_(most_waiting), thread_([this] { run(); }) {}

bool Reader::submit(Task task) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || tasks_.size() >= most_waiting_) return false;
    tasks_.push_back(std::move(task));
  }
  changed_.notify_one();
  return true;
}

void Reader::stop() {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return;
    stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Reader::run() {
  for (;;) {
    Task task;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return !tasks_.empty() || stopping_; });
      if (stopping_) return;
      task = std::move(tasks_.front());
      tasks_.pop_front();
    }
    task(*view_);
  }
}

}  // namespace commonground::store
