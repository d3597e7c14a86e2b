// Time, and how long things took.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <vector>

namespace commonground::load {

inline std::int64_t now_us() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

// What this process itself took of a core.
inline std::int64_t own_cpu_us() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return std::int64_t{time.tv_sec} * 1'000'000 + time.tv_nsec / 1000;
}

class Durations {
 public:
  void add(std::int64_t us) { all_.push_back(us); }
  [[nodiscard]] std::size_t count() const { return all_.size(); }
  void clear() { all_.clear(); }
  // In milliseconds; the share is of a thousand.
  [[nodiscard]] double at(std::size_t share) {
    if (all_.empty()) return 0;
    const std::size_t place = std::min(all_.size() - 1, all_.size() * share / 1000);
    std::nth_element(all_.begin(), all_.begin() + static_cast<std::ptrdiff_t>(place), all_.end());
    return static_cast<double>(all_[place]) / 1000;
  }

 private:
  std::vector<std::int64_t> all_;
};

}  // namespace commonground::load
