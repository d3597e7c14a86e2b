// Keys from keys.
#pragma once

#include "crypto/secret.h"
#include "verify/verify.h"

namespace commonground {

// What a derived key belongs to, such as one log; zeros if there is only one.
using DeriveSalt = FixedBytes<16, struct DeriveSaltTag>;

// BLAKE2b-256 keyed with the master key, with context and salt: different contexts or salts give
// keys that say nothing about each other.
void derive_into(std::span<std::uint8_t, 32> out, const MasterKey& key, const Context& context,
                 const DeriveSalt& salt);

template <class SecretType>
[[nodiscard]] SecretType derive(const MasterKey& key, const Context& context,
                                const DeriveSalt& salt = {}) {
  return SecretType::made_by(
      [&](std::span<std::uint8_t, 32> out) { derive_into(out, key, context, salt); });
}

}  // namespace commonground
