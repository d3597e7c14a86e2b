// Every reason to refuse a problem file, each with a file named for it in tests/plan/refused.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "commonground/plan.h"

namespace commonground::plan {
namespace {

struct Refused {
  std::string_view file;
  InputErrorCode code;
  std::string_view path;
};

constexpr auto kRefused = std::to_array<Refused>({
    {"empty-file", InputErrorCode::kSyntax, "$"},
    {"only-space", InputErrorCode::kSyntax, "$"},
    {"cut-short", InputErrorCode::kSyntax, "$"},
    {"text-after-the-end", InputErrorCode::kSyntax, "$"},
    {"zero-byte-at-the-end", InputErrorCode::kSyntax, "$"},
    {"byte-order-mark", InputErrorCode::kSyntax, "$"},
    {"not-utf8", InputErrorCode::kSyntax, "$"},
    {"trailing-comma", InputErrorCode::kSyntax, "$"},
    {"comment", InputErrorCode::kSyntax, "$"},
    {"number-too-big", InputErrorCode::kNumberTooBig, "$"},
    {"nested-too-deep", InputErrorCode::kTooDeep, "$"},
    {"nested-far-too-deep", InputErrorCode::kTooDeep, "$"},
    {"list-instead-of-object", InputErrorCode::kWrongType, "$"},
    {"null-instead-of-object", InputErrorCode::kWrongType, "$"},
    {"missing-format", InputErrorCode::kMissingField, "$.format"},
    {"missing-partners", InputErrorCode::kMissingField, "$.partners"},
    {"missing-needs", InputErrorCode::kMissingField, "$.needs"},
    {"missing-importance", InputErrorCode::kMissingField, "$.importance"},
    {"missing-met", InputErrorCode::kMissingField, "$.met"},
    {"missing-ways", InputErrorCode::kMissingField, "$.ways"},
    {"missing-limits", InputErrorCode::kMissingField, "$.limits"},
    {"unknown-field", InputErrorCode::kUnknownField, "$.mood"},
    {"repeated-field", InputErrorCode::kRepeatedField, "$.limits"},
    {"format-of-another-version", InputErrorCode::kWrongFormat, "$.format"},
    {"format-not-text", InputErrorCode::kWrongType, "$.format"},
    {"partners-not-a-list", InputErrorCode::kWrongType, "$.partners"},
    {"three-partners", InputErrorCode::kWrongLength, "$.partners"},
    {"one-partner", InputErrorCode::kWrongLength, "$.partners"},
    {"partner-not-text", InputErrorCode::kWrongType, "$.partners[1]"},
    {"needs-not-a-list", InputErrorCode::kWrongType, "$.needs"},
    {"no-needs", InputErrorCode::kWrongLength, "$.needs"},
    {"thirty-three-needs", InputErrorCode::kWrongLength, "$.needs"},
    {"need-not-text", InputErrorCode::kWrongType, "$.needs[0]"},
    {"need-twice", InputErrorCode::kRepeatedId, "$.needs[1]"},
    {"importance-not-a-list", InputErrorCode::kWrongType, "$.importance"},
    {"importance-of-one-partner", InputErrorCode::kWrongLength, "$.importance"},
    {"importance-row-not-a-list", InputErrorCode::kWrongType, "$.importance[0]"},
    {"importance-row-too-short", InputErrorCode::kWrongLength, "$.importance[1]"},
    {"importance-row-too-long", InputErrorCode::kWrongLength, "$.importance[1]"},
    {"importance-above-four", InputErrorCode::kOutOfRange, "$.importance[0][1]"},
    {"importance-below-zero", InputErrorCode::kOutOfRange, "$.importance[0][1]"},
    {"importance-with-a-fraction", InputErrorCode::kNotAnInteger, "$.importance[0][1]"},
    {"importance-not-a-number", InputErrorCode::kWrongType, "$.importance[1][0]"},
    {"met-not-a-list", InputErrorCode::kWrongType, "$.met"},
    {"met-of-one-partner", InputErrorCode::kWrongLength, "$.met"},
    {"met-row-not-a-list", InputErrorCode::kWrongType, "$.met[0]"},
    {"met-row-too-short", InputErrorCode::kWrongLength, "$.met[1]"},
    {"met-row-too-long", InputErrorCode::kWrongLength, "$.met[1]"},
    {"met-above-four", InputErrorCode::kOutOfRange, "$.met[0][1]"},
    {"met-below-zero", InputErrorCode::kOutOfRange, "$.met[0][1]"},
    {"met-with-a-fraction", InputErrorCode::kNotAnInteger, "$.met[0][1]"},
    {"met-not-a-number", InputErrorCode::kWrongType, "$.met[1][0]"},
    {"integer-written-as-fraction", InputErrorCode::kNotAnInteger, "$.met[0][0]"},
    {"integer-with-exponent", InputErrorCode::kNotAnInteger, "$.met[0][0]"},
    {"integer-beyond-64-bits", InputErrorCode::kNotAnInteger, "$.limits.minutes"},
    {"ways-not-a-list", InputErrorCode::kWrongType, "$.ways"},
    {"two-hundred-and-one-ways", InputErrorCode::kWrongLength, "$.ways"},
    {"way-not-an-object", InputErrorCode::kWrongType, "$.ways[1]"},
    {"way-missing-id", InputErrorCode::kMissingField, "$.ways[0].id"},
    {"way-missing-minutes", InputErrorCode::kMissingField, "$.ways[0].minutes"},
    {"way-missing-most", InputErrorCode::kMissingField, "$.ways[0].most"},
    {"way-missing-meets", InputErrorCode::kMissingField, "$.ways[0].meets"},
    {"way-missing-effort", InputErrorCode::kMissingField, "$.ways[0].effort"},
    {"way-with-unknown-field", InputErrorCode::kUnknownField, "$.ways[0].starter"},
    {"way-with-repeated-field", InputErrorCode::kRepeatedField, "$.ways[0].most"},
    {"way-id-not-text", InputErrorCode::kWrongType, "$.ways[0].id"},
    {"way-id-twice", InputErrorCode::kRepeatedId, "$.ways[1].id"},
    {"way-minutes-above-a-day", InputErrorCode::kOutOfRange, "$.ways[0].minutes"},
    {"way-minutes-below-zero", InputErrorCode::kOutOfRange, "$.ways[0].minutes"},
    {"way-most-below-zero", InputErrorCode::kOutOfRange, "$.ways[0].most"},
    {"way-most-above-seven", InputErrorCode::kOutOfRange, "$.ways[0].most"},
    {"way-intimate-not-boolean", InputErrorCode::kWrongType, "$.ways[1].intimate"},
    {"way-meets-not-a-list", InputErrorCode::kWrongType, "$.ways[0].meets"},
    {"way-meets-of-one-partner", InputErrorCode::kWrongLength, "$.ways[0].meets"},
    {"way-meets-row-too-short", InputErrorCode::kWrongLength, "$.ways[0].meets[1]"},
    {"way-meets-above-a-thousand", InputErrorCode::kOutOfRange, "$.ways[0].meets[0][0]"},
    {"way-meets-below-zero", InputErrorCode::kOutOfRange, "$.ways[0].meets[0][0]"},
    {"way-effort-of-one-partner", InputErrorCode::kWrongLength, "$.ways[0].effort"},
    {"way-effort-above-limit", InputErrorCode::kOutOfRange, "$.ways[0].effort[1]"},
    {"way-effort-below-limit", InputErrorCode::kOutOfRange, "$.ways[0].effort[0]"},
    {"way-asking-not-an-object", InputErrorCode::kWrongType, "$.ways[0].asking"},
    {"way-asking-unknown-starter", InputErrorCode::kUnknownField, "$.ways[0].asking.both"},
    {"way-asking-repeated-starter", InputErrorCode::kRepeatedField, "$.ways[0].asking.first"},
    {"way-asking-of-one-partner", InputErrorCode::kWrongLength, "$.ways[0].asking.first"},
    {"way-asking-above-limit", InputErrorCode::kOutOfRange, "$.ways[0].asking.first[0]"},
    {"way-asking-below-limit", InputErrorCode::kOutOfRange, "$.ways[0].asking.first[0]"},
    {"limits-not-an-object", InputErrorCode::kWrongType, "$.limits"},
    {"limits-missing-minutes", InputErrorCode::kMissingField, "$.limits.minutes"},
    {"limits-unknown-field", InputErrorCode::kUnknownField, "$.limits.hours"},
    {"limits-ways-zero", InputErrorCode::kOutOfRange, "$.limits.ways"},
    {"limits-ways-above-eight", InputErrorCode::kOutOfRange, "$.limits.ways"},
    {"limits-minutes-above-a-week", InputErrorCode::kOutOfRange, "$.limits.minutes"},
    {"limits-minutes-below-zero", InputErrorCode::kOutOfRange, "$.limits.minutes"},
    {"usual-not-an-object", InputErrorCode::kWrongType, "$.usual"},
    {"usual-missing-way", InputErrorCode::kMissingField, "$.usual.way"},
    {"usual-missing-wish", InputErrorCode::kMissingField, "$.usual.wish"},
    {"usual-unknown-field", InputErrorCode::kUnknownField, "$.usual.minutes"},
    {"usual-way-not-text", InputErrorCode::kWrongType, "$.usual.way"},
    {"usual-way-not-in-the-list", InputErrorCode::kUnknownId, "$.usual.way"},
    {"usual-wish-of-one-partner", InputErrorCode::kWrongLength, "$.usual.wish"},
    {"usual-wish-above-seven", InputErrorCode::kOutOfRange, "$.usual.wish[1]"},
    {"usual-wish-below-zero", InputErrorCode::kOutOfRange, "$.usual.wish[0]"},
});

std::string contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string accepted() { return contents("tests/plan/accepted.json"); }

TEST(ProblemFile, IsReadWhole) {
  const auto problem = read_problem(accepted());
  ASSERT_TRUE(problem.has_value()) << problem.error().path;
  EXPECT_EQ(problem->partners, (PerPartner<std::string>{"Ana", "Ben"}));
  EXPECT_EQ(problem->needs, (std::vector<std::string>{"calm", "play"}));
  EXPECT_EQ(problem->importance[0], (std::vector<int>{4, 2}));
  EXPECT_EQ(problem->met[1], (std::vector<int>{2, 2}));
  EXPECT_EQ(problem->most_ways, 2);
  EXPECT_EQ(problem->minutes, 60);
  ASSERT_EQ(problem->ways.size(), 2U);
  const Way& walk = problem->ways[0];
  EXPECT_EQ(walk.id, "a walk");
  EXPECT_EQ(walk.minutes, 30);
  EXPECT_EQ(walk.most, 3);
  EXPECT_EQ(walk.meets[1], (std::vector<int>{150, 50}));
  EXPECT_EQ(walk.effort, (PerPartner<int>{0, 1000}));
  EXPECT_EQ(walk.asking[0], (PerPartner<int>{0, 0}));
  EXPECT_FALSE(walk.asking[1].has_value());
  EXPECT_EQ(walk.asking[2], (PerPartner<int>{500, 500}));
  // With no asking at all, either at no cost.
  EXPECT_FALSE(problem->ways[1].asking[0].has_value());
  EXPECT_EQ(problem->ways[1].asking[2], (PerPartner<int>{0, 0}));
  ASSERT_TRUE(problem->usual.has_value());
  EXPECT_EQ(problem->usual->way, 1);
  EXPECT_EQ(problem->usual->wish, (PerPartner<int>{4, 1}));
}

TEST(ProblemFile, MayLeaveOutWhatHasADefault) {
  std::string text = accepted();
  text.replace(text.find("\"ways\": 2,"), 10, "");
  const auto problem = read_problem(text);
  ASSERT_TRUE(problem.has_value()) << problem.error().path;
  EXPECT_EQ(problem->most_ways, kDefaultWaysInPlan);
  EXPECT_FALSE(problem->ways[0].intimate);
}

TEST(ProblemFile, IsRefusedForEachDefectByName) {
  for (const Refused& refused : kRefused) {
    const auto file = "tests/plan/refused/" + std::string(refused.file) + ".json";
    const auto problem = read_problem(contents(file));
    ASSERT_FALSE(problem.has_value()) << file;
    EXPECT_EQ(problem.error().code, refused.code) << file;
    EXPECT_EQ(problem.error().path, refused.path) << file;
  }
}

TEST(ProblemFile, HasATestForEveryRefusedFile) {
  std::set<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator("tests/plan/refused")) {
    files.insert(entry.path().stem().string());
  }
  std::set<std::string> tested;
  for (const Refused& refused : kRefused) tested.emplace(refused.file);
  EXPECT_EQ(files, tested);
}

TEST(ProblemFile, SaysWhatStoodWhereAndWhatWasExpected) {
  const auto problem = read_problem(contents("tests/plan/refused/way-minutes-above-a-day.json"));
  ASSERT_FALSE(problem.has_value());
  EXPECT_EQ(problem.error().low, 0);
  EXPECT_EQ(problem.error().high, 1440);
  EXPECT_EQ(problem.error().found, JsonKind::kNumber);
  EXPECT_EQ(problem.error().found_text, "1441");
  EXPECT_GT(problem.error().line, 10U);
}

TEST(ProblemFile, CutsALongFindingAtAWholeCharacter) {
  std::string text = accepted();
  std::string name;
  for (int i = 0; i < 30; ++i) name += "ö";
  text.replace(text.find("commonground.plan/1"), 19, "x" + name);
  const auto problem = read_problem(text);
  ASSERT_FALSE(problem.has_value());
  EXPECT_EQ(problem.error().found_text, "x" + name.substr(0, 38));
}

TEST(ProblemFile, IsRefusedForItsSizeUnread) {
  const auto problem = read_problem(std::string(kMaxProblemBytes + 1, '['));
  ASSERT_FALSE(problem.has_value());
  EXPECT_EQ(problem.error().code, InputErrorCode::kTooLarge);
}

TEST(ProblemFile, IsWhatTheVectorsAre) {
  int problems = 0;
  for (const auto& entry : std::filesystem::directory_iterator("tests/vectors/plan/problems")) {
    if (entry.path().extension() != ".json") continue;
    ++problems;
    const auto problem = read_problem(contents(entry.path()));
    EXPECT_TRUE(problem.has_value()) << entry.path() << " " << problem.error().path;
  }
  EXPECT_GE(problems, 6);
}

}  // namespace
}  // namespace commonground::plan
