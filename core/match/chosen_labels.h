// Oblivious transfer of labels: one gives pairs of labels a fixed difference apart, the other
// chooses one of each pair, and neither learns more than that.
//
// Who learns what: the giver nothing of which were chosen, the chooser nothing of the difference.
//
// The extension of Ishai, Kilian, Nissim and Petrank (2003) with the check of Keller, Orsini and
// Scholl (2015) that the chooser chose the same in every column, over 128 transfers by
// Diffie–Hellman in which neither waits for the other (Masny and Rindal, "Endemic Oblivious
// Transfer", 2019). docs/formats/sealed-table.md has every byte.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "base/wiped.h"
#include "crypto/group.h"
#include "match/table_sizes.h"

namespace commonground::match {

using LabelSecret = Secret<32, struct LabelSecretTag>;
using LabelDifference = Secret<Label::kBytes, struct LabelDifferenceTag>;

// One of two points for each column, and what is added to each by the other one.
using Offers = std::array<GroupPoint, 2 * kColumns>;

class LabelChooser {
 public:
  // About: a hash of all that names these transfers. The secret is new for each.
  LabelChooser(const Hash& about, const LabelSecret& secret);

  [[nodiscard]] const GroupPoint& key() const { return key_; }

  struct Chosen {
    Bytes message;              // of `choices_bytes`
    WipedVector<Label> labels;  // one for each choice
  };
  // Keys: a hash of all keys and offers of both, so that what is chosen with other ones has nothing
  // in common. The offers are valid points. Bits: each 0 or 1; a multiple of eight of them.
  [[nodiscard]] Chosen choose(const Hash& keys, const Offers& offers,
                              std::span<const std::uint8_t> bits) const;

 private:
  Hash about_;
  LabelSecret secret_;
  Scalar scalar_;
  GroupPoint key_;
};

class LabelGiver {
 public:
  LabelGiver(const Hash& about, const LabelSecret& secret);

  [[nodiscard]] const Offers& offers() const { return offers_; }
  // Its lowest bit is 1.
  [[nodiscard]] Label difference() const;
  // The label of 0 of each choice, or nothing if the check finds that the chooser chose one thing
  // in one column and another in another. Keys: as above. The key is a valid point, the message of
  // the right size.
  [[nodiscard]] std::optional<WipedVector<Label>> give(const Hash& keys, const GroupPoint& key,
                                                       ByteSpan message) const;

 private:
  Hash about_;
  std::vector<Scalar> scalars_;  // of each column
  LabelDifference difference_;
  Offers offers_;
};

}  // namespace commonground::match
