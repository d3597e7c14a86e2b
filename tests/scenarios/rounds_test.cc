// Matching rounds: when they go on, and what nobody can bring about by beginning many.
#include <gtest/gtest.h>

#include "tests/scenarios/hostile.h"
#include "tests/scenarios/stories.h"
#include "verify/base64.h"

namespace commonground::tests {
namespace {

class RoundsTest : public testing::Test {
 protected:
  RoundsTest() { both_ready(ana, ben, "both-want"); }
  void sync() { sync_both(ana, ben); }
  std::size_t shared_records() { return two.world.relay.log(ana.couple_log()).size(); }

  Two two{testing::UnitTest::GetInstance()->current_test_info()->name()};
  World& world = two.world;
  Device& ana = two.ana;
  Device& ben = two.ben;
};

// A commit that came to nothing, and other answers since: they are not put in again as they were.
TEST_F(RoundsTest, AStaleBatchIsNotPutIntoANewRound) {
  rest(ben, world.now + kDay);  // which Ana does not know yet
  ana.say(R"({"kind":"name","name":"A"},{"kind":"name","name":"A"})");
  ana.must(R"("begin-round")");
  sync();
  ASSERT_TRUE(ana.view("round")["round"].is_null());
  ana.say(R"({"kind":"way","way":"holding-hands","will":"no"})");
  world.now += 2 * kDay;
  EXPECT_EQ(ana.refused(R"("begin-round")"), "not-allowed: too-soon");
  world.now += 5 * kDay;
  ana.must(R"("begin-round")");
  sync();
  ben.must(R"("begin-round")");
  sync();
  EXPECT_EQ(ben.view("round")["matched"].size(), 1U);
}

TEST_F(RoundsTest, TheSameAnswersCanBeCommittedToAgain) {
  rest(ben, world.now + kDay);
  ana.say(R"({"kind":"name","name":"A"},{"kind":"name","name":"A"})");
  ana.must(R"("begin-round")");
  sync();
  ASSERT_TRUE(ana.view("round")["round"].is_null());
  world.now += 2 * kDay;
  match(ana, ben);
  EXPECT_EQ(ben.view("round")["matched"].size(), 2U);
}

// What came of a round is for those who are there to hear it.
TEST_F(RoundsTest, RestAndReadinessHoldTheStepsBack) {
  ana.must(R"("begin-round")");
  ana.sync_all();
  ben.sync_all();
  ben.must(R"("begin-round")");
  ana.sync_all();  // with her points
  ana.say(R"({"kind":"ready","stage":"both-want"})");
  sync();
  EXPECT_EQ(ana.refused(R"("go-on")"), "closed you-not-ready");
  EXPECT_EQ(ben.refused(R"("go-on")"), "closed partner-not-ready");
  EXPECT_TRUE(ben.view("round")["matched"].is_null());
  ana.say(R"({"kind":"ready","stage":"both-want","on":true})");
  rest(ana, world.now + kDay);
  sync();
  EXPECT_EQ(ben.refused(R"("go-on")"), "closed resting");
  EXPECT_TRUE(ben.view("round")["matched"].is_null());
  world.now += 2 * kDay;
  sync();
  EXPECT_EQ(ben.view("round")["matched"].size(), 2U);
}

// In the middle of a round Ana closes the joint steps. Her device goes on receiving, and says no
// more than that of someone who has not looked.
TEST_F(RoundsTest, NothingIsSentByAnyoneWhoOnlyReceives) {
  ana.must(R"("begin-round")");
  sync();
  ben.must(R"("begin-round")");
  ana.is_at_both_want = false;
  const std::size_t before = shared_records();
  const std::size_t sent = ana.sent().size();
  sync();
  EXPECT_EQ(shared_records(), before + 1);  // Ben's points
  EXPECT_EQ(ana.sent().size(), sent);
  ana.must(R"("safety","answers":{"afraid-of-you":"yes"})");
  EXPECT_EQ(ana.refused(R"("go-on")"), "closed not-together");
  ana.is_at_both_want = true;
  sync();
  EXPECT_EQ(shared_records(), before + 1);
}

// Ben's clock runs ahead, so he begins the next round early. Ana joins it when her own week is
// over.
TEST_F(RoundsTest, WhoJoinsWaitsAWeekAsWell) {
  match(ana, ben);
  ana.say(R"({"kind":"way","way":"one-meal","will":"love"})");
  const std::int64_t now = world.now;
  world.now = now + 7 * kDay;
  ben.must(R"("begin-round")");
  world.now = now + 6 * kDay;
  sync();
  EXPECT_EQ(ana.view("round")["round"]["state"].text(), "waits-for-me");
  EXPECT_EQ(ana.refused(R"("begin-round")"), "not-allowed: too-soon");
  world.now = now + 7 * kDay;
  ana.must(R"("begin-round")");
  sync();
  EXPECT_EQ(ana.view("round")["round"]["state"].text(), "matched");
}

TEST_F(RoundsTest, AnotherLogDoesNotMakeTheWeekShorter) {
  match(ana, ben);
  ana.say(R"({"kind":"leave"})");
  sync();
  ana.say(R"({"kind":"way","way":"one-meal","will":"love"})");
  world.relay.invites.clear();
  invite_and_join(ana, ben);
  both_ready(ana, ben, "both-want");
  EXPECT_EQ(ana.refused(R"("begin-round")"), "not-allowed: too-soon");
  world.now += 7 * kDay;
  match(ana, ben);
  EXPECT_EQ(ana.view("round")["matched"].size(), 2U);
}

// Ben's tablet commits to something else, where it stands before what he committed to first. By
// then Ana's points are there, and had seen only the first.
TEST_F(RoundsTest, ACommitThatTurnsUpAfterThePointsDoesNotCount) {
  Device tablet(world, "ben's tablet");
  tablet.recover_from(ben);
  tablet.is_at_both_want = false;
  sync();
  ben.say(R"({"kind":"name","name":"B"},{"kind":"name","name":"B"},{"kind":"name","name":"B"})");
  ana.must(R"("begin-round")");
  sync();
  ben.must(R"("begin-round")");
  ana.is_at_both_want = false;
  ben.is_at_both_want = false;
  ana.sync_all();
  ana.must(R"("go-on")");
  tablet.say(R"({"kind":"way","way":"holding-hands","will":"no"})");
  tablet.must(R"("begin-round")");
  tablet.sync_all();
  ana.is_at_both_want = true;
  ben.is_at_both_want = true;
  sync();
  EXPECT_EQ(ana.view("round")["matched"].size(), 2U);
  EXPECT_EQ(ben.view("round")["matched"].size(), 2U);
}

// What the first device of a person wrote last, of one kind.
journey::Body newest_of(World& world, const std::string& log, HostileDevice& reader,
                        std::uint8_t author, journey::Kind kind) {
  std::vector<journey::Body> all;
  reader.look();
  for (const FakeRelay::Record& record : world.relay.log(log)) {
    const auto bytes = from_base64(record.bytes);
    if (record::parts_of(*bytes)->head.author != author) continue;
    const journey::Body body = reader.body_of(record.id);
    if (body.kind() == kind) all.push_back(body);
  }
  return all.empty() ? journey::Body(journey::Kind::kLeave) : all.back();
}

// Ben has seen Ana's points. Then his other device says, as if long before, that he rested as he
// committed, so that nothing after it counts, and commits to others.
TEST_F(RoundsTest, NobodyCommitsAfterHavingSeenThePoints) {
  HostileDevice other(ben, two.invited, 5);
  ana.must(R"("begin-round")");
  sync();
  other.look();
  ben.say(R"({"kind":"name","name":"B"},{"kind":"name","name":"B"},{"kind":"name","name":"B"})");
  World elsewhere(world);
  Device ben_there(elsewhere, ben);
  feel_safe(ben_there);
  const std::int64_t then = world.now + kMinute;
  world.now = then;
  ben.must(R"("begin-round")");
  ben.is_at_both_want = false;
  ana.sync_all();
  using enum journey::Kind;

  ben_there.say(R"({"kind":"way","way":"holding-hands","will":"no"})");
  ben_there.must(R"("begin-round")");
  ben_there.must(R"("go-on")");
  HostileDevice reader(ben_there, two.invited, 6);
  world.now += kHour;
  other.say(R"({"kind":"pause","until":)" + std::to_string(then + 1) + "}", then);
  ASSERT_EQ(newest_of(world, two.invited.log, other, 0, kPoints).kind(), kPoints);
  other.say(newest_of(elsewhere, two.invited.log, reader, 1, kCommit), world.now);
  ana.sync_all();
  other.look();
  other.say(newest_of(elsewhere, two.invited.log, reader, 1, kPoints), world.now);
  ana.sync_all();
  EXPECT_EQ(ana.must(R"("go-on")")["reply"]["next"].text(), "failed");
  EXPECT_NE(newest_of(world, two.invited.log, other, 0, kReply).kind(), kReply);
}

}  // namespace
}  // namespace commonground::tests
