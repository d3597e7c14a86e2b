// When what was deleted is to be overwritten. It costs whoever waits a few milliseconds, so that it
// is done when nobody does; and not for ever put off.
#pragma once

#include <algorithm>
#include <cstdint>

#include "relay/limits.h"

namespace commonground::store {

class ScrubTimes {
 public:
  static constexpr std::int64_t kBetweenUs = relay::kSecond;    // from one to the next
  static constexpr std::int64_t kMostUs = 10 * relay::kSecond;  // from what was deleted first

  void deleted(std::int64_t now_us) {
    if (!is_wanted_) deleted_us_ = now_us;
    is_wanted_ = true;
  }
  // It was tried. If somebody still reads what was there before, it has to be tried again.
  void tried(std::int64_t now_us, bool is_done) {
    tried_us_ = now_us;
    is_wanted_ = is_wanted_ && !is_done;
  }

  [[nodiscard]] bool is_wanted() const { return is_wanted_; }
  // From when on, if nothing else is to be done, and if something always is.
  [[nodiscard]] std::int64_t when_idle_us() const { return tried_us_ + kBetweenUs; }
  [[nodiscard]] std::int64_t when_busy_us() const {
    return std::max(when_idle_us(), deleted_us_ + kMostUs);
  }
  [[nodiscard]] bool is_due(std::int64_t now_us, bool is_idle) const {
    return is_wanted_ && now_us >= (is_idle ? when_idle_us() : when_busy_us());
  }

 private:
  bool is_wanted_ = false;
  std::int64_t deleted_us_ = 0;
  std::int64_t tried_us_ = -kBetweenUs;
};

}  // namespace commonground::store
