#include "plan/choices.h"

#include <gtest/gtest.h>

namespace commonground::plan {
namespace {

// Points of a frontier: first gain, second gain, minutes.
Answer named(std::initializer_list<std::array<int, 3>> points) {
  Answer answer;
  for (const auto& [first, second, minutes] : points) {
    answer.frontier.push_back({.gain = {first, second}, .minutes = minutes, .choices = {}});
  }
  name_plans(answer);
  return answer;
}

TEST(Choices, AreEachTheirOwnBest) {
  //                            product  min  sum  share of best
  const Answer answer = named({{0, 100, 5},     // 0    0   100   0
                               {20, 90, 50},    // 1800 20  110   20*100
                               {60, 62, 60},    // 3720 60  122   6000
                               {70, 61, 70},    // 4270 61  131   7000
                               {100, 40, 80},   // 4000 40  140   8000 (40*200 > 7000)
                               {200, 5, 90}});  // 1000  5  205   1000
  EXPECT_EQ(answer.fair, 3U);
  EXPECT_EQ(answer.even, 3U);
  EXPECT_EQ(answer.most, 5U);
  EXPECT_EQ(answer.balanced, 4U);
  EXPECT_EQ(answer.light, 2U);
}

TEST(Choices, OfEqualProductsTakeTheLargerMinimum) {
  EXPECT_EQ(named({{10, 40, 1}, {20, 20, 9}, {40, 10, 1}}).fair, 1U);
}

TEST(Choices, OfEqualProductsAndMinimaTakeFewerMinutesThenTheFirst) {
  EXPECT_EQ(named({{10, 40, 30}, {40, 10, 20}}).fair, 1U);
  EXPECT_EQ(named({{10, 40, 20}, {40, 10, 20}}).fair, 0U);
}

TEST(Choices, EvenPrefersTheLargerMaximum) {
  EXPECT_EQ(named({{10, 50, 1}, {40, 10, 1}}).even, 0U);
  EXPECT_EQ(named({{10, 40, 1}, {50, 10, 99}}).even, 1U);
}

TEST(Choices, LightKeepsHalfOfFairForBoth) {
  // Fair is (50, 50); the first has too little for one, the last is longer than need be.
  const Answer answer = named({{24, 60, 1}, {25, 55, 20}, {50, 50, 60}, {60, 25, 30}});
  EXPECT_EQ(answer.fair, 2U);
  EXPECT_EQ(answer.light, 1U);
}

TEST(Choices, OfTodayAloneAreToday) {
  const Answer answer = named({{0, 0, 0}});
  for (const NamedPlan& plan : kNamedPlans) EXPECT_EQ(answer.*plan.position, 0U);
}

class MiddleTest : public testing::Test {
 protected:
  MiddleTest() {
    problem_.partners = {"Ana", "Ben"};
    problem_.needs = {"calm"};
    problem_.importance = {{{4}, {4}}};
    problem_.met = {{{0}, {2}}};
    Way way;
    way.id = "tea";
    way.minutes = 15;
    way.most = 2;
    way.meets = {{{100}, {100}}};
    way.asking = {PerPartner<int>{0, 90000}, PerPartner<int>{50000, 40000}, std::nullopt};
    problem_.ways = {way};
    problem_.usual = Usual{.way = 0, .wish = {5, 2}};
  }

  Problem problem_;
  Plan fair_{.gain = {600000, 0}, .minutes = 10, .choices = {}};
};

// Halfway is 3 times, rounded down; a need of 100 a time is worth 300000 of points three times
// over up to half, 100000 each beyond. Asked by the second partner the smaller gain is larger.
TEST_F(MiddleTest, LiesBetweenBothWishesPastAnyLimit) {
  const auto middle = middle_of(problem_, fair_);
  ASSERT_TRUE(middle.has_value());
  const std::vector<Choice> expected = {{.way = 0, .times = 3, .starter = Starter::kSecond}};
  EXPECT_EQ(middle->plan.choices, expected);
  EXPECT_EQ(middle->plan.minutes, 45);
  EXPECT_EQ(middle->plan.gain, (Gain{900000 - 150000, 300000 - 120000}));
  EXPECT_EQ(middle->share_of_fair[0], 1250);
  EXPECT_FALSE(middle->share_of_fair[1].has_value());
}

TEST_F(MiddleTest, MayLeaveSomeoneWorseOff) {
  problem_.ways[0].asking = {PerPartner<int>{0, 100000}, std::nullopt, std::nullopt};
  problem_.ways[0].effort = {0, 20000};
  const auto middle = middle_of(problem_, fair_);
  ASSERT_TRUE(middle.has_value());
  EXPECT_EQ(middle->plan.gain[1], 300000 - 360000);
}

TEST_F(MiddleTest, IsNothingNewWhenBothWishForLessThanOnce) {
  problem_.usual->wish = {1, 0};
  const auto middle = middle_of(problem_, fair_);
  ASSERT_TRUE(middle.has_value());
  EXPECT_EQ(middle->plan, Plan{});
}

TEST_F(MiddleTest, IsMadeOfAWayThatIsInNoPlan) {
  problem_.ways[0].most = 0;
  problem_.minutes = 600;
  Planner planner(problem_);
  const auto answer = planner.solve();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->frontier, std::vector<Plan>{Plan{}});
  ASSERT_TRUE(answer->middle);
  EXPECT_EQ(answer->middle->plan.choices.front().times, 3);
  planner.keep(0);
  const auto refused = planner.solve();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, RefusalCode::kTooOften);
}

TEST_F(MiddleTest, IsNotThereWithoutTheUsualOrAStarter) {
  problem_.ways[0].asking = {};
  EXPECT_FALSE(middle_of(problem_, fair_).has_value());
  problem_.usual.reset();
  EXPECT_FALSE(middle_of(problem_, fair_).has_value());
}

}  // namespace
}  // namespace commonground::plan
