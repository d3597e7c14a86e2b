// Ben's other device has another program on it, which writes whatever it likes. Ana's device takes
// it in, says what it thinks of it, and nothing that she sees has changed.
#include <gtest/gtest.h>

#include "journey/examples_for_test.h"
#include "tests/scenarios/hostile.h"
#include "tests/scenarios/people.h"

namespace commonground::tests {
namespace {

constexpr auto kHeld = R"({"way":"five-minutes-held","times":2,"start":"either"})";

class ForgedTest : public testing::Test {
 protected:
  ForgedTest() {
    for (Device* device : {&ana, &ben}) {
      device->create();
      device->settle_in();
    }
    ana.say(R"({"kind":"way","way":"five-minutes-held","will":"love"},)"
            R"({"kind":"way","way":"one-meal","will":"no"},)"
            R"({"kind":"need","need":"touch","importance":4,"met":1})");
    ben.say(R"({"kind":"way","way":"five-minutes-held","will":"happy"},)"
            R"({"kind":"way","way":"one-meal","will":"love"})");
    invited = invite_and_join(ana, ben);
  }
  void both_ready(const std::string& stage) {
    for (Device* device : {&ana, &ben}) {
      device->say(R"({"kind":"ready","stage":")" + stage + R"(","on":true})");
    }
    sync_both(ana, ben);
  }
  void match() {
    both_ready("both-want");
    ana.must(R"("begin-round")");
    sync_both(ana, ben);
    ben.must(R"("begin-round")");
    sync_both(ana, ben);
    both_ready("common-ground");
  }
  HostileDevice& hostile() {
    if (!other) other = std::make_unique<HostileDevice>(ben, invited, std::uint8_t{5});
    other->look();
    return *other;
  }
  std::string propose() {
    ana.say(R"({"kind":"proposal","round":1,"ways":[)" + std::string(kHeld) + R"(],"begins":)" +
            std::to_string(world.now) + R"(,"days":14})");
    return ana.view("plans")["proposals"][0]["proposal"].text();
  }
  // All that Ana sees.
  std::string seen() {
    std::string all;
    for (const std::string view : {"way", "mine", "shown", "hear", "round", "plans", "words"}) {
      all += ana.call(R"({"now":)" + std::to_string(world.now) +
                      R"(,"command":{"do":"view","view":")" + view + "\"}}");
    }
    return all;
  }
  // What Ana's device thinks of a record.
  std::string idle(const std::string& record) {
    ana.sync_all();
    const Json all = ana.view("logs")["idle"];
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i]["record"].text() == record) return all[i]["why"].text();
    }
    return "it counts";
  }

  World world{testing::UnitTest::GetInstance()->current_test_info()->name()};
  Device ana{world, "ana"};
  Device ben{world, "ben"};
  Invite invited;
  std::unique_ptr<HostileDevice> other;
};

TEST_F(ForgedTest, HonestlyItIsADeviceOfBen) {
  EXPECT_EQ(idle(hostile().say(R"({"kind":"gift","text":"Tea."})")), "it counts");
  EXPECT_FALSE(ana.view("hear")["gifts"][0]["mine"].truth());
}

// Found while writing this: only the first record of a device was looked at, and a later one could
// make it a device of Ana, whose yes then counted.
TEST_F(ForgedTest, AYesForTheOther) {
  match();
  const std::string plan = propose();
  sync_both(ana, ben);
  ben.say(R"({"kind":"agree","proposal":")" + plan + "\"}");
  sync_both(ana, ben);
  hostile();
  ana.sync_all();
  const std::string before = seen();
  journey::Body device = journey::said(journey::example_of(journey::Kind::kDevice, false));
  device.set_number("person", 0);
  EXPECT_EQ(idle(other->say(device, world.now)), "twice");
  EXPECT_EQ(idle(other->say(R"({"kind":"agree","proposal":")" + plan + "\"}")), "twice");
  EXPECT_EQ(seen(), before);
  EXPECT_TRUE(ana.view("plans")["standing"].is_null());
}

TEST_F(ForgedTest, ADeviceOfTheOther) {
  const std::string before = seen();
  const HostileDevice device(ben, invited, 6, 0);
  ana.sync();
  const Json faults = ana.view("logs")["faults"];
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0]["record"].text(), "foreign-author");
  // However often it comes, it is one fault.
  ana.sync();
  EXPECT_EQ(ana.view("logs")["faults"].size(), 1U);
  EXPECT_EQ(seen(), before);
}

