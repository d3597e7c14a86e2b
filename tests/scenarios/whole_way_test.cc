// Ana and Ben, from "we want to be closer" to "how did it go". Each test is a story.
#include <gtest/gtest.h>

#include "tests/scenarios/stories.h"

namespace commonground::tests {
namespace {

// What the two have in their own logs before they meet.
void answer_alone(Device& ana, Device& ben) {
  ana.say(R"({"kind":"about-me","adult":true,"name":"Ana","why":"We only talk about dates."},)"
          R"({"kind":"theme","theme":"touch","on":true},)"
          R"({"kind":"picture","slot":1,"text":"We cook and the phones lie elsewhere."},)"
          R"({"kind":"meaning","of":"sex","text":"That I am still chosen."},)"
          R"({"kind":"misses","when":"rare","text":"Being looked at."},)"
          R"({"kind":"need","need":"touch","importance":4,"met":1},)"
          R"({"kind":"need","need":"desired","importance":4,"met":1},)"
          R"({"kind":"need","need":"calm","importance":2,"met":2})");
  ana.say(R"({"kind":"way","way":"five-minutes-held","will":"love"},)"
          R"({"kind":"way","way":"holding-hands","will":"happy","start":["partner"]},)"
          R"({"kind":"way","way":"twenty-second-hug","will":"love"},)"
          R"({"kind":"way","way":"screens-away","will":"happy"},)"
          R"({"kind":"way","way":"one-meal","will":"no"},)"
          R"({"kind":"correction","way":"holding-hands","need":"desired","does":"more"},)"
          R"({"kind":"feeling","seat":"asking","feeling":"hopeful","strength":2},)"
          R"({"kind":"move","seat":"refused","move":"go-quiet","on":true},)"
          R"({"kind":"area","area":"chores","on":true},)"
          R"({"kind":"usual","way":"five-minutes-held","times":4},)"
          R"({"kind":"limits","minutes":120,"ways":3})");
  ben.say(
      R"({"kind":"about-me","adult":true,"name":"Ben"},)"
      R"({"kind":"need","need":"calm","importance":4,"met":1},)"
      R"({"kind":"need","need":"teamwork","importance":3,"met":1},)"
      R"({"kind":"need","need":"touch","importance":2,"met":2},)"
      R"({"kind":"way","way":"five-minutes-held","will":"happy"},)"
      R"({"kind":"way","way":"holding-hands","will":"if","condition":"not in front of my parents"},)"
      R"({"kind":"way","way":"twenty-second-hug","will":"not-now"},)"
      R"({"kind":"way","way":"one-meal","will":"love"},)"
      R"({"kind":"way","way":"ten-minutes-for-the-day","will":"love"},)"
      R"({"kind":"feeling","seat":"asked","feeling":"close","strength":2})");
}

class TwoTest : public testing::Test {
 protected:
  TwoTest() {
    ana.create();
    ben.create();
    answer_alone(ana, ben);
    invite_and_join(ana, ben);
  }
  // To where a plan can be proposed.
  void go_to_common_ground() {
    match(ana, ben);
    both_ready(ana, ben, "common-ground");
  }

  World world{testing::UnitTest::GetInstance()->current_test_info()->name()};
  Device ana{world, "ana"};
  Device ben{world, "ben"};
};

TEST_F(TwoTest, WholeWay) {
  // Both see the same four words, and nothing of each other yet.
  const Json words = ana.view("words")["words"];
  ASSERT_EQ(words.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(words[i].number(), ben.view("words")["words"][i].number());
  }
  EXPECT_EQ(ben.view("shown")["theirs"].size(), 0U);

  // Ana shows two needs, with exactly what stands in her answers.
  share_needs(ana, {"touch", "desired"});
  sync_both(ana, ben);
  const Json theirs = ben.view("shown")["theirs"];
  ASSERT_EQ(theirs.size(), 2U);
  EXPECT_EQ(theirs[0]["snapshot"]["need"].text(), "touch");
  EXPECT_EQ(theirs[0]["snapshot"]["importance"].number(), 4);

  // They hear each other; "not quite" goes round again.
  both_ready(ana, ben, "hear-each-other");
  ana.say(R"({"kind":"speak","prompt":"sex-means","text":"That I am still chosen."})");
  sync_both(ana, ben);
  EXPECT_EQ(ben.refused_to_say(R"({"kind":"speak"})"), "not-allowed: turn-open");
  const std::string turn = ben.view("hear")["turns"][0]["turn"].text();
  const std::string of_turn = R"(,"turn":")" + turn + "\"";
  EXPECT_EQ(ana.refused_to_say(R"({"kind":"say-back")" + of_turn + "}"), "not-allowed: not-yours");
  ben.say(R"({"kind":"say-back","text":"That I like you.")" + of_turn + "}");
  sync_both(ana, ben);
  ana.say(R"({"kind":"heard","answer":"not-quite","text":"That you would pick me again.")" +
          of_turn + "}");
  sync_both(ana, ben);
  ben.say(R"({"kind":"say-back","text":"That I would pick you again.")" + of_turn + "}");
  sync_both(ana, ben);
  ana.say(R"({"kind":"heard","answer":"yes")" + of_turn + "}");
  ana.say(R"({"kind":"first-time","text":"That you were afraid of my no."})");
  sync_both(ana, ben);
  EXPECT_TRUE(ben.view("hear")["turns"][0]["heard"].truth());
  EXPECT_EQ(ben.view("hear")["first-times"][0]["text"].text(), "That you were afraid of my no.");

