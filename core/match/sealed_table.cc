#include "match/sealed_table.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace commonground::match {
namespace {

std::uint8_t other(std::uint8_t position) { return position == 0 ? 1 : 0; }

// What transfers belong to: those in which the labels of this giver are chosen.
Hash given_by(std::uint8_t giver, const Hash& round) {
  return hash("cg.table.given.1", {round.span(), {&giver, 1}});
}

// What the gates of a circuit belong to: who garbles it, all keys, and what the other chose in it.
Hash circuit_of(std::uint8_t garbler, const Hash& round, const Hash& keys, ByteSpan choices) {
  return hash("cg.table.of.1", {given_by(garbler, round).span(), keys.span(), choices});
}

LabelSecret part(const LabelSecret& secret, const Context& context) {
  Hash bytes = hash(context, {secret.reveal()});
  LabelSecret made(bytes.bytes);
  wipe(bytes.bytes);
  return made;
}

// The garbler's own bits need nothing sent: that these labels are there is known to both, and the
// garbler makes each the one that stands for the bit.
WipedVector<Label> labels_of_own(const Hash& about, std::size_t count) {
  WipedVector<Label> labels;
  for (std::uint32_t i = 0; i < count; ++i) {
    ByteWriter number;
    number.number(i);
    labels.push_back(first_half(hash("cg.table.own.1", {about.span(), number.written()})));
  }
  return labels;
}

using Levels = WipedVector<Fallback<Garbler>::Level>;

Levels levels_from(std::span<const Label> labels) {
  Levels levels(labels.size() / kLevelBits);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    levels[i / kLevelBits].at(i % kLevelBits) = labels[i];
  }
  return levels;
}

// Both list the garbler's levels first.
template <class Gates>
WipedVector<Label> found_in(Gates& gates, std::span<const Label> garblers,
                            std::span<const Label> evaluators) {
  return Fallback<Gates>(gates).find(levels_from(garblers), levels_from(evaluators));
}

void write_all(ByteWriter& out, const WipedVector<Label>& labels) {
  for (const Label& label : labels) write(out, label);
}

}  // namespace

std::expected<void, TableError> Met::check(const Hash& their_confirm) const {
  if (their_confirm != theirs) return std::unexpected(TableError::kDifferentResult);
  return {};
}

std::expected<Bargainer, TableError> Bargainer::make(const Hash& round, std::uint8_t position,
                                                     const MatchSeed& seed, std::size_t places,
                                                     std::span<const std::uint8_t> levels) {
  if (position > 1) return std::unexpected(TableError::kUnknownPosition);
  if (!std::has_single_bit(places) || places < kFewestPlaces || places > kMostPlaces) {
    return std::unexpected(TableError::kWrongPlaces);
  }
  if (levels.size() >= places) return std::unexpected(TableError::kTooManyPlans);
  if (std::ranges::any_of(levels, [](std::uint8_t level) { return level > kNever; })) {
    return std::unexpected(TableError::kBadLevel);
  }
  // Impasse, the plans, and places that stay empty.
  WipedVector<std::uint8_t> at(places, static_cast<std::uint8_t>(kNever));
  std::ranges::copy(levels, at.begin() + 1);
  WipedVector<std::uint8_t> bits;
  for (const std::uint8_t level : at) {
    for (std::size_t i = 0; i < kLevelBits; ++i) {
      bits.push_back(static_cast<std::uint8_t>((unsigned{level} >> i) & 1U));
    }
  }
  // All that is put in goes in, so that two lists with one seed, which should not be, still share
  // no label.
  Hash secret = hash("cg.table.seed.1", {seed.reveal(), round.span(), {&position, 1}, at});
  const LabelSecret kept(secret.bytes);
  wipe(secret.bytes);
  return Bargainer(round, position, kept, places, levels.size(), std::move(bits));
}

Bargainer::Bargainer(const Hash& round, std::uint8_t position, const LabelSecret& secret,
                     std::size_t places, std::size_t plans, WipedVector<std::uint8_t> bits)
    : round_(round),
      position_(position),
      places_(places),
      plans_(plans),
      bits_(std::move(bits)),
      chooser_(given_by(other(position), round), part(secret, "cg.table.take.1")),
      giver_(given_by(position, round), part(secret, "cg.table.give.1")) {}

Bytes Bargainer::keys() const {
  ByteWriter out;
  out.bytes(chooser_.key().span());
  for (const GroupPoint& offer : giver_.offers()) out.bytes(offer.span());
  return out.take();
}

