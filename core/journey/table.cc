#include "journey/table.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "base/heap_sort.h"
#include "journey/own.h"

namespace commonground::journey {
namespace {

// Made-up couples, and how many of each one's plans may lie on the table.
constexpr int kMadeUpCouples = 2000;
constexpr std::size_t kMostOfEach = 3;
// Nothing that a made-up couple has come to has come near it.
constexpr std::uint64_t kMostNodes = 100'000;

// Numbers that look like chance and are the same everywhere: SplitMix64 (Steele, Lea and Flood,
// "Fast Splittable Pseudorandom Number Generators", 2014).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  // Below `sides`.
  int roll(int sides) {
    state_ += 0x9e3779b97f4a7c15;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
    mixed ^= mixed >> 31;
    return static_cast<int>(mixed % static_cast<std::uint64_t>(sides));
  }

 private:
  std::uint64_t state_;
};

couple::WayAnswer happy_to(int way) {
  return {.way = way, .will = couple::Will::kHappy, .condition = {}, .more = {}, .less = {}};
}

// Some care about a few needs, some about many; for some, asking is hard.
couple::Answers made_up(const content::Pack& pack, const std::vector<int>& ways, Dice& dice) {
  couple::Answers answers = no_answers(pack);
  const int caring = 2 + dice.roll(6);
  for (std::size_t need = 0; need < pack.needs.size(); ++need) {
    if (dice.roll(8) < caring) answers.importance[need] = 1 + dice.roll(couple::kMaxStrength);
    answers.met[need] = dice.roll(4);
  }
  for (auto& seat : answers.feelings) {
    for (int count = dice.roll(4); count > 0 && !seat.empty(); --count) {
      seat[static_cast<std::size_t>(dice.roll(static_cast<int>(seat.size())))] =
          1 + dice.roll(couple::kMaxStrength);
    }
  }
  for (const int way : ways) {
    couple::WayAnswer answer = happy_to(way);
    const int wish = dice.roll(5);
    if (wish < 3) answer.starts = content::Set{1} << wish;
    answer.will = static_cast<couple::Will>(dice.roll(3));
    answers.ways.push_back(std::move(answer));
  }
  return answers;
}

TablePlan table_plan(const couple::Planning& planning, const plan::Plan& found) {
  TablePlan made;
  for (const plan::Choice& choice : found.choices) {
    made.push_back({.way = planning.ways[static_cast<std::size_t>(choice.way)],
                    .times = choice.times,
                    .starter = static_cast<int>(choice.starter),
                    .condition = {}});
  }
  return made;
}

// What is compared where plans are put in order.
auto key_of(const PlanChoice& choice) {
  return std::tuple(choice.way, choice.times, choice.starter);
}
bool comes_before(const TablePlan& a, const TablePlan& b) {
  return std::ranges::lexicographical_compare(
      a, b, [](const PlanChoice& x, const PlanChoice& y) { return key_of(x) < key_of(y); });
}

int minutes_of(const content::Pack& pack, const TablePlan& plan) {
  return std::accumulate(plan.begin(), plan.end(), 0, [&](int sum, const PlanChoice& choice) {
    return sum + choice.times * pack.ways[static_cast<std::size_t>(choice.way)].minutes;
  });
}

couple::Couple couple_with(const TableSetting& setting) {
  return {.partners = {},
          .answers = {},
          .most_ways = setting.most_ways,
          .minutes = setting.minutes,
          .usual = {}};
}

}  // namespace

