// Ana and Ben at a sealed table, and what a program of theirs knows that keeps to no rule.
#pragma once

#include <algorithm>
#include <optional>
#include <random>
#include <vector>

#include "match/sealed_table.h"

namespace commonground::match {

using Levels = std::vector<std::uint8_t>;

inline Hash hash_number(std::uint32_t number) {
  ByteWriter out;
  out.number(number);
  return hash("cg.test.1", {out.written()});
}
inline MatchSeed seed_of(std::uint32_t number) { return MatchSeed(hash_number(number).bytes); }
inline const Hash kRound = hash_number(7);

inline Bargainer ana(std::size_t places, const Levels& levels, std::uint32_t seed = 1,
                     const Hash& round = kRound) {
  return Bargainer::make(round, 0, seed_of(seed), places, levels).value();
}
inline Bargainer ben(std::size_t places, const Levels& levels, std::uint32_t seed = 2,
                     const Hash& round = kRound) {
  return Bargainer::make(round, 1, seed_of(seed), places, levels).value();
}

// What one of the two sends to the other, in all.
struct Said {
  Bytes keys;
  Bytes choices;
  Bytes gates;

  [[nodiscard]] TableTalk talk() const {
    return {.keys = keys, .choices = choices, .gates = gates};
  }
};

inline Said said(const Bargainer& by, const Bargainer& to) {
  Said all{.keys = by.keys(), .choices = by.choices(to.keys()).value(), .gates = {}};
  all.gates = by.gates(to.keys(), to.choices(all.keys).value()).value();
  return all;
}

// Fallback bargaining as it is told: both go down their lists in step, and the first plan on both
// is it. Of several, the first on the table.
inline std::optional<std::size_t> plainly(const Levels& a, const Levels& b) {
  for (int level = 0; level < kNever; ++level) {
    for (std::size_t plan = 0; plan < a.size(); ++plan) {
      if (a[plan] <= level && b[plan] <= level) return plan;
    }
  }
  return std::nullopt;
}

// All that the program of one of the two knows at a table of eight places.
class Opened {
 public:
  Opened(std::uint8_t position, const Levels& levels, std::uint32_t seed,
         const Hash& round = kRound)
      : position_(position), round_(round), bits_(kPlaces * kLevelBits) {
    Levels at(kPlaces, static_cast<std::uint8_t>(kNever));
    for (std::size_t i = 0; i < levels.size(); ++i) at.at(i + 1) = levels[i];
    for (std::size_t i = 0; i < bits_.size(); ++i) {
      bits_[i] = static_cast<std::uint8_t>((unsigned{at[i / kLevelBits]} >> i % kLevelBits) & 1U);
    }
    secret_ = hash("cg.table.seed.1", {seed_of(seed).reveal(), round.span(), {&position, 1}, at});
  }
  [[nodiscard]] const std::vector<std::uint8_t>& bits() const { return bits_; }
  [[nodiscard]] LabelGiver giver() const { return {given_by(position_), part("cg.table.give.1")}; }
  [[nodiscard]] LabelChooser::Chosen chosen(ByteSpan their_keys,
                                            const std::vector<std::uint8_t>& bits) const {
    Offers offers;
    for (std::size_t i = 0; i < offers.size(); ++i) {
      offers.at(i) = *GroupPoint::from(their_keys.subspan(32 * (i + 1), 32));
    }
    return chooser().choose(both(their_keys), offers, bits);
  }
  // Gates of the other that are any bytes, so that they give this place.
  [[nodiscard]] Bytes gates_to(std::size_t place, ByteSpan their_keys, std::mt19937& random) const {
    const LabelChooser::Chosen chosen = this->chosen(their_keys, bits_);
    const std::uint8_t garbler = 1 - position_;
    const Hash circuit =
        hash("cg.table.of.1", {given_by(garbler).span(), both(their_keys).span(), chosen.message});
    Bytes gates(table_gates_bytes(kPlaces));
    std::ranges::generate(gates, [&] { return static_cast<std::uint8_t>(random()); });
    std::vector<Label> own;
    for (std::uint32_t i = 0; i < bits_.size(); ++i) {
      ByteWriter number;
      number.number(i);
      own.push_back(
          first_half(hash("cg.table.own.1", {given_by(garbler).span(), number.written()})));
    }
    Evaluator evaluator(circuit, gates);
    const auto found =
        Fallback<Evaluator>(evaluator).find(levels_from(own), levels_from(chosen.labels));
    for (std::size_t bit = 0; bit < found.size(); ++bit) {
      ByteWriter label;
      write(label, found[bit]);
      label.number(std::uint64_t{2 * (fallback_ands(found.size()) + bit)});
      const Hash told = hash("cg.table.gate.1", {circuit.span(), label.written()});
      const std::size_t at = fallback_ands(found.size()) * kGateBytes + bit * kToldBytes +
                             ((place >> bit) & 1U) * Hash::kSize;
      std::ranges::copy(told.bytes, gates.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return gates;
  }

 private:
  static constexpr std::size_t kPlaces = 8;
  [[nodiscard]] LabelChooser chooser() const {
    return {given_by(1 - position_), part("cg.table.take.1")};
  }
  [[nodiscard]] Hash given_by(int giver) const {
    const auto who = static_cast<std::uint8_t>(giver);
    return hash("cg.table.given.1", {round_.span(), {&who, 1}});
  }
  [[nodiscard]] LabelSecret part(const Context& context) const {
    return LabelSecret(hash(context, {secret_.span()}).bytes);
  }
  [[nodiscard]] Hash both(ByteSpan theirs) const {
    const LabelGiver gives = giver();
    ByteWriter mine;
    mine.bytes(chooser().key().span());
    for (const GroupPoint& offer : gives.offers()) mine.bytes(offer.span());
    return position_ == 0 ? hash("cg.table.both.1", {round_.span(), mine.written(), theirs})
                          : hash("cg.table.both.1", {round_.span(), theirs, mine.written()});
  }
  static std::vector<std::array<Label, kLevelBits>> levels_from(std::span<const Label> labels) {
    std::vector<std::array<Label, kLevelBits>> levels(kPlaces);
    for (std::size_t i = 0; i < labels.size(); ++i) {
      levels[i / kLevelBits].at(i % kLevelBits) = labels[i];
    }
    return levels;
  }

  std::uint8_t position_;
  Hash round_;
  std::vector<std::uint8_t> bits_;
  Hash secret_;
};

}  // namespace commonground::match
