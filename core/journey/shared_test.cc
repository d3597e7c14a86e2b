#include "journey/shared.h"

#include <gtest/gtest.h>

#include "journey/talk_for_test.h"

namespace commonground::journey {
namespace {

constexpr auto kNothing = "000102030405060708090a0b0c0d0e0f";
constexpr auto kHeld = "five-minutes-held";
constexpr auto kTouch =
    R"({"kind":"share","snapshot":{"kind":"need","need":"touch","importance":4}})";

std::string touch_instead_of(const std::string& share) {
  std::string text = kTouch;
  text.insert(text.size() - 1, R"(,"instead-of":")" + share + "\"");
  return text;
}

class SharedTest : public testing::Test, public Talk {
 protected:
  SharedTest() { both_arrive(); }
  void go_to_common_ground() {
    both_ready("both-want");
    go_round();
    both_ready("common-ground");
  }
  std::string pause(std::uint8_t author, std::int64_t ms) {
    EXPECT_EQ(say(author, R"({"kind":"pause","until":)" + std::to_string(now + ms) + "}"),
              Idle::kNone);
    return last();
  }
};

TEST_F(SharedTest, KnowsWhoIsWhoFromTheirFirstRecord) {
  EXPECT_EQ(shared.person_of(kAna), 0U);
  EXPECT_EQ(shared.person_of(kBen), 1U);
  EXPECT_FALSE(shared.person_of(2));
  EXPECT_TRUE(shared.has_joined(1));
  EXPECT_EQ(arrive(2, 1), Idle::kNone);  // another device of Ben
  EXPECT_EQ(shared.person_of(2), 1U);
}

// A record later than the first is not looked at by who lets devices in: in it, Ben could have
// called himself Ana, and said yes for her.
TEST_F(SharedTest, NobodyBecomesSomeoneElse) {
  EXPECT_EQ(arrive(kBen, 0), Idle::kTwice);
  EXPECT_EQ(shared.person_of(kBen), 1U);
}

TEST_F(SharedTest, NotUnderstoodErasedAndNotAMember) {
  EXPECT_EQ(apply(kAna, std::nullopt), Idle::kNotUnderstood);
  EXPECT_EQ(apply(kAna, said(R"({"kind":"note","slot":1,"text":"x"})")), Idle::kNotUnderstood);
  EXPECT_EQ(apply(kAna, std::nullopt, true), Idle::kErased);
  EXPECT_EQ(say(5, R"({"kind":"gift","text":"Tea."})"), Idle::kNotAMember);
  EXPECT_TRUE(shared.gifts().empty());
}

TEST_F(SharedTest, NamesAreTheLastOnesSaid) {
  say(kAna, R"({"kind":"name","name":"Anna"})");
  say(kAna, R"({"kind":"name","name":"Ana"})");
  EXPECT_EQ(shared.name(0), "Ana");
  EXPECT_EQ(shared.name(1), "");
}

// ---- Sharing

TEST_F(SharedTest, ShownAnewTakesTheOneBeforeBack) {
  EXPECT_EQ(say(kAna, kTouch), Idle::kNone);
  const std::string first = last();
  EXPECT_EQ(say(kBen, touch_instead_of(first)), Idle::kNone);  // which is not his to take back
  EXPECT_EQ(say(kAna, touch_instead_of(first)), Idle::kNone);
  EXPECT_EQ(shared.shares(0).size(), 1U);
  EXPECT_EQ(shared.shares(1).size(), 1U);
  ASSERT_EQ(shared.taken_back(0).size(), 1U);
  EXPECT_EQ(to_hex(shared.taken_back(0).begin()->span()), first);
  EXPECT_EQ(of(kAna, "unshare", "share", first), Idle::kNoSuchThing);
}

TEST_F(SharedTest, OnlyOnesOwnIsTakenBack) {
  say(kAna, kTouch);
  const std::string share = last();
  EXPECT_EQ(of(kBen, "unshare", "share", share), Idle::kNoSuchThing);
  EXPECT_EQ(of(kAna, "unshare", "share", share), Idle::kNone);
  EXPECT_TRUE(shared.shares(0).empty());
  EXPECT_EQ(of(kAna, "unshare", "share", share), Idle::kNoSuchThing);
}

TEST_F(SharedTest, ANoIsNeverShown) {
  const auto share = [&](const std::string& more) {
    return say(kAna, R"({"kind":"share","snapshot":{"kind":"way","way":"one-meal")" + more + "}}");
  };
  EXPECT_EQ(share(R"(,"will":"no")"), Idle::kNeverShown);
  EXPECT_EQ(share(R"(,"will":"not-now")"), Idle::kNeverShown);
  EXPECT_TRUE(shared.shares(0).empty());
  EXPECT_EQ(share(R"(,"will":"if","condition":"not late")"), Idle::kNone);
}

// Both devices have erased the older text by then. So nothing may bring it back, not even that the
// newer one turns out to have come too late.
TEST_F(SharedTest, WhatWasShownAnewTooLateIsGoneAsWell) {
  say(kAna, kTouch);
  const std::string first = last();
  say(kBen, R"({"kind":"leave"})");
  EXPECT_EQ(say(kAna, touch_instead_of(first)), Idle::kOver);
  EXPECT_TRUE(shared.shares(0).empty());
  EXPECT_EQ(shared.taken_back(0).size(), 1U);
}

// ---- Hearing each other

TEST_F(SharedTest, ATurnGoesRoundUntilItIsHeard) {
  EXPECT_EQ(say(kAna, R"({"kind":"speak","text":"I"})"), Idle::kNotReady);
  both_ready("hear-each-other");
  EXPECT_EQ(say(kAna, R"({"kind":"speak","text":"I"})"), Idle::kNone);
  const std::string turn = last();
  EXPECT_EQ(say(kBen, R"({"kind":"speak"})"), Idle::kTurnOpen);
  EXPECT_EQ(of(kAna, "say-back", "turn", turn), Idle::kNotYours);
  EXPECT_EQ(of(kBen, "heard", "turn", turn, R"(,"answer":"yes")"), Idle::kNotYours);
  EXPECT_EQ(of(kAna, "heard", "turn", turn, R"(,"answer":"yes")"), Idle::kNoSuchTurn);
  EXPECT_EQ(of(kBen, "say-back", "turn", kNothing), Idle::kNoSuchTurn);
  EXPECT_EQ(of(kBen, "say-back", "turn", turn), Idle::kNone);
  EXPECT_EQ(of(kBen, "say-back", "turn", turn), Idle::kNoSuchTurn);
  EXPECT_EQ(of(kAna, "heard", "turn", turn, R"(,"answer":"not-quite")"), Idle::kNone);
  EXPECT_EQ(of(kBen, "say-back", "turn", turn), Idle::kNone);
  EXPECT_EQ(of(kAna, "heard", "turn", turn, R"(,"answer":"yes")"), Idle::kNone);
  EXPECT_EQ(of(kBen, "rest", "turn", turn), Idle::kNoSuchTurn);
  ASSERT_EQ(shared.turns().size(), 1U);
  EXPECT_TRUE(shared.turns()[0].heard);
  EXPECT_EQ(shared.turns()[0].lines.size(), 5U);
}

TEST_F(SharedTest, EitherMayLetATurnRest) {
  EXPECT_EQ(of(kBen, "rest", "turn", kNothing), Idle::kNoSuchTurn);
  both_ready("hear-each-other");
  for (const std::uint8_t who : {kAna, kBen}) {
    say(kAna, R"({"kind":"speak"})");
    const std::string turn = last();
    pause(kAna, kDayMs);
    EXPECT_EQ(of(kBen, "say-back", "turn", turn), Idle::kPaused);
    EXPECT_EQ(of(who, "rest", "turn", turn), Idle::kNone);
    EXPECT_FALSE(shared.turns().back().heard);
    now += kDayMs;
  }
  EXPECT_EQ(say(kBen, R"({"kind":"first-time","text":"You were afraid."})"), Idle::kNone);
  EXPECT_EQ(shared.first_times().size(), 1U);
}

// ---- Rest

TEST_F(SharedTest, RestIsOnesOwn) {
  both_ready("hear-each-other");
  const std::string rest = pause(kAna, kDayMs);
  EXPECT_EQ(say(kBen, R"({"kind":"speak"})"), Idle::kPaused);
  EXPECT_EQ(of(kBen, "resume", "pause", rest), Idle::kNotYours);
  EXPECT_EQ(of(kBen, "resume", "pause", kNothing), Idle::kNoSuchThing);
  EXPECT_EQ(of(kAna, "resume", "pause", rest), Idle::kNone);
  EXPECT_EQ(of(kAna, "resume", "pause", rest), Idle::kNoSuchThing);
  EXPECT_EQ(say(kBen, R"({"kind":"speak"})"), Idle::kNone);
  pause(kBen, kDayMs);
  EXPECT_TRUE(shared.is_paused(now));
  EXPECT_FALSE(shared.is_paused(now + kDayMs));
}

// ---- Matching rounds

TEST_F(SharedTest, EachStepOfARoundNeedsTheOneBeforeOfBoth) {
  EXPECT_EQ(step(kAna, "commit"), Idle::kNotReady);
  both_ready("both-want");
  EXPECT_EQ(step(kAna, "points"), Idle::kNoSuchThing);
  EXPECT_EQ(step(kAna, "commit", 2), Idle::kNoSuchThing);
  EXPECT_EQ(step(kAna, "commit"), Idle::kNone);
  EXPECT_EQ(step(kAna, "commit"), Idle::kTwice);
  EXPECT_EQ(step(kAna, "points"), Idle::kEarly);
  EXPECT_EQ(step(kBen, "commit", 1, 2), Idle::kOtherPack);
  EXPECT_EQ(step(kBen, "commit"), Idle::kNone);
  for (const char* kind : {"points", "reply", "confirm"}) {
    EXPECT_EQ(step(kAna, kind, 2), Idle::kNoSuchThing);
    EXPECT_EQ(step(kAna, kind), Idle::kNone);
    EXPECT_EQ(step(kAna, kind), Idle::kTwice);
    if (std::string_view(kind) != "confirm") {
      EXPECT_EQ(step(kBen, kind == std::string_view("points") ? "reply" : "confirm"), Idle::kEarly);
    }
    EXPECT_EQ(shared.last_confirmed(), nullptr);
    EXPECT_EQ(step(kBen, kind), Idle::kNone);
  }
  ASSERT_NE(shared.last_confirmed(), nullptr);
  EXPECT_EQ(shared.last_confirmed()->number, 1);
}

TEST_F(SharedTest, ARoundRunsOut) {
  both_ready("both-want");
  step(kAna, "commit");
  now += kRoundExpiresMs;
  EXPECT_EQ(step(kBen, "commit"), Idle::kExpired);
  now -= 1;
  EXPECT_EQ(step(kBen, "commit"), Idle::kNone);
  now += 1;
  EXPECT_EQ(step(kBen, "points"), Idle::kExpired);
}

TEST_F(SharedTest, OneRoundAWeek) {
  both_ready("both-want");
  go_round();
  EXPECT_EQ(step(kBen, "commit", 2), Idle::kTooSoon);
  now += kBetweenRoundsMs - 1;
  EXPECT_EQ(step(kAna, "commit", 2), Idle::kTooSoon);
  now += 1;
  EXPECT_EQ(step(kAna, "commit", 2), Idle::kNone);
  EXPECT_EQ(step(kBen, "commit", 2), Idle::kNone);
}

// Ben's clock runs ahead, or he says so. Ana's does not, and hers decides when she may join.
TEST_F(SharedTest, AClockThatRunsAheadMakesNoSecondRoundInAWeek) {
  both_ready("both-want");
  go_round();
  now += kBetweenRoundsMs;
  EXPECT_EQ(step(kBen, "commit", 2), Idle::kNone);
  now -= kBetweenRoundsMs - kDayMs;
  EXPECT_EQ(step(kAna, "commit", 2), Idle::kTooSoon);
  now += kBetweenRoundsMs - kDayMs;
  EXPECT_EQ(step(kAna, "commit", 2), Idle::kNone);
}

// ---- Plans

TEST_F(SharedTest, APlanComesOfARound) {
  EXPECT_EQ(propose(kAna, kHeld), Idle::kNotReady);
  both_ready("common-ground");
  EXPECT_EQ(propose(kAna, kHeld), Idle::kEarly);
  both_ready("both-want");
  go_round();
  EXPECT_EQ(propose(kAna, kHeld, "", 2), Idle::kEarly);
  EXPECT_EQ(propose(kAna, kHeld), Idle::kNone);
}

TEST_F(SharedTest, APlanStandsWhenBothSaidYes) {
  go_to_common_ground();
  EXPECT_EQ(of(kAna, "agree", "proposal", kNothing), Idle::kNoSuchThing);
  propose(kAna, kHeld);
  const std::string plan = last();
  EXPECT_EQ(of(kAna, "try", "proposal", plan, R"(,"way":"five-minutes-held")"), Idle::kEnded);
  EXPECT_EQ(of(kAna, "agree", "proposal", plan), Idle::kNone);
  EXPECT_EQ(of(kAna, "agree", "proposal", plan), Idle::kTwice);
  EXPECT_EQ(shared.standing(now), nullptr);
  EXPECT_EQ(of(kBen, "agree", "proposal", plan), Idle::kNone);
  ASSERT_NE(shared.standing(now), nullptr);
  EXPECT_EQ(shared.standing(now + 14 * kDayMs), nullptr);

  EXPECT_EQ(of(kBen, "try", "proposal", kNothing, R"(,"way":"one-meal")"), Idle::kNoSuchThing);
  EXPECT_EQ(of(kBen, "try", "proposal", plan, R"(,"way":"one-meal")"), Idle::kNotMatched);
  const std::string held = R"(,"way":"five-minutes-held")";
  EXPECT_EQ(of(kBen, "try", "proposal", plan, held + R"(,"day":"2025-11-20")"), Idle::kNone);
  EXPECT_EQ(shared.standing(now)->days_of.size(), 1U);
  EXPECT_EQ(of(kAna, "try", "proposal", plan, held), Idle::kNone);
  EXPECT_TRUE(shared.standing(now)->days_of.empty());
}

TEST_F(SharedTest, StopHasNoGate) {
  go_to_common_ground();
  propose(kAna, kHeld);
  const std::string plan = last();
  of(kAna, "agree", "proposal", plan);
  of(kBen, "agree", "proposal", plan);
  pause(kAna, kDayMs);
  say(kAna, R"({"kind":"ready","stage":"common-ground"})");
  // One that is not here yet is ended when it comes.
  EXPECT_EQ(of(kBen, "stop", "proposal", kNothing), Idle::kNone);
  EXPECT_EQ(of(kBen, "stop", "proposal", plan), Idle::kNone);
  EXPECT_EQ(of(kAna, "stop", "proposal", plan), Idle::kTwice);
  EXPECT_EQ(shared.standing(now), nullptr);
  EXPECT_EQ(of(kBen, "agree", "proposal", plan), Idle::kNotReady);
  now += kDayMs;
  both_ready("common-ground");
  EXPECT_EQ(of(kBen, "agree", "proposal", plan), Idle::kEnded);
}

TEST_F(SharedTest, APlanThatHasRunOutTakesNoYes) {
  go_to_common_ground();
  propose(kAna, kHeld);
  const std::string plan = last();
  of(kAna, "agree", "proposal", plan);
  now += 14 * kDayMs;
  EXPECT_EQ(of(kBen, "agree", "proposal", plan), Idle::kEnded);
  EXPECT_EQ(shared.standing(now), nullptr);
}

TEST_F(SharedTest, AYesIsToOnePlanAtATime) {
  go_to_common_ground();
  propose(kAna, kHeld);
  const std::string first = last();
  for (const std::uint8_t who : {kAna, kBen}) of(who, "agree", "proposal", first);
  propose(kBen, kHeld, R"(,"instead-of":")" + first + "\"");
  const std::string second = last();
  EXPECT_EQ(shared.standing(now), nullptr);
  of(kBen, "agree", "proposal", second);
  EXPECT_EQ(shared.standing(now), nullptr);
  of(kAna, "agree", "proposal", second);
  EXPECT_EQ(to_hex(shared.standing(now)->id.span()), second);
  EXPECT_TRUE(shared.find_proposal(*RecordId::from(*from_hex(first)))->ended);
}