  // Both want: two ways, and nothing of the three that only one of them wanted.
  match(ana, ben);
  for (Device* device : {&ana, &ben}) {
    const Json round = device->view("round");
    EXPECT_EQ(round["round"]["state"].text(), "matched");
    ASSERT_EQ(round["matched"].size(), 2U);
    EXPECT_EQ(round["matched"][0].text(), "holding-hands");
    EXPECT_EQ(round["matched"][1].text(), "five-minutes-held");
  }

  // Common ground: once both have shown what they need, both see the same plans.
  both_ready(ana, ben, "common-ground");
  EXPECT_EQ(ana.refused(R"("view","view":"open-table")"), "no-plan: needs-not-shown");
  share_needs(ben, {"calm", "touch"});
  sync_both(ana, ben);
  const Json plans = ana.must(R"("view","view":"open-table")")["reply"]["answer"];
  const Json same = ben.must(R"("view","view":"open-table")")["reply"]["answer"];
  ASSERT_GE(plans["fair"]["plan"].size(), 1U);
  EXPECT_EQ(plans["fair"]["gain"][0].number(), same["fair"]["gain"][0].number());
  EXPECT_EQ(plans["fair"]["plan"][0]["way"].text(), same["fair"]["plan"][0]["way"].text());

  // Ana proposes, Ben would rather have one more way, both say yes.
  const std::string first = propose(ana, kHeld);
  sync_both(ana, ben);
  const std::string second =
      propose(ben,
              std::string(kHeld) + R"(,{"way":"holding-hands","times":1,"start":"first",)"
                                   R"("condition":"not in front of my parents"})",
              1, R"(,"instead-of":")" + first + "\"");
  sync_both(ana, ben);
  EXPECT_EQ(ana.refused_to_say(R"({"kind":"agree","proposal":")" + first + "\"}"),
            "not-allowed: ended");
  agree(ana, second);
  EXPECT_TRUE(ana.view("plans")["standing"].is_null());
  sync_both(ana, ben);
  agree(ben, second);
  sync_both(ana, ben);
  EXPECT_EQ(ana.view("plans")["standing"].text(), second);
  EXPECT_EQ(ben.view("plans")["standing"].text(), second);

  // Two weeks of it.
  ana.say(R"({"kind":"try","proposal":")" + second +
          R"(","way":"holding-hands","day":"2025-11-20"})");
  world.now += 3 * kDay;
  ana.say(R"({"kind":"check-in","day":"2025-11-16","asking":3,"well":"The hug in the kitchen."},)"
          R"({"kind":"check-in-need","day":"2025-11-16","need":"touch","met":3})");
  ben.say(R"({"kind":"gift","text":"I did the dishes, just so."})");
  sync_both(ana, ben);
  EXPECT_EQ(ben.view("plans")["proposals"][1]["days-of"][0]["day"].text(), "2025-11-20");
  EXPECT_EQ(ana.view("hear")["gifts"].size(), 1U);

  // How did it go. After its days the plan no longer stands, by itself.
  world.now += 14 * kDay;
  EXPECT_TRUE(ana.view("plans")["standing"].is_null());
  EXPECT_TRUE(ana.view("way")["stages"][10]["open"].truth());
  ana.say(R"({"kind":"review","proposal":")" + second + R"(","thanks":"For trying."},)" +
          R"({"kind":"review-need","proposal":")" + second + R"(","need":"touch","met":3},)" +
          R"({"kind":"review-way","proposal":")" + second +
          R"(","way":"five-minutes-held","next":"keep"})");
  ana.must(R"("share","what":[{"kind":"review","proposal":")" + second + "\"}]");
  sync_both(ana, ben);
  EXPECT_EQ(ben.view("shown")["theirs"][2]["snapshot"]["thanks"].text(), "For trying.");

  // And the next round begins from there.
  ana.say(R"({"kind":"way","way":"one-meal","will":"happy"})");
  ana.must(R"("begin-round")");
  sync_both(ana, ben);
  ben.must(R"("begin-round")");
  sync_both(ana, ben);
  EXPECT_EQ(ben.view("round")["matched"].size(), 3U);
  EXPECT_EQ(ben.view("logs")["faults"].size(), 0U);
  EXPECT_EQ(ben.view("logs")["idle"].size(), 0U);
}

