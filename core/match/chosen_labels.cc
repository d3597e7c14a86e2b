#include "match/chosen_labels.h"

#include <algorithm>
#include <cassert>

namespace commonground::match {
namespace {

Bytes number(std::size_t value) {
  ByteWriter out;
  out.number(static_cast<std::uint32_t>(value));
  return out.take();
}

std::size_t rows_in(std::size_t message_bytes) {
  return (message_bytes - 2 * Label::kBytes) * 8 / kColumns;
}

// What is added to one of a pair of offers: a point that the other one decides. So of no pair can
// anyone know the scalar of both.
GroupPoint addend(const Hash& about, std::size_t column, std::uint8_t which,
                  const GroupPoint& other) {
  return hash_to_group("cg.table.add.1", {about.span(), number(column), {&which, 1}, other.span()});
}

// What is chosen belongs to these keys and to no others.
Hash chosen_with(const Hash& about, const Hash& keys) {
  return hash("cg.table.with.1", {about.span(), keys.span()});
}

Hash column_key(const Hash& with, std::size_t column, std::uint8_t which,
                const GroupPoint& shared) {
  return hash("cg.table.pad.1", {with.span(), number(column), {&which, 1}, shared.span()});
}

// Bytes that only those who have the key can make.
Bytes stretched(const Hash& key, std::size_t size) {
  Bytes out;
  for (std::size_t block = 0; out.size() < size; ++block) {
    const Hash more = hash("cg.table.more.1", {key.span(), number(block)});
    out.insert(out.end(), more.bytes.begin(), more.bytes.end());
  }
  out.resize(size);
  return out;
}

// A bit of each column makes a label.
class Columns {
 public:
  explicit Columns(std::size_t rows) : labels_(rows) {}

  void set(std::size_t column, ByteSpan bits) {
    for (std::size_t row = 0; row < labels_.size(); ++row) {
      const std::uint64_t bit = (unsigned{bits[row / 8]} >> (row % 8)) & 1U;
      std::uint64_t& half = column < 64 ? labels_[row].low : labels_[row].high;
      half |= bit << (column % 64);
    }
  }
  [[nodiscard]] WipedVector<Label> take() { return std::move(labels_); }