std::vector<TablePlan> table_plans(const content::Pack& pack, const TableSetting& setting,
                                   std::size_t places) {
  std::vector<TablePlan> plans;
  std::set<TablePlan, decltype(&comes_before)> seen(&comes_before);
  Dice dice(1);
  for (int i = 0; i < kMadeUpCouples && plans.size() + 1 < places; ++i) {
    couple::Couple couple = couple_with(setting);
    for (couple::Answers& answers : couple.answers) answers = made_up(pack, setting.ways, dice);
    const couple::Planning planning = couple::planning_from(pack, couple);
    plan::Planner planner(planning.problem);
    planner.set_most_nodes(kMostNodes);
    const auto answer = planner.solve();
    if (!answer) continue;
    // From all along the frontier.
    const std::size_t count = answer->frontier.size();
    const std::size_t taken = std::min(count, kMostOfEach);
    for (std::size_t k = 0; k < taken && plans.size() + 1 < places; ++k) {
      TablePlan made = table_plan(planning, answer->frontier[(2 * k + 1) * count / (2 * taken)]);
      if (!made.empty() && seen.insert(made).second) plans.push_back(std::move(made));
    }
  }
  std::ranges::sort(plans, [&](const TablePlan& a, const TablePlan& b) {
    const auto weight = [&](const TablePlan& plan) {
      return std::pair(minutes_of(pack, plan), plan.size());
    };
    if (weight(a) != weight(b)) return weight(a) < weight(b);
    return comes_before(a, b);
  });
  return plans;
}

std::vector<std::optional<plan::Points>> table_gains(const content::Pack& pack,
                                                     const TableSetting& setting,
                                                     const std::vector<TablePlan>& plans,
                                                     const TableGuest& guest) {
  const std::size_t me = guest.person;
  couple::Couple couple = couple_with(setting);
  couple.answers.at(me) = guest.answers;
  couple.answers.at(1 - me) = no_answers(pack);
  for (const int way : setting.ways) couple.answers.at(1 - me).ways.push_back(happy_to(way));
  if (guest.usual) {
    couple.usual = guest.usual;
    couple.usual->wish.at(1 - me) = plan::kMaxTimes;
  }
  const couple::Planning planning = couple::planning_from(pack, couple);
  // Positions in the problem, of those ways that they want.
  const auto choice_of = [&](const PlanChoice& wanted) -> std::optional<plan::Choice> {
    const auto found = std::ranges::lower_bound(planning.ways, wanted.way);
    if (found == planning.ways.end() || *found != wanted.way) return std::nullopt;
    const auto way = static_cast<int>(found - planning.ways.begin());
    const plan::Way& offered = planning.problem.ways[static_cast<std::size_t>(way)];
    const plan::Choice choice{
        .way = way, .times = wanted.times, .starter = static_cast<plan::Starter>(wanted.starter)};
    if (choice.times > offered.most ||
        !offered.asking.at(static_cast<std::size_t>(wanted.starter)) ||
        (offered.intimate && plan::gain_of(planning.problem, {choice}).at(me) < 0)) {
      return std::nullopt;
    }
    return choice;
  };
  std::vector<std::optional<plan::Points>> gains;
  for (const TablePlan& plan : plans) {
    std::vector<plan::Choice> choices;
    for (const PlanChoice& wanted : plan) {
      if (const auto choice = choice_of(wanted)) choices.push_back(*choice);
    }
    const bool possible = choices.size() == plan.size() &&
                          static_cast<int>(plan.size()) <= guest.most_ways &&
                          minutes_of(pack, plan) <= guest.minutes;
    gains.push_back(possible ? std::optional(plan::gain_of(planning.problem, choices).at(me))
                             : std::nullopt);
  }
  return gains;
}

std::vector<std::uint8_t> table_levels(const std::vector<std::optional<plan::Points>>& gains) {
  constexpr auto kLevels = static_cast<std::size_t>(match::kNever);
  std::vector<std::size_t> ranked;
  for (std::size_t i = 0; i < gains.size(); ++i) {
    if (gains[i] && *gains[i] > 0) ranked.push_back(i);
  }
  heap_sort(ranked, {}, [&](std::size_t i) { return std::pair(-*gains[i], i); });
  std::vector<std::uint8_t> levels(gains.size(), static_cast<std::uint8_t>(match::kNever));
  std::size_t level = 0;
  for (std::size_t rank = 0; rank < ranked.size(); ++rank) {
    // Down to level k are the first plans * (k + 1)^2 / levels^2.
    while (rank * kLevels * kLevels >= gains.size() * (level + 1) * (level + 1)) ++level;
    levels[ranked[rank]] = static_cast<std::uint8_t>(level);
  }
  return levels;
}

}  // namespace commonground::journey