TEST_F(TwoTest, StopNeedsNoReasonAndIsAlwaysPossible) {
  go_to_common_ground();
  const std::string plan = propose(ana, kHeld);
  agree(ana, plan);
  sync_both(ana, ben);
  agree(ben, plan);
  sync_both(ana, ben);
  ASSERT_EQ(ana.view("plans")["standing"].text(), plan);
  // In the middle of it, while the other rests, and with the joint steps closed.
  ana.say(R"({"kind":"pause","until":)" + std::to_string(world.now + kDay) + "}");
  sync_both(ana, ben);
  ben.must(R"("together","on":false)");
  ben.say(R"({"kind":"stop","proposal":")" + plan + "\"}");
  EXPECT_EQ(ben.refused_to_say(R"({"kind":"stop","proposal":")" + plan + R"(","text":"because"})"),
            "bad-request");
  sync_both(ana, ben);
  EXPECT_TRUE(ana.view("plans")["standing"].is_null());
  // A yes from before does not bring it back; neither does a new one.
  EXPECT_EQ(ana.refused_to_say(R"({"kind":"agree","proposal":")" + plan + "\"}"),
            "not-allowed: paused");
  world.now += 2 * kDay;
  EXPECT_EQ(ana.refused_to_say(R"({"kind":"agree","proposal":")" + plan + "\"}"),
            "not-allowed: ended");
}

TEST_F(TwoTest, OnlyWhatBothWantCanBeProposed) {
  both_ready(ana, ben, "common-ground");
  EXPECT_EQ(ana.refused_to_say(R"({"kind":"proposal","round":1,"ways":[)" + std::string(kHeld) +
                               R"(],"begins":)" + std::to_string(world.now) + R"(,"days":14})"),
            "not-allowed: early");
  match(ana, ben);
  EXPECT_EQ(ana.refused_to_say(
                R"({"kind":"proposal","round":1,"ways":[{"way":"twenty-second-hug","times":1,)"
                R"("start":"first"}],"begins":)" +
                std::to_string(world.now) + R"(,"days":14})"),
            "not-allowed: not-matched");
}

TEST_F(TwoTest, ANoIsNeverShown) {
  EXPECT_EQ(ana.refused(R"("share","what":[{"kind":"way","way":"one-meal"}])"),
            "not-allowed: never-shown");
  ana.must(R"("share","what":[{"kind":"way","way":"holding-hands"}])");
  sync_both(ana, ben);
  EXPECT_EQ(ben.view("shown")["theirs"].size(), 1U);
}

TEST_F(TwoTest, SharedIsSharedAndTakenBackIsTold) {
  share_needs(ana, {"touch", "calm"});
  sync_both(ana, ben);
  const std::string share = ana.view("shown")["mine"][0]["share"].text();
  EXPECT_EQ(ben.refused(R"("unshare","share":")" + share + "\""), "not-allowed: no-such-thing");
  ana.must(R"("unshare","share":")" + share + "\"");
  sync_both(ana, ben);
  EXPECT_EQ(ben.view("shown")["theirs"].size(), 1U);
  // Its text is gone from the relay and from both devices, and the chain still holds.
  for (const FakeRelay::Record& record : world.relay.log(ana.couple_log())) {
    if (record.id == share) {
      EXPECT_LT(record.bytes.size(), 250U);
    }
  }
  ana.kill_and_reopen();
  ben.kill_and_reopen();
  share_needs(ana, {"touch"});
  sync_both(ana, ben);
  EXPECT_EQ(ben.view("shown")["theirs"].size(), 2U);
  EXPECT_EQ(ben.view("logs")["faults"].size(), 0U);
}

