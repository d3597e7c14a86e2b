#include "match/garbling.h"

namespace commonground::match {
namespace {

// Each gate hashes with two numbers of its own, and each wire that can be read with one.
Hash whole_hash_of(const Hash& about, const Label& label, std::uint64_t number) {
  std::array<std::uint8_t, Label::kBytes + 8> bytes{};
  const auto put = [&](std::size_t at, std::uint64_t value) {
    for (std::size_t i = 0; i < 8; ++i)
      bytes.at(at + i) = static_cast<std::uint8_t>(value >> 8 * i);
  };
  put(0, label.low);
  put(8, label.high);
  put(16, number);
  return hash("cg.table.gate.1", {about.span(), bytes});
}
Label hash_of(const Hash& about, const Label& label, std::uint64_t number) {
  return first_half(whole_hash_of(about, label, number));
}

}  // namespace

Label product(Label a, const Label& b) {
  Label sum;
  for (std::size_t i = 0; i < Label::kBits; ++i) {
    sum ^= a.if_set(b.bit(i));
    const std::uint64_t carry = a.high >> 63;
    a = {.low = a.low << 1 ^ 0x87 * carry, .high = a.high << 1 | a.low >> 63};
  }
  return sum;
}

// The first half is an and with a bit that the garbler knows, the second one with a bit that the
// evaluator knows: a & b = a & r ^ a & (b ^ r), where r is the lowest bit of b's label of 0.
Garbler::Wire Garbler::both(const Wire& a, const Wire& b) {
  const std::uint64_t first = 2 * gates_;
  ++gates_;
  const Label of_a = hash_of(about_, a, first);
  const Label of_b = hash_of(about_, b, first + 1);
  const Label garbler =
      of_a ^ hash_of(about_, a ^ difference_, first) ^ difference_.if_set(b.low & 1U);
  const Label evaluator = of_b ^ hash_of(about_, b ^ difference_, first + 1) ^ a;
  write(out_, garbler);
  write(out_, evaluator);
  return of_a ^ garbler.if_set(a.low & 1U) ^ of_b ^ (evaluator ^ a).if_set(b.low & 1U);
}

void Garbler::tell(const Wire& wire) {
  const std::uint64_t number = 2 * gates_;
  ++gates_;
  out_.bytes(whole_hash_of(about_, wire, number).span());
  out_.bytes(whole_hash_of(about_, wire ^ difference_, number).span());
}

Evaluator::Wire Evaluator::both(const Wire& a, const Wire& b) {
  const std::uint64_t first = 2 * gates_;
  ++gates_;
  const Label garbler = read_label(in_);
  const Label evaluator = read_label(in_);
  return hash_of(about_, a, first) ^ garbler.if_set(a.low & 1U) ^ hash_of(about_, b, first + 1) ^
         (evaluator ^ a).if_set(b.low & 1U);
}

std::optional<std::uint64_t> Evaluator::read(const Wire& wire) {
  const Hash mine = whole_hash_of(about_, wire, 2 * gates_);
  ++gates_;
  std::array<Hash, 2> told;
  for (Hash& hash : told) in_.fixed(hash);
  if (mine == told[0]) return 0;
  if (mine == told[1]) return 1;
  return std::nullopt;
}

}  // namespace commonground::match
