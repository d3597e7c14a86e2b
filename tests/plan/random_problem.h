// Random problems for tests, the same for the same seed on every machine.
#pragma once

#include <cstdint>

#include "commonground/plan.h"

namespace commonground::plan {

// SplitMix64 (S. Vigna, public domain): one number after another from a seed.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  // Both ends included.
  int roll(int low, int high) {
    const auto span = static_cast<std::uint64_t>(high - low) + 1;
    return low + static_cast<int>(next() % span);
  }
  bool chance(int percent) { return roll(1, 100) <= percent; }

 private:
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }

  std::uint64_t state_;
};

// Small enough to try every plan, and of every kind: any plan size, few or many needs, needs that
// do not matter or are met, ways that nobody may start, joys, intimate ways, no minutes, and often
// numbers so coarse that plans tie.
[[nodiscard]] Problem small_problem(std::uint64_t seed);

// Small too, and with numbers so coarse that most points are reached by many plans.
[[nodiscard]] Problem tying_problem(std::uint64_t seed);

// Like the couples of a content pack: so many ways, each for a few of so many needs.
[[nodiscard]] Problem lifelike_problem(std::uint64_t seed, int ways, int most_ways, int needs);

// The same couple with the partners exchanged.
[[nodiscard]] Problem mirrored(Problem problem);

}  // namespace commonground::plan
