#include "relay/challenge.h"

#include <algorithm>

#include "base/byte_io.h"

namespace commonground::relay {

wire::Challenge make_challenge(const ChallengeKey& key, std::int64_t now_us,
                               const ChallengeNoise& noise) {
  ByteWriter out;
  out.number(static_cast<std::uint64_t>(now_us));
  out.bytes(noise.span());
  const Hash seal = hash("cg.challenge.1", {key.span(), out.written()});
  out.bytes(seal.span().first<16>());
  return *wire::Challenge::from(out.written());
}

bool is_valid(const wire::Challenge& challenge, const ChallengeKey& key, std::int64_t now_us,
              std::int64_t most_age_us) {
  ByteReader in(challenge.span());
  std::uint64_t made_at_us = 0;
  ChallengeNoise noise;
  in.number(made_at_us);
  in.fixed(noise);
  const auto made = static_cast<std::int64_t>(made_at_us);
  const wire::Challenge same = make_challenge(key, made, noise);
  // All bytes are looked at, whichever differ.
  std::uint8_t different = 0;
  for (std::size_t i = 0; i < wire::Challenge::kSize; ++i) {
    different = static_cast<std::uint8_t>(different | (challenge.bytes[i] ^ same.bytes[i]));
  }
  return different == 0 && made <= now_us && now_us - made <= most_age_us;
}

}  // namespace commonground::relay
