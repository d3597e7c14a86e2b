#include "tests/plan/enumeration.h"

#include <algorithm>
#include <map>
#include <ranges>
#include <tuple>
#include <utility>

namespace commonground::plan {
namespace {

class Enumeration {
 public:
  Enumeration(const Problem& problem, const Allowed& allowed)
      : problem_(problem), allowed_(allowed) {
    for (std::size_t p = 0; p < 2; ++p) {
      int sum = 0;
      for (const int importance : problem.importance[p]) sum += importance;
      for (std::size_t k = 0; k < problem.needs.size(); ++k) {
        const int importance = problem.importance[p][k];
        weights_[p].push_back(sum == 0 ? 0 : (1000 * importance + sum / 2) / sum);
        levels_[p].push_back(250 * problem.met[p][k]);
      }
    }
  }

  std::vector<Plan> frontier() {
    extend(0);
    std::vector<Plan> frontier;
    Points most_second = -1;
    for (const auto& [gain, plan] : std::views::reverse(best_)) {  // from the largest first gain
      if (gain[1] <= most_second) continue;
      most_second = gain[1];
      frontier.push_back(plan);
    }
    std::reverse(frontier.begin(), frontier.end());
    return frontier;
  }

 private:
  static int relief(int level) { return level <= 500 ? 3 * level : 1000 + level; }

  Gain gain(const std::vector<Choice>& choices) const {
    Gain gain{};
    for (std::size_t p = 0; p < 2; ++p) {
      for (std::size_t k = 0; k < levels_[p].size(); ++k) {
        int after = levels_[p][k];
        for (const Choice& choice : choices) after += choice.times * way(choice).meets[p][k];
        after = std::min(after, 1000);
        gain[p] += Points{weights_[p][k]} * (relief(after) - relief(levels_[p][k]));
      }
      for (const Choice& choice : choices) {
        const auto starter = static_cast<std::size_t>(choice.starter);
        gain[p] -=
            Points{choice.times} * (way(choice).effort[p] + way(choice).asking[starter].value()[p]);
      }
    }
    return gain;
  }

  const Way& way(const Choice& choice) const {
    return problem_.ways[static_cast<std::size_t>(choice.way)];
  }

  void record() {
    int minutes = 0;
    for (const Choice& choice : choices_) minutes += choice.times * way(choice).minutes;
    if (minutes > problem_.minutes || (allowed_ && !allowed_(choices_))) return;
    const Gain gained = gain(choices_);
    if (gained[0] < 0 || gained[1] < 0) return;
    const Plan plan{.gain = gained, .minutes = minutes, .choices = choices_};
    const auto [at, is_new] = best_.try_emplace(gained, plan);
    const auto rank = [](const Plan& p) {
      return std::tuple(p.minutes, p.choices.size(), p.choices);
    };
    if (!is_new && rank(plan) < rank(at->second)) at->second = plan;
  }

  // Every plan that goes on from the choices so far with ways from this one on.
  void extend(std::size_t from) {
    record();
    if (choices_.size() == static_cast<std::size_t>(problem_.most_ways)) return;
    for (std::size_t w = from; w < problem_.ways.size(); ++w) {
      for (int times = 1; times <= problem_.ways[w].most; ++times) {
        for (std::size_t s = 0; s < 3; ++s) {
          if (!problem_.ways[w].asking[s]) continue;
          const Choice choice{static_cast<int>(w), times, static_cast<Starter>(s)};
          if (problem_.ways[w].intimate) {
            const Gain alone = gain({choice});
            if (alone[0] < 0 || alone[1] < 0) continue;
          }
          choices_.push_back(choice);
          extend(w + 1);
          choices_.pop_back();
        }
      }
    }
  }

  const Problem& problem_;
  const Allowed& allowed_;
  PerPartner<std::vector<int>> weights_;
  PerPartner<std::vector<int>> levels_;
  std::vector<Choice> choices_;
  std::map<Gain, Plan> best_;
};

}  // namespace

std::vector<Plan> enumerate_frontier(const Problem& problem, const Allowed& allowed) {
  return Enumeration(problem, allowed).frontier();
}

}  // namespace commonground::plan