TEST_F(SharedTest, AChangedProposalTakesNoMoreYes) {
  go_to_common_ground();
  propose(kAna, kHeld);
  const std::string first = last();
  of(kAna, "agree", "proposal", first);
  propose(kBen, kHeld, R"(,"instead-of":")" + first + "\"");
  EXPECT_EQ(of(kBen, "agree", "proposal", first), Idle::kEnded);
}

// ---- The end

TEST_F(SharedTest, AfterOneHasLeftNothingIsDoneTogether) {
  go_to_common_ground();
  both_ready("hear-each-other");
  propose(kAna, kHeld);
  const std::string plan = last();
  for (const std::uint8_t who : {kAna, kBen}) of(who, "agree", "proposal", plan);
  EXPECT_EQ(say(kBen, R"({"kind":"leave"})"), Idle::kNone);
  EXPECT_EQ(shared.standing(now), nullptr);
  EXPECT_TRUE(shared.has_left(1));
  EXPECT_FALSE(shared.has_left(0));
  for (const char* text :
       {kTouch, R"({"kind":"ready","stage":"both-want","on":true})", R"({"kind":"speak"})",
        R"({"kind":"first-time","text":"x"})", R"({"kind":"gift","text":"x"})",
        R"({"kind":"pause","until":1763000000001})"}) {
    EXPECT_EQ(say(kAna, text), Idle::kOver) << text;
  }
  EXPECT_EQ(step(kAna, "points"), Idle::kOver);
  EXPECT_EQ(step(kAna, "commit", 2), Idle::kOver);
  EXPECT_EQ(propose(kAna, kHeld), Idle::kOver);
  EXPECT_EQ(of(kAna, "agree", "proposal", plan), Idle::kOver);
}

}  // namespace
}  // namespace commonground::journey
