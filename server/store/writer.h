// The thread that writes. It takes all that waits, stores it in one transaction and answers when
// that is on disk. What was deleted is overwritten when nothing else is to be done, at most once a
// second; and within 10 seconds even if work never ceases.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "store/ledger.h"
#include "store/scrub_times.h"

namespace commonground::store {

struct Job {
  Request request;
  std::uint64_t asker = 0;  // whatever the caller knows it by
  Answer answer{};
};

// What happened to it, for metrics and health. Read from any thread.
struct WriterFigures {
  std::atomic<std::uint64_t> groups = 0;
  std::atomic<std::uint64_t> failed_groups = 0;
  std::atomic<std::uint64_t> appended = 0;
  std::atomic<std::uint64_t> scrubs = 0;
  std::atomic<std::uint64_t> waiting = 0;
  std::atomic<std::int64_t> last_group_us = 0;  // when, on the steady clock
  std::atomic<bool> can_store = true;
};

class Writer {
 public:
  using Clock = std::function<Now()>;
  // Called in the writer's thread.
  using Done = std::function<void(std::vector<Job>)>;

  Writer(Store& store, const relay::Limits& limits, Clock clock, Done done);
  ~Writer() { stop(); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // False if too much waits already.
  [[nodiscard]] bool submit(Job job);
  // All that waits is still done and answered.
  void stop();

  [[nodiscard]] const WriterFigures& figures() const { return figures_; }

 private:
  void run();
  void wait(std::unique_lock<std::mutex>& lock);
  void do_group(std::vector<Job>& jobs);
  void do_chore();
  void scrub_if_due();

  Store* store_;
  const relay::Limits* limits_;
  Clock clock_;
  Done done_;
  Ledger ledger_;
  WriterFigures figures_;
  bool chores_ = true;  // there may be some, from before
  bool again_ = false;  // one could not be done, and is to be tried after the next group
  ScrubTimes scrubs_;

  std::mutex mutex_;  // guards the next four
  std::condition_variable changed_;
  std::vector<Job> jobs_;
  std::size_t bytes_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace commonground::store
