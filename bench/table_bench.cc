// The sealed table: laying out its plans, and what is lost by choosing among so few. Run at the
// root of the repository.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <random>
#include <vector>

#include <benchmark/benchmark.h>

#include "commonground/couple.h"
#include "journey/own.h"
#include "journey/table.h"
#include "tests/content/closer.h"

namespace commonground::journey {
namespace {

constexpr int kCouples = 200;

struct Random {
  std::mt19937 engine{20};
  int below(int sides) { return static_cast<int>(engine() % static_cast<std::uint32_t>(sides)); }
};

couple::Answers random_person(const content::Pack& pack, const std::vector<int>& ways,
                              Random& random) {
  couple::Answers answers = no_answers(pack);
  for (std::size_t need = 0; need < pack.needs.size(); ++need) {
    answers.importance[need] = std::max(0, random.below(8) - 3);
    answers.met[need] = random.below(5);
  }
  for (auto& seat : answers.feelings) {
    for (int& strength : seat) strength = random.below(12) == 0 ? 1 + random.below(4) : 0;
  }
  for (const int way : ways) {
    couple::WayAnswer answer{.way = way,
                             .will = static_cast<couple::Will>(random.below(3)),
                             .condition = {},
                             .starts = static_cast<content::Set>(random.below(8)),
                             .more = {},
                             .less = {}};
    if (random.below(5) == 0)
      answer.more.push_back(random.below(static_cast<int>(pack.needs.size())));
    answers.ways.push_back(answer);
  }
  return answers;
}

std::vector<int> random_ways(const content::Pack& pack, int count, Random& random) {
  std::vector<int> all(pack.ways.size());
  std::iota(all.begin(), all.end(), 0);
  std::vector<int> ways;
  std::ranges::sample(all, std::back_inserter(ways), count, random.engine);
  return ways;
}

double share(plan::Points some, plan::Points of) {
  return of <= 0 ? 1 : static_cast<double>(some) / static_cast<double>(of);
}

// What is lost, in the mean and for the worst twentieth, in percent.
struct Loss {
  std::vector<double> values;
  void add(double kept) { values.push_back(100 * (1 - kept)); }
  void report(benchmark::State& state, const std::string& name) {
    std::ranges::sort(values);
    state.counters[name] =
        std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    state.counters[name + "95"] = values[values.size() * 19 / 20];
  }
};

struct Losses {
  Loss alone;   // the best plan for one of the two, of all, beside the best on the table
  Loss fair;    // the smaller share of what the fair plan of all gives them: the best on the table
  Loss sealed;  // the same of the plan that is met at
  int impasses = 0;
};

void one_couple(const content::Pack& pack, const TableSetting& setting,
                const std::vector<TablePlan>& plans, Random& random, Losses& out) {
  couple::Couple couple{.partners = {},
                        .answers = {random_person(pack, setting.ways, random),
                                    random_person(pack, setting.ways, random)},
                        .most_ways = setting.most_ways,
                        .minutes = setting.minutes,
                        .usual = {}};
  const couple::Planning planning = couple::planning_from(pack, couple);
  plan::Planner planner(planning.problem);
  const auto answer = planner.solve();
  const plan::Gain fair = answer->frontier[answer->fair].gain;
  if (fair[0] <= 0 || fair[1] <= 0) return;
  std::array<std::vector<std::optional<plan::Points>>, 2> gains;
  std::array<std::vector<std::uint8_t>, 2> levels;
  for (std::size_t p = 0; p < 2; ++p) {
    gains.at(p) = table_gains(pack, setting, plans,
                              {.person = p, .answers = couple.answers.at(p), .usual = {}});
    levels.at(p) = table_levels(gains.at(p));
  }
  const auto smaller_share = [&](std::size_t i) {
    return std::min(share(*gains[0][i], fair[0]), share(*gains[1][i], fair[1]));
  };
  plan::Gain best{};
  double best_share = 0;
  std::optional<std::size_t> met;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    if (levels[0][i] == match::kNever || levels[1][i] == match::kNever) continue;
    for (std::size_t p = 0; p < 2; ++p) best.at(p) = std::max(best.at(p), *gains.at(p)[i]);
    best_share = std::max(best_share, smaller_share(i));
    const auto level = [&](std::size_t plan) { return std::max(levels[0][plan], levels[1][plan]); };
    if (!met || level(i) < level(*met)) met = i;
  }
  out.alone.add(share(best[0], answer->frontier.back().gain[0]));
  out.alone.add(share(best[1], answer->frontier.front().gain[1]));
  out.fair.add(std::min(1.0, best_share));
  if (!met) ++out.impasses;
  out.sealed.add(met ? std::min(1.0, smaller_share(*met)) : 0);
}

void loss(benchmark::State& state) {
  const content::Library library = tests::closer();
  Losses losses;
  for (auto _ : state) {
    Random random;
    const int tables = kCouples / 10;
    std::size_t on_table = 0;
    for (int i = 0; i < tables; ++i) {
      const TableSetting setting{
          .ways = random_ways(library.pack, static_cast<int>(state.range(0)), random),
          .minutes = 60 + 30 * random.below(12)};
      const auto plans =
          table_plans(library.pack, setting, static_cast<std::size_t>(state.range(1)));
      on_table += plans.size();
      for (int k = 0; k < 10; ++k) one_couple(library.pack, setting, plans, random, losses);
    }
    state.counters["plans"] = static_cast<double>(on_table) / tables;
  }
  losses.alone.report(state, "alone");
  losses.fair.report(state, "fair");
  losses.sealed.report(state, "sealed");
  state.counters["impasses"] = losses.impasses;
}
BENCHMARK(loss)
    ->ArgsProduct({{6, 12, 24, 40}, {256, 512, 1024, 2048}})
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

void lay_out(benchmark::State& state) {
  const content::Library library = tests::closer();
  Random random;
  const TableSetting setting{
      .ways = random_ways(library.pack, static_cast<int>(state.range(0)), random), .minutes = 210};
  for (auto _ : state) benchmark::DoNotOptimize(table_plans(library.pack, setting));
}
BENCHMARK(lay_out)->Arg(6)->Arg(12)->Arg(24)->Arg(40)->Arg(77)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace commonground::journey
