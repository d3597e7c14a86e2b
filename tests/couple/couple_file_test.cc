// Every reason to refuse a couple's file, each with a file named for it in tests/couple/refused.
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "commonground/couple.h"
#include "tests/content/closer.h"
#include "tests/files.h"

namespace commonground::couple {
namespace {

namespace fs = std::filesystem;
using tests::text_of;
using Code = InputErrorCode;
using Errors = std::vector<std::pair<Code, std::string>>;

const content::Pack& closer() {
  static const content::Library kLibrary = tests::closer();
  return kLibrary.pack;
}

const std::map<std::string, Errors>& refused() {
  static const std::map<std::string, Errors> kRefused = {
      {"answers-of-one-partner", {{Code::kWrongLength, "$.answers"}}},
      {"answers-without-needs", {{Code::kMissingField, "$.answers[0].needs"}}},
      {"answers-without-ways", {{Code::kMissingField, "$.answers[0].ways"}}},
      {"condition-too-long", {{Code::kTextLength, "$.answers[0].ways.five-minutes-held.if"}}},
      {"cut-short", {{Code::kSyntax, "$"}}},
      {"empty-condition", {{Code::kTextLength, "$.answers[0].ways.five-minutes-held.if"}}},
      {"feeling-not-offered-in-this-seat",
       {{Code::kUnknownField, "$.answers[0].feelings.asking.pressured"}}},
      {"feeling-stronger-than-four", {{Code::kOutOfRange, "$.answers[0].feelings.asking.hopeful"}}},
      {"format-of-another-version", {{Code::kWrongFormat, "$.format"}}},
      {"grade-not-text", {{Code::kWrongType, "$.answers[0].ways.sex"}}},
      {"importance-above-four", {{Code::kOutOfRange, "$.answers[0].needs.calm.importance"}}},
      {"limits-without-minutes", {{Code::kMissingField, "$.limits.minutes"}}},
      {"met-below-zero", {{Code::kOutOfRange, "$.answers[0].needs.calm.met"}}},
      {"minutes-more-than-a-week", {{Code::kOutOfRange, "$.limits.minutes"}}},
      {"missing-answers", {{Code::kMissingField, "$.answers"}}},
      {"missing-limits", {{Code::kMissingField, "$.limits"}}},
      {"missing-pack", {{Code::kMissingField, "$.pack"}}},
      {"missing-partners", {{Code::kMissingField, "$.partners"}}},
      {"need-in-more-and-less", {{Code::kRepeatedId, "$.answers[0].ways.screens-away.less"}}},
      {"need-twice-in-more", {{Code::kRepeatedId, "$.answers[0].ways.screens-away.more[1]"}}},
      {"need-without-met", {{Code::kMissingField, "$.answers[0].needs.calm.met"}}},
      {"nine-ways-in-a-plan", {{Code::kOutOfRange, "$.limits.ways"}}},
      {"no-starter", {{Code::kWrongLength, "$.answers[0].ways.screens-away.start"}}},
      {"one-partner", {{Code::kWrongLength, "$.partners"}}},
      {"pack-of-another-name", {{Code::kWrongChoice, "$.pack"}}},
      {"partner-without-a-name", {{Code::kTextLength, "$.partners[1]"}}},
      {"repeated-need", {{Code::kRepeatedField, "$.answers[0].needs.desired"}}},
      {"repeated-way", {{Code::kRepeatedField, "$.answers[0].ways.sex"}}},
      {"unknown-feeling", {{Code::kUnknownField, "$.answers[0].feelings.asking.grumpy"}}},
      {"unknown-field", {{Code::kUnknownField, "$.mood"}}},
      {"unknown-field-of-a-way", {{Code::kUnknownField, "$.answers[0].ways.screens-away.mood"}}},
      {"unknown-grade", {{Code::kWrongChoice, "$.answers[0].ways.sex"}}},
      {"unknown-need", {{Code::kUnknownField, "$.answers[0].needs.fame"}}},
      {"unknown-need-in-more", {{Code::kUnknownId, "$.answers[0].ways.screens-away.more[0]"}}},
      {"unknown-seat", {{Code::kUnknownField, "$.answers[0].feelings.watching"}}},
      {"unknown-starter", {{Code::kWrongChoice, "$.answers[0].ways.screens-away.start[0]"}}},
      {"unknown-way", {{Code::kUnknownField, "$.answers[0].ways.teleport"}}},
      {"usual-unknown-way", {{Code::kUnknownId, "$.usual.way"}}},
      {"usual-wish-above-seven", {{Code::kOutOfRange, "$.usual.wish[0]"}}},
      {"usual-wish-of-one", {{Code::kWrongLength, "$.usual.wish"}}},
      {"usual-without-wish", {{Code::kMissingField, "$.usual.wish"}}},
      {"would-try-if-without-an-if",
       {{Code::kMissingField, "$.answers[0].ways.five-minutes-held.if"}}},
      {"would-try-if-without-its-condition",
       {{Code::kMissingField, "$.answers[0].ways.five-minutes-held.if"}}},
  };
  return kRefused;
}

TEST(CoupleFile, IsReadAsItStands) {
  const auto couple = read_couple(text_of("tests/couple/accepted.json"), closer());
  ASSERT_TRUE(couple);
  EXPECT_EQ(couple->partners, (plan::PerPartner<std::string>{"Ana", "Ben"}));
  EXPECT_EQ(couple->most_ways, 3);
  EXPECT_EQ(couple->minutes, 200);
  ASSERT_TRUE(couple->usual);
  EXPECT_EQ(couple->usual->wish, (plan::PerPartner<int>{4, 1}));
  const Answers& ana = couple->answers[0];
  const auto need = [](std::string_view id) {
    return static_cast<std::size_t>(closer().find(content::Section::kNeeds, id).value());
  };
  EXPECT_EQ(ana.importance[need("desired")], 4);
  EXPECT_EQ(ana.met[need("calm")], 3);
  EXPECT_EQ(ana.importance[need("play")], 0);
  ASSERT_EQ(ana.ways.size(), 4U);
  const auto answer = [&](std::string_view id) {
    const int way = closer().find(content::Section::kWays, id).value();
    return *std::ranges::find(ana.ways, way, &WayAnswer::way);
  };
  EXPECT_EQ(answer("sex").will, Will::kLove);
  EXPECT_EQ(answer("separate-beds").will, Will::kNo);
  EXPECT_EQ(answer("five-minutes-held").condition, "nothing follows");
  EXPECT_EQ(answer("screens-away").starts, 0b101U);
  EXPECT_EQ(answer("screens-away").more, (std::vector<int>{static_cast<int>(need("calm"))}));
}

// The examples are what newcomers run first.
TEST(CoupleFile, IsWhatTheExamplesAre) {
  int couples = 0;
  for (const auto& entry : fs::directory_iterator("examples")) {
    if (entry.path().extension() != ".json") continue;
    const std::string text = text_of(entry.path());
    if (text.find(kFormat) == std::string::npos) continue;
    ++couples;
    const auto couple = read_couple(text, closer());
    EXPECT_TRUE(couple) << entry.path() << " " << couple.error().front().path;
  }
  EXPECT_EQ(couples, 7);
}

TEST(CoupleFile, IsRefusedForEachReason) {
  std::set<std::string> files;
  for (const auto& entry : fs::directory_iterator("tests/couple/refused")) {
    const std::string name = entry.path().stem().string();
    SCOPED_TRACE(name);
    files.insert(name);
    const auto couple = read_couple(text_of(entry.path()), closer());
    ASSERT_FALSE(couple);
    Errors errors;
    for (const InputError& error : couple.error()) errors.emplace_back(error.code, error.path);
    const auto expected = refused().find(name);
    ASSERT_NE(expected, refused().end());
    EXPECT_EQ(errors, expected->second);
  }
  for (const auto& [name, errors] : refused()) EXPECT_TRUE(files.contains(name)) << name;
}

TEST(CoupleFile, NamesAllErrorsAtOnce) {
  std::string text = text_of("tests/couple/accepted.json");
  const auto replace = [&](std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
  };
  replace("\"love\"", "\"adore\"");
  replace("\"importance\": 4", "\"importance\": 9");
  replace("\"minutes\": 200", "\"minutes\": -1");
  const auto couple = read_couple(text, closer());
  ASSERT_FALSE(couple);
  EXPECT_EQ(couple.error().size(), 3U);
}

}  // namespace
}  // namespace commonground::couple
