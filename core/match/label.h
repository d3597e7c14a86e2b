// Labels: 128 bits that stand for one bit of a circuit. Also elements of the field of 2^128, of
// which x^128 + x^7 + x^2 + x + 1 is the modulus; bit i is the coefficient of x^i.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/byte_io.h"
#include "verify/verify.h"

namespace commonground::match {

struct Label {
  static constexpr std::size_t kBytes = 16;
  static constexpr std::size_t kBits = 128;

  std::uint64_t low = 0;
  std::uint64_t high = 0;

  [[nodiscard]] std::uint64_t bit(std::size_t i) const {
    return ((i < 64 ? low : high) >> (i % 64)) & 1U;
  }
  // Itself if the bit is 1, and nothing if it is 0; without looking which.
  [[nodiscard]] Label if_set(std::uint64_t bit) const {
    const std::uint64_t mask = ~bit + 1;
    return {.low = low & mask, .high = high & mask};
  }
  Label& operator^=(const Label& other) {
    low ^= other.low;
    high ^= other.high;
    return *this;
  }
  friend Label operator^(Label a, const Label& b) { return a ^= b; }
  bool operator==(const Label&) const = default;
};

// Sixteen bytes, little-endian.
inline void write(ByteWriter& out, const Label& label) {
  out.number(label.low);
  out.number(label.high);
}
inline Label read_label(ByteReader& in) {
  Label label;
  in.number(label.low);
  in.number(label.high);
  return label;
}
inline Label first_half(const Hash& hash) {
  ByteReader in(hash.span());
  return read_label(in);
}
// In the field.
[[nodiscard]] Label product(Label a, const Label& b);

}  // namespace commonground::match
