// Whoever carries the records leaves some of them out.
#include <gtest/gtest.h>

#include "record/sealed_record.h"
#include "tests/scenarios/stories.h"
#include "verify/base64.h"

namespace commonground::tests {
namespace {

FakeRelay::Record without_text(const FakeRelay::Record& record) {
  const auto bytes = from_base64(record.bytes);
  return {record.id, to_base64(record::erased(*record::parts_of(*bytes)))};
}

class CarrierTest : public testing::Test {
 protected:
  void sync() { sync_both(ana, ben); }
  std::string first_fault(Device& device) {
    return device.view("logs")["faults"][0]["record"].text();
  }

  Two two{testing::UnitTest::GetInstance()->current_test_info()->name()};
  World& world = two.world;
  Device& ana = two.ana;
  Device& ben = two.ben;
};

// The text of Ana's stop is taken away before Ben has it. He sees that something is missing, and
// takes it when it comes after all.
TEST_F(CarrierTest, ATextThatItsAuthorDidNotTakeBackIsMissed) {
  two.go_to_common_ground();
  const std::string plan = propose(ana, kHeld);
  agree(ana, plan);
  sync();
  agree(ben, plan);
  sync();
  stop(ana, plan);
  const FakeRelay::Record whole = world.relay.log(ana.couple_log()).back();
  world.relay.replace(ana.couple_log(), without_text(whole));
  sync();
  EXPECT_EQ(first_fault(ben), "erased");
  EXPECT_EQ(standing(ben), plan);
  ben.kill_and_reopen();
  EXPECT_EQ(first_fault(ben), "erased");

  const Json answer = ben.must(R"("receive","records":[")" + whole.bytes + "\"]");
  EXPECT_EQ(answer["reply"]["faults"].size(), 0U);
  EXPECT_EQ(standing(ben), "");
  EXPECT_EQ(ben.view("logs")["faults"].size(), 0U);
  ben.kill_and_reopen();
  EXPECT_EQ(standing(ben), "");
  EXPECT_EQ(ben.view("logs")["faults"].size(), 0U);
}

TEST_F(CarrierTest, InAnOwnLogNoTextIsTakenAway) {
  ana.say(R"({"kind":"way","way":"holding-hands","will":"no"})");
  const FakeRelay::Record whole = world.relay.take_newest(ana.own_log());
  Device laptop(world, "ana's laptop");
  laptop.read_only_from(ana);
  const Json answer = laptop.must(R"("receive","records":[")" + without_text(whole).bytes + "\"]");
  EXPECT_EQ(answer["reply"]["faults"][0]["record"].text(), "erased");
  laptop.must(R"("receive","records":[")" + whole.bytes + "\"]");
  EXPECT_EQ(laptop.view("mine")["said"].size(), ana.view("mine")["said"].size());
  EXPECT_EQ(laptop.view("logs")["faults"].size(), 0U);
}

// Taken back, or shown anew: the author says so, on every device that comes later.
TEST_F(CarrierTest, WhatItsAuthorTookBackIsNotMissed) {
  ana.say(R"({"kind":"need","need":"play","importance":3,"met":1})");
  share_needs(ana, {"touch", "play"});
  ana.say(R"({"kind":"need","need":"touch","importance":4,"met":3})");
  share_needs(ana, {"touch"});
  const Json shown = ana.view("shown")["mine"];
  ASSERT_EQ(shown.size(), 2U);
  const std::string play = shown[0]["snapshot"]["need"].text() == "play" ? shown[0]["share"].text()
                                                                         : shown[1]["share"].text();
  ana.must(R"("unshare","share":")" + play + "\"");
  std::size_t erased = 0;
  for (const FakeRelay::Record& record : world.relay.log(ana.couple_log())) {
    if (record.bytes.size() < 250U) ++erased;
  }
  EXPECT_EQ(erased, 2U);
  sync();
  Device tablet(world, "ben's tablet");
  tablet.recover_from(ben);
  for (Device* device : {&ben, &tablet}) {
    EXPECT_EQ(device->view("shown")["theirs"].size(), 1U);
    EXPECT_EQ(device->view("shown")["theirs"][0]["snapshot"]["met"].number(), 3);
    EXPECT_EQ(device->view("logs")["faults"].size(), 0U);
    EXPECT_EQ(device->view("logs")["idle"].size(), 0U);
  }
}

// The other's word vouches for nothing, and takes nothing away.
TEST_F(CarrierTest, OnlyItsAuthorTakesBack) {
  share_needs(ana, {"touch"});
  sync();
  const std::string share = ana.view("shown")["mine"][0]["share"].text();
  EXPECT_EQ(ben.refused(R"("unshare","share":")" + share + "\""), "not-allowed: no-such-thing");
  EXPECT_EQ(ben.view("shown")["theirs"].size(), 1U);
}

}  // namespace
}  // namespace commonground::tests
