#include "cli/plan_words.h"

#include <utility>

#include <gtest/gtest.h>

namespace commonground::cli {
namespace {

using plan::PerPartner;
using plan::Starter;

plan::Problem couple() {
  plan::Problem problem;
  problem.partners = {"Ana", "Ben"};
  problem.needs = {"calm", "play"};
  problem.importance = {{{4, 1}, {2, 4}}};
  problem.met = {{{1, 2}, {0, 3}}};
  problem.minutes = 100;
  plan::Way walk;
  walk.id = "a walk";
  walk.minutes = 30;
  walk.most = 3;
  walk.meets = {{{200, 0}, {250, 50}}};
  walk.asking[2] = PerPartner<int>{0, 0};
  plan::Way film = walk;
  film.id = "a film";
  film.minutes = 100;
  film.meets = {{{10, 10}, {0, 0}}};
  film.effort = {0, 50000};
  problem.ways = {walk, film};
  problem.usual = plan::Usual{.way = 1, .wish = {3, 1}};
  return problem;
}

plan::Answer solved(const plan::Problem& problem) {
  plan::Planner planner(problem);
  auto answer = planner.solve();
  EXPECT_TRUE(answer.has_value());
  return std::move(answer).value();
}

TEST(PlanWords, SayWhatAPlanGivesAndWhatTheMiddleWouldHave) {
  const plan::Problem problem = couple();
  EXPECT_EQ(in_short(ToldProblem{problem}, solved(problem)),
            "Ana gains calm from 1 to 3.4; Ben gains calm from 0 to 3 and play from 3 to 3.6; "
            "90 minutes a week. Meeting in the middle on how often (\"a film\" twice a week, "
            "either starts) would have given Ana 6 % of that and left Ben worse off than today.");
}

TEST(PlanWords, AreKindWhenOnlyTodayIsLeft) {
  plan::Problem problem = couple();
  problem.minutes = 0;
  problem.usual.reset();
  const std::string text = in_short(ToldProblem{problem}, solved(problem));
  EXPECT_TRUE(text.starts_with("Nothing here would leave both of you better off than today."));
  EXPECT_NE(text.find("nobody's fault"), std::string::npos);
}

TEST(PlanWords, HaveSomethingToSayForEveryCode) {
  for (int code = 0; code <= static_cast<int>(plan::RefusalCode::kTooMuchWork); ++code) {
    const plan::Refusal refusal{static_cast<plan::RefusalCode>(code), 0, 5, 3};
    EXPECT_GT(words(refusal, couple()).size(), 15U) << code;
  }
}

TEST(PlanWords, RoundAsPeopleDo) {
  EXPECT_EQ(of_four(0), "0");
  EXPECT_EQ(of_four(250), "1");
  EXPECT_EQ(of_four(310), "1.2");
  EXPECT_EQ(of_four(1000), "4");
  EXPECT_EQ(percent_of_all(1'000'000), 50);
  EXPECT_EQ(percent_of_all(-15'000), -1);
  EXPECT_EQ(percent_of_all(9'999), 0);
}

TEST(PlanWords, TakeTheCapitalFromANameThatStandsWithinASentence) {
  ToldProblem problem{couple()};
  for (std::string& need : problem.needs) need[0] = static_cast<char>(need[0] - 'a' + 'A');
  const std::string high = in_short(problem, solved(problem));
  problem.begins_high = true;
  EXPECT_NE(in_short(problem, solved(problem)), high);
  EXPECT_EQ(in_short(problem, solved(problem)), in_short(ToldProblem{couple()}, solved(couple())));
}

TEST(PlanWords, NameAPartnerWhoHasNoName) {
  plan::Problem problem = couple();
  problem.partners = {"", "Ben\n"};
  EXPECT_EQ(partner_name(problem, 0), "The first");
  EXPECT_EQ(who_starts(ToldProblem{problem}, Starter::kSecond), "Ben· starts");
}

}  // namespace
}  // namespace commonground::cli
