#include "plan/points.h"

#include <cassert>
#include <numeric>

namespace commonground::plan {

std::vector<int> weights_of(const std::vector<int>& importance) {
  const int sum = std::accumulate(importance.begin(), importance.end(), 0);
  std::vector<int> weights(importance.size(), 0);
  if (sum == 0) return weights;
  for (std::size_t need = 0; need < importance.size(); ++need) {
    weights[need] = (1000 * importance[need] + sum / 2) / sum;
  }
  return weights;
}

Reasons explain(const Problem& problem, const Plan& plan) {
  Reasons reasons;
  reasons.minutes = plan.minutes;
  reasons.shares.resize(plan.choices.size());
  for (std::size_t partner = 0; partner < kPartners; ++partner) {
    std::vector<int> level;
    for (const int met : problem.met[partner]) level.push_back(level_today(met));
    reasons.before[partner] = level;
    for (std::size_t i = 0; i < plan.choices.size(); ++i) {
      const Choice& choice = plan.choices[i];
      const Way& way = problem.ways[static_cast<std::size_t>(choice.way)];
      Share& share = reasons.shares[i];
      share.met[partner].resize(level.size());
      for (std::size_t need = 0; need < level.size(); ++need) {
        const int raised =
            std::min(kFullLevel, level[need] + choice.times * way.meets[partner][need]);
        share.met[partner][need] = raised - level[need];
        level[need] = raised;
      }
      share.cost[partner] = choice.times * cost_each(way, choice.starter, partner);
      reasons.cost[partner] += share.cost[partner];
    }
    reasons.after[partner] = std::move(level);
  }
  return reasons;
}

Gain gain_of(const Problem& problem, const std::vector<Choice>& choices) {
  const Reasons reasons = explain(problem, {.gain = {}, .minutes = 0, .choices = choices});
  Gain gain{};
  for (std::size_t partner = 0; partner < kPartners; ++partner) {
    const std::vector<int> weights = weights_of(problem.importance[partner]);
    for (std::size_t need = 0; need < weights.size(); ++need) {
      gain[partner] += Points{weights[need]} * (relief(reasons.after[partner][need]) -
                                                relief(reasons.before[partner][need]));
    }
    gain[partner] -= reasons.cost[partner];
  }
  return gain;
}

}  // namespace commonground::plan
