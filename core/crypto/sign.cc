#include "crypto/sign.h"

#include <sodium.h>

#include "verify/sodium_ready.h"

namespace commonground {

static_assert(SigningSeed::kSize == crypto_sign_ed25519_SEEDBYTES);

SigningKey::Expanded SigningKey::expand(const SigningSeed& seed, VerifyKey& verify_key) {
  sodium_ready();
  static_assert(Expanded::kSize == crypto_sign_ed25519_SECRETKEYBYTES);
  return Expanded::made_by([&](std::span<std::uint8_t, Expanded::kSize> out) {
    crypto_sign_ed25519_seed_keypair(verify_key.bytes.data(), out.data(), seed.reveal().data());
  });
}

SigningKey::SigningKey(const SigningSeed& seed) : key_(expand(seed, verify_key_)) {}

Signature SigningKey::sign(const Hash& message) const {
  Signature signature;
  crypto_sign_ed25519_detached(signature.bytes.data(), nullptr, message.bytes.data(), Hash::kSize,
                               key_.reveal().data());
  return signature;
}

}  // namespace commonground