TEST_F(TwoTest, OneRoundAWeekAndOneBatchEach) {
  match(ana, ben);
  // What is answered now counts in the next round, and that is a week away.
  ana.say(R"({"kind":"way","way":"one-meal","will":"love"})");
  EXPECT_EQ(ana.refused(R"("begin-round")"), "not-allowed: too-soon");
  sync_both(ana, ben);
  EXPECT_EQ(ana.view("round")["matched"].size(), 2U);
  world.now += 7 * kDay;
  ana.must(R"("begin-round")");
  EXPECT_EQ(ana.refused(R"("begin-round")"), "not-allowed: too-soon");
  sync_both(ana, ben);
  // Changing one's mind after the batch is sealed changes nothing in this round.
  ana.say(R"({"kind":"way","way":"one-meal","will":"no"})");
  ben.must(R"("begin-round")");
  sync_both(ana, ben);
  EXPECT_EQ(ben.view("round")["matched"].size(), 3U);
}

TEST_F(TwoTest, ARoundThatOneNeverAnswersRevealsNothing) {
  both_ready(ana, ben, "both-want");
  ana.must(R"("begin-round")");
  sync_both(ana, ben);
  EXPECT_EQ(ana.view("round")["round"]["state"].text(), "waits-for-partner");
  EXPECT_EQ(ben.view("round")["round"]["state"].text(), "waits-for-me");
  world.now += 7 * kDay;
  EXPECT_EQ(ben.view("round")["round"]["state"].text(), "expired");
  EXPECT_TRUE(ben.view("round")["matched"].is_null());
  // Ben can begin the next one.
  ben.must(R"("begin-round")");
  sync_both(ana, ben);
  EXPECT_EQ(ana.view("round")["round"]["number"].number(), 2);
}

TEST_F(TwoTest, BothBeginARoundAtOnce) {
  both_ready(ana, ben, "both-want");
  ana.must(R"("begin-round")");
  ben.must(R"("begin-round")");
  sync_both(ana, ben);
  EXPECT_EQ(ana.view("round")["round"]["number"].number(), 1);
  EXPECT_EQ(ana.view("round")["matched"].size(), 2U);
  EXPECT_EQ(ben.view("round")["matched"].size(), 2U);
}

TEST_F(TwoTest, LeavingEndsEverythingForBoth) {
  go_to_common_ground();
  const std::string plan = propose(ana, kHeld);
  agree(ana, plan);
  sync_both(ana, ben);
  agree(ben, plan);
  ben.say(R"({"kind":"leave"})");
  sync_both(ana, ben);
  EXPECT_TRUE(ana.view("plans")["standing"].is_null());
  EXPECT_EQ(ana.view("way")["stages"][7]["reasons"][0].text(), "over");
  EXPECT_TRUE(ana.view("way")["partner"]["left"].truth());
  // What is one's own is still there.
  EXPECT_GE(ana.view("mine")["said"].size(), 15U);
}

// After they have parted, Ana begins anew with someone else: nothing of before is in it.
TEST_F(TwoTest, AnotherPartnerLater) {
  match(ana, ben);
  ben.say(R"({"kind":"leave"})");
  sync_both(ana, ben);
  Device cleo(world, "cleo");
  cleo.create();
  cleo.say(R"({"kind":"about-me","adult":true},{"kind":"way","way":"screens-away","will":"love"})");
  world.relay.invites.clear();
  world.now += 7 * kDay;  // a week between rounds, whoever they are with
  invite_and_join(ana, cleo);
  EXPECT_EQ(ana.view("shown")["mine"].size(), 0U);
  EXPECT_TRUE(ana.view("round")["matched"].is_null());
  match(ana, cleo);
  EXPECT_EQ(ana.view("round")["matched"].size(), 1U);
  ana.kill_and_reopen();
  EXPECT_EQ(ana.view("round")["matched"][0].text(), "screens-away");
}

