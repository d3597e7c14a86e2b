#include "match/same_scalar.h"

#include <algorithm>
#include <cassert>
#include <vector>

#include "base/byte_io.h"

namespace commonground::match {
namespace {

Hash hash_of(const SameScalar& claim) {
  return hash("cg.match.claim.1",
              {claim.about.span(), claim.key.span(), joined(claim.points), joined(claim.products)});
}

// Everything that is proved is in the hash of the claim, so nobody can choose it to fit an answer.
// `times_nonce`: the generator, then each of the points.
Scalar challenge(const Hash& claim, const std::vector<GroupPoint>& times_nonce) {
  return hash_to_scalar("cg.match.ask.1", {claim.span(), joined(times_nonce)});
}

}  // namespace

Proof prove(const SameScalar& claim, const Scalar& scalar) {
  assert(claim.points.size() == claim.products.size());
  const Hash about = hash_of(claim);
  const Scalar nonce = hash_to_scalar("cg.match.nonce.1", {scalar.reveal(), about.span()});
  std::vector<GroupPoint> times_nonce = {multiply_generator(nonce)};
  for (const GroupPoint& point : claim.points) times_nonce.push_back(multiply(nonce, point));
  const Scalar asked = challenge(about, times_nonce);
  const Scalar answer = minus_product(nonce, asked, scalar);
  Proof proof;
  std::ranges::copy(asked.reveal(), proof.bytes.begin());
  std::ranges::copy(answer.reveal(), proof.bytes.begin() + Scalar::kSize);
  return proof;
}

bool proves(const Proof& proof, const SameScalar& claim) {
  assert(claim.points.size() == claim.products.size());
  const std::span bytes(proof.bytes);
  const auto asked = scalar_from(bytes.first<Scalar::kSize>());
  const auto answer = scalar_from(bytes.last<Scalar::kSize>());
  if (!asked || !answer) return false;
  // nonce * P = answer * P + asked * (scalar * P)
  std::vector<GroupPoint> times_nonce = {
      add(multiply_generator(*answer), multiply(*asked, claim.key))};
  for (std::size_t i = 0; i < claim.points.size(); ++i) {
    times_nonce.push_back(
        add(multiply(*answer, claim.points[i]), multiply(*asked, claim.products[i])));
  }
  return challenge(hash_of(claim), times_nonce).equals(*asked);
}

Bytes joined(std::span<const GroupPoint> points) {
  ByteWriter out;
  for (const GroupPoint& point : points) out.bytes(point.span());
  return out.take();
}

}  // namespace commonground::match
