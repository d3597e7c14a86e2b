// Sealing: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha, as libsodium has it).
#pragma once

#include <cstddef>
#include <expected>

#include "base/bytes.h"
#include "crypto/secret.h"

namespace commonground {

inline constexpr std::size_t kSealBytes = 16;  // a sealed text is longer by these

// Whatever went wrong, it is this: a wrong key, altered bytes, altered clear text around them.
enum class OpenError : std::uint8_t { kCannotBeOpened };

// `clear` is not sealed, but opening fails if it is not the same.
[[nodiscard]] Bytes seal(const SealKey& key, const Nonce& nonce, ByteSpan clear, ByteSpan text);
[[nodiscard]] std::expected<SecretBytes, OpenError> open(const SealKey& key, const Nonce& nonce,
                                                         ByteSpan clear, ByteSpan sealed);

}  // namespace commonground
