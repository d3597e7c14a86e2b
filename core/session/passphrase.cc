#include <algorithm>

#include "commonground/session.h"
#include "crypto/vault.h"

namespace commonground::session {

PassphraseKeyError passphrase_key(std::span<const std::uint8_t> passphrase,
                                  std::span<const std::uint8_t, kPassphraseSalt> salt,
                                  std::uint32_t passes, std::uint32_t kibibytes,
                                  std::span<std::uint8_t, kPassphraseKey> out) {
  PassphraseSalt fixed;
  std::ranges::copy(salt, fixed.bytes.begin());
  const auto key =
      vault_key(SecretBytes(passphrase), fixed, {.passes = passes, .kibibytes = kibibytes});
  if (!key) {
    return key.error() == VaultError::kNoMemory ? PassphraseKeyError::kNoMemory
                                                : PassphraseKeyError::kCostOutOfRange;
  }
  std::ranges::copy(key->reveal(), out.begin());
  return PassphraseKeyError::kNone;
}

void wipe_memory(std::span<std::uint8_t> bytes) { wipe(bytes); }

}  // namespace commonground::session
