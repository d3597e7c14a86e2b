// Closing the joint steps works at once and on every device, and there is a way out without
// looking.
#include <gtest/gtest.h>

#include "tests/scenarios/stories.h"

namespace commonground::tests {
namespace {

constexpr auto kNotSafe = R"("safety","answers":{"afraid-of-you":"yes"})";

bool goes_together(Device& device) { return device.view("way")["together"].truth(); }

class ClosingTest : public testing::Test {
 protected:
  void sync() { sync_both(ana, ben); }

  Two two{testing::UnitTest::GetInstance()->current_test_info()->name()};
  World& world = two.world;
  Device& ana = two.ana;
  Device& ben = two.ben;
};

TEST_F(ClosingTest, WorksWhereNothingCanBeStored) {
  ana.storage_fails = true;
  EXPECT_TRUE(ana.must(kNotSafe)["reply"]["closes"].truth());
  EXPECT_FALSE(goes_together(ana));
  EXPECT_EQ(ana.refused_to_say(R"({"kind":"first-time","text":"x"})"), "closed not-together");
  EXPECT_EQ(ana.refused(R"("invite")"), "not-safe");
  // It is said as soon as anything can be.
  ana.storage_fails = false;
  ana.say(R"({"kind":"note","slot":1,"text":"Tired today."})");
  ana.kill_and_reopen();
  EXPECT_FALSE(goes_together(ana));
}

TEST_F(ClosingTest, WorksOnADeviceThatCannotWriteYet) {
  Device tablet(world, "ana's tablet");
  tablet.read_only_from(ana);
  ASSERT_TRUE(goes_together(tablet));
  EXPECT_TRUE(tablet.must(kNotSafe)["reply"]["closes"].truth());
  EXPECT_FALSE(goes_together(tablet));
  tablet.arrive();
  ana.sync_all();
  EXPECT_FALSE(goes_together(ana));
}

// The laptop did not know: what it says stands before or after, and counts only once it knows.
TEST_F(ClosingTest, IsNotUndoneByADeviceThatDidNotKnow) {
  for (const int notes : {0, 3}) {
    Two other("closing_" + std::to_string(notes));
    Device laptop(other.world, "ana's laptop");
    laptop.recover_from(other.ana);
    other.ana.sync_all();
    feel_safe(laptop);
    for (int i = 0; i < notes; ++i) laptop.say(R"({"kind":"note","slot":1,"text":"x"})");
    laptop.must(R"("together","on":true)");
    other.ana.must(kNotSafe);
    sync_both(laptop, other.ana);
    EXPECT_FALSE(goes_together(laptop)) << notes;
    other.ana.kill_and_reopen();
    EXPECT_FALSE(goes_together(other.ana)) << notes;
    feel_safe(laptop);
    laptop.must(R"("together","on":true)");
    sync_both(laptop, other.ana);
    EXPECT_TRUE(goes_together(laptop)) << notes;
    EXPECT_TRUE(goes_together(other.ana)) << notes;
  }
}

TEST_F(ClosingTest, ThereIsAWayOutWithoutLooking) {
  two.go_to_common_ground();
  share_needs(ana, {"touch"});
  const std::string plan = propose(ana, kHeld);
  agree(ana, plan);
  sync();
  agree(ben, plan);
  both_ready(ana, ben, "hear-each-other");
  ben.say(R"({"kind":"speak","text":"What I miss."})");
  sync();
  ana.must(kNotSafe);
  EXPECT_EQ(ana.view("plans")["proposals"].size(), 0U);
  ana.must(R"("way-out","stop":true,"unshare":true)");
  sync();
  EXPECT_EQ(standing(ben), "");
  EXPECT_EQ(ben.view("hear")["turns"][0]["next"].text(), "nothing");
  EXPECT_EQ(ben.view("shown")["theirs"].size(), 0U);
  EXPECT_EQ(ben.view("logs")["idle"].size(), 0U);
  EXPECT_EQ(ben.view("logs")["faults"].size(), 0U);
}

TEST_F(ClosingTest, AWayOutNeedsTwo) {
  Device cleo(world, "cleo");
  cleo.create();
  EXPECT_EQ(cleo.refused(R"("way-out","stop":true)"), "no-couple");
}

// What is said in one request is said one after the other.
TEST_F(ClosingTest, OneRequestIsHeldToTheRulesAsAWhole) {
  both_ready(ana, ben, "hear-each-other");
  EXPECT_EQ(ana.refused_to_say(R"({"kind":"speak","text":"a"},{"kind":"speak","text":"b"})"),
            "not-allowed: turn-open");
  EXPECT_EQ(ana.view("hear")["turns"].size(), 0U);
  ana.say(R"({"kind":"ready","stage":"common-ground","on":true},{"kind":"speak","text":"a"})");
  EXPECT_EQ(ana.view("hear")["turns"].size(), 1U);
}

}  // namespace
}  // namespace commonground::tests
