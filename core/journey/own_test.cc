#include "journey/own.h"

#include <gtest/gtest.h>

#include "journey/examples_for_test.h"

namespace commonground::journey {
namespace {

int need(std::string_view id) { return *closer_for_test().find(content::Section::kNeeds, id); }
int way(std::string_view id) { return *closer_for_test().find(content::Section::kWays, id); }
About about_need(std::string_view id) {
  return {.kind = Kind::kNeed, .numbers = {need(id)}, .text = {}};
}

TEST(Own, LaterTakesThePlaceOfEarlier) {
  Own own;
  own.apply(placed(said(R"({"kind":"need","need":"touch","importance":4,"met":1})")));
  own.apply(placed(said(R"({"kind":"need","need":"calm","importance":2})")));
  own.apply(placed(said(R"({"kind":"need","need":"touch","importance":3})")));
  EXPECT_EQ(own.all().size(), 2U);
  const Body* touch = own.find(about_need("touch"));
  ASSERT_NE(touch, nullptr);
  EXPECT_EQ(touch->number("importance"), 3);
  EXPECT_FALSE(touch->has("met"));
}

TEST(Own, NothingButWhatItIsAboutTakesItBack) {
  Own own;
  own.apply(placed(said(R"({"kind":"need","need":"touch","importance":4})")));
  own.apply(placed(said(R"({"kind":"need","need":"calm"})")));  // nothing was there
  own.apply(placed(said(R"({"kind":"need","need":"touch"})")));
  EXPECT_TRUE(own.all().empty());
}

TEST(Own, OneOfEachWhereThereIsNoKey) {
  Own own;
  EXPECT_EQ(own.find(Kind::kTogether), nullptr);
  own.apply(placed(said(R"({"kind":"together","on":true})")));
  EXPECT_NE(own.find(Kind::kTogether), nullptr);
  own.apply(placed(said(R"({"kind":"together"})")));
  EXPECT_EQ(own.find(Kind::kTogether), nullptr);
}

TEST(Own, TwoKeysAreTwoThings) {
  Own own;
  own.apply(placed(said(R"({"kind":"feeling","seat":"asking","feeling":"hopeful","strength":1})")));
  own.apply(placed(said(R"({"kind":"feeling","seat":"asked","feeling":"hopeful","strength":2})")));
  own.apply(placed(said(R"({"kind":"check-in-need","day":"2025-11-16","need":"touch","met":3})")));
  own.apply(placed(said(R"({"kind":"check-in-need","day":"2025-11-17","need":"touch","met":2})")));
  EXPECT_EQ(own.all().size(), 4U);
}

// What went into a round is found by what was committed to.
TEST(Own, FindsABatchByItsCommitment) {
  const LogId log{{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}};
  const std::string commitment(32, 'c');
  const std::string another(32, 'd');
  Own own;
  for (const auto& [way, with] : {std::pair{3, commitment}, std::pair{4, another}}) {
    Body body(Kind::kBatch);
    body.set_bytes("log", log.span());
    body.set_number("round", 1);
    body.set_bytes("commitment", bytes_of(with));
    body.set_number("at", 1);
    body.set_yes("ways");
    body.ids = {way};
    own.apply(placed(body));
  }
  ASSERT_NE(own.batch(log, 1, commitment), nullptr);
  EXPECT_EQ(own.batch(log, 1, commitment)->ids, std::vector{3});
  EXPECT_EQ(own.batch(log, 1, another)->ids, std::vector{4});
  EXPECT_EQ(own.batch(log, 2, commitment), nullptr);
  EXPECT_EQ(own.batch(LogId{}, 1, commitment), nullptr);
  EXPECT_EQ(own.batch(log, 1, std::string(32, 'e')), nullptr);
}

// The phone said that it goes on alone; the laptop, which did not know, says that it does not.
TEST(Own, AnOnThatDidNotKnowOfAnOffIsNone) {
  const auto together = [](std::uint8_t author, std::uint64_t counter, bool on, Seen seen) {
    Placed record = placed(Body(Kind::kTogether));
    if (on) record.entry.body->set_yes("on");
    record.author = author;
    record.counter = counter;
    record.entry.seen = seen;
    return record;
  };
  Own own;
  own.apply(together(0, 3, true, {}));
  own.apply(together(0, 4, false, {}));
  own.apply(together(1, 7, true, {4}));
  EXPECT_EQ(own.find(Kind::kTogether), nullptr);
  own.apply(together(1, 8, true, {5}));
  EXPECT_NE(own.find(Kind::kTogether), nullptr);
  own.apply(together(1, 9, false, {5}));
  own.apply(together(1, 10, true, {5}));  // its own is known to it
  EXPECT_NE(own.find(Kind::kTogether), nullptr);
}

TEST(Answers, AreWhatWasSaid) {
  couple::Answers answers = no_answers(closer_for_test());
  for (const char* text :
       {R"({"kind":"correction","way":"one-meal","need":"calm","does":"more"})",
        R"({"kind":"correction","way":"five-minutes-held","need":"touch","does":"less"})",
        R"({"kind":"way","way":"one-meal","will":"if","condition":"not late","start":["partner"]})",
        R"({"kind":"way","way":"holding-hands"})",
        R"({"kind":"need","need":"touch","importance":4,"met":1})",
        R"({"kind":"feeling","seat":"refused","feeling":"hopeful","strength":3})",
        R"({"kind":"note","slot":1,"text":"nobody's"})"}) {
    add_answer(answers, said(text));
  }
  finish_answers(answers);
  EXPECT_EQ(answers.importance[static_cast<std::size_t>(need("touch"))], 4);
  EXPECT_EQ(answers.met[static_cast<std::size_t>(need("touch"))], 1);
  EXPECT_EQ(answers.feelings[3][static_cast<std::size_t>(
                *closer_for_test().find(content::Section::kFeelings, "hopeful"))],
            3);
  ASSERT_EQ(answers.ways.size(), 2U);
  EXPECT_LT(answers.ways[0].way, answers.ways[1].way);
  for (const couple::WayAnswer& answer : answers.ways) {
    if (answer.way == way("one-meal")) {
      EXPECT_EQ(answer.will, couple::Will::kIf);
      EXPECT_EQ(answer.condition, "not late");
      EXPECT_EQ(answer.starts, content::Set{1} << 1U);
      EXPECT_EQ(answer.more, std::vector<int>{need("calm")});
    } else {
      // Corrected, and not said yes to.
      EXPECT_EQ(answer.way, way("five-minutes-held"));
      EXPECT_EQ(answer.will, couple::Will::kNo);
      EXPECT_EQ(answer.less, std::vector<int>{need("touch")});
    }
  }
}

}  // namespace
}  // namespace commonground::journey
