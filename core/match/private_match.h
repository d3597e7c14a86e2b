// The ways to which two people both said yes, and nothing else of what either said. Private set
// intersection by Diffie–Hellman in ristretto255, with commitments and proofs around it;
// docs/formats/match.md has every byte, what is assumed and what it cannot do.
//
// Both know the round and N, the number of slots. Ana has the secret scalar a, Ben b; G is the
// generator. Each of these steps is done by both.
//
//   1. commit   Every item is hashed to a point, bound to the round. Decoys, points that are of no
//               item, fill up to N. All are multiplied by a and sorted. Sent: a hash of step 2.
//   2. points   Only when both have committed: a*G and the N points.
//   3. reply    Ben multiplies Ana's points by b and proves that it was the b of his step 2.
//   4. confirm  An item matches if its point, times a and then b, is among Ben's times a. Each
//               sends a hash of what matched, of both commitments and of a*b*G, which must be what
//               the other expects.
//
// Who learns what: each of the two learns which items match, and of the others nothing. Sizes
// depend on N alone. The messages are for a sealed log: who can open it, and has no seed, learns
// how many match. All this among people whose programs keep to the steps. One whose program does
// not can also ask for items, N at most, without the other seeing the match: a proof covers a
// reply, and not how the points of step 2 were made.
//
// Nothing here is random: all comes from the seed, which must be new for each round and known to
// nobody but this person's devices. So any of them can make the same bytes again, mid-round.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/wiped.h"
#include "crypto/group.h"
#include "crypto/secret.h"
#include "match/same_scalar.h"
#include "verify/verify.h"

namespace commonground::match {

using MatchSeed = Secret<32, struct MatchSeedTag>;

inline constexpr std::size_t kMostSlots = 256;
inline constexpr std::size_t kMostItemBytes = 255;

// What is sent, in bytes.
inline constexpr std::size_t kCommitmentBytes = Hash::kSize;
[[nodiscard]] constexpr std::size_t points_bytes(std::size_t slots) {
  return (1 + slots) * GroupPoint::kSize;
}
[[nodiscard]] constexpr std::size_t reply_bytes(std::size_t slots) {
  return slots * GroupPoint::kSize + Proof::kSize;
}
inline constexpr std::size_t kConfirmBytes = Hash::kSize;

enum class MatchError : std::uint8_t {
  // Of what the caller has.
  kUnknownPosition,  // neither 0 nor 1
  kWrongSlots,       // none, or more than kMostSlots
  kTooManyItems,     // more than slots
  kBadItem,          // empty, or longer than kMostItemBytes
  kRepeatedItem,
  // Of what the other sent. Any of these ends the round.
  kWrongSize,        // not what it is for this many slots
  kNotAsCommitted,   // other points than were committed to, or of another round or position
  kNotAPoint,        // not the one encoding of a point
  kIdentity,         // the point that stays the same whatever it is multiplied by
  kRepeatedPoint,    // one that is there already
  kNotSorted,        // not in ascending order
  kReflected,        // one of my own points, or my own key
  kWrongProof,       // a reply in another order, or by another scalar than that of the points
  kDifferentResult,  // the other did not find what I found
};

// What both said yes to.
struct Matched {
  std::vector<std::string> items;  // ascending
  Hash mine;                       // the confirm to send
  Hash theirs;                     // the one to expect

  [[nodiscard]] std::expected<void, MatchError> check(const Hash& their_confirm) const;
};

// The other's points, looked at and found right.
struct Meeting {
  Hash commitment;
  GroupPoint key;
  std::vector<GroupPoint> points;   // as they sent them
  std::vector<GroupPoint> doubled;  // the same, times my scalar
};

// One person in a round. Multiplications: N to make one, to meet and to reply, 2 N to match. It
// keeps nothing of what is sent, so each step can be made again from the start.
class Party {
 public:
  // Round: a hash of all that names it (the log, its number, the pack and its version). Position: 0
  // or 1; the other has the other. Items: in any order.
  [[nodiscard]] static std::expected<Party, MatchError> make(const Hash& round,
                                                             std::uint8_t position,
                                                             const MatchSeed& seed,
                                                             std::size_t slots,
                                                             std::vector<std::string> items);

  [[nodiscard]] const Hash& commitment() const { return commitment_; }
  // Not to be sent before the other's commitment is there.
  [[nodiscard]] Bytes points() const;
  [[nodiscard]] std::expected<Meeting, MatchError> meet(const Hash& their_commitment,
                                                        ByteSpan their_points) const;
  [[nodiscard]] Bytes reply(const Meeting& meeting) const;
  [[nodiscard]] std::expected<Matched, MatchError> matched(const Meeting& meeting,
                                                           ByteSpan their_reply) const;

 private:
  using RoundSecret = Secret<32, struct RoundSecretTag>;
  static RoundSecret secret_of(const Hash& round, std::uint8_t position, const MatchSeed& seed,
                               std::size_t slots, const std::vector<std::string>& items);
  Party(const Hash& round, std::uint8_t position, const RoundSecret& secret, std::size_t slots,
        std::vector<std::string> items);

  // What a reply or confirm of one of the two belongs to, so that it is none anywhere else.
  [[nodiscard]] Hash said_by(std::uint8_t who, const Hash& their_commitment) const;
  [[nodiscard]] Matched found(const Meeting& meeting, const std::vector<GroupPoint>& doubled) const;

  Hash round_;
  std::uint8_t position_;
  Scalar scalar_;
  GroupPoint key_;
  std::vector<WipedText> items_;      // ascending
  std::vector<GroupPoint> points_;    // times my scalar, ascending
  WipedVector<std::size_t> item_at_;  // of each point, a position in items_, or its end for a decoy
  Hash commitment_;
};

// What a commitment is: a hash of the points message of this position in this round.
[[nodiscard]] Hash commitment_to(const Hash& round, std::uint8_t position, ByteSpan points);

}  // namespace commonground::match
