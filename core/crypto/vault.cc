#include "crypto/vault.h"

#include <utility>

#include <sodium.h>

#include "base/byte_io.h"
#include "crypto/padding.h"
#include "verify/sodium_ready.h"

namespace commonground {
namespace {

constexpr std::string_view kMagic = "CGV";
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kPadTo = 1024;

static_assert(PassphraseSalt::kSize == crypto_pwhash_argon2id_SALTBYTES);

bool in_range(PassphraseCost cost) {
  return cost.passes >= kLeastCost.passes && cost.passes <= kMostCost.passes &&
         cost.kibibytes >= kLeastCost.kibibytes && cost.kibibytes <= kMostCost.kibibytes;
}

Bytes written_head(const VaultHead& head) {
  ByteWriter out;
  out.bytes(bytes_of(kMagic));
  out.number(kVersion);
  out.number(head.cost.passes);
  out.number(head.cost.kibibytes);
  out.bytes(head.salt.span());
  return out.take();
}

struct Parts {
  VaultHead head;
  Nonce nonce;
  ByteSpan sealed;
};

std::expected<Parts, VaultError> parts_of(ByteSpan vault) {
  ByteReader in(vault);
  ByteSpan magic;
  std::uint8_t version = 0;
  Parts parts;
  if (!in.bytes(kMagic.size(), magic) || text_of(magic) != kMagic || !in.number(version)) {
    return std::unexpected(VaultError::kNotAVault);
  }
  if (version > kVersion) return std::unexpected(VaultError::kNewerVersion);
  if (version != kVersion || !in.number(parts.head.cost.passes) ||
      !in.number(parts.head.cost.kibibytes) || !in.fixed(parts.head.salt) ||
      !in.fixed(parts.nonce) || in.left() < kSealBytes + kPadTo ||
      !in.bytes(in.left(), parts.sealed)) {
    return std::unexpected(VaultError::kNotAVault);
  }
  if (!in_range(parts.head.cost)) return std::unexpected(VaultError::kCostOutOfRange);
  return parts;
}

SealKey seal_key(const VaultKey& key) { return SealKey(key.reveal()); }

}  // namespace

std::expected<VaultKey, VaultError> vault_key(const SecretBytes& passphrase,
                                              const PassphraseSalt& salt, PassphraseCost cost) {
  if (!in_range(cost)) return std::unexpected(VaultError::kCostOutOfRange);
  sodium_ready();
  bool enough = true;
  VaultKey key = VaultKey::made_by([&](std::span<std::uint8_t, VaultKey::kSize> out) {
    // No passphrase at all is one as well, but libsodium wants to be shown where it is.
    const std::string_view text = text_of(passphrase.reveal());
    enough =
        crypto_pwhash_argon2id(out.data(), out.size(), text.empty() ? "" : text.data(), text.size(),
                               salt.bytes.data(), cost.passes, std::size_t{cost.kibibytes} * 1024,
                               crypto_pwhash_argon2id_ALG_ARGON2ID13) == 0;
  });
  if (!enough) return std::unexpected(VaultError::kNoMemory);
  return key;
}

std::expected<VaultHead, VaultError> read_vault_head(ByteSpan vault) {
  const auto parts = parts_of(vault);
  if (!parts) return std::unexpected(parts.error());
  return parts->head;
}

Bytes seal_vault(const VaultKey& key, const VaultHead& head, const SecretBytes& text,
                 Entropy& entropy) {
  const auto nonce = entropy.fixed<Nonce>();
  const SecretBytes filled = padded(text.reveal(), kPadTo);
  ByteWriter out;
  out.bytes(written_head(head));
  const Bytes sealed = seal(seal_key(key), nonce, out.written(), filled.reveal());
  out.bytes(nonce.span());
  out.bytes(sealed);
  return out.take();
}

std::expected<SecretBytes, VaultError> open_vault(const VaultKey& key, ByteSpan vault) {
  const auto parts = parts_of(vault);
  if (!parts) return std::unexpected(parts.error());
  auto text = open(seal_key(key), parts->nonce, written_head(parts->head), parts->sealed);
  if (!text || !take_padding(*text, kPadTo)) return std::unexpected(VaultError::kCannotBeOpened);
  return std::move(*text);
}

}  // namespace commonground
