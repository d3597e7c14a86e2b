#include "plan/staircase.h"

#include <algorithm>
#include <utility>

namespace commonground::plan {
namespace {

// Is `a` to be shown rather than `b`, which gives the same?
bool better_way(const Stair& a, const Stair& b) {
  const auto effort = [](const Stair& stair) { return std::pair(stair.minutes, stair.ways); };
  if (effort(a) != effort(b)) return effort(a) < effort(b);
  return std::ranges::lexicographical_compare(a.chosen(), b.chosen());
}

}  // namespace

void Staircase::clear() {
  stairs_.clear();
  for (auto& gains : gains_) gains.clear();
  ++version_;
}

// The first stair that gives the first partner at least so much: of all that do, it gives the
// second the most. A binary search without branches: it is asked millions of times.
std::size_t Staircase::first_with(Points gain) const {
  const Points* at = gains_[0].data();
  for (std::size_t left = stairs_.size(); left > 0;) {
    const std::size_t half = (left + 1) / 2;
    at += at[half - 1] < gain ? half : 0;
    left -= half;
  }
  return static_cast<std::size_t>(at - gains_[0].data());
}

bool Staircase::open(Points first, Points second) const {
  const std::size_t at = first_with(first);
  if (at == stairs_.size() || gains_[1][at] < second) return true;
  return gains_[1][at] == second && gains_[0][at] == first;
}

bool Staircase::tie_open(int minutes, std::size_t ways) const {
  return std::ranges::any_of(stairs_, [&](const Stair& stair) {
    return std::pair(minutes, ways) <= std::pair(stair.minutes, stair.ways);
  });
}

void Staircase::offer(const Gain& gain, int minutes, std::span<const Choice> choices) {
  if (gain[0] < 0 || gain[1] < 0 || !open(gain[0], gain[1])) return;
  Stair stair{.gain = gain, .minutes = minutes, .ways = choices.size(), .choices = {}};
  std::ranges::copy(choices, stair.choices.begin());
  std::sort(stair.choices.begin(), stair.choices.begin() + static_cast<std::ptrdiff_t>(stair.ways));
  const std::size_t at = first_with(gain[0]);
  if (at < stairs_.size() && stairs_[at].gain == gain) {
    if (better_way(stair, stairs_[at])) stairs_[at] = stair;
    return;
  }
  // Everything bettered: a run that ends with a stair of the same first gain, if there is one.
  const std::size_t end = at < stairs_.size() && gains_[0][at] == gain[0] ? at + 1 : at;
  std::size_t begin = at;
  while (begin > 0 && gains_[1][begin - 1] <= gain[1]) --begin;
  const auto replace = [&](auto& list, const auto& value) {
    const auto start = list.begin();
    const auto gone = list.erase(start + static_cast<std::ptrdiff_t>(begin),
                                 start + static_cast<std::ptrdiff_t>(end));
    list.insert(gone, value);
  };
  replace(stairs_, stair);
  for (std::size_t p = 0; p < kPartners; ++p) replace(gains_[p], gain[p]);
  ++version_;
}

std::vector<Plan> Staircase::plans() const {
  std::vector<Plan> plans;
  plans.reserve(stairs_.size());
  for (const Stair& stair : stairs_) {
    const std::span<const Choice> chosen = stair.chosen();
    plans.push_back(
        {.gain = stair.gain, .minutes = stair.minutes, .choices = {chosen.begin(), chosen.end()}});
  }
  return plans;
}

}  // namespace commonground::plan