// Nobody can end the other's rest, nor make it shorter by resting themselves.
TEST_F(TwoTest, RestIsOnesOwn) {
  both_ready(ana, ben, "hear-each-other");
  ana.say(R"({"kind":"pause","until":)" + std::to_string(world.now + kDay) + "}");
  sync_both(ana, ben);
  const std::string pause = ben.view("way")["partner"]["they-rest"]["pause"].text();
  EXPECT_EQ(ben.refused_to_say(R"({"kind":"resume","pause":")" + pause + "\"}"),
            "not-allowed: not-yours");
  ben.say(R"({"kind":"pause","until":)" + std::to_string(world.now + kMinute) + "}");
  world.now += kHour;
  EXPECT_EQ(ben.refused_to_say(R"({"kind":"speak"})"), "not-allowed: paused");
  ana.say(R"({"kind":"resume","pause":")" + pause + "\"}");
  ana.say(R"({"kind":"speak"})");
}

// A bad connection: things come late, twice, in another order, or not this time.
TEST_F(TwoTest, AnyWeatherGivesTheSame) {
  world.relay.weather = {.shuffles = true, .repeats = true, .drops_percent = 40};
  go_to_common_ground();
  share_needs(ana, {"touch"});
  share_needs(ben, {"calm"});
  const std::string plan = propose(ana, kHeld);
  agree(ana, plan);
  sync_both(ana, ben);
  agree(ben, plan);
  sync_both(ana, ben);
  EXPECT_EQ(ana.view("plans")["standing"].text(), plan);
  EXPECT_EQ(ben.view("plans")["standing"].text(), plan);
  EXPECT_EQ(ana.view("logs")["faults"].size(), 0U);
  EXPECT_EQ(ben.view("logs")["faults"].size(), 0U);
}

// Each is killed and started again after every step.
TEST_F(TwoTest, KillAndReopenAtEveryStage) {
  const auto both_reopen = [&] {
    ana.kill_and_reopen();
    ben.kill_and_reopen();
  };
  both_reopen();
  both_ready(ana, ben, "both-want");
  both_reopen();
  ana.must(R"("begin-round")");
  both_reopen();
  sync_both(ana, ben);
  both_reopen();
  ben.must(R"("begin-round")");
  for (int i = 0; i < 4; ++i) {
    ana.sync_all();
    both_reopen();
    ben.sync_all();
    both_reopen();
  }
  EXPECT_EQ(ana.view("round")["matched"].size(), 2U);
  both_ready(ana, ben, "common-ground");
  const std::string plan = propose(ana, kHeld);
  both_reopen();
  agree(ana, plan);
  both_reopen();
  sync_both(ana, ben);
  agree(ben, plan);
  both_reopen();
  sync_both(ana, ben);
  both_reopen();
  EXPECT_EQ(ana.view("plans")["standing"].text(), plan);
  EXPECT_EQ(ben.view("plans")["standing"].text(), plan);
}

// Found while reading: each of several things said at once was looked at as if it were the only
// one, so that what the first made impossible was written all the same.
TEST_F(TwoTest, WhatIsSaidAtOnceIsSaidOneAfterTheOther) {
  const std::string speak = R"({"kind":"speak"},{"kind":"speak"})";
  EXPECT_EQ(ana.refused_to_say(speak), "not-allowed: not-ready");
  ben.say(R"({"kind":"ready","stage":"hear-each-other","on":true})");
  sync_both(ana, ben);
  EXPECT_EQ(ana.refused_to_say(R"({"kind":"ready","stage":"hear-each-other","on":true},)" + speak),
            "not-allowed: turn-open");
  ana.say(R"({"kind":"ready","stage":"hear-each-other","on":true},{"kind":"speak"})");
  sync_both(ana, ben);
  EXPECT_EQ(ben.view("hear")["turns"].size(), 1U);
  EXPECT_EQ(ben.view("logs")["idle"].size(), 0U);
}

// A record counts only when the host says that it is stored.
TEST_F(TwoTest, WhatCannotBeStoredWasNotSaid) {
  const auto mine = [&] { return ana.call(R"({"now":1,"command":{"do":"view","view":"mine"}})"); };
  const std::string before = mine();
  ana.storage_fails = true;
  ana.say(R"({"kind":"need","need":"calm","importance":4,"met":4})");
  EXPECT_EQ(mine(), before);
  ana.storage_fails = false;
  share_needs(ana, {"calm"});
  sync_both(ana, ben);
  EXPECT_EQ(ben.view("shown")["theirs"][0]["snapshot"]["importance"].number(), 2);
  EXPECT_EQ(ben.view("logs")["faults"].size(), 0U);
}

}  // namespace
}  // namespace commonground::tests
