// Challenges that need no memory: the time, some noise, and a keyed hash that shows that this
// server made it. Times are of a clock that is never set, so that one which jumps harms nobody.
#pragma once

#include <cstdint>

#include "wire/statements.h"

namespace commonground::relay {

// Drawn afresh by every start of a server: a challenge does not outlive it.
using ChallengeKey = FixedBytes<32, struct ChallengeKeyTag>;
using ChallengeNoise = FixedBytes<8, struct ChallengeNoiseTag>;

[[nodiscard]] wire::Challenge make_challenge(const ChallengeKey& key, std::int64_t now_us,
                                             const ChallengeNoise& noise);
[[nodiscard]] bool is_valid(const wire::Challenge& challenge, const ChallengeKey& key,
                            std::int64_t now_us, std::int64_t most_age_us);

}  // namespace commonground::relay
