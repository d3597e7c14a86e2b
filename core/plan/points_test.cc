#include "plan/points.h"

#include <gtest/gtest.h>

namespace commonground::plan {
namespace {

TEST(Points, WeighEveryonesNeedsTogetherTheSame) {
  EXPECT_EQ(weights_of({4, 4}), (std::vector<int>{500, 500}));
  EXPECT_EQ(weights_of({1, 1}), (std::vector<int>{500, 500}));
  EXPECT_EQ(weights_of({4, 2, 0}), (std::vector<int>{667, 333, 0}));
  EXPECT_EQ(weights_of({0, 0}), (std::vector<int>{0, 0}));
}

TEST(Points, CountTheFirstHalfOfANeedThreeTimes) {
  EXPECT_EQ(relief(0), 0);
  EXPECT_EQ(relief(250), 750);
  EXPECT_EQ(relief(500), 1500);
  EXPECT_EQ(relief(501), 1501);
  EXPECT_EQ(relief(1000), 2000);
}

// One need at 1 of 4 and one at 4 of 4; twice a walk that meets 200 of each, then once tea.
TEST(Points, AreExplainedChoiceByChoice) {
  Problem problem;
  problem.needs = {"calm", "play"};
  problem.importance = {{{4, 4}, {4, 0}}};
  problem.met = {{{1, 4}, {1, 0}}};
  Way walk;
  walk.meets = {{{200, 200}, {300, 300}}};
  walk.effort = {1000, -500};
  walk.asking[0] = PerPartner<int>{10, 20};
  Way tea;
  tea.meets = {{{500, 0}, {500, 0}}};
  tea.asking[2] = PerPartner<int>{0, 0};
  problem.ways = {walk, tea};
  const std::vector<Choice> choices = {{0, 2, Starter::kFirst}, {1, 1, Starter::kEither}};

  const Reasons reasons = explain(problem, {.gain = {}, .minutes = 70, .choices = choices});
  EXPECT_EQ(reasons.before[0], (std::vector<int>{250, 1000}));
  EXPECT_EQ(reasons.after[0], (std::vector<int>{1000, 1000}));
  EXPECT_EQ(reasons.after[1], (std::vector<int>{1000, 600}));
  ASSERT_EQ(reasons.shares.size(), 2U);
  EXPECT_EQ(reasons.shares[0].met[0], (std::vector<int>{400, 0}));
  EXPECT_EQ(reasons.shares[1].met[0], (std::vector<int>{350, 0}));
  EXPECT_EQ(reasons.shares[1].met[1], (std::vector<int>{150, 0}));
  EXPECT_EQ(reasons.shares[0].cost, (PerPartner<Points>{2020, -960}));
  EXPECT_EQ(reasons.cost, (PerPartner<Points>{2020, -960}));
  EXPECT_EQ(reasons.minutes, 70);

  // Relief from 750 to 2000, at a weight of 500 and of 1000.
  EXPECT_EQ(gain_of(problem, choices), (Gain{500 * 1250 - 2020, 1000 * 1250 + 960}));
}

}  // namespace
}  // namespace commonground::plan