TEST_F(ForgedTest, AYesTooEarly) {
  const std::string before = seen();
  const std::string nothing = "000102030405060708090a0b0c0d0e0f";
  EXPECT_EQ(idle(hostile().say(R"({"kind":"agree","proposal":")" + nothing + "\"}")), "not-ready");
  EXPECT_EQ(seen(), before);
  match();
  const std::string matched = seen();
  EXPECT_EQ(idle(hostile().say(R"({"kind":"agree","proposal":")" + nothing + "\"}")),
            "no-such-thing");
  EXPECT_EQ(idle(hostile().say(R"({"kind":"try","proposal":")" + nothing +
                               R"(","way":"one-meal","day":"2025-11-20"})")),
            "no-such-thing");
  EXPECT_EQ(seen(), matched);
}

TEST_F(ForgedTest, APlanWithWhatOnlyOneWants) {
  match();
  const std::string before = seen();
  const std::string plan = hostile().say(
      R"({"kind":"proposal","round":1,"ways":[{"way":"one-meal","times":1,"start":"first"}],)"
      R"("begins":1763000000000,"days":14})");
  // The log cannot know what both want, and each of their devices does: this one shows it to
  // nobody.
  EXPECT_EQ(idle(hostile().say(R"({"kind":"agree","proposal":")" + plan + "\"}")), "it counts");
  EXPECT_EQ(idle(hostile().say(R"({"kind":"proposal","round":2,"ways":[)" + std::string(kHeld) +
                               R"(],"begins":1763000000000,"days":14})")),
            "early");
  EXPECT_EQ(seen(), before);
  EXPECT_EQ(ana.refused_to_say(R"({"kind":"agree","proposal":")" + plan + "\"}"),
            "not-allowed: not-matched");
  ana.say(R"({"kind":"stop","proposal":")" + plan + "\"}");
}

TEST_F(ForgedTest, StepsOfARoundOutOfTurn) {
  both_ready("both-want");
  ben.must(R"("begin-round")");
  sync_both(ana, ben);
  const std::string before = seen();
  const std::string value = R"("value":")" + to_base64(Bytes(32, 7)) + "\"}";
  EXPECT_EQ(idle(hostile().say(R"({"kind":"commit","round":1,"version":1,)" + value)), "twice");
  EXPECT_EQ(idle(hostile().say(R"({"kind":"commit","round":3,"version":1,)" + value)),
            "no-such-thing");
  for (const std::string kind : {"points", "reply", "confirm"}) {
    EXPECT_EQ(idle(hostile().say(R"({"kind":")" + kind + R"(","round":1,)" + value)), "early");
  }
  EXPECT_EQ(seen(), before);
  // And the round goes on as if nothing had been.
  ana.must(R"("begin-round")");
  sync_both(ana, ben);
  EXPECT_EQ(ana.view("round")["matched"].size(), 1U);
}

TEST_F(ForgedTest, TwoRoundsInAWeek) {
  match();
  const std::string before = seen();
  const std::string commit =
      R"({"kind":"commit","round":2,"version":1,"value":")" + to_base64(Bytes(32, 7)) + "\"}";
  EXPECT_EQ(idle(hostile().say(commit)), "too-soon");
  EXPECT_EQ(seen(), before);
  // It says that the week is over. Ana cannot know, and her own clock does.
  world.now += 6 * kDay;
  EXPECT_EQ(idle(hostile().say(commit, world.now + kDay)), "it counts");
  EXPECT_EQ(ana.refused(R"("begin-round")"), "not-allowed: too-soon");
  EXPECT_EQ(ana.view("round")["matched"].size(), 1U);
}

