// The points of the planning model: weights, levels, relief. docs/formats/plan.md, "Points".
#pragma once

#include <algorithm>
#include <vector>

#include "commonground/plan.h"

namespace commonground::plan {

inline constexpr int kFullLevel = 1000;
inline constexpr int kHalfLevel = 500;
inline constexpr int kLevelPerGrade = 250;

// The first half of a need counts three times as much as the second.
constexpr int relief(int level) { return level + 2 * std::min(level, kHalfLevel); }

inline constexpr int kFullRelief = relief(kFullLevel);

// By need: how much it weighs. The weights of a partner sum to about 1000, whatever they answered.
[[nodiscard]] std::vector<int> weights_of(const std::vector<int>& importance);

constexpr int level_today(int met) { return kLevelPerGrade * met; }

// What one time costs a partner; the starter must be offered.
[[nodiscard]] inline Points cost_each(const Way& way, Starter starter, std::size_t partner) {
  const auto& asking = way.asking[static_cast<std::size_t>(starter)];
  return Points{way.effort[partner]} + Points{(*asking)[partner]};
}

}  // namespace commonground::plan
