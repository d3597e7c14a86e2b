#include "journey/gates.h"

#include <gtest/gtest.h>

#include "journey/talk_for_test.h"

namespace commonground::journey {
namespace {

constexpr auto kWayHeld = "five-minutes-held";

// What is open to Ana, with what she said to herself and what the two said to each other.
class GatesTest : public testing::Test, public Talk {
 protected:
  Reasons why(Stage stage, bool has_couple = true) {
    return gates({.own = own, .shared = has_couple ? &shared : nullptr, .person = 0, .now = now},
                 matches)
        .at(static_cast<std::size_t>(stage));
  }
  void settle_in() { own.apply(placed(said(R"({"kind":"about-me","adult":true})"))); }
  void be_together() {
    settle_in();
    own.apply(placed(said(R"({"kind":"together","on":true})")));
    both_arrive();
  }
  static int way() { return *closer_for_test().find(content::Section::kWays, kWayHeld); }
  Own own;
  Matches matches;
};

TEST_F(GatesTest, SettleInIsFirst) {
  EXPECT_EQ(why(Stage::kSettleIn), Reasons{});
  for (std::size_t i = 1; i < kStages; ++i) {
    EXPECT_EQ(why(static_cast<Stage>(i)), Reasons{Reason::kSettleInFirst}) << i;
  }
  settle_in();
  for (const Stage stage :
       {Stage::kCloser, Stage::kWhatItMeans, Stage::kWhatElse, Stage::kAsking}) {
    EXPECT_EQ(why(stage), Reasons{});
  }
}

// Nobody has come, nobody was asked, or she goes on alone: one and the same is said.
TEST_F(GatesTest, NotTogetherIsAllThatIsSaid) {
  const auto is_all = [&](bool has_couple) {
    for (auto stage = static_cast<std::size_t>(Stage::kShare); stage < kStages; ++stage) {
      EXPECT_EQ(why(static_cast<Stage>(stage), has_couple), Reasons{Reason::kNotTogether});
    }
  };
  settle_in();
  is_all(false);
  is_all(true);
  own.apply(placed(said(R"({"kind":"together","on":true})")));
  is_all(false);
  arrive(kAna, 0);
  is_all(true);
  arrive(kBen, 1);
  EXPECT_EQ(why(Stage::kShare), Reasons{});
  own.apply(placed(said(R"({"kind":"together"})")));
  is_all(true);
  say(kBen, R"({"kind":"leave"})");
  is_all(true);
}

TEST_F(GatesTest, BothAreReady) {
  be_together();
  EXPECT_EQ(why(Stage::kHearEachOther), (Reasons{Reason::kYouNotReady, Reason::kPartnerNotReady}));
  say(kAna, R"({"kind":"ready","stage":"hear-each-other","on":true})");
  EXPECT_EQ(why(Stage::kHearEachOther), Reasons{Reason::kPartnerNotReady});
  say(kAna, R"({"kind":"ready","stage":"hear-each-other"})");
  say(kBen, R"({"kind":"ready","stage":"hear-each-other","on":true})");
  EXPECT_EQ(why(Stage::kHearEachOther), Reasons{Reason::kYouNotReady});
  say(kAna, R"({"kind":"ready","stage":"hear-each-other","on":true})");
  EXPECT_EQ(why(Stage::kHearEachOther), Reasons{});
}

TEST_F(GatesTest, NobodyIsResting) {
  be_together();
  both_ready("hear-each-other");
  say(kBen, R"({"kind":"pause","until":)" + std::to_string(now + kDayMs) + "}");
  EXPECT_EQ(why(Stage::kHearEachOther), Reasons{Reason::kResting});
  now += kDayMs;
  EXPECT_EQ(why(Stage::kHearEachOther), Reasons{});
}

TEST_F(GatesTest, WaysAreAnsweredBeforeTheyAreMatched) {
  be_together();
  both_ready("both-want");
  EXPECT_EQ(why(Stage::kBothWant), Reasons{Reason::kAnswerWaysFirst});
  own.apply(placed(said(R"({"kind":"way","way":"five-minutes-held","will":"not-now"})")));
  EXPECT_EQ(why(Stage::kBothWant), Reasons{Reason::kAnswerWaysFirst});
  own.apply(placed(said(R"({"kind":"way","way":"five-minutes-held","will":"if"})")));
  EXPECT_EQ(why(Stage::kBothWant), Reasons{});
}

TEST_F(GatesTest, WaysAreMatchedBeforePlansAreMade) {
  be_together();
  both_ready("both-want");
  both_ready("common-ground");
  EXPECT_EQ(why(Stage::kCommonGround), Reasons{Reason::kMatchFirst});
  go_round();
  EXPECT_EQ(why(Stage::kCommonGround), Reasons{Reason::kMatchFirst});
  matches[1] = {};
  EXPECT_EQ(why(Stage::kCommonGround), Reasons{Reason::kNothingBothWant});
  matches[1] = {way()};
  EXPECT_EQ(why(Stage::kCommonGround), Reasons{});
  matches.clear();
  EXPECT_EQ(why(Stage::kCommonGround), Reasons{Reason::kMatchFirst});
}

TEST_F(GatesTest, APlanIsTriedAndThenLookedBackOn) {
  be_together();
  both_ready("both-want");
  go_round();
  both_ready("common-ground");
  EXPECT_EQ(why(Stage::kTryIt), Reasons{Reason::kNoPlanYet});
  EXPECT_EQ(why(Stage::kHowDidItGo), Reasons{Reason::kNoPlanYet});
  now += kDayMs;
  propose(kAna, kWayHeld);
  const std::string plan = last();
  of(kAna, "agree", "proposal", plan);
  EXPECT_EQ(why(Stage::kTryIt), Reasons{Reason::kNoPlanYet});
  of(kBen, "agree", "proposal", plan);
  EXPECT_EQ(why(Stage::kTryIt), Reasons{});
  now -= 1;
  EXPECT_EQ(why(Stage::kHowDidItGo), Reasons{Reason::kNotBegun});
  now += 1;
  EXPECT_EQ(why(Stage::kHowDidItGo), Reasons{});
  of(kBen, "stop", "proposal", plan);
  EXPECT_EQ(why(Stage::kHowDidItGo), Reasons{});
}

TEST_F(GatesTest, OneHasLeft) {
  be_together();
  say(kBen, R"({"kind":"leave"})");
  for (auto stage = static_cast<std::size_t>(Stage::kShare); stage < kStages; ++stage) {
    EXPECT_EQ(why(static_cast<Stage>(stage)), Reasons{Reason::kOver});
  }
}

}  // namespace
}  // namespace commonground::journey
