// Every reason to send a pack back, each with a file named for it in tests/content/broken. Such a
// file says what is done to content/closer, and what must be found then: that, and nothing else.
#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include <gtest/gtest.h>

#include "commonground/content.h"
#include "tests/content/closer.h"
#include "tests/content/edited_json.h"
#include "tests/files.h"

namespace commonground::tests {
namespace {

namespace fs = std::filesystem;

// Long enough ago that no help line has grown old.
constexpr content::Date kToday{.year = 2020, .month = 1, .day = 2};

constexpr auto kInputCodes = std::to_array<std::string_view>(
    {"too-large", "syntax", "number-too-big", "too-deep", "wrong-type", "out-of-range",
     "not-integer", "wrong-length", "text-length", "wrong-format", "wrong-choice", "bad-id",
     "bad-date", "unknown-field", "missing-field", "repeated-field", "repeated-id", "unknown-id",
     "retired-id"});
constexpr auto kFindingCodes = std::to_array<std::string_view>({"input",
                                                                "no-file",
                                                                "strange-file",
                                                                "unused-id",
                                                                "meets-nothing",
                                                                "too-strong",
                                                                "too-few-ways",
                                                                "too-few-families",
                                                                "family-too-small",
                                                                "family-too-large",
                                                                "too-many-intimate",
                                                                "unknown-placeholder",
                                                                "missing-placeholder",
                                                                "broken-placeholder",
                                                                "forbidden-word",
                                                                "long-sentence",
                                                                "hard-to-read",
                                                                "same-text",
                                                                "untranslated",
                                                                "old-entry"});
static_assert(kInputCodes.size() == static_cast<std::size_t>(InputErrorCode::kRetiredId) + 1);
static_assert(kFindingCodes.size() ==
              static_cast<std::size_t>(content::FindingCode::kOldEntry) + 1);

std::string code_of(const content::Finding& finding) {
  if (finding.code != content::FindingCode::kInput) {
    return std::string(kFindingCodes[static_cast<std::size_t>(finding.code)]);
  }
  return std::string(kInputCodes[static_cast<std::size_t>(finding.input.code)]);
}

std::vector<content::Finding> findings_in(const std::vector<content::File>& files) {
  const auto library = content::read_library(files);
  return library ? content::check(*library, kToday) : library.error();
}

// ["set", file, path, value], ["remove", file, path], ["again", file, path] (a member twice),
// ["drop", file], ["write", file, text].
void apply(const Node& edit, std::vector<content::File>& files) {
  const std::string& what = edit.items.at(0).text;
  const std::string& name = edit.items.at(1).text;
  const auto file = std::ranges::find(files, name, &content::File::name);
  if (what == "write") {
    if (file == files.end()) {
      files.push_back({name, edit.items.at(2).text});
    } else {
      file->text = edit.items.at(2).text;
    }
    return;
  }
  ASSERT_NE(file, files.end()) << name;
  if (what == "drop") {
    files.erase(file);
    return;
  }
  Node root = Node::parse(file->text);
  auto [parent, last] = around(root, edit.items.at(2).text);
  const auto member = std::ranges::find(parent->members, last, &Member::key);
  const bool in_list = parent->kind == JsonKind::kArray;
  if (what == "remove" && in_list) {
    parent->items.erase(parent->items.begin() + std::stoi(last));
  } else if (what == "remove") {
    ASSERT_NE(member, parent->members.end()) << last;
    parent->members.erase(member);
  } else if (what == "again") {
    ASSERT_NE(member, parent->members.end()) << last;
    Member twice = *member;
    parent->members.push_back(std::move(twice));
  } else if (in_list) {
    const auto at = static_cast<std::size_t>(std::stoi(last));
    ASSERT_LE(at, parent->items.size());
    if (at == parent->items.size()) parent->items.emplace_back();
    parent->items[at] = edit.items.at(3);
  } else if (member == parent->members.end()) {
    parent->members.emplace_back(last, edit.items.at(3));
  } else {
    member->value = edit.items.at(3);
  }
  file->text = root.write();
}

using Found = std::multiset<std::tuple<std::string, std::string, std::string>>;

TEST(Content, TheFirstPackIsFine) {
  for (const content::Finding& finding : findings_in(closer_files())) {
    ADD_FAILURE() << code_of(finding) << " " << finding.file << ":" << finding.line << " "
                  << finding.path << " " << finding.text << " " << finding.why;
  }
}

TEST(Content, EveryBrokenPackIsSentBackForItsDefect) {
  const std::vector<content::File> whole = closer_files();
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator("tests/content/broken")) {
    SCOPED_TRACE(entry.path().stem().string());
    Node defect = Node::parse(text_of(entry.path()));
    std::vector<content::File> files = whole;
    for (const Node& edit : defect.at("$.edits").items) apply(edit, files);
    Found expected;
    for (Node& find : defect.at("$.finds").items) {
      expected.emplace(find.items.at(0).text, find.items.at(1).text, find.items.at(2).text);
    }
    Found found;
    for (const content::Finding& finding : findings_in(files)) {
      found.emplace(code_of(finding), finding.file, finding.path);
    }
    EXPECT_EQ(found, expected);
    ++count;
  }
  EXPECT_GE(count, 70U);
}

TEST(Content, EveryCodeHasABrokenPack) {
  std::set<std::string> met;
  for (const auto& entry : fs::directory_iterator("tests/content/broken")) {
    Node defect = Node::parse(text_of(entry.path()));
    for (const Node& find : defect.at("$.finds").items) met.insert(find.items.at(0).text);
  }
  for (const auto code : kInputCodes) {
    // A whole file of more than 4 MiB has a test of its own.
    EXPECT_TRUE(code == "too-large" || met.contains(std::string(code))) << code;
  }
  for (const auto code : kFindingCodes) {
    EXPECT_TRUE(code == "input" || met.contains(std::string(code))) << code;
  }
}

TEST(Content, AFileThatIsTooLargeIsNotRead) {
  std::vector<content::File> files = closer_files();
  const auto file = std::ranges::find(files, "es.json", &content::File::name);
  file->text.append(content::kMaxFileBytes, ' ');
  const auto findings = findings_in(files);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(code_of(findings.front()), "too-large");
}

}  // namespace
}  // namespace commonground::tests
