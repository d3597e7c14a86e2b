// Fallback bargaining with impasse (Brams and Kilgour, "Fallback Bargaining", Group Decision and
// Negotiation 10, 2001) as a circuit: of the plans on a table, the one that is first on both lists
// as both go down theirs in step.
//
// Where a plan stands for someone is its level: 0 is the best, and at kNever, the last, are impasse
// and all that they like less. A plan is on both lists from the larger of its two levels on, so
// what is looked for is the plan with the smallest such level; of several, the first on the table.
// The first place on the table is impasse.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <utility>

#include "base/wiped.h"

namespace commonground::match {

inline constexpr std::size_t kLevelBits = 5;
inline constexpr int kNever = 31;
// Places on a table: a power of two between these. The first is impasse, so one plan less.
inline constexpr std::size_t kFewestPlaces = 8;
inline constexpr std::size_t kMostPlaces = 2048;

// How many ands there are, for a table of 2^bits places.
[[nodiscard]] constexpr std::size_t fallback_ands(std::size_t bits) {
  const std::size_t places = std::size_t{1} << bits;
  std::size_t ands = 2 * kLevelBits * places;  // the larger of two levels
  for (std::size_t height = 0; height < bits; ++height) {
    ands += (places >> (height + 1)) * (2 * kLevelBits + height);
  }
  return ands;
}

template <class Gates>
class Fallback {
 public:
  using Wire = Gates::Wire;
  using Level = std::array<Wire, kLevelBits>;  // the lowest bit first

  explicit Fallback(Gates& gates) : gates_(gates) {}

  // The place that is found, lowest bit first. As many levels of each, a power of two.
  WipedVector<Wire> find(std::span<const Level> mine, std::span<const Level> theirs) {
    WipedVector<Best> left;
    left.reserve(mine.size());
    for (std::size_t place = 0; place < mine.size(); ++place) {
      left.push_back({.level = larger(mine[place], theirs[place]), .place = {}});
    }
    while (left.size() > 1) {
      WipedVector<Best> winners;
      winners.reserve(left.size() / 2);
      for (std::size_t i = 0; i < left.size(); i += 2) {
        winners.push_back(better(left[i], left[i + 1]));
      }
      left = std::move(winners);
    }
    return std::move(left.front().place);
  }

 private:
  struct Best {
    Level level;
    WipedVector<Wire> place;  // within its part of the table
  };

  Wire is_above(const Level& a, const Level& b) {
    Wire above = gates_.differ(a[0], gates_.both(a[0], b[0]));
    for (std::size_t i = 1; i < kLevelBits; ++i) {
      above =
          gates_.differ(a[i], gates_.both(gates_.differ(a[i], above), gates_.differ(b[i], above)));
    }
    return above;
  }
  Wire choose(const Wire& which, const Wire& if_set, const Wire& if_not) {
    return gates_.differ(if_not, gates_.both(which, gates_.differ(if_set, if_not)));
  }
  Level choose(const Wire& which, const Level& if_set, const Level& if_not) {
    Level chosen{};
    for (std::size_t i = 0; i < kLevelBits; ++i) chosen[i] = choose(which, if_set[i], if_not[i]);
    return chosen;
  }
  Level larger(const Level& a, const Level& b) { return choose(is_above(a, b), a, b); }
  Best better(const Best& first, const Best& second) {
    const Wire is_second = is_above(first.level, second.level);
    Best best{.level = choose(is_second, second.level, first.level), .place = {}};
    for (std::size_t i = 0; i < first.place.size(); ++i) {
      best.place.push_back(choose(is_second, second.place[i], first.place[i]));
    }
    best.place.push_back(is_second);
    return best;
  }

  Gates& gates_;
};

}  // namespace commonground::match
