// Clocks that run ahead, logs that are full, and invites that have run out.
#include <gtest/gtest.h>

#include "journey/examples_for_test.h"
#include "session/log.h"
#include "tests/scenarios/hostile.h"
#include "tests/scenarios/stories.h"

namespace commonground::tests {
namespace {

using journey::said;
using record::RecordError;
using session::Log;

constexpr std::int64_t kNow = 1'763'000'000'000;

// An own log with a device in it, and room for few records.
class RoomTest : public testing::Test {
 protected:
  RoomTest() {
    own.know(0, keys.person(own.id()).verify_key());
    own.set_room_for_test({.of_each = 4, .reserved = 2});
    const SigningKey root = keys.person(own.id());
    journey::Body device(journey::Kind::kDevice);
    device.set_number("person", 0);
    device.set_bytes("root", root.verify_key().span());
    device.set_bytes("proof", root.sign(session::device_statement(
                                            own.id(), 0, keys.device(own.id()).verify_key()))
                                  .span());
    auto arrived = own.arrive(0, std::move(device), kNow, entropy);
    own.confirm();
    records.push_back(record_of(*arrived));
  }
  static Bytes record_of(const session::Stored& stored) {
    return {stored.bytes.begin() + session::kReceiptBytes, stored.bytes.end()};
  }
  std::expected<session::Stored, RecordError> write(std::string_view text) {
    auto written = own.write(said(text), kNow, entropy);
    own.confirm();
    if (written) records.push_back(record_of(*written));
    return written;
  }

  Entropy entropy{EntropySeed::made_by([](std::span<std::uint8_t> out) { out[0] = 1; })};
  session::Keys keys = session::Keys::fresh(entropy);
  Log own{keys.own_log(), keys.own_log_key(), journey::Where::kOwn, keys,
          journey::closer_for_test()};
  std::vector<Bytes> records;  // all that was written
};

TEST_F(RoomTest, AWayOutStaysOpenInAFullLog) {
  EXPECT_TRUE(write(R"({"kind":"note","slot":1,"text":"one"})"));
  EXPECT_EQ(write(R"({"kind":"note","slot":1,"text":"two"})").error(), RecordError::kFull);
  EXPECT_EQ(write(R"({"kind":"together","on":true})").error(), RecordError::kFull);
  EXPECT_TRUE(write(R"({"kind":"together"})"));
  EXPECT_TRUE(write(R"({"kind":"together"})"));
  EXPECT_EQ(write(R"({"kind":"together"})").error(), RecordError::kFull);
}

// Nobody fills the log for the other: what is over someone's part is not taken.
TEST_F(RoomTest, NobodyWritesMoreThanTheirPart) {
  Log copy{keys.own_log(), keys.own_log_key(), journey::Where::kOwn, keys,
           journey::closer_for_test()};
  copy.know(0, keys.person(own.id()).verify_key());
  copy.set_room_for_test({.of_each = 2, .reserved = 0});
  own.set_room_for_test({.of_each = 10, .reserved = 0});
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(write(R"({"kind":"note","slot":1,"text":"one"})"));
  EXPECT_TRUE(copy.receive(records[0], kNow));
  EXPECT_TRUE(copy.receive(records[1], kNow));
  EXPECT_EQ(copy.receive(records[2], kNow).error(), RecordError::kFull);
  EXPECT_EQ(copy.receive(records[1], kNow).error(), RecordError::kRepeat);
  EXPECT_EQ(copy.receive(records[3], kNow).error(), RecordError::kGap);
}

// A text that this release could not read back is not written.
TEST_F(RoomTest, NothingIsWrittenThatCannotBeRead) {
  journey::Body couple(journey::Kind::kCouple);
  couple.set_bytes("log", Bytes(16, 1));
  couple.set_bytes("key", Bytes(32, 1));
  couple.set_number("person", 0);
  couple.set_bytes("invite", Bytes(32, 1));
  couple.set_number("expires", -1);
  EXPECT_EQ(own.write(std::move(couple), kNow, entropy).error(), RecordError::kNotARecord);
}

class ClocksTest : public testing::Test {
 protected:
  Two two{testing::UnitTest::GetInstance()->current_test_info()->name()};
  World& world = two.world;
  Device& ana = two.ana;
  Device& ben = two.ben;
};

// Ben's clock is three weeks ahead: what it says waits until it could have been said.
TEST_F(ClocksTest, WhatIsDaysAheadIsShownAndComesLater) {
  const std::int64_t now = world.now;
  world.now = now + 3 * kDay;
  ben.say(R"({"kind":"gift","text":"Tea."})");
  world.now = now;
  ana.sync();
  EXPECT_EQ(ana.view("logs")["faults"][0]["record"].text(), "ahead");
  EXPECT_EQ(ana.view("hear")["gifts"].size(), 0U);
  world.now = now + kDay;
  ana.sync();
  EXPECT_EQ(ana.view("logs")["faults"].size(), 0U);
  EXPECT_EQ(ana.view("hear")["gifts"].size(), 1U);
}

// Whatever a device with another program on it writes: a rest has an end, a plan a beginning.
TEST_F(ClocksTest, TheFoldLooksAtTimesItself) {
  two.go_to_common_ground();
  HostileDevice other(ben, two.invited, 5);
  other.look();
  other.say(R"({"kind":"pause","until":)" + std::to_string(world.now + 40 * kDay) + "}");
  other.say(R"({"kind":"proposal","round":1,"ways":[)" + std::string(kHeld) + R"(],"begins":)" +
            std::to_string(world.now + 90 * kDay) + R"(,"days":14})");
  ana.sync_all();
  EXPECT_TRUE(ana.view("way")["partner"]["they-rest"].is_null());
  EXPECT_EQ(ana.view("plans")["proposals"].size(), 0U);
  const Json idle = ana.view("logs")["idle"];
  ASSERT_EQ(idle.size(), 2U);
  EXPECT_EQ(idle[0]["why"].text(), "untimely");
  EXPECT_EQ(idle[1]["why"].text(), "untimely");
}

// Who has the link weeks later cannot have come in time, whatever they say.
TEST(Invites, ComeToAnEnd) {
  World world("");
  Device ana(world, "ana");
  Device ben(world, "ben");
  for (Device* device : {&ana, &ben}) {
    device->create();
    device->settle_in();
    feel_safe(*device);
    device->must(R"("together","on":true)");
  }
  const Invite invited = invite(ana);
  join(ben, invited);
  const std::int64_t now = world.now;
  world.now = now + 15 * kDay;
  ana.sync();
  EXPECT_EQ(ana.view("logs")["faults"][0]["record"].text(), "foreign-author");
  EXPECT_FALSE(ana.view("way")["together"].truth());
  world.now = now + 13 * kDay;
  ana.sync();
  EXPECT_TRUE(ana.view("way")["together"].truth());
}

}  // namespace
}  // namespace commonground::tests