std::expected<Bargainer::Keys, TableError> Bargainer::read_keys(ByteSpan bytes) const {
  if (bytes.size() != kTableKeysBytes) return std::unexpected(TableError::kWrongSize);
  ByteReader in(bytes);
  Keys keys;
  in.fixed(keys.key);
  for (GroupPoint& offer : keys.offers) in.fixed(offer);
  const auto is_identity = [](const GroupPoint& point) { return point == kIdentity; };
  if (is_identity(keys.key) || std::ranges::any_of(keys.offers, is_identity)) {
    return std::unexpected(TableError::kIdentity);
  }
  if (!is_valid(keys.key) || !std::ranges::all_of(keys.offers, is_valid)) {
    return std::unexpected(TableError::kNotAPoint);
  }
  if (keys.key == chooser_.key()) return std::unexpected(TableError::kReflected);
  return keys;
}

Hash Bargainer::both_keys(ByteSpan theirs) const {
  const Bytes mine = keys();
  return position_ == 0 ? hash("cg.table.both.1", {round_.span(), mine, theirs})
                        : hash("cg.table.both.1", {round_.span(), theirs, mine});
}

LabelChooser::Chosen Bargainer::chosen(ByteSpan their_keys) const {
  return chooser_.choose(both_keys(their_keys), read_keys(their_keys)->offers, bits_);
}

std::expected<Bytes, TableError> Bargainer::choices(ByteSpan their_keys) const {
  const auto keys = read_keys(their_keys);
  if (!keys) return std::unexpected(keys.error());
  return chosen(their_keys).message;
}

std::expected<Bargainer::Garbled, TableError> Bargainer::garbled(ByteSpan their_keys,
                                                                 ByteSpan their_choices) const {
  const auto keys = read_keys(their_keys);
  if (!keys) return std::unexpected(keys.error());
  if (their_choices.size() != table_choices_bytes(places_)) {
    return std::unexpected(TableError::kWrongSize);
  }
  const Hash both = both_keys(their_keys);
  const auto theirs = giver_.give(both, keys->key, their_choices);
  if (!theirs) return std::unexpected(TableError::kChoicesDiffer);
  WipedVector<Label> mine = labels_of_own(given_by(position_, round_), bits_.size());
  for (std::size_t i = 0; i < mine.size(); ++i) mine[i] ^= giver_.difference().if_set(bits_[i]);
  Garbler garbler(circuit_of(position_, round_, both, their_choices), giver_.difference());
  Garbled made{.message = {}, .place = found_in(garbler, mine, *theirs)};
  for (const Label& wire : made.place) garbler.tell(wire);
  made.message = garbler.take();
  return made;
}

std::expected<Bytes, TableError> Bargainer::gates(ByteSpan their_keys,
                                                  ByteSpan their_choices) const {
  auto made = garbled(their_keys, their_choices);
  if (!made) return std::unexpected(made.error());
  return std::move(made->message);
}

Hash Bargainer::all_said(ByteSpan keys, ByteSpan choices, ByteSpan gates) const {
  return hash("cg.table.said.1", {round_.span(), keys, choices, gates});
}

std::optional<std::size_t> Bargainer::place_of(Evaluator& evaluator,
                                               std::span<const Label> found) const {
  std::size_t place = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto bit = evaluator.read(found[i]);
    if (!bit) return std::nullopt;
    place |= static_cast<std::size_t>(*bit) << i;
  }
  return place <= plans_ ? std::optional(place) : std::nullopt;
}

std::expected<Met, TableError> Bargainer::met(const TableTalk& theirs) const {
  auto mine = garbled(theirs.keys, theirs.choices);
  if (!mine) return std::unexpected(mine.error());
  if (theirs.gates.size() != table_gates_bytes(places_)) {
    return std::unexpected(TableError::kWrongSize);
  }
  const LabelChooser::Chosen chosen = this->chosen(theirs.keys);
  Evaluator evaluator(circuit_of(other(position_), round_, both_keys(theirs.keys), chosen.message),
                      theirs.gates);
  const WipedVector<Label> found = found_in(
      evaluator, labels_of_own(given_by(other(position_), round_), bits_.size()), chosen.labels);
  // Only labels that were told before may go into the confirm: it would say which others there are.
  const auto place = place_of(evaluator, found);
  if (!place) return std::unexpected(TableError::kNoSuchPlan);
  for (std::size_t i = 0; i < found.size(); ++i) {
    mine->place[i] ^= giver_.difference().if_set((*place >> i) & 1U);
  }

  // The labels of one place in both circuits are known to nobody but these two, and to each only
  // if the circuits gave the same.
  std::array<Hash, 2> said;
  said.at(position_) = all_said(keys(), chosen.message, mine->message);
  said.at(other(position_)) = all_said(theirs.keys, theirs.choices, theirs.gates);
  ByteWriter labels;
  write_all(labels, position_ == 0 ? mine->place : found);
  write_all(labels, position_ == 0 ? found : mine->place);
  const auto confirm = [&](std::uint8_t who) {
    return hash("cg.table.same.1", {{&who, 1}, said[0].span(), said[1].span(), labels.written()});
  };
  return Met{.plan = *place == 0 ? std::nullopt : std::optional(*place - 1),
             .mine = confirm(position_),
             .theirs = confirm(other(position_))};
}

}  // namespace commonground::match
