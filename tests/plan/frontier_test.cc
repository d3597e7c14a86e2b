// The engine against trying every plan, and what must hold of any answer.
#include <algorithm>

#include <gtest/gtest.h>

#include "commonground/plan.h"
#include "tests/plan/enumeration.h"
#include "tests/plan/printing.h"
#include "tests/plan/random_problem.h"

namespace commonground::plan {
namespace {

constexpr std::uint64_t kProblems = 5000;

Answer solve(const Problem& problem) {
  Planner planner(problem);
  auto answer = planner.solve();
  EXPECT_TRUE(answer.has_value());
  return std::move(answer).value();
}

TEST(Frontier, EqualsTryingEveryPlan) {
  std::size_t points = 0;
  std::size_t with_starter_left_out = 0;
  for (std::uint64_t seed = 1; seed <= kProblems; ++seed) {
    const Problem problem = small_problem(seed);
    const std::vector<Plan> expected = enumerate_frontier(problem);
    ASSERT_EQ(solve(problem).frontier, expected) << "seed " << seed;
    points += expected.size();
    for (const Way& way : problem.ways) with_starter_left_out += way.asking[0] ? 0U : 1U;
  }
  // The problems are not all trivial.
  EXPECT_GT(points, 2 * kProblems);
  EXPECT_GT(with_starter_left_out, kProblems);
}

TEST(Frontier, ShowsTheFirstOfManyPlansThatReachTheSame) {
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    const Problem problem = tying_problem(seed);
    ASSERT_EQ(solve(problem).frontier, enumerate_frontier(problem)) << "seed " << seed;
  }
}

// Here a plan was found late in a branch, and one earlier in the order of ties was then left
// unlooked at beside it.
TEST(Frontier, LooksForTiesWithPlansFoundOnTheWay) {
  for (const std::uint64_t seed : {8274U, 25049U, 29934U}) {
    const Problem problem = tying_problem(seed);
    EXPECT_EQ(solve(problem).frontier, enumerate_frontier(problem)) << "seed " << seed;
  }
}

TEST(Frontier, NobodyIsWorseOffAndNothingPassesItsLimit) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Problem problem = lifelike_problem(seed, 24, 4, 12);
    for (const Plan& plan : solve(problem).frontier) {
      EXPECT_GE(plan.gain[0], 0);
      EXPECT_GE(plan.gain[1], 0);
      EXPECT_EQ(plan.gain, gain_of(problem, plan.choices));
      EXPECT_LE(plan.choices.size(), 4U);
      EXPECT_LE(plan.minutes, problem.minutes);
      EXPECT_TRUE(std::ranges::is_sorted(plan.choices));
      for (const Choice& choice : plan.choices) {
        const Way& way = problem.ways[static_cast<std::size_t>(choice.way)];
        EXPECT_TRUE(way.asking[static_cast<std::size_t>(choice.starter)].has_value());
        EXPECT_LE(choice.times, way.most);
        if (!way.intimate) continue;
        const Gain alone = gain_of(problem, {choice});  // never traded
        EXPECT_GE(std::min(alone[0], alone[1]), 0);
      }
    }
  }
}

// No plan of `less` gives anyone something that `more` does not.
void expect_covered(const std::vector<Plan>& less, const std::vector<Plan>& more) {
  for (const Plan& plan : less) {
    EXPECT_TRUE(std::ranges::any_of(more, [&](const Plan& other) {
      return other.gain[0] >= plan.gain[0] && other.gain[1] >= plan.gain[1];
    })) << testing::PrintToString(plan);
  }
}

TEST(Frontier, LosesNothingWhenThereIsMoreToChooseFrom) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Problem all = lifelike_problem(seed, 20, 3, 10);
    Problem fewer_ways = all;
    fewer_ways.ways.pop_back();
    Problem less_time = all;
    less_time.minutes /= 2;
    Problem smaller_plans = all;
    smaller_plans.most_ways = 2;
    const std::vector<Plan> frontier = solve(all).frontier;
    for (const Problem& less : {fewer_ways, less_time, smaller_plans}) {
      expect_covered(solve(less).frontier, frontier);
    }
  }
}

// Plans may differ where several reach the same gains, since starters are ordered by partner.
TEST(Frontier, IsMirroredWhenThePartnersChangePlaces) {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const Problem problem = seed % 2 == 0 ? small_problem(seed) : lifelike_problem(seed, 12, 4, 8);
    const std::vector<Plan> here = solve(problem).frontier;
    std::vector<Plan> there = solve(mirrored(problem)).frontier;
    std::ranges::reverse(there);
    ASSERT_EQ(here.size(), there.size());
    for (std::size_t i = 0; i < here.size(); ++i) {
      EXPECT_EQ(here[i].gain, (Gain{there[i].gain[1], there[i].gain[0]}));
      EXPECT_EQ(here[i].minutes, there[i].minutes);
      EXPECT_EQ(here[i].choices.size(), there[i].choices.size());
    }
  }
}

TEST(Frontier, IsOnlyTodayWithoutWays) {
  Problem problem = small_problem(1);
  problem.ways.clear();
  problem.usual.reset();
  const Answer answer = solve(problem);
  EXPECT_EQ(answer.frontier, std::vector<Plan>(1));
  EXPECT_FALSE(answer.middle.has_value());
}

// Sixty ways that are all the same: every plan ties with millions of others.
TEST(Frontier, IsFoundAmongCountlessTies) {
  Problem problem = lifelike_problem(3, 1, 5, 6);
  problem.ways.front().minutes = 10;
  problem.ways.front().intimate = false;
  problem.usual.reset();
  const Way way = problem.ways.front();
  for (int i = 1; i < 60; ++i) {
    problem.ways.push_back(way);
    problem.ways.back().id += std::to_string(i);
  }
  Planner planner(problem);
  planner.set_most_nodes(200'000);
  const auto answer = planner.solve();
  ASSERT_TRUE(answer.has_value());
  for (const Plan& plan : answer->frontier) {
    for (std::size_t i = 0; i < plan.choices.size(); ++i) {
      EXPECT_EQ(plan.choices[i].way, static_cast<int>(i));
    }
  }
}

}  // namespace
}  // namespace commonground::plan
