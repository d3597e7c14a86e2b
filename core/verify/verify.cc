#include "verify/verify.h"

#include <cassert>

#include <sodium.h>

#include "verify/sodium_ready.h"

namespace commonground {

static_assert(Hash::kSize == crypto_generichash_blake2b_BYTES);
static_assert(Context::kSize == crypto_generichash_blake2b_PERSONALBYTES);
static_assert(VerifyKey::kSize == crypto_sign_ed25519_PUBLICKEYBYTES);
static_assert(Signature::kSize == crypto_sign_ed25519_BYTES);

Hash hash(const Context& context, std::initializer_list<ByteSpan> parts) {
  sodium_ready();
  crypto_generichash_blake2b_state state;
  Hash out;
  int failed = crypto_generichash_blake2b_init_salt_personal(&state, nullptr, 0, Hash::kSize,
                                                             nullptr, context.padded().data());
  for (const ByteSpan part : parts) {
    failed |= crypto_generichash_blake2b_update(&state, part.data(), part.size());
  }
  failed |= crypto_generichash_blake2b_final(&state, out.bytes.data(), Hash::kSize);
  assert(failed == 0);  // only for sizes that are none
  static_cast<void>(failed);
  return out;
}

bool verify(const VerifyKey& key, const Hash& message, const Signature& signature) {
  sodium_ready();
  return crypto_sign_ed25519_verify_detached(signature.bytes.data(), message.bytes.data(),
                                             Hash::kSize, key.bytes.data()) == 0;
}

}  // namespace commonground
