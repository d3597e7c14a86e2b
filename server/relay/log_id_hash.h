// For tables by log. Ids are random, but chosen by devices: a flood of ids that begin alike would
// only slow its own log.
#pragma once

#include <cstddef>
#include <cstring>

#include "base/bytes.h"

namespace commonground::relay {

struct LogIdHash {
  std::size_t operator()(const LogId& id) const {
    std::size_t halves[2];
    std::memcpy(halves, id.bytes.data(), sizeof(halves));
    return halves[0] ^ (halves[1] * 0x9e3779b97f4a7c15U);
  }
};

}  // namespace commonground::relay
