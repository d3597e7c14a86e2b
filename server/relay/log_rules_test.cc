#include "relay/log_rules.h"

#include <cstdint>

#include <gtest/gtest.h>

#include "base/byte_io.h"

namespace commonground::relay {
namespace {

constexpr LogId kLog{{'l', 'o', 'g'}};
constexpr VerifyKey kAna{{'a', 'n', 'a'}};
constexpr VerifyKey kBen{{'b', 'e', 'n'}};
constexpr VerifyKey kKim{{'k', 'i', 'm'}};

VerifyKey device(std::uint8_t number) { return VerifyKey{{'d', number}}; }

LogState ana_and_ben() {
  return {
      .authors = {{.person = kAna, .device = device(0)}, {.person = kBen, .device = device(1)}}};
}

// A record as it looks from outside.
Bytes record(std::uint8_t author, std::uint64_t counter, std::size_t blocks = 1) {
  ByteWriter out;
  out.bytes(wire::written(
      {.log = kLog, .author = author, .counter = counter, .previous = {}, .nonce = {}}));
  out.bytes(Bytes(wire::kTagBytes + blocks * wire::kPadTo));
  out.bytes(Signature{}.span());
  return out.take();
}

Draft draft(std::uint8_t author, const Bytes& bytes) {
  const auto parts = wire::parts_of(bytes);
  return {.log = kLog, .author = author, .id = parts ? parts->id() : RecordId{}, .bytes = bytes};
}

TEST(Places, TheSameDeviceGetsTheSamePlace) {
  const LogState log = ana_and_ben();
  const auto place = place_for(log, Admission::kOfAMember, kBen, device(1));
  ASSERT_TRUE(place);
  EXPECT_EQ(place->author, 1);
  EXPECT_FALSE(place->is_new);
}

TEST(Places, AnotherDeviceOfAMemberGetsTheNext) {
  const auto place = place_for(ana_and_ben(), Admission::kOfAMember, kAna, device(2));
  ASSERT_TRUE(place);
  EXPECT_EQ(place->author, 2);
  EXPECT_TRUE(place->is_new);
}

TEST(Places, AStrangerNeedsAnInvite) {
  const LogState log = ana_and_ben();
  EXPECT_EQ(place_for(log, Admission::kOfAMember, kKim, device(2)).error(), ErrorCode::kNotAMember);
  EXPECT_EQ(place_for(log, Admission::kByInvite, kKim, device(2))->author, 2);
}

TEST(Places, ADeviceIsOfOnePerson) {
  EXPECT_EQ(place_for(ana_and_ben(), Admission::kByInvite, kKim, device(0)).error(),
            ErrorCode::kNotAMember);
}

TEST(Places, WhoLeftDoesNotComeBackByAnOldStatement) {
  LogState log = ana_and_ben();
  log.authors[1].left = true;
  EXPECT_EQ(place_for(log, Admission::kOfAMember, kBen, device(1)).error(), ErrorCode::kNotAMember);
  EXPECT_EQ(place_for(log, Admission::kOfAMember, kBen, device(2)).error(), ErrorCode::kNotAMember);
  EXPECT_EQ(place_for(log, Admission::kByInvite, kBen, device(2)).error(), ErrorCode::kNotAMember);
}

TEST(Places, ThereAreEight) {
  LogState log = ana_and_ben();
  for (std::uint8_t i = 2; i < wire::kMostAuthors; ++i) {
    ASSERT_TRUE(place_for(log, Admission::kOfAMember, kAna, device(i)));
    log.authors.push_back({.person = kAna, .device = device(i)});
  }
  EXPECT_EQ(place_for(log, Admission::kOfAMember, kAna, device(8)).error(), ErrorCode::kNoPlace);
  EXPECT_TRUE(place_for(log, Admission::kOfAMember, kAna, device(7)));
}

TEST(Appending, TheNextOfAnAuthorIsTaken) {
  LogState log = ana_and_ben();
  log.written[1] = 3;
  EXPECT_EQ(check_append(log, draft(1, record(1, 3)), {}), Turn::kNext);
  EXPECT_EQ(check_append(log, draft(1, record(1, 2)), {}), Turn::kBefore);
  EXPECT_EQ(check_append(log, draft(1, record(1, 4)), {}).error(), ErrorCode::kGap);
}

TEST(Appending, ARecordIsWhatItSaysItIs) {
  const LogState log = ana_and_ben();
  const Bytes good = record(0, 0);
  Draft other_id = draft(0, good);
  other_id.id.bytes[0] ^= 1;
  EXPECT_EQ(check_append(log, other_id, {}).error(), ErrorCode::kWrongId);
  EXPECT_EQ(check_append(log, draft(1, good), {}).error(), ErrorCode::kWrongAuthor);
  Draft other_log = draft(0, good);
  other_log.log.bytes[0] ^= 1;
  EXPECT_EQ(check_append(log, other_log, {}).error(), ErrorCode::kWrongAuthor);
  EXPECT_EQ(check_append(log, draft(0, Bytes(200)), {}).error(), ErrorCode::kNotARecord);
  EXPECT_EQ(check_append(log, draft(0, Bytes(wire::kMostRecordBytes + 1)), {}).error(),
            ErrorCode::kTooLarge);
}

TEST(Appending, OnlyMembersWrite) {
  LogState log = ana_and_ben();
  EXPECT_EQ(check_append(log, draft(2, record(2, 0)), {}).error(), ErrorCode::kNotAMember);
  log.authors[0].left = true;
  EXPECT_EQ(check_append(log, draft(0, record(0, 0)), {}).error(), ErrorCode::kNotAMember);
}

TEST(Appending, ALogIsFullByRecordsOrBytes) {
  const LogState empty{.authors = {{.person = kAna, .device = device(0)}}};
  const Bytes first = record(0, 0);
  const Draft next = draft(0, first);
  LogState log = empty;
  log.written[0] = 1;
  const Bytes second = record(0, 1);
  Limits two;
  two.records_per_log = 2;
  EXPECT_EQ(check_append(log, draft(0, second), two), Turn::kNext);
  two.records_per_log = 1;
  EXPECT_EQ(check_append(log, draft(0, second), two).error(), ErrorCode::kLogFull);
  log = empty;
  log.bytes[0] = Limits{}.bytes_per_log - next.bytes.size();
  EXPECT_EQ(check_append(log, next, {}), Turn::kNext);
  log.bytes[0] += 1;
  EXPECT_EQ(check_append(log, next, {}).error(), ErrorCode::kLogFull);
}

// One partner filled the log, and the other could write nothing more.
TEST(Appending, NobodyTakesTheRoomOfAnother) {
  LogState log = ana_and_ben();
  const Bytes by_ana = record(0, 25'000);
  const Bytes by_ben = record(1, 0);
  log.written[0] = Limits{}.records_per_log / 2;
  EXPECT_EQ(check_append(log, draft(0, by_ana), {}).error(), ErrorCode::kLogFull);
  EXPECT_EQ(check_append(log, draft(1, by_ben), {}), Turn::kNext);
  log.written[0] = 25'000 - 1;
  log.bytes[0] = Limits{}.bytes_per_log / 2 - by_ana.size();
  const Bytes before = record(0, 25'000 - 1);
  EXPECT_EQ(check_append(log, draft(0, before), {}), Turn::kNext);
  log.bytes[0] += 1;
  EXPECT_EQ(check_append(log, draft(0, before), {}).error(), ErrorCode::kLogFull);
  EXPECT_EQ(check_append(log, draft(1, by_ben), {}), Turn::kNext);
}

TEST(Appending, WhatWasWrittenAloneStaysAndCounts) {
  LogState log{.authors = {{.person = kAna, .device = device(0)}}};
  log.written[0] = 30'000;
  EXPECT_EQ(check_append(log, draft(0, record(0, 30'000)), {}), Turn::kNext);
  log.authors.push_back({.person = kBen, .device = device(1)});
  EXPECT_EQ(check_append(log, draft(0, record(0, 30'000)), {}).error(), ErrorCode::kLogFull);
  EXPECT_EQ(check_append(log, draft(0, record(0, 29'999)), {}), Turn::kBefore);
  EXPECT_EQ(check_append(log, draft(1, record(1, 0)), {}), Turn::kNext);
  log.authors[1].left = true;
  EXPECT_EQ(check_append(log, draft(0, record(0, 30'000)), {}).error(), ErrorCode::kLogFull)
      << "who was there once was there";
}

TEST(Appending, MoreDevicesAreNoMoreRoomAndMorePeopleNoLess) {
  LogState log = ana_and_ben();
  log.written[0] = Limits{}.records_per_log / 2;
  for (std::uint8_t place = 2; place < wire::kMostAuthors; ++place) {
    log.authors.push_back(
        {.person = place == 2 ? kAna : VerifyKey{{place}}, .device = device(place)});
    log.written[place] = place == 2 ? 0 : Limits{}.records_per_log / 2;
  }
  EXPECT_EQ(check_append(log, draft(2, record(2, 0)), {}).error(), ErrorCode::kLogFull);
  EXPECT_EQ(check_append(log, draft(1, record(1, 0)), {}), Turn::kNext);
}

TEST(TakingBack, OnlyTheRestOfTheSameRecord) {
  LogState log = ana_and_ben();
  log.written[0] = 2;
  const Bytes stored = record(0, 1);
  const Bytes rest = wire::erased(*wire::parts_of(stored));
  EXPECT_TRUE(check_rest(log, draft(0, rest)));
  EXPECT_TRUE(check_is_rest_of(draft(0, rest), stored));
  EXPECT_TRUE(check_is_rest_of(draft(0, rest), rest)) << "twice is once";
  EXPECT_FALSE(check_is_rest_of(draft(0, rest), record(0, 1, 2)));
  Bytes forged = rest;
  forged.back() ^= 1;
  EXPECT_EQ(check_is_rest_of(draft(0, forged), stored).error(), ErrorCode::kFork);

  EXPECT_EQ(check_rest(log, draft(0, stored)).error(), ErrorCode::kNotARecord);
  EXPECT_EQ(check_rest(log, draft(1, rest)).error(), ErrorCode::kWrongAuthor);
  const Bytes later = wire::erased(*wire::parts_of(record(0, 2)));
  EXPECT_EQ(check_rest(log, draft(0, later)).error(), ErrorCode::kUnknownRecord);
}

TEST(Invites, ExpireWithinAWeekAndADay) {
  constexpr std::int64_t kNow = 1'000'000'000'000;
  EXPECT_EQ(check_invite(kNow + 7 * kDayMs, kNow, {}), ErrorCode::kNone);
  EXPECT_EQ(check_invite(kNow + 8 * kDayMs, kNow, {}), ErrorCode::kNone);
  EXPECT_EQ(check_invite(kNow + 8 * kDayMs + 1, kNow, {}), ErrorCode::kBadRequest);
  EXPECT_EQ(check_invite(kNow, kNow, {}), ErrorCode::kInviteExpired);
}

}  // namespace
}  // namespace commonground::relay
