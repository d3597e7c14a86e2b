// The search from within: no branch that it leaves holds a frontier plan, and both sets of inner
// loops take it the same way.
#include "plan/search.h"

#include <algorithm>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "tests/plan/enumeration.h"
#include "tests/plan/printing.h"
#include "tests/plan/random_problem.h"

namespace commonground::plan {
namespace {

SearchTask task_for(const OptionTable& table, const Problem& problem) {
  SearchTask task;
  task.ways = problem.most_ways;
  task.minutes = problem.minutes;
  for (std::size_t dose = 0; dose < table.doses.size(); ++dose) {
    if (table.minutes[dose] <= problem.minutes && !pointless(table, dose)) {
      task.free.push_back(static_cast<std::uint16_t>(dose));
    }
  }
  return task;
}

// Knows every frontier plan, and shouts when a branch is left that holds one not found yet.
class Oracle : public PruneWatcher {
 public:
  Oracle(const OptionTable& table, std::vector<Plan> frontier)
      : table_(table), frontier_(std::move(frontier)) {
    for (const Plan& plan : frontier_) {
      std::vector<std::uint16_t>& doses = doses_.emplace_back();
      std::ranges::transform(plan.choices, std::back_inserter(doses),
                             [&](const Choice& choice) { return dose_of(choice); });
    }
  }

  void pruned(std::span<const std::uint16_t> chosen, std::span<const std::uint16_t> required,
              std::span<const std::uint16_t> allowed, const Staircase& plans) override {
    ++branches_;
    for (std::size_t i = 0; i < frontier_.size(); ++i) {
      const std::vector<std::uint16_t>& doses = doses_[i];
      const auto in = [](std::span<const std::uint16_t> list, std::uint16_t dose) {
        return std::ranges::find(list, dose) != list.end();
      };
      const bool has_all =
          std::ranges::all_of(chosen, [&](std::uint16_t d) { return in(doses, d); }) &&
          std::ranges::all_of(required, [&](std::uint16_t d) { return in(doses, d); });
      const bool no_other = std::ranges::all_of(doses, [&](std::uint16_t d) {
        return in(chosen, d) || in(required, d) || in(allowed, d);
      });
      if (!has_all || !no_other) continue;
      const std::vector<Plan> found = plans.plans();
      if (std::ranges::find(found, frontier_[i]) == found.end()) {
        lost_.push_back(testing::PrintToString(frontier_[i]));
      }
    }
  }

  [[nodiscard]] const std::vector<std::string>& lost() const { return lost_; }
  [[nodiscard]] std::size_t branches() const { return branches_; }

 private:
  [[nodiscard]] std::uint16_t dose_of(const Choice& choice) const {
    const auto at = std::ranges::find_if(table_.doses, [&](const Dose& dose) {
      return dose.way == choice.way && dose.times == choice.times;
    });
    return static_cast<std::uint16_t>(at - table_.doses.begin());
  }

  const OptionTable& table_;
  std::vector<Plan> frontier_;
  std::vector<std::vector<std::uint16_t>> doses_;
  std::vector<std::string> lost_;
  std::size_t branches_ = 0;
};

TEST(Search, LeavesNoBranchWithAFrontierPlan) {
  std::size_t branches = 0;
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    const Problem problem = seed % 20 == 0 ? lifelike_problem(seed, 9, 3, 8) : small_problem(seed);
    const OptionTable table = make_options(problem);
    Oracle oracle(table, enumerate_frontier(problem));
    SearchTask task = task_for(table, problem);
    task.watcher = &oracle;
    Search search(best_kernels());
    Staircase plans;
    ASSERT_TRUE(search.run(table, task, plans));
    ASSERT_EQ(oracle.lost(), std::vector<std::string>()) << "seed " << seed;
    branches += oracle.branches();
  }
  EXPECT_GT(branches, 10'000U);  // it does leave branches
}

// Larger than can be enumerated: the frontier found without a watcher is the oracle.
TEST(Search, LeavesNoBranchWithAPlanItFindsOtherwise) {
  for (const auto& [ways, most_ways] : {std::pair{16, 5}, std::pair{40, 4}, std::pair{70, 3}}) {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
      const Problem problem = lifelike_problem(seed, ways, most_ways, 16);
      const OptionTable table = make_options(problem);
      SearchTask task = task_for(table, problem);
      Search search(best_kernels());
      Staircase plans;
      ASSERT_TRUE(search.run(table, task, plans));
      Oracle oracle(table, plans.plans());
      task.watcher = &oracle;
      plans.clear();
      ASSERT_TRUE(search.run(table, task, plans));
      EXPECT_EQ(oracle.lost(), std::vector<std::string>());
    }
  }
}

TEST(Search, TakesTheSameWayWithBothKernelSets) {
  if (!has_kernels(KernelSet::kAvx2)) GTEST_SKIP() << "no AVX2 here";
  for (std::uint64_t seed = 1; seed <= 700; ++seed) {
    // All numbers of packs, narrow and wide rows of needs.
    const int ways = std::array{12, 24, 60, 120}[seed % 4];
    const Problem problem =
        seed > 100 ? small_problem(seed) : lifelike_problem(seed, ways, 3, seed % 3 == 0 ? 32 : 12);
    const OptionTable table = make_options(problem);
    const SearchTask task = task_for(table, problem);
    Search plain(KernelSet::kPortable);
    Search fast(KernelSet::kAvx2);
    Staircase plain_plans;
    Staircase fast_plans;
    ASSERT_TRUE(plain.run(table, task, plain_plans));
    ASSERT_TRUE(fast.run(table, task, fast_plans));
    ASSERT_EQ(plain_plans.plans(), fast_plans.plans()) << "seed " << seed;
    ASSERT_EQ(plain.nodes(), fast.nodes()) << "seed " << seed;
  }
}

TEST(Search, StopsAfterTheNodesItIsGiven) {
  const Problem problem = lifelike_problem(1, 60, 5, 16);
  const OptionTable table = make_options(problem);
  SearchTask task = task_for(table, problem);
  task.most_nodes = 100;
  Search search(best_kernels());
  Staircase plans;
  EXPECT_FALSE(search.run(table, task, plans));
  EXPECT_LE(search.nodes(), 101U);
}

}  // namespace
}  // namespace commonground::plan