// What was sent in one round is worth nothing in the next, of Ben's own as of Ana's.
TEST_F(ForgedTest, ARoundThatIsReplayed) {
  match();
  const std::string before = ana.view("round")["matched"][0].text();
  for (const bool reflects : {false, true}) {
    world.now += 7 * kDay;
    const int round = reflects ? 3 : 2;
    ana.must(R"("begin-round")");
    sync_both(ana, ben);
    HostileDevice& device = hostile();
    const std::size_t records = world.relay.log(invited.log).size();
    for (const FakeRelay::Record& record : std::vector(world.relay.log(invited.log))) {
      journey::Body body = device.body_of(record.id);
      using enum journey::Kind;
      const bool is_step = body.kind() == kCommit || body.kind() == kPoints ||
                           body.kind() == kReply || body.kind() == kConfirm;
      if (!is_step || body.number("round") != (reflects ? round : 1)) continue;
      body.set_number("round", round);
      device.say(body, world.now);
      ana.sync_all();
      device.look();
    }
    EXPECT_GT(world.relay.log(invited.log).size(), records);
    ana.sync_all();
    EXPECT_EQ(ana.view("round")["round"]["number"].number(), round);
    EXPECT_EQ(ana.view("round")["round"]["state"].text(), "going-on");
    // She has sent her points, since he had committed, and nothing after them.
    device.look();
    for (const FakeRelay::Record& record : world.relay.log(invited.log)) {
      const auto bytes = from_base64(record.bytes);
      const auto parts = record::parts_of(*bytes);
      if (parts->head.author != 0) continue;
      const journey::Body body = device.body_of(record.id);
      const bool is_after =
          body.kind() == journey::Kind::kReply || body.kind() == journey::Kind::kConfirm;
      EXPECT_FALSE(is_after && body.number("round") == round);
    }
    EXPECT_EQ(ana.view("round")["matched"].size(), 1U);
    EXPECT_EQ(ana.view("round")["matched"][0].text(), before);
  }
}

TEST_F(ForgedTest, WhatBelongsInAnOwnLog) {
  match();
  const std::string before = seen();
  for (std::size_t i = 0; i < journey::kKinds; ++i) {
    const auto kind = static_cast<journey::Kind>(i);
    if (journey::shape_of(kind).where != journey::Where::kOwn) continue;
    EXPECT_EQ(idle(hostile().say(journey::example_of(kind, true))), "not-understood");
  }
  EXPECT_EQ(seen(), before);
}

TEST_F(ForgedTest, WhatOnlyAnaCanSay) {
  both_ready("hear-each-other");
  ana.must(R"("share","what":[{"kind":"need","need":"touch"}])");
  ana.say(R"({"kind":"speak","text":"I would like to be held."})");
  ana.say(R"({"kind":"pause","until":)" + std::to_string(world.now + kDay) + "}");
  sync_both(ana, ben);
  const std::string before = seen();
  const std::string share = ana.view("shown")["mine"][0]["share"].text();
  const std::string turn = ana.view("hear")["turns"][0]["turn"].text();
  const std::string pause = ana.view("way")["partner"]["i-rest"]["pause"].text();
  hostile().say(R"({"kind":"unshare","share":")" + share + "\"}");
  EXPECT_EQ(idle(hostile().say(R"({"kind":"heard","answer":"yes","turn":")" + turn + "\"}")),
            "paused");
  EXPECT_EQ(idle(hostile().say(R"({"kind":"resume","pause":")" + pause + "\"}")), "not-yours");
  EXPECT_EQ(idle(hostile().say(R"({"kind":"heard","answer":"yes","turn":")" + turn + "\"}",
                               world.now + 2 * kDay)),
            "not-yours");
  EXPECT_EQ(seen(), before);
  ana.kill_and_reopen();
  EXPECT_EQ(seen(), before);
}

// It takes a yes off the relay again. Whoever has read it keeps it, and the chain holds.
TEST_F(ForgedTest, AYesThatIsErased) {
  match();
  const std::string plan = propose();
  ana.say(R"({"kind":"agree","proposal":")" + plan + "\"}");
  sync_both(ana, ben);
  const std::string yes = hostile().say(R"({"kind":"agree","proposal":")" + plan + "\"}");
  ana.sync_all();
  EXPECT_EQ(ana.view("plans")["standing"].text(), plan);
  for (const FakeRelay::Record& record : world.relay.log(invited.log)) {
    if (record.id != yes) continue;
    const auto bytes = from_base64(record.bytes);
    const Bytes rest = record::erased(*record::parts_of(*bytes));
    ana.must(R"("receive","records":[")" + to_base64(rest) + "\"]");
  }
  EXPECT_EQ(ana.view("plans")["standing"].text(), plan);
  EXPECT_EQ(ana.view("logs")["faults"].size(), 0U);
}

}  // namespace
}  // namespace commonground::tests
