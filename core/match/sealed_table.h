// The sealed table: of the plans that two people could try, the one at which they meet as both go
// down their own list in step, and nothing else of either list. Fallback bargaining (fallback.h) by
// garbled circuits (garbling.h), each way round; docs/formats/sealed-table.md has every byte, what
// is assumed and what it cannot do.
//
// Both know the round and the plans in their order. Each has a level for every plan. Each of these
// steps is done by both.
//
//   1. keys     What transfers of labels begin with, in both directions.
//   2. choices  Ana chooses, obliviously, labels for the bits of her levels in Ben's circuit.
//   3. gates    Ben garbles the circuit, with his own levels in it. Ana finds the place in it.
//   4. confirm  A hash over the labels of that place in both circuits, which must be what the other
//               expects: so both circuits gave one place.
//
// Who learns what: each of the two learns the plan that is found, or that none is, and nothing else
// that does not follow from it and their own list: not how far either went down. Sizes depend on
// the number of places alone. Whose program does not keep to the steps can ask one question more;
// if the answer is not the plan that is found, the other's table fails.
//
// Nothing here is random: all comes from the seed, which must be new for each round and known to
// nobody but this person's devices. So any of them can make the same bytes again, mid-round.
#pragma once

#include <expected>

#include "match/chosen_labels.h"
#include "match/garbling.h"
#include "match/private_match.h"

namespace commonground::match {

enum class TableError : std::uint8_t {
  // Of what the caller has.
  kUnknownPosition,  // neither 0 nor 1
  kWrongPlaces,      // no power of two, too few or too many
  kTooManyPlans,     // as many as places, or more
  kBadLevel,         // above kNever
  // Of what the other sent. Any of these ends the round.
  kWrongSize,        // not what it is for this many places
  kNotAPoint,        // not the one encoding of a point
  kIdentity,         // the point that stays the same whatever it is multiplied by
  kReflected,        // my own key
  kChoicesDiffer,    // chosen otherwise in one column than in another
  kNoSuchPlan,       // their circuit gave a place that is empty, or none
  kDifferentResult,  // the other did not find what I found
};

// What the other sent in the first three steps.
struct TableTalk {
  ByteSpan keys;
  ByteSpan choices;
  ByteSpan gates;
};

struct Met {
  std::optional<std::size_t> plan;  // its position; nothing for an impasse
  Hash mine;                        // the confirm to send
  Hash theirs;                      // the one to expect

  [[nodiscard]] std::expected<void, TableError> check(const Hash& their_confirm) const;
};

// One person at a table. It keeps nothing of what is sent, so each step can be made again from the
// start.
class Bargainer {
 public:
  // Round: a hash of all that names it (the log, its number, the plans in order).
  // Position: 0 or 1; the other has the other. Levels: 0..kNever of each plan, in order.
  [[nodiscard]] static std::expected<Bargainer, TableError> make(
      const Hash& round, std::uint8_t position, const MatchSeed& seed, std::size_t places,
      std::span<const std::uint8_t> levels);

  [[nodiscard]] Bytes keys() const;
  [[nodiscard]] std::expected<Bytes, TableError> choices(ByteSpan their_keys) const;
  [[nodiscard]] std::expected<Bytes, TableError> gates(ByteSpan their_keys,
                                                       ByteSpan their_choices) const;
  [[nodiscard]] std::expected<Met, TableError> met(const TableTalk& theirs) const;

 private:
  struct Keys {
    GroupPoint key;
    Offers offers;
  };
  struct Garbled {
    Bytes message;
    WipedVector<Label> place;  // the label of 0 of each bit that is found
  };
  Bargainer(const Hash& round, std::uint8_t position, const LabelSecret& secret, std::size_t places,
            std::size_t plans, WipedVector<std::uint8_t> bits);

  [[nodiscard]] std::expected<Keys, TableError> read_keys(ByteSpan bytes) const;
  [[nodiscard]] std::expected<Garbled, TableError> garbled(ByteSpan their_keys,
                                                           ByteSpan their_choices) const;
  // The keys are right ones.
  [[nodiscard]] LabelChooser::Chosen chosen(ByteSpan their_keys) const;
  [[nodiscard]] Hash both_keys(ByteSpan theirs) const;
  // Nothing if it is none of the places.
  [[nodiscard]] std::optional<std::size_t> place_of(Evaluator& evaluator,
                                                    std::span<const Label> found) const;
  [[nodiscard]] Hash all_said(ByteSpan keys, ByteSpan choices, ByteSpan gates) const;

  Hash round_;
  std::uint8_t position_;
  std::size_t places_;
  std::size_t plans_;
  WipedVector<std::uint8_t> bits_;  // of all levels, the lowest of each first
  LabelChooser chooser_;
  LabelGiver giver_;
};

}  // namespace commonground::match
