#include "journey/table.h"

#include <algorithm>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "journey/examples_for_test.h"
#include "journey/own.h"

namespace commonground::journey {
namespace {

TableSetting setting(int ways = 8) {
  TableSetting made{.ways = {}, .minutes = 150};
  for (int way = 0; way < ways; ++way) made.ways.push_back(way * 3);
  return made;
}

couple::WayAnswer answer(int way, couple::Will will = couple::Will::kHappy) {
  return {.way = way, .will = will, .condition = {}, .more = {}, .less = {}};
}

TableGuest guest(const TableSetting& setting, std::mt19937& random) {
  TableGuest guest{.person = random() % 2, .answers = no_answers(closer_for_test()), .usual = {}};
  for (std::size_t need = 0; need < closer_for_test().needs.size(); ++need) {
    guest.answers.importance[need] = static_cast<int>(random() % 5);
    guest.answers.met[need] = static_cast<int>(random() % 4);
  }
  for (const int way : setting.ways) {
    guest.answers.ways.push_back(answer(way, static_cast<couple::Will>(random() % 3)));
  }
  return guest;
}

int minutes_of(const TablePlan& plan) {
  int sum = 0;
  for (const PlanChoice& choice : plan) {
    sum += choice.times * closer_for_test().ways[static_cast<std::size_t>(choice.way)].minutes;
  }
  return sum;
}

TEST(Table, HoldsPlansOfTheMatchedWaysWithinTheLimitsTheLightestFirst) {
  const TableSetting all = setting();
  const auto plans = table_plans(closer_for_test(), all);
  EXPECT_GT(plans.size(), 300U);
  EXPECT_LT(plans.size(), kTablePlaces);
  std::set<std::vector<std::tuple<int, int, int>>> seen;
  int last = 0;
  for (const TablePlan& plan : plans) {
    EXPECT_FALSE(plan.empty());
    EXPECT_LE(plan.size(), 4U);
    EXPECT_LE(minutes_of(plan), 150);
    EXPECT_LE(last, minutes_of(plan));
    last = minutes_of(plan);
    std::vector<std::tuple<int, int, int>> choices;
    for (const PlanChoice& choice : plan) {
      EXPECT_TRUE(std::ranges::binary_search(all.ways, choice.way));
      choices.emplace_back(choice.way, choice.times, choice.starter);
    }
    EXPECT_TRUE(seen.insert(choices).second);
  }
}

// Two devices with the same pack and limits; and one who has others.
TEST(Table, IsTheSameWhereverTheSettingIs) {
  EXPECT_EQ(table_plans(closer_for_test(), setting(5)), table_plans(closer_for_test(), setting(5)));
  EXPECT_NE(table_plans(closer_for_test(), setting(5)), table_plans(closer_for_test(), setting(6)));
  EXPECT_TRUE(table_plans(closer_for_test(), {.ways = {}, .minutes = 100}).empty());
  EXPECT_LT(table_plans(closer_for_test(), setting(), 64).size(), 64U);
}

// Both find the gain that the engine would, without knowing anything of the other.
TEST(Table, GivesWhatTheEngineSays) {
  std::mt19937 random(5);
  const TableSetting all = setting();
  const auto plans = table_plans(closer_for_test(), all, 64);
  for (int i = 0; i < 10; ++i) {
    TableGuest mine = guest(all, random);
    mine.person = 0;
    TableGuest theirs = guest(all, random);
    theirs.person = 1;
    const couple::Planning planning =
        couple::planning_from(closer_for_test(), {.partners = {},
                                                  .answers = {mine.answers, theirs.answers},
                                                  .most_ways = all.most_ways,
                                                  .minutes = all.minutes,
                                                  .usual = {}});
    const auto of_mine = table_gains(closer_for_test(), all, plans, mine);
    const auto of_theirs = table_gains(closer_for_test(), all, plans, theirs);
    for (std::size_t k = 0; k < plans.size(); ++k) {
      if (!of_mine[k] || !of_theirs[k]) continue;
      std::vector<plan::Choice> choices;
      for (const PlanChoice& choice : plans[k]) {
        const auto way = std::ranges::find(planning.ways, choice.way) - planning.ways.begin();
        choices.push_back({.way = static_cast<int>(way),
                           .times = choice.times,
                           .starter = static_cast<plan::Starter>(choice.starter)});
      }
      EXPECT_EQ(plan::gain_of(planning.problem, choices), (plan::Gain{*of_mine[k], *of_theirs[k]}));
    }
  }
}

TEST(Table, HasNothingOnAListThatItsPersonWouldNotDo) {
  std::mt19937 random(6);
  const TableSetting all = setting();
  const auto plans = table_plans(closer_for_test(), all, 128);
  TableGuest me = guest(all, random);
  for (couple::WayAnswer& way : me.answers.ways) way.will = couple::Will::kLove;
  me.answers.ways.front().will = couple::Will::kNotNow;
  me.answers.ways[1].will = couple::Will::kIf;
  me.usual = couple::Usual{.way = all.ways[2], .wish = {1, 1}};
  me.minutes = 60;
  me.most_ways = 2;
  const auto gains = table_gains(closer_for_test(), all, plans, me);
  int possible = 0;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    const bool may = std::ranges::none_of(plans[i], [&](const PlanChoice& choice) {
      const int most = closer_for_test().ways[static_cast<std::size_t>(choice.way)].most;
      return choice.way == all.ways[0] ||
             (choice.way == all.ways[1] && choice.times > (most + 1) / 2) ||
             (choice.way == all.ways[2] && choice.times > 1);
    });
    const bool fits = minutes_of(plans[i]) <= 60 && plans[i].size() <= 2;
    if (!may || !fits) {
      EXPECT_FALSE(gains[i]) << i;
    }
    if (gains[i]) ++possible;
  }
  EXPECT_GT(possible, 0);
}

TEST(TableLevels, AreAsWideForEveryoneAndNeverHoldWhatGivesNothing) {
  std::vector<std::optional<plan::Points>> gains(511);
  for (std::size_t i = 0; i < gains.size(); ++i) gains[i] = static_cast<plan::Points>(i);
  gains[510].reset();
  gains[7] = -5;
  const auto levels = table_levels(gains);
  EXPECT_EQ(levels[510], match::kNever);
  EXPECT_EQ(levels[7], match::kNever);
  EXPECT_EQ(levels[0], match::kNever);  // no more than today
  EXPECT_EQ(levels[509], 0);
  EXPECT_LT(levels[1], match::kNever);
  std::vector<int> counts(32);
  for (const std::uint8_t level : levels) ++counts[level];
  EXPECT_EQ(counts[0], 1);
  EXPECT_EQ(counts[1], 2);
  for (std::size_t level = 1; level + 3 < counts.size(); ++level) {
    EXPECT_LE(counts[level], counts[level + 1] + 1) << level;
  }
  // Whoever lists few has them all at the top.
  std::vector<std::optional<plan::Points>> few(511);
  few[3] = 10;
  few[4] = 20;
  few[5] = 20;
  const auto top = table_levels(few);
  EXPECT_EQ(top[4], 0);  // of two that give the same, the first on the table
  EXPECT_EQ(top[5], 1);
  EXPECT_EQ(top[3], 1);
}

// script/bench table has more of these, and with all kinds of wishes.
TEST(Table, HasPlansThatAreCloseToTheBestOfAll) {
  std::mt19937 random(7);
  const TableSetting all = setting(10);
  const auto plans = table_plans(closer_for_test(), all);
  double kept = 0;
  int couples = 0;
  for (int i = 0; i < 12; ++i) {
    TableGuest ana = guest(all, random);
    TableGuest ben = guest(all, random);
    ana.person = 0;
    ben.person = 1;
    plan::Planner planner(
        couple::planning_from(closer_for_test(), {.partners = {},
                                                  .answers = {ana.answers, ben.answers},
                                                  .most_ways = all.most_ways,
                                                  .minutes = all.minutes,
                                                  .usual = {}})
            .problem);
    const auto best = planner.solve();
    ASSERT_TRUE(best);
    const plan::Gain fair = best->frontier[best->fair].gain;
    if (fair[0] <= 0 || fair[1] <= 0) continue;
    const auto of_ana = table_gains(closer_for_test(), all, plans, ana);
    const auto of_ben = table_gains(closer_for_test(), all, plans, ben);
    double share = 0;
    for (std::size_t k = 0; k < plans.size(); ++k) {
      if (!of_ana[k] || !of_ben[k]) continue;
      share =
          std::max(share, std::min(static_cast<double>(*of_ana[k]) / static_cast<double>(fair[0]),
                                   static_cast<double>(*of_ben[k]) / static_cast<double>(fair[1])));
    }
    kept += share;
    ++couples;
  }
  EXPECT_GE(couples, 10);
  EXPECT_GT(kept / couples, 0.85);
}

}  // namespace
}  // namespace commonground::journey
