#include "crypto/derive.h"

#include <cassert>

#include <sodium.h>

#include "verify/sodium_ready.h"

namespace commonground {

static_assert(DeriveSalt::kSize == crypto_generichash_blake2b_SALTBYTES);
static_assert(MasterKey::kSize <= crypto_generichash_blake2b_KEYBYTES_MAX);

void derive_into(std::span<std::uint8_t, 32> out, const MasterKey& key, const Context& context,
                 const DeriveSalt& salt) {
  sodium_ready();
  const int failed = crypto_generichash_blake2b_salt_personal(
      out.data(), out.size(), nullptr, 0, key.reveal().data(), MasterKey::kSize, salt.bytes.data(),
      context.padded().data());
  assert(failed == 0);  // only for sizes that are none
  static_cast<void>(failed);
}

}  // namespace commonground
