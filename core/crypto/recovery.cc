#include "crypto/recovery.h"

#include <sodium.h>

namespace commonground {
namespace {

constexpr std::size_t kWordBits = 11;
constexpr std::size_t kSeedBits = RecoverySeed::kSize * 8;
constexpr std::size_t kCheckBits = kRecoveryWords * kWordBits - kSeedBits;
static_assert(kCheckBits == kSeedBits / 32 && kCheckBits <= 8);

// Bits from the highest of the first byte on.
bool bit(ByteSpan bytes, std::size_t at) {
  const unsigned byte = bytes[at / 8];
  return ((byte >> (7 - at % 8)) & 1U) != 0;
}

std::uint16_t word_of(ByteSpan bytes, std::size_t index) {
  unsigned word = 0;
  for (std::size_t i = 0; i < kWordBits; ++i) {
    word = word * 2 + (bit(bytes, index * kWordBits + i) ? 1 : 0);
  }
  return static_cast<std::uint16_t>(word);
}

using Checked = Secret<RecoverySeed::kSize + 1, struct CheckedTag>;

// The seed and the first byte of its hash.
Checked checked(ByteSpan seed) {
  return Checked::made_by([&](std::span<std::uint8_t, Checked::kSize> out) {
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), seed.data(), seed.size());
    std::ranges::copy(seed, out.begin());
    out.back() = digest.front();
    wipe(digest);
  });
}

}  // namespace

RecoveryWords recovery_words(const RecoverySeed& seed) {
  const Checked bits = checked(seed.reveal());
  return RecoveryWords::made_by([&](std::span<std::uint8_t, RecoveryWords::kSize> out) {
    for (std::size_t i = 0; i < kRecoveryWords; ++i) {
      const unsigned word = word_of(bits.reveal(), i);
      out[2 * i] = static_cast<std::uint8_t>(word & 0xFFU);
      out[2 * i + 1] = static_cast<std::uint8_t>(word >> 8U);
    }
  });
}

std::uint16_t word_at(const RecoveryWords& words, std::size_t index) {
  const ByteSpan bytes = words.reveal();
  const unsigned low = bytes[2 * index];
  const unsigned high = bytes[2 * index + 1];
  return static_cast<std::uint16_t>(low | (high << 8U));
}

std::optional<RecoverySeed> recovery_seed(std::span<const std::uint16_t, kRecoveryWords> words) {
  for (const std::uint16_t word : words) {
    if (word >= kWordList) return std::nullopt;
  }
  Checked bits = Checked::made_by([&](std::span<std::uint8_t, Checked::kSize> out) {
    for (std::size_t at = 0; at < kRecoveryWords * kWordBits; ++at) {
      const unsigned word = words[at / kWordBits];
      const unsigned set = (word >> (kWordBits - 1 - at % kWordBits)) & 1U;
      out[at / 8] = static_cast<std::uint8_t>(out[at / 8] | (set << (7 - at % 8)));
    }
  });
  RecoverySeed seed(bits.reveal().first<RecoverySeed::kSize>());
  constexpr unsigned kMask = (0xFFU << (8 - kCheckBits)) & 0xFFU;
  const Checked right = checked(seed.reveal());
  if (((right.reveal().back() ^ bits.reveal().back()) & kMask) != 0) return std::nullopt;
  return seed;
}

std::array<std::uint16_t, kSafetyWords> safety_words(const Hash& hash) {
  std::array<std::uint16_t, kSafetyWords> words{};
  for (std::size_t i = 0; i < kSafetyWords; ++i) words[i] = word_of(hash.span(), i);
  return words;
}

}  // namespace commonground
