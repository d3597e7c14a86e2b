// Garbled circuits: one person computes with labels instead of bits, and writes down so much of it
// that the other, who has one label for each bit, can compute the same without learning a bit.
// Half gates (Zahur, Rosulek and Evans, "Two Halves Make a Whole", 2015): nothing is sent for an
// exclusive or, two labels for an and.
//
// Who learns what: the evaluator learns one label of each wire, and which bit it stands for only
// where the garbler tells.
//
// A circuit is a function template over one of these classes, or over anything else that has
// `Wire`, `both` and `differ`; it asks for the same gates in the same order, whatever the bits.
#pragma once

#include "match/label.h"

namespace commonground::match {

inline constexpr std::size_t kGateBytes = 2 * Label::kBytes;  // of an and

class Garbler {
 public:
  using Wire = Label;  // the label of 0; that of 1 is `difference` away

  // The lowest bit of the difference is 1: the lowest bits of the two labels of a wire differ, and
  // say nothing of which is which.
  explicit Garbler(const Label& difference) : difference_(difference) {}

  Wire both(const Wire& a, const Wire& b);
  static Wire differ(const Wire& a, const Wire& b) { return a ^ b; }
  // Adds what must be known of a wire to read it: the lowest bit of its label of 0.
  [[nodiscard]] static std::uint64_t key_to(const Wire& wire) { return wire.low & 1U; }

  [[nodiscard]] Bytes take() { return out_.take(); }

 private:
  Label difference_;
  std::uint64_t gates_ = 0;
  ByteWriter out_;
};

class Evaluator {
 public:
  using Wire = Label;  // the one of the two that is there

  explicit Evaluator(ByteSpan gates) : in_(gates) {}

  Wire both(const Wire& a, const Wire& b);
  static Wire differ(const Wire& a, const Wire& b) { return a ^ b; }

 private:
  ByteReader in_;
  std::uint64_t gates_ = 0;
};

}  // namespace commonground::match
