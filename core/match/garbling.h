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

#include <optional>

#include "match/label.h"

namespace commonground::match {

inline constexpr std::size_t kGateBytes = 2 * Label::kBytes;  // of an and
inline constexpr std::size_t kToldBytes = 2 * Hash::kSize;    // of a wire that can be read

class Garbler {
 public:
  using Wire = Label;  // the label of 0; that of 1 is `difference` away

  // The lowest bit of the difference is 1: the lowest bits of the two labels of a wire differ, and
  // say nothing of which is which.
  // About: a hash of all that names this circuit and what was chosen in it. Two circuits with one
  // difference have nothing in common if it differs.
  Garbler(const Hash& about, const Label& difference) : about_(about), difference_(difference) {}

  Wire both(const Wire& a, const Wire& b);
  static Wire differ(const Wire& a, const Wire& b) { return a ^ b; }
  // What must be known of a wire to read it: a hash of each of its labels. Whoever has another
  // label than these two sees that it is none.
  void tell(const Wire& wire);

  [[nodiscard]] Bytes take() { return out_.take(); }

 private:
  Hash about_;
  Label difference_;
  std::uint64_t gates_ = 0;
  ByteWriter out_;
};

class Evaluator {
 public:
  using Wire = Label;  // the one of the two that is there

  Evaluator(const Hash& about, ByteSpan gates) : about_(about), in_(gates) {}

  Wire both(const Wire& a, const Wire& b);
  static Wire differ(const Wire& a, const Wire& b) { return a ^ b; }
  // The bit of a wire that the garbler told, after all gates; nothing if this is not its label.
  std::optional<std::uint64_t> read(const Wire& wire);

 private:
  Hash about_;
  ByteReader in_;
  std::uint64_t gates_ = 0;
};

}  // namespace commonground::match
