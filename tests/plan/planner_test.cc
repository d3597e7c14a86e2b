// Changing one's mind: limits, ways dropped, ways kept, and solving again.
#include <algorithm>

#include <gtest/gtest.h>

#include "commonground/plan.h"
#include "tests/plan/enumeration.h"
#include "tests/plan/printing.h"
#include "tests/plan/random_problem.h"

namespace commonground::plan {
namespace {

RefusalCode refusal(Planner& planner) {
  const auto answer = planner.solve();
  EXPECT_FALSE(answer.has_value());
  return answer.has_value() ? RefusalCode{} : answer.error().code;
}

const Choice* find(const std::vector<Choice>& choices, int way) {
  const auto at = std::ranges::find(choices, way, &Choice::way);
  return at == choices.end() ? nullptr : &*at;
}

// Drops and keeps at random; the answer must be what trying every such plan gives.
TEST(Planner, EqualsTryingEveryPlanWithWhatIsKeptAndDropped) {
  int answered = 0;
  for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
    const Problem problem = small_problem(seed);
    Dice dice(seed);
    Planner planner(problem);
    std::vector<int> dropped;
    std::vector<std::pair<int, int>> kept;  // with times, 0 for any
    for (int way = 0; way < static_cast<int>(problem.ways.size()); ++way) {
      if (dice.chance(20)) {
        planner.drop(way);
        dropped.push_back(way);
      } else if (dice.chance(25)) {
        const int times = dice.chance(50) ? 0 : dice.roll(1, std::max(1, problem.ways[0].most));
        planner.keep(way, times == 0 ? std::nullopt : std::optional(times));
        kept.emplace_back(way, times);
      }
    }
    const std::vector<Plan> expected =
        enumerate_frontier(problem, [&](const std::vector<Choice>& choices) {
          return std::ranges::none_of(dropped, [&](int way) { return find(choices, way); }) &&
                 std::ranges::all_of(kept, [&](const auto& keep) {
                   const Choice* choice = find(choices, keep.first);
                   return choice && (keep.second == 0 || choice->times == keep.second);
                 });
        });
    const auto answer = planner.solve();
    if (expected.empty()) {
      EXPECT_FALSE(answer.has_value()) << "seed " << seed;
      continue;
    }
    ASSERT_TRUE(answer.has_value()) << "seed " << seed;
    ASSERT_EQ(answer->frontier, expected) << "seed " << seed;
    answered += kept.empty() ? 0 : 1;
  }
  EXPECT_GT(answered, 200);
}

// One planner through many changes gives at each step what a new one would.
TEST(Planner, SolvesAgainAsIfItWereNew) {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    Dice dice(seed);
    Problem problem = lifelike_problem(seed, 30, 4, 12);
    Planner planner(problem);
    std::vector<int> dropped;
    for (int step = 0; step < 12; ++step) {
      const int way = dice.roll(0, 29);
      switch (dice.roll(0, 3)) {
        case 0:
          problem.minutes = 30 * dice.roll(0, 12);
          planner.set_minutes(problem.minutes);
          break;
        case 1:
          problem.most_ways = dice.roll(1, 4);
          planner.set_most_ways(problem.most_ways);
          break;
        case 2:
          planner.drop(way);
          dropped.push_back(way);
          break;
        default:
          planner.release(way);
          std::erase(dropped, way);
      }
      Planner fresh(problem);
      for (const int d : dropped) fresh.drop(d);
      const auto again = planner.solve();
      const auto anew = fresh.solve();
      ASSERT_TRUE(again.has_value() && anew.has_value());
      EXPECT_EQ(again->frontier, anew->frontier);
      EXPECT_EQ(again->nodes, anew->nodes);
      EXPECT_EQ(again->fair, anew->fair);
    }
  }
}

TEST(Planner, TakesUpAnotherProblemInPlace) {
  Planner planner(lifelike_problem(1, 40, 4, 16));
  ASSERT_TRUE(planner.solve().has_value());
  planner.drop(3);
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const Problem problem = small_problem(seed);
    planner.replace(problem);
    const auto answer = planner.solve();
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->frontier, enumerate_frontier(problem));
  }
}

class Refusals : public testing::Test {
 protected:
  static Problem one_need() {
    Problem problem;
    problem.partners = {"Ana", "Ben"};
    problem.needs = {"calm"};
    problem.importance = {{{4}, {4}}};
    problem.met = {{{0}, {0}}};
    problem.minutes = 60;
    problem.most_ways = 2;
    for (const char* id : {"a walk", "tea", "a bath"}) {
      Way way;
      way.id = id;
      way.minutes = 20;
      way.most = 3;
      way.meets = {{{200}, {200}}};
      way.asking[2] = PerPartner<int>{0, 0};
      problem.ways.push_back(way);
    }
    return problem;
  }
};

TEST_F(Refusals, DroppedAndKept) {
  Planner planner(one_need());
  planner.drop(1);
  planner.keep(1);
  EXPECT_EQ(refusal(planner), RefusalCode::kDroppedAndKept);
  planner.release(1);
  EXPECT_TRUE(planner.solve().has_value());
}

TEST_F(Refusals, TooManyKept) {
  Planner planner(one_need());
  for (int way = 0; way < 3; ++way) planner.keep(way);
  EXPECT_EQ(refusal(planner), RefusalCode::kTooManyKept);
}

TEST_F(Refusals, TooOften) {
  Planner planner(one_need());
  planner.keep(0, 4);
  EXPECT_EQ(refusal(planner), RefusalCode::kTooOften);
}

TEST_F(Refusals, NotOffered) {
  Problem problem = one_need();
  problem.ways[0].asking[2].reset();
  Planner planner(problem);
  planner.keep(0);
  EXPECT_EQ(refusal(planner), RefusalCode::kNotOffered);
}

TEST_F(Refusals, TooLong) {
  Planner planner(one_need());
  planner.keep(0, 3);
  planner.keep(1);
  const auto answer = planner.solve();
  ASSERT_FALSE(answer.has_value());
  EXPECT_EQ(answer.error().code, RefusalCode::kTooLong);
  EXPECT_EQ(answer.error().found, 80);
  EXPECT_EQ(answer.error().limit, 60);
}

TEST_F(Refusals, NeverTraded) {
  Problem problem = one_need();
  problem.ways[0].intimate = true;
  problem.ways[0].effort = {0, 100000};
  problem.ways[0].asking[2] = PerPartner<int>{0, 100000};
  problem.ways[0].meets[1][0] = 0;
  Planner planner(problem);
  planner.keep(0);
  EXPECT_EQ(refusal(planner), RefusalCode::kNeverTraded);
}

TEST_F(Refusals, WorseOff) {
  Problem problem = one_need();
  problem.importance[1] = {0};  // nothing can make up for the effort
  problem.ways[0].effort = {0, 1};
  Planner planner(problem);
  planner.keep(0);
  EXPECT_EQ(refusal(planner), RefusalCode::kWorseOff);
}

TEST_F(Refusals, TooMuchWork) {
  Planner planner(lifelike_problem(1, 60, 5, 16));
  planner.set_most_nodes(10);
  EXPECT_EQ(refusal(planner), RefusalCode::kTooMuchWork);
  planner.set_most_nodes(0);
  EXPECT_TRUE(planner.solve().has_value());
}

}  // namespace
}  // namespace commonground::plan
