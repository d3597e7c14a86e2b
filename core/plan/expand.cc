#include "plan/expand.h"

#include <span>

namespace commonground::plan {
namespace {

class Expansion {
 public:
  Expansion(const OptionTable& table, const Bundle& bundle, Staircase& plans)
      : table_(table), bundle_(bundle), plans_(plans) {}

  // `most` is the gain if every dose from `at` on cost each partner the least it can.
  void expand(std::size_t at, const Gain& most) {
    if (most[0] < 0 || most[1] < 0 || !plans_.open(most[0], most[1])) return;
    if (at == bundle_.count) {
      plans_.offer(most, bundle_.minutes, std::span(choices_.data(), at));
      return;
    }
    const Dose& dose = table_.doses[bundle_.doses[at]];
    for (std::size_t s = 0; s < dose.starters; ++s) {
      choices_[at] = {.way = dose.way, .times = dose.times, .starter = dose.starter[s]};
      expand(at + 1, {most[0] + dose.least_cost[0] - dose.cost[s][0],
                      most[1] + dose.least_cost[1] - dose.cost[s][1]});
    }
  }

 private:
  const OptionTable& table_;
  const Bundle& bundle_;
  Staircase& plans_;
  std::array<Choice, kMaxWaysInPlan> choices_{};
};

}  // namespace

void offer_bundle(const OptionTable& table, const Bundle& bundle, const Gain& benefit,
                  Staircase& plans) {
  Expansion(table, bundle, plans)
      .expand(0, {benefit[0] - bundle.least_cost[0], benefit[1] - bundle.least_cost[1]});
}

}  // namespace commonground::plan
