#include "crypto/seal.h"

#include <sodium.h>

#include "verify/sodium_ready.h"

namespace commonground {

static_assert(SealKey::kSize == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(Nonce::kSize == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(kSealBytes == crypto_aead_xchacha20poly1305_ietf_ABYTES);

Bytes seal(const SealKey& key, const Nonce& nonce, ByteSpan clear, ByteSpan text) {
  sodium_ready();
  Bytes sealed(text.size() + kSealBytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr, text.data(), text.size(),
                                             clear.data(), clear.size(), nullptr,
                                             nonce.bytes.data(), key.reveal().data());
  return sealed;
}

std::expected<SecretBytes, OpenError> open(const SealKey& key, const Nonce& nonce, ByteSpan clear,
                                           ByteSpan sealed) {
  if (sealed.size() < kSealBytes) return std::unexpected(OpenError::kCannotBeOpened);
  sodium_ready();
  SecretBytes text(sealed.size() - kSealBytes);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          text.to_fill().data(), nullptr, nullptr, sealed.data(), sealed.size(), clear.data(),
          clear.size(), nonce.bytes.data(), key.reveal().data()) != 0) {
    return std::unexpected(OpenError::kCannotBeOpened);
  }
  return text;
}

}  // namespace commonground
