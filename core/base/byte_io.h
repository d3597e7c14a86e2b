// Writing and reading fields of a fixed size, one after the other. Numbers are little-endian.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "base/bytes.h"

namespace commonground {

class ByteWriter {
 public:
  template <std::unsigned_integral Number>
  void number(Number value) {
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
      out_.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(value) >> (8 * i)));
    }
  }
  void bytes(ByteSpan bytes) { out_.insert(out_.end(), bytes.begin(), bytes.end()); }

  [[nodiscard]] const Bytes& written() const { return out_; }
  [[nodiscard]] Bytes take() { return std::move(out_); }

 private:
  Bytes out_;
};

// Past the end there is nothing: every function says whether it was all there, and after one that
// was not, nothing is.
class ByteReader {
 public:
  explicit ByteReader(ByteSpan in) : in_(in) {}

  template <std::unsigned_integral Number>
  bool number(Number& value) {
    ByteSpan field;
    if (!bytes(sizeof(Number), field)) return false;
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i) sum |= std::uint64_t{field[i]} << (8 * i);
    value = static_cast<Number>(sum);
    return true;
  }
  bool bytes(std::size_t size, ByteSpan& out) {
    if (failed_ || size > in_.size()) {
      failed_ = true;
      return false;
    }
    out = in_.first(size);
    in_ = in_.subspan(size);
    return true;
  }
  template <std::size_t kBytes, class Tag>
  bool fixed(FixedBytes<kBytes, Tag>& out) {
    ByteSpan field;
    if (!bytes(kBytes, field)) return false;
    std::copy(field.begin(), field.end(), out.bytes.begin());
    return true;
  }

  [[nodiscard]] std::size_t left() const { return failed_ ? 0 : in_.size(); }

 private:
  ByteSpan in_;
  bool failed_ = false;
};

}  // namespace commonground
