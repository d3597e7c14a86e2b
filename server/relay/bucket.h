// Limits on how often, in one number each: the time at which all allowance would be back (the
// generic cell rate algorithm of ITU-T I.371).
#pragma once

#include <algorithm>
#include <cstdint>

#include "relay/limits.h"

namespace commonground::relay {

class Bucket {
 public:
  // 0 if it may happen now, which is then counted; else after how many microseconds it may.
  [[nodiscard]] std::int64_t take(std::int64_t now_us, const Rate& rate) {
    const std::int64_t each = kMinute / rate.per_minute;
    const std::int64_t full = std::max(full_at_us_, now_us);
    const std::int64_t too_early = full - now_us - (rate.burst - 1) * each;
    if (too_early > 0) return too_early;
    full_at_us_ = full + each;
    return 0;
  }
  // Whether it is as if it had never been used.
  [[nodiscard]] bool is_rested(std::int64_t now_us) const { return full_at_us_ <= now_us; }

 private:
  std::int64_t full_at_us_ = 0;
};

}  // namespace commonground::relay