 private:
  WipedVector<Label> labels_;
};

// By what each row is multiplied for the check. Nobody knows it before the columns are there.
std::vector<Label> weights(const Hash& with, ByteSpan columns, std::size_t rows) {
  const Bytes bytes =
      stretched(hash("cg.table.weigh.1", {with.span(), columns}), rows * Label::kBytes);
  ByteReader in(bytes);
  std::vector<Label> weights(rows);
  for (Label& weight : weights) weight = read_label(in);
  return weights;
}

Label weighed(const WipedVector<Label>& labels, const std::vector<Label>& by) {
  Label sum;
  for (std::size_t i = 0; i < labels.size(); ++i) sum ^= product(labels[i], by[i]);
  return sum;
}

LabelDifference difference_from(const LabelSecret& secret) {
  Hash bytes = hash("cg.table.apart.1", {secret.reveal()});
  bytes.bytes[0] |= 1U;
  LabelDifference difference(std::span(bytes.bytes).first<Label::kBytes>());
  wipe(bytes.bytes);
  return difference;
}

}  // namespace

LabelChooser::LabelChooser(const Hash& about, const LabelSecret& secret)
    : about_(about),
      secret_(secret.copy()),
      scalar_(hash_to_scalar("cg.table.key.1", {secret.reveal()})),
      key_(multiply_generator(scalar_)) {}

LabelChooser::Chosen LabelChooser::choose(const Hash& keys, const Offers& offers,
                                          std::span<const std::uint8_t> bits) const {
  assert(bits.size() % 8 == 0);
  const Hash with = chosen_with(about_, keys);
  const std::size_t rows = bits.size() + kSpareRows;
  Bytes packed(bits.size() / 8);
  for (std::size_t i = 0; i < bits.size(); ++i) {
    packed[i / 8] |= static_cast<std::uint8_t>(unsigned{bits[i]} << (i % 8));
  }
  const Bytes spare =
      stretched(hash("cg.table.spare.1", {secret_.reveal(), with.span()}), kSpareRows / 8);
  packed.insert(packed.end(), spare.begin(), spare.end());

  Columns columns(rows);
  ByteWriter out;
  for (std::size_t column = 0; column < kColumns; ++column) {
    std::array<Bytes, 2> pads;
    for (std::uint8_t which = 0; which < 2; ++which) {
      const GroupPoint& offer = offers.at(2 * column + which);
      const GroupPoint& other = offers.at(2 * column + 1 - which);
      const GroupPoint shared = multiply(scalar_, add(offer, addend(about_, column, which, other)));
      pads.at(which) = stretched(column_key(with, column, which, shared), packed.size());
    }
    columns.set(column, pads[0]);
    for (std::size_t i = 0; i < packed.size(); ++i) {
      pads[1][i] = static_cast<std::uint8_t>(pads[0][i] ^ pads[1][i] ^ packed[i]);
    }
    out.bytes(pads[1]);
    wipe(pads[0]);
  }

  Chosen chosen{.message = {}, .labels = columns.take()};
  const std::vector<Label> by = weights(with, out.written(), rows);
  Label sum;
  for (std::size_t row = 0; row < rows; ++row) {
    sum ^= by[row].if_set((unsigned{packed[row / 8]} >> (row % 8)) & 1U);
  }
  write(out, sum);
  write(out, weighed(chosen.labels, by));
  chosen.message = out.take();
  chosen.labels.resize(bits.size());
  wipe(packed);
  return chosen;
}

LabelGiver::LabelGiver(const Hash& about, const LabelSecret& secret)
    : about_(about), difference_(difference_from(secret)) {
  const Label difference = this->difference();
  for (std::size_t column = 0; column < kColumns; ++column) {
    const auto mine = static_cast<std::uint8_t>(difference.bit(column));
    scalars_.push_back(hash_to_scalar("cg.table.offer.1", {secret.reveal(), number(column)}));
    const GroupPoint free = hash_to_group("cg.table.free.1", {secret.reveal(), number(column)});
    offers_.at(2 * column + 1 - mine) = free;
    offers_.at(2 * column + mine) =
        subtract(multiply_generator(scalars_.back()), addend(about, column, mine, free));
  }
}

Label LabelGiver::difference() const {
  ByteReader in(difference_.reveal());
  return read_label(in);
}

std::optional<WipedVector<Label>> LabelGiver::give(const Hash& keys, const GroupPoint& key,
                                                   ByteSpan message) const {
  const Hash with = chosen_with(about_, keys);
  const Label difference = this->difference();
  const std::size_t rows = rows_in(message.size());
  assert(message.size() == choices_bytes(rows - kSpareRows));
  Columns columns(rows);
  for (std::size_t column = 0; column < kColumns; ++column) {
    const auto mine = static_cast<std::uint8_t>(difference.bit(column));
    const GroupPoint shared = multiply(scalars_[column], key);
    Bytes bits = stretched(column_key(with, column, mine, shared), rows / 8);
    const ByteSpan theirs = message.subspan(column * rows / 8, rows / 8);
    const auto mask = static_cast<std::uint8_t>(-mine);
    for (std::size_t i = 0; i < bits.size(); ++i) {
      bits[i] ^= static_cast<std::uint8_t>(theirs[i] & mask);
    }
    columns.set(column, bits);
    wipe(bits);
  }
  WipedVector<Label> labels = columns.take();
  const ByteSpan sent = message.first(kColumns * rows / 8);
  ByteReader in(message.subspan(sent.size()));
  const Label sum = read_label(in);
  const Label weighed_choices = read_label(in);
  if (weighed(labels, weights(with, sent, rows)) != (weighed_choices ^ product(sum, difference))) {
    return std::nullopt;
  }
  labels.resize(rows - kSpareRows);
  return labels;
}

}  // namespace commonground::match
