// The vault: everything secret of one person on one device, sealed under a passphrase.
//
//   1. salt and nonce are random; the passphrase becomes a key by Argon2id, with the cost that
//   stands
//      in the vault, so that it can grow from one vault to the next.
//   2. the text is sealed under that key; format, cost and salt are bound to it.
//
// Whoever holds the bytes learns the size of the text, up to its padding, and the cost; everything
// else only by trying passphrases, each of which costs what Argon2id costs. docs/formats/vault.md
// has the bytes.
#pragma once

#include <cstdint>
#include <expected>

#include "crypto/entropy.h"
#include "crypto/seal.h"

namespace commonground {

struct PassphraseCost {
  std::uint32_t passes = 3;
  std::uint32_t kibibytes = 64 * 1024;
  bool operator==(const PassphraseCost&) const = default;
};
// What a vault may ask for: enough to be of use, and no more than a small device can do.
inline constexpr PassphraseCost kLeastCost = {.passes = 1, .kibibytes = 8};
inline constexpr PassphraseCost kMostCost = {.passes = 20, .kibibytes = 1024 * 1024};

using PassphraseSalt = FixedBytes<16, struct PassphraseSaltTag>;
using VaultKey = Secret<32, struct VaultKeyTag>;  // of one passphrase, cost and salt

enum class VaultError : std::uint8_t {
  kNotAVault,     // too short, or does not begin like one
  kNewerVersion,  // made by a later release
  kCostOutOfRange,
  kNoMemory,        // Argon2id could not have what it needs
  kCannotBeOpened,  // the passphrase is not this one, or a byte was altered
};

// The slow step, apart from the others so that it can be done where its memory is given back.
[[nodiscard]] std::expected<VaultKey, VaultError> vault_key(const SecretBytes& passphrase,
                                                            const PassphraseSalt& salt,
                                                            PassphraseCost cost);

// What is needed to make the key of a vault that is there.
struct VaultHead {
  PassphraseCost cost;
  PassphraseSalt salt;
};
[[nodiscard]] std::expected<VaultHead, VaultError> read_vault_head(ByteSpan vault);

// `key` must be that of the head's cost and salt.
[[nodiscard]] Bytes seal_vault(const VaultKey& key, const VaultHead& head, const SecretBytes& text,
                               Entropy& entropy);
[[nodiscard]] std::expected<SecretBytes, VaultError> open_vault(const VaultKey& key,
                                                                ByteSpan vault);

}  // namespace commonground
