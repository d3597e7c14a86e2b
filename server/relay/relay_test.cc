// Rates, challenges, queues, errors.
#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "relay/bucket.h"
#include "relay/challenge.h"
#include "relay/errors.h"
#include "relay/fanout.h"

namespace commonground::relay {
namespace {

TEST(Rates, ABurstAndThenOneAtATime) {
  const Rate rate{.per_minute = 200, .burst = 50};
  Bucket bucket;
  std::int64_t now = 7 * kMinute;
  for (int i = 0; i < 50; ++i) ASSERT_EQ(bucket.take(now, rate), 0) << i;
  const std::int64_t wait = bucket.take(now, rate);
  EXPECT_EQ(wait, kMinute / 200);
  EXPECT_EQ(bucket.take(now + wait - 1, rate), 1);
  EXPECT_EQ(bucket.take(now + wait, rate), 0);
  EXPECT_FALSE(bucket.is_rested(now + kSecond));
  now += kMinute;
  EXPECT_TRUE(bucket.is_rested(now));
  for (int i = 0; i < 50; ++i) ASSERT_EQ(bucket.take(now, rate), 0) << i;
  EXPECT_GT(bucket.take(now, rate), 0);
}

TEST(Challenges, AreOursAndYoung) {
  const ChallengeKey key{{1}};
  const ChallengeKey other{{2}};
  const auto challenge = make_challenge(key, 1000, {{3}});
  EXPECT_TRUE(is_valid(challenge, key, 1000, 60));
  EXPECT_TRUE(is_valid(challenge, key, 1060, 60));
  EXPECT_FALSE(is_valid(challenge, key, 1061, 60)) << "too old";
  EXPECT_FALSE(is_valid(challenge, key, 999, 60)) << "from the future";
  EXPECT_FALSE(is_valid(challenge, other, 1000, 60)) << "of another server";
  for (std::size_t i = 0; i < wire::Challenge::kSize; ++i) {
    auto altered = challenge;
    altered.bytes[i] ^= 1;
    EXPECT_FALSE(is_valid(altered, key, 1060, 60)) << i;
  }
}

// The frames of a message: "records 1 2", "live" and so on.
std::string said(std::string_view message) {
  std::string all;
  wire::FrameReader frames(bytes_of(message));
  while (const auto frame = frames.next()) {
    ByteReader in(frame->body);
    LogId log;
    std::uint64_t number = 0;
    in.fixed(log);
    in.number(number);
    all += (frame->kind == wire::FrameKind::kRecords ? "record " : "other ") +
           std::to_string(number) + "\n";
  }
  EXPECT_TRUE(frames.is_whole());
  return all;
}

struct Socket {
  explicit Socket(std::size_t most = 1000) : out(most) { subscription.out = &out; }
  Outbox out;
  Subscription subscription;
};

TEST(Fanout, WhoWroteItHearsNothingAndOthersHearItOnce) {
  Room room;
  Socket ana;
  Socket ben;
  room.enter(ana.subscription);
  room.enter(ben.subscription);
  EXPECT_TRUE(room.has_read(ana.subscription, 4));
  EXPECT_TRUE(room.has_read(ben.subscription, 4));
  room.publish({}, 5, Bytes(10), &ana.subscription);
  room.publish({}, 5, Bytes(10), &ana.subscription);
  EXPECT_EQ(said(ana.out.take()), "");
  EXPECT_EQ(said(ben.out.take()), "record 5\n");
}

// The store was read after the record was stored and before this was told.
TEST(Fanout, WhatWasReadAlreadyIsNotSentAgain) {
  Room room;
  Socket ben;
  room.enter(ben.subscription);
  EXPECT_TRUE(room.has_read(ben.subscription, 7));
  room.publish({}, 6, Bytes(10), nullptr);
  room.publish({}, 7, Bytes(10), nullptr);
  room.publish({}, 8, Bytes(10), nullptr);
  EXPECT_EQ(said(ben.out.take()), "record 8\n");
}

TEST(Fanout, WhoCatchesUpIsLiveOnlyAtTheEnd) {
  Room room;
  Socket ben;
  room.enter(ben.subscription);
  room.publish({}, 9, Bytes(10), nullptr);
  EXPECT_EQ(said(ben.out.take()), "");
  EXPECT_FALSE(room.has_read(ben.subscription, 8));
  EXPECT_TRUE(room.has_read(ben.subscription, 9));
}

TEST(Fanout, ASlowReaderFallsBehindAndHoldsUpNobody) {
  Room room;
  Socket slow(300);
  Socket quick(5000);
  for (Socket* socket : {&slow, &quick}) {
    room.enter(socket->subscription);
    ASSERT_TRUE(room.has_read(socket->subscription, 0));
  }
  for (std::uint64_t i = 1; i <= 9; ++i) room.publish({}, i, Bytes(100), nullptr);
  EXPECT_FALSE(slow.subscription.live);
  EXPECT_EQ(slow.subscription.sent, 2);
  EXPECT_LE(slow.out.message().size(), 300);
  EXPECT_EQ(quick.subscription.sent, 9);
  EXPECT_EQ(said(slow.out.take()), "record 1\nrecord 2\n");
  EXPECT_FALSE(room.has_read(slow.subscription, 5));
  EXPECT_TRUE(room.has_read(slow.subscription, 9));
}

TEST(Fanout, WhatIsOnTheWayCounts) {
  Outbox out(100);
  out.message() = std::string(80, 'x');
  EXPECT_EQ(out.take().size(), 80);
  EXPECT_TRUE(out.is_sending());
  EXPECT_FALSE(out.has_room(21));
  out.sent();
  EXPECT_TRUE(out.has_room(100));
}

TEST(Errors, HaveOneNameEachAndAnHonestStatus) {
  std::set<std::string_view> names;
  int codes = 0;
  for (std::uint16_t i = 1; i < 60; ++i) {
    const bool is_one = (i <= 6) || (i >= 10 && i <= 14) || (i >= 20 && i <= 27) ||
                        (i >= 30 && i <= 34) || (i >= 40 && i <= 45) || (i >= 50 && i <= 53);
    if (!is_one) continue;
    ++codes;
    const auto code = static_cast<ErrorCode>(i);
    names.insert(name_of(code));
    EXPECT_GE(http_status(code), 400);
    EXPECT_LT(http_status(code), 600);
  }
  EXPECT_EQ(names.size(), codes);
  EXPECT_EQ(close_code(ErrorCode::kStopping), 1001);
  EXPECT_EQ(close_code(ErrorCode::kTooLarge), 1009);
  EXPECT_EQ(close_code(ErrorCode::kIdle), 4053);
}

}  // namespace
}  // namespace commonground::relay
