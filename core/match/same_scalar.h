// A proof that many points were multiplied by one and the same secret scalar: the one behind a
// public key. Chaum–Pedersen for all of them at once, with one nonce, one challenge and one answer,
// made non-interactive by hashing. docs/formats/match.md has the bytes.
//
// Who learns what: whoever sees the proof learns that the scalar is the same, and nothing of it.
//
// RFC 9497, 2.2, first mixes the points with random weights and proves the mix. With the group
// operations that libsodium has, that takes as many multiplications, and additions besides.
#pragma once

#include <span>

#include "crypto/group.h"

namespace commonground::match {

using Proof = FixedBytes<64, struct ProofTag>;  // two scalars: challenge and answer

// What is proved: products[i] is points[i], and key is the generator, times the scalar.
struct SameScalar {
  Hash about;  // what the proof is for, so that it proves nothing elsewhere
  GroupPoint key;
  std::span<const GroupPoint> points;    // valid ones, as are the key and the products
  std::span<const GroupPoint> products;  // as many
};

// One multiplication for each point. The nonce is made of the scalar and all that is proved, so two
// proofs share it only if they are the same proof.
[[nodiscard]] Proof prove(const SameScalar& claim, const Scalar& scalar);
// Two for each point.
[[nodiscard]] bool proves(const Proof& proof, const SameScalar& claim);

// The encodings one after the other.
[[nodiscard]] Bytes joined(std::span<const GroupPoint> points);

}  // namespace commonground::match
