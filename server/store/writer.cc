#include "store/writer.h"

#include <chrono>
#include <utility>

namespace commonground::store {
namespace {

std::size_t size_of(const Request& request) {
  const auto* put = std::get_if<Put>(&request);
  return sizeof(Job) + (put != nullptr ? put->record.size() : 0);
}

// Whether what was before is to be overwritten.
bool deletes(const Job& job) {
  const Put* put = std::get_if<Put>(&job.request);
  return (put != nullptr && put->replaces) || std::holds_alternative<Leave>(job.request) ||
         std::holds_alternative<DeleteBackup>(job.request) ||
         std::holds_alternative<StoreBackup>(job.request) ||
         std::holds_alternative<MakeInvite>(job.request) ||
         std::holds_alternative<Redeem>(job.request) ||
         std::holds_alternative<PassHour>(job.request);
}

}  // namespace

Writer::Writer(Store& store, const relay::Limits& limits, Clock clock, Done done)
    : store_(&store),
      limits_(&limits),
      clock_(std::move(clock)),
      done_(std::move(done)),
      ledger_(store, limits),
      thread_([this] { run(); }) {}

bool Writer::submit(Job job) {
  bool was_empty = false;
  {
    const std::lock_guard lock(mutex_);
    const std::size_t size = size_of(job.request);
    if (stopping_ || jobs_.size() >= limits_->waiting_writes ||
        bytes_ + size > limits_->waiting_write_bytes) {
      return false;
    }
    was_empty = jobs_.empty();
    bytes_ += size;
    jobs_.push_back(std::move(job));
    figures_.waiting.store(jobs_.size(), std::memory_order_relaxed);
  }
  if (was_empty) changed_.notify_one();
  return true;
}

void Writer::stop() {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return;
    stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Writer::run() {
  // What was deleted before a power cut may not have been overwritten.
  scrubs_.deleted(clock_().steady_us);
  for (;;) {
    std::vector<Job> jobs;
    {
      std::unique_lock lock(mutex_);
      wait(lock);
      if (jobs_.empty() && stopping_) return;
      jobs.swap(jobs_);
      bytes_ = 0;
      figures_.waiting.store(0, std::memory_order_relaxed);
    }
    if (!jobs.empty()) do_group(jobs);
    if (chores_) do_chore();
    scrub_if_due();
  }
}

// Until there is something to do.
void Writer::wait(std::unique_lock<std::mutex>& lock) {
  const auto has_work = [this] { return !jobs_.empty() || stopping_ || chores_; };
  if (!scrubs_.is_wanted()) return changed_.wait(lock, has_work);
  const std::int64_t early = scrubs_.when_idle_us() - clock_().steady_us;
  if (early > 0) changed_.wait_for(lock, std::chrono::microseconds(early), has_work);
}

void Writer::scrub_if_due() {
  const std::int64_t now_us = clock_().steady_us;
  const bool is_idle = !chores_ && figures_.waiting.load(std::memory_order_relaxed) == 0;
  if (!scrubs_.is_due(now_us, is_idle)) return;
  scrubs_.tried(now_us, store_->scrub());
  figures_.scrubs.fetch_add(1, std::memory_order_relaxed);
}

void Writer::do_group(std::vector<Job>& jobs) {
  const Now now = clock_();
  store_->begin();
  for (Job& job : jobs) job.answer = ledger_.perform(job.request, now);
  const auto stored = store_->commit();
  std::uint64_t appended = 0;
  for (Job& job : jobs) {
    if (!stored) {
      job.answer = {};
      job.answer.error = relay::ErrorCode::kNotStored;
      continue;
    }
    if (job.answer.is_new) ++appended;
    if (!deletes(job)) continue;
    chores_ = true;
    scrubs_.deleted(now.steady_us);
  }
  if (!stored) {
    ledger_.forget();
    figures_.failed_groups.fetch_add(1, std::memory_order_relaxed);
  } else if (std::exchange(again_, false)) {
    chores_ = true;
  }
  figures_.can_store.store(stored.has_value(), std::memory_order_relaxed);
  figures_.groups.fetch_add(1, std::memory_order_relaxed);
  figures_.appended.fetch_add(appended, std::memory_order_relaxed);
  figures_.last_group_us.store(now.steady_us, std::memory_order_relaxed);
  done_(std::move(jobs));
  jobs.clear();
}

// If it fails it is tried again after the next group, when there may be space again.
void Writer::do_chore() {
  store_->begin();
  const bool more = store_->do_chore();
  if (more) scrubs_.deleted(clock_().steady_us);
  const bool is_done = store_->commit().has_value();
  chores_ = is_done && more;
  if (!is_done) again_ = true;
}

}  // namespace commonground::store
