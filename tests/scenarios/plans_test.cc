// Whose yes is on which plan, whatever comes late.
#include <gtest/gtest.h>

#include "tests/scenarios/stories.h"

namespace commonground::tests {
namespace {

class PlansTest : public testing::Test {
 protected:
  PlansTest() { two.go_to_common_ground(); }
  void sync() { sync_both(ana, ben); }
  // A plan that both said yes to.
  std::string agreed(const std::string& ways, const std::string& more = "") {
    const std::string plan = propose(ana, ways, 1, more);
    agree(ana, plan);
    sync();
    agree(ben, plan);
    sync();
    return plan;
  }
  // From now on this device knows nothing of what is said elsewhere, and says much: what it says
  // later stands before what the others say, or after it.
  static void say_names(Device& device, int times) {
    for (int i = 0; i < times; ++i) device.say(R"({"kind":"name","name":"B"})");
  }

  Two two{testing::UnitTest::GetInstance()->current_test_info()->name()};
  Device& ana = two.ana;
  Device& ben = two.ben;
};

TEST_F(PlansTest, AnOldYesDoesNotOverrideThePlanThatStands) {
  const std::string first = propose(ana, kHeld);
  agree(ana, first);
  sync();
  const std::string second = propose(ben, kHands);
  agree(ben, second);
  sync();
  agree(ana, second);
  sync();
  EXPECT_EQ(standing(ben), second);
  two.world.now += 3 * kDay;
  EXPECT_EQ(ben.refused_to_say(R"({"kind":"agree","proposal":")" + first + "\"}"),
            "not-allowed: ended");
}

TEST_F(PlansTest, AYesIsToOnePlanAtATime) {
  const std::string first = propose(ana, kHeld);
  agree(ana, first);
  sync();
  // Something else instead, and with it the yes to the first is gone.
  const std::string second = propose(ana, kHands);
  sync();
  agree(ben, first);
  sync();
  EXPECT_EQ(standing(ana), "");
  EXPECT_FALSE(ana.view("plans")["proposals"][0]["i-said-yes"].truth());
  agree(ana, first);
  sync();
  EXPECT_EQ(standing(ben), first);
  EXPECT_TRUE(ana.view("plans")["proposals"][0]["stood"].truth());
}

// Ben's tablet knew the first plan only. Its yes stands before the change, and brings nothing back.
TEST_F(PlansTest, ALateYesDoesNotBringAReplacedPlanBack) {
  Device tablet(two.world, "ben's tablet");
  tablet.recover_from(ben);
  sync();
  const std::string first = propose(ben, kHeld);
  sync();
  tablet.sync_all();
  agree(ana, first);
  sync();
  const std::string second = propose(ana, kHands, 1, R"(,"instead-of":")" + first + "\"");
  sync();
  agree(tablet, first);
  tablet.sync_all();
  sync();
  EXPECT_EQ(standing(ana), "");
  EXPECT_EQ(standing(ben), "");
  EXPECT_EQ(ana.view("plans")["proposals"][1]["proposal"].text(), second);
}

// A stop that stands before the yeses to a newer plan ends that one; the one before stays ended.
TEST_F(PlansTest, ALateStopDoesNotBringTheOneBeforeBack) {
  Device tablet(two.world, "ben's tablet");
  tablet.recover_from(ben);
  sync();
  const std::string first = agreed(kHeld);
  ASSERT_EQ(standing(ana), first);
  const std::string second = propose(ana, kHands);
  sync();
  tablet.sync_all();
  agree(ana, second);
  sync();
  agree(ben, second);
  sync();
  ASSERT_EQ(standing(ana), second);
  stop(tablet, second);
  tablet.sync_all();
  sync();
  EXPECT_EQ(standing(ana), "");
  EXPECT_EQ(standing(ben), "");
}

TEST_F(PlansTest, StopAndChangeWorkWhileSomeoneRests) {
  const std::string plan = agreed(kHeld);
  // Ana rests, which Ben does not know; his change is not allowed then, but it ends the plan.
  rest(ana, two.world.now + kDay);
  say_names(ben, 2);
  propose(ben, kHands, 1, R"(,"instead-of":")" + plan + "\"");
  sync();
  EXPECT_EQ(ana.view("logs")["idle"].size(), 1U);
  EXPECT_EQ(standing(ana), "");
}

// What one of the two does not know to be wanted by both is not shown to them, and can be stopped.
TEST_F(PlansTest, WhatBothWantIsEachOnesToKnow) {
  const std::string plan = agreed(kHeld);
  Device tablet(two.world, "ana's tablet");
  tablet.is_at_both_want = false;
  tablet.recover_without_newest_of_own_log(ana);
  EXPECT_EQ(tablet.view("plans")["proposals"].size(), 0U);
  EXPECT_EQ(tablet.refused_to_say(R"({"kind":"agree","proposal":")" + plan + "\"}"),
            "not-allowed: twice");
  stop(tablet, plan);
  sync();
  EXPECT_EQ(standing(ben), "");
  // The fold is the same with and without that knowledge.
  EXPECT_EQ(tablet.view("logs")["idle"].size(), 0U);
}

TEST_F(PlansTest, AYesNeedsAPlanOfTheLastRound) {
  const std::string plan = propose(ana, kHeld);
  sync();
  two.world.now += 8 * kDay;
  match(ana, ben);
  EXPECT_EQ(ben.refused_to_say(R"({"kind":"agree","proposal":")" + plan + "\"}"),
            "not-allowed: ended");
}

TEST_F(PlansTest, BeginningARoundTakesAnOpenYesAway) {
  const std::string plan = propose(ana, kHeld);
  agree(ana, plan);
  sync();
  two.world.now += 8 * kDay;
  ana.must(R"("begin-round")");
  sync();
  EXPECT_EQ(ben.refused_to_say(R"({"kind":"agree","proposal":")" + plan + "\"}"),
            "not-allowed: ended");
}

}  // namespace
}  // namespace commonground::tests
