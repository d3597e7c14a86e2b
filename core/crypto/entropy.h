// Randomness that is handed in: the core has none of its own, so that every run can be replayed.
#pragma once

#include <cstdint>
#include <span>

#include "crypto/secret.h"

namespace commonground {

using EntropySeed = Secret<32, struct EntropySeedTag>;

// Stretches a seed into as much as a command needs. A seed must come fresh from the system's random
// generator for each command, and be used for one Entropy only: the same seed gives the same bytes,
// and a nonce that comes twice under one key gives everything away.
class Entropy {
 public:
  explicit Entropy(EntropySeed seed) : seed_(std::move(seed)) {}

  void fill(std::span<std::uint8_t> out);

  template <class SecretType>
  [[nodiscard]] SecretType secret() {
    return SecretType::made_by([this](std::span<std::uint8_t> out) { fill(out); });
  }
  template <class Fixed>
  [[nodiscard]] Fixed fixed() {
    Fixed out;
    fill(out.bytes);
    return out;
  }

 private:
  EntropySeed seed_;
};

}  // namespace commonground
