// How much is sent at a sealed table, by the number of places alone.
#pragma once

#include <bit>

#include "match/fallback.h"
#include "match/garbling.h"

namespace commonground::match {

// Of oblivious transfers (chosen_labels.h): columns, and choices that are for nothing but to hide
// the others from the check.
inline constexpr std::size_t kColumns = Label::kBits;
inline constexpr std::size_t kSpareRows = 192;

// What a chooser sends, for a number of choices that eight divides.
[[nodiscard]] constexpr std::size_t choices_bytes(std::size_t choices) {
  return kColumns * (choices + kSpareRows) / 8 + 2 * Label::kBytes;
}

// A key, and two offers for each column, all of them points.
inline constexpr std::size_t kTableKeysBytes = (1 + 2 * kColumns) * 32;
[[nodiscard]] constexpr std::size_t table_choices_bytes(std::size_t places) {
  return choices_bytes(kLevelBits * places);
}
// The gates, and by what the labels of the place are read.
[[nodiscard]] constexpr std::size_t table_gates_bytes(std::size_t places) {
  const auto bits = static_cast<std::size_t>(std::countr_zero(places));
  return fallback_ands(bits) * kGateBytes + bits * kToldBytes;
}

}  // namespace commonground::match
