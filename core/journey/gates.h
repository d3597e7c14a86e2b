// Which stages of the way are open to someone, and if not, why not: reasons that can be shown.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "journey/shared.h"

namespace commonground::journey {

// In the order of the section `stages` of a pack.
enum class Stage : std::uint8_t {
  kSettleIn,
  kCloser,
  kWhatItMeans,
  kWhatElse,
  kAsking,
  kShare,
  kHearEachOther,
  kBothWant,
  kCommonGround,
  kTryIt,
  kHowDidItGo,
};
inline constexpr std::size_t kStages = 11;

enum class Reason : std::uint8_t {
  kSettleInFirst,
  // The two are not both here. This is all that is said to someone whose partner has not come, to
  // someone who has not invited them, and to someone who goes on alone for now; so nobody who looks
  // on can tell these apart.
  kNotTogether,
  kYouNotReady,
  kPartnerNotReady,
  kResting,
  kAnswerWaysFirst,
  kMatchFirst,
  kNothingBothWant,
  kNoPlanYet,
  kNotBegun,
  kOver,  // one of the two has left
};
inline constexpr std::array<std::string_view, 11> kReasonNames = {
    "settle-in-first", "not-together",      "you-not-ready", "partner-not-ready",
    "resting",         "answer-ways-first", "match-first",   "nothing-both-want",
    "no-plan-yet",     "not-begun",         "over"};

// Open if there is none.
using Reasons = std::vector<Reason>;

// The ways that came of each matching round of these two, as far as this device knows.
using Matches = std::map<int, std::vector<int>>;

struct Standpoint {
  const Own& own;
  const Shared* shared = nullptr;  // or null if there is none
  std::size_t person = 0;
  std::int64_t now = 0;
  bool closed = false;  // they have closed the joint steps, whether that is stored yet or not
};

// Whether the joint steps are open to this person at all: they chose so, and both are there.
[[nodiscard]] bool is_together(const Standpoint& from);
[[nodiscard]] std::array<Reasons, kStages> gates(const Standpoint& from, const Matches& matches);

}  // namespace commonground::journey
