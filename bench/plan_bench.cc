// How long the planning engine takes. Every timing is a whole solve on a planner that has been used
// before, as in the app, over twenty couples; the counters say what the answers were like.
//
//   script/bench plan                       all of it
//   script/bench plan --peers               and an integer-programming solver beside it
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "commonground/plan.h"
#include "plan/search.h"
#include "tests/plan/random_problem.h"

namespace commonground::plan {
namespace {

constexpr std::uint64_t kCouples = 20;
constexpr int kNeeds = 16;

double milliseconds(std::chrono::steady_clock::duration time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

// One iteration solves one couple after the other. Told is the time of the median couple and of the
// slowest, each couple's being the best of its turns.
void time_planners(benchmark::State& state, std::vector<Planner>& planners) {
  std::vector<double> best(planners.size(), 1e9);
  std::uint64_t nodes = 0;
  std::size_t points = 0;
  for (auto _ : state) {
    nodes = 0;
    points = 0;
    for (std::size_t i = 0; i < planners.size(); ++i) {
      const auto start = std::chrono::steady_clock::now();
      const auto answer = planners[i].solve();
      best[i] = std::min(best[i], milliseconds(std::chrono::steady_clock::now() - start));
      if (!answer) return state.SkipWithError("no answer");
      nodes += answer->nodes;
      points += answer->frontier.size();
    }
  }
  std::ranges::sort(best);
  const std::size_t half = best.size() / 2;
  const auto couples = static_cast<double>(best.size());
  state.counters["median_ms"] = (best[best.size() - 1 - half] + best[half]) / 2;
  state.counters["worst_ms"] = best.back();
  state.counters["nodes"] = static_cast<double>(nodes) / couples;
  state.counters["frontier"] = static_cast<double>(points) / couples;
}

void solve_couples(benchmark::State& state, int ways, int most_ways) {
  std::vector<Planner> planners;
  for (std::uint64_t seed = 1; seed <= kCouples; ++seed) {
    planners.emplace_back(lifelike_problem(seed, ways, most_ways, kNeeds));
  }
  time_planners(state, planners);
}

// The shapes that people meet.
BENCHMARK_CAPTURE(solve_couples, ways12_plan4, 12, 4)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(solve_couples, ways24_plan4, 24, 4)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(solve_couples, ways60_plan4, 60, 4)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(solve_couples, ways60_plan5, 60, 5)->Unit(benchmark::kMillisecond)->MinTime(4);
BENCHMARK_CAPTURE(solve_couples, ways120_plan5, 120, 5)->Unit(benchmark::kMillisecond)->MinTime(4);

// Growth: with the ways to choose from, and with the size of a plan.
void grow_ways(benchmark::State& state) {
  solve_couples(state, static_cast<int>(state.range(0)), 4);
}
BENCHMARK(grow_ways)
    ->ArgsProduct({{10, 20, 40, 80, 120, 160, 200}})
    ->Unit(benchmark::kMillisecond)
    ->Iterations(2);

void grow_plan(benchmark::State& state) {
  solve_couples(state, 40, static_cast<int>(state.range(0)));
}
BENCHMARK(grow_plan)->DenseRange(2, 8)->Unit(benchmark::kMillisecond)->Iterations(1);

// Both kernel sets on the same couples: items are couples.
void kernels(benchmark::State& state, KernelSet set) {
  if (!has_kernels(set)) return state.SkipWithError("not on this machine");
  struct Couple {
    OptionTable table;
    SearchTask task;
  };
  std::vector<Couple> couples;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const Problem problem = lifelike_problem(seed, 60, 5, kNeeds);
    Couple couple{
        .table = make_options(problem),
        .task = {.ways = problem.most_ways, .minutes = problem.minutes, .kept = {}, .free = {}}};
    for (std::size_t dose = 0; dose < couple.table.doses.size(); ++dose) {
      if (couple.table.minutes[dose] <= problem.minutes) {
        couple.task.free.push_back(static_cast<std::uint16_t>(dose));
      }
    }
    couples.push_back(std::move(couple));
  }
  Search search(set);
  Staircase plans;
  for (auto _ : state) {
    for (const Couple& couple : couples) {
      plans.clear();
      benchmark::DoNotOptimize(search.run(couple.table, couple.task, plans));
    }
  }
  state.SetItemsProcessed(state.iterations() * std::ssize(couples));
}
BENCHMARK_CAPTURE(kernels, portable, KernelSet::kPortable)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(kernels, avx2, KernelSet::kAvx2)->Unit(benchmark::kMillisecond);

// Changing one's mind: a way dropped and taken back, as people do at the screen.
void change_mind(benchmark::State& state) {
  Planner planner(lifelike_problem(4, 60, 5, kNeeds));
  int way = 0;
  for (auto _ : state) {
    planner.drop(way);
    benchmark::DoNotOptimize(planner.solve());
    planner.release(way);
    way = (way + 7) % 60;
  }
}
BENCHMARK(change_mind)->Unit(benchmark::kMillisecond);

// Problem files of the reader's own: every *.json in the folder $PLAN_PROBLEMS.
std::vector<std::string> given_files() {
  std::vector<std::string> texts;
  const char* folder = std::getenv("PLAN_PROBLEMS");  // NOLINT(concurrency-mt-unsafe): one thread
  if (folder == nullptr) return texts;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return texts;
}

void solve_files(benchmark::State& state) {
  std::vector<Planner> planners;
  for (const std::string& text : given_files()) planners.emplace_back(read_problem(text).value());
  if (planners.empty()) return state.SkipWithError("PLAN_PROBLEMS names no folder of problems");
  time_planners(state, planners);
}
BENCHMARK(solve_files)->Unit(benchmark::kMillisecond)->MinTime(3);

// What `--batch` does with a line: read, solve, write. Items are problems.
void batch(benchmark::State& state) {
  std::vector<std::string> texts = given_files();
  if (texts.empty()) return state.SkipWithError("PLAN_PROBLEMS names no folder of problems");
  Planner planner(read_problem(texts.front()).value());
  for (auto _ : state) {
    for (const std::string& text : texts) {
      planner.replace(read_problem(text).value());
      benchmark::DoNotOptimize(write_answer(planner.problem(), *planner.solve(), 0));
    }
  }
  state.SetItemsProcessed(state.iterations() * std::ssize(texts));
}
BENCHMARK(batch)->Unit(benchmark::kMillisecond)->MinTime(2);

}  // namespace
}  // namespace commonground::plan
