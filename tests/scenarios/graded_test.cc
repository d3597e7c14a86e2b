// What someone would only try if …, and what can be asked of plans.
#include <gtest/gtest.h>

#include "tests/scenarios/stories.h"

namespace commonground::tests {
namespace {

std::string test_name() { return testing::UnitTest::GetInstance()->current_test_info()->name(); }

constexpr auto kHandsOnlyIf =
    R"({"kind":"way","way":"holding-hands","will":"if","condition":"not in the street"})";
constexpr auto kHandsIf =
    R"({"way":"holding-hands","times":1,"start":"either","condition":"not in the street"})";

TEST(Graded, AYesIsAYesWhicheverItIs) {
  std::vector<std::string> seen;
  for (const char* will : {"love", "happy", "if"}) {
    Two two("");
    two.ben.say(R"({"kind":"way","way":"holding-hands","will":")" + std::string(will) + "\"}");
    match(two.ana, two.ben);
    std::string all;
    const Json matched = two.ana.view("round")["matched"];
    for (std::size_t i = 0; i < matched.size(); ++i) all += matched[i].text() + " ";
    for (const FakeRelay::Record& record : two.world.relay.log(two.ana.couple_log())) {
      all += std::to_string(record.bytes.size()) + " ";
    }
    seen.push_back(std::move(all));
  }
  EXPECT_TRUE(seen[0].starts_with("holding-hands five-minutes-held "));
  EXPECT_EQ(seen[0], seen[1]);
  EXPECT_EQ(seen[0], seen[2]);
}

TEST(Graded, WhatOneWouldTryIfIsInNoPlanWithoutACondition) {
  Two two(test_name());
  two.ben.say(kHandsOnlyIf);
  two.go_to_common_ground();
  const std::string first = propose(two.ana, kHands);
  agree(two.ana, first);
  sync_both(two.ana, two.ben);
  EXPECT_EQ(two.ben.refused_to_say(R"({"kind":"agree","proposal":")" + first + "\"}"),
            "not-allowed: no-condition");
  EXPECT_EQ(
      two.ben.refused_to_say(R"({"kind":"proposal","round":1,"ways":[)" + std::string(kHands) +
                             R"(],"begins":)" + std::to_string(two.world.now) + R"(,"days":14})"),
      "not-allowed: no-condition");
  // Ana knows nothing but that he has not said yes.
  EXPECT_FALSE(two.ana.view("plans")["proposals"][0]["they-said-yes"].truth());
  EXPECT_TRUE(two.ana.view("plans")["proposals"][0]["open"].truth());

  const std::string second = propose(two.ben, kHandsIf, 1, R"(,"instead-of":")" + first + "\"");
  agree(two.ben, second);
  sync_both(two.ana, two.ben);
  const Json way = two.ana.view("plans")["proposals"][1]["plan"]["ways"][0];
  EXPECT_EQ(way["condition"].text(), "not in the street");
  agree(two.ana, second);
  sync_both(two.ana, two.ben);
  EXPECT_EQ(standing(two.ben), second);
}

TEST(Graded, WhoChangedTheirMindNeedsNoCondition) {
  Two two(test_name());
  two.ben.say(kHandsOnlyIf);
  two.go_to_common_ground();
  const std::string plan = propose(two.ana, kHands);
  agree(two.ana, plan);
  sync_both(two.ana, two.ben);
  two.ben.say(R"({"kind":"way","way":"holding-hands","will":"happy"})");
  agree(two.ben, plan);
  sync_both(two.ana, two.ben);
  EXPECT_EQ(standing(two.ana), plan);
}

// ---- Wishes

std::size_t most_times(const Json& view) {
  std::int64_t most = 0;
  const Json frontier = view["answer"]["frontier"];
  for (std::size_t i = 0; i < frontier.size(); ++i) {
    const Json plan = frontier[i]["plan"];
    for (std::size_t k = 0; k < plan.size(); ++k) most = std::max(most, plan[k]["times"].number());
  }
  return static_cast<std::size_t>(most);
}

TEST(Wishes, GentlerIsOnceAWeekAndNothingThatIsOnlyTried) {
  Two two(test_name());
  two.ben.say(kHandsOnlyIf);
  two.go_to_common_ground();
  for (Device* device : {&two.ana, &two.ben}) share_needs(*device, {"touch"});
  two.ben.must(R"("share","what":[{"kind":"way","way":"holding-hands"}])");
  sync_both(two.ana, two.ben);
  const Json usual = two.ana.must(R"("view","view":"open-table")")["reply"];
  const Json gentle = two.ana.must(R"("view","view":"open-table","gentle":true)")["reply"];
  EXPECT_GT(most_times(usual), 1U);
  EXPECT_EQ(most_times(gentle), 1U);
  EXPECT_EQ(two.ana.refused(
                R"("view","view":"open-table","gentle":true,"keep":[{"way":"holding-hands"}])"),
            "no-plan: dropped-and-kept");
  // It answers at once, and is only a wish.
  EXPECT_EQ(most_times(two.ana.must(R"("view","view":"open-table")")["reply"]), most_times(usual));
}

TEST(Wishes, AskingForANeedMakesItMatterMost) {
  Two two(test_name());
  two.ana.say(R"({"kind":"need","need":"calm","importance":1,"met":0})");
  two.go_to_common_ground();
  share_needs(two.ana, {"touch", "calm"});
  share_needs(two.ben, {"touch"});
  sync_both(two.ana, two.ben);
  const Json usual = two.ana.must(R"("view","view":"open-table")")["reply"]["answer"]["fair"];
  const Json asked =
      two.ana.must(R"("view","view":"open-table","ask":["calm"])")["reply"]["answer"]["fair"];
  EXPECT_NE(usual["gain"][0].number(), asked["gain"][0].number());
  EXPECT_EQ(two.ana.refused(R"("view","view":"way","ask":["calm"])"), "bad-request");
  EXPECT_EQ(two.ana.refused(R"("view","view":"own-plan","ask":["no-such-need"])"), "bad-request");
}

}  // namespace
}  // namespace commonground::tests
