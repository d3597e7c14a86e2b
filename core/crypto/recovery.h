// Words that a person can write down or read aloud, as positions in a list of 2,048 words. The
// lists themselves are language, and elsewhere.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "crypto/secret.h"
#include "verify/verify.h"

namespace commonground {

inline constexpr std::size_t kWordList = 2048;
inline constexpr std::size_t kRecoveryWords = 12;
inline constexpr std::size_t kSafetyWords = 4;

// BIP-39: 128 bits and four bits of their SHA-256, eleven bits a word, so that one wrong or
// misplaced word is found out fifteen times of sixteen.
using RecoveryWords =
    Secret<kRecoveryWords * 2, struct RecoveryWordsTag>;  // little-endian positions

[[nodiscard]] RecoveryWords recovery_words(const RecoverySeed& seed);
[[nodiscard]] std::uint16_t word_at(const RecoveryWords& words, std::size_t index);

// Nothing if a position is outside the list or the last word does not fit the others.
[[nodiscard]] std::optional<RecoverySeed> recovery_seed(
    std::span<const std::uint16_t, kRecoveryWords> words);

// Four words of a hash, for two people to compare: 44 bits.
[[nodiscard]] std::array<std::uint16_t, kSafetyWords> safety_words(const Hash& hash);

}  // namespace commonground
