#include "plan/choices.h"

#include <algorithm>
#include <cassert>
#include <tuple>

#include "plan/points.h"

namespace commonground::plan {
namespace {

Points smaller_gain(const Plan& plan) { return std::min(plan.gain[0], plan.gain[1]); }
Points larger_gain(const Plan& plan) { return std::max(plan.gain[0], plan.gain[1]); }

// The first plan with the largest value; among equals the larger smaller gain, then fewer minutes.
template <class Value>
std::size_t best_by(const std::vector<Plan>& plans, Value value) {
  const auto rank = [&](const Plan& plan) {
    return std::tuple(value(plan), smaller_gain(plan), -plan.minutes);
  };
  std::size_t best = 0;
  for (std::size_t i = 1; i < plans.size(); ++i) {
    if (rank(plans[i]) > rank(plans[best])) best = i;
  }
  return best;
}

std::size_t lightest(const std::vector<Plan>& plans, const Gain& fair) {
  return best_by(plans, [&](const Plan& plan) {
    const bool half = 2 * plan.gain[0] >= fair[0] && 2 * plan.gain[1] >= fair[1];
    return std::pair(half, -plan.minutes);
  });
}

}  // namespace

void name_plans(Answer& answer) {
  const std::vector<Plan>& plans = answer.frontier;
  assert(!plans.empty());
  // Each one's best: the frontier runs from the second partner's to the first's.
  const Gain best = {plans.back().gain[0], plans.front().gain[1]};
  answer.fair = best_by(plans, [](const Plan& plan) { return plan.gain[0] * plan.gain[1]; });
  answer.even = best_by(
      plans, [](const Plan& plan) { return std::pair(smaller_gain(plan), larger_gain(plan)); });
  answer.most = best_by(plans, [](const Plan& plan) { return plan.gain[0] + plan.gain[1]; });
  answer.balanced = best_by(plans, [&](const Plan& plan) {
    return std::min(plan.gain[0] * best[1], plan.gain[1] * best[0]);
  });
  answer.light = lightest(plans, plans[answer.fair].gain);
}

std::optional<Middle> middle_of(const Problem& problem, const Plan& fair) {
  if (!problem.usual) return std::nullopt;
  const Way& way = problem.ways[static_cast<std::size_t>(problem.usual->way)];
  const int times = (problem.usual->wish[0] + problem.usual->wish[1]) / 2;
  std::optional<Middle> middle;
  for (std::size_t s = 0; s < kStarters; ++s) {
    if (!way.asking[s]) continue;
    Plan plan{.gain = {}, .minutes = times * way.minutes, .choices = {}};
    if (times > 0) {
      plan.choices = {{problem.usual->way, times, static_cast<Starter>(s)}};
    }
    plan.gain = gain_of(problem, plan.choices);
    if (!middle || smaller_gain(plan) > smaller_gain(middle->plan)) {
      middle = Middle{.plan = std::move(plan), .share_of_fair = {}};
    }
  }
  if (!middle) return std::nullopt;
  for (std::size_t p = 0; p < kPartners; ++p) {
    if (fair.gain[p] > 0) {
      middle->share_of_fair[p] = middle->plan.gain[p] * 1000 / fair.gain[p];
    }
  }
  return middle;
}

}  // namespace commonground::plan
