// Every kind of record of this version, sealed, as files; and what they fold to.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "base/hex.h"
#include "commonground/session.h"
#include "journey/kinds.h"
#include "tests/files.h"
#include "tests/journey/story.h"
#include "tests/json.h"
#include "tests/scenarios/people.h"
#include "verify/base64.h"

namespace commonground::tests {
namespace {

const std::filesystem::path kFolder = "tests/vectors/journey";
constexpr auto kViews = std::to_array<const char*>(
    {"way", "mine", "shown", "hear", "round", "table", "plans", "words", "export"});

Bytes bytes_in(const std::filesystem::path& path) {
  const std::string text = text_of(path);
  return {text.begin(), text.end()};
}

// A new device of Ana takes in the records whose names begin so. What it is asked and answers is
// kept as a transcript, for the other builds of the core to read the vectors as well.
class Reader {
 public:
  Reader(ByteSpan vault, const std::map<std::string, Bytes>& records,
         const std::vector<std::string>& logs)
      : transcript_("vectors_" + logs.back()) {
    EXPECT_EQ(session_.take_pack(text_of("content/closer/pack.json")), R"({"work":[]})");
    transcript_.add_pack(0);
    ask(R"("unlock","vault":")" + to_base64(vault) + R"(","key":")" + to_base64(Bytes(32, 0x08)) +
        "\"");
    ask(R"("load","records":[],"last":true)");
    for (const std::string& log : logs) {
      std::string list;
      for (const auto& [name, record] : records) {
        if (!name.starts_with(log)) continue;
        list += (list.empty() ? "\"" : ",\"") + to_base64(record) + "\"";
      }
      const Json answer(ask(R"("receive","records":[)" + list + "]"));
      EXPECT_EQ(answer["reply"]["faults"].size(), 0U) << log;
      ask(R"("stored")");
    }
  }
  std::string view(const std::string& name) { return ask(R"("view","view":")" + name + "\""); }

 private:
  std::string ask(const std::string& command) {
    const std::string request = R"({"now":)" + std::to_string(kStoryEnd) + R"(,"entropy":")" +
                                to_base64(Bytes(32, number_++)) + R"(","command":{"do":)" +
                                command + "}}";
    std::string answer = session_.call(request);
    transcript_.add(0, request, answer);
    EXPECT_FALSE(answer.starts_with(R"({"error")")) << command.substr(0, 40) << answer;
    return answer;
  }
  session::Session session_;
  Transcript transcript_;
  std::uint8_t number_ = 1;
};

KeptStory kept() {
  KeptStory story{.vault = bytes_in(kFolder / "ana.vault"), .records = {}};
  for (const auto& file : std::filesystem::directory_iterator(kFolder)) {
    if (file.path().extension() != ".record") continue;
    story.records[file.path().stem()] = bytes_in(file.path());
  }
  return story;
}

std::map<std::string, std::string> folded(const KeptStory& story) {
  std::map<std::string, std::string> folds;
  Reader whole(story.vault, story.records, {"own", "couple"});
  for (const char* view : kViews) folds[view] = whole.view(view);
  Reader parted(story.vault, story.records, {"own", "parted"});
  folds["parted"] = parted.view("way");
  return folds;
}

// Only when asked to, and never into the tree: tests/vectors/journey/README.md says when.
void write_if_asked() {
  const char* folder = std::getenv("CG_WRITE_VECTORS");
  if (folder == nullptr) return;
  const std::filesystem::path to(folder);
  std::filesystem::create_directories(to);
  const KeptStory story = write_story();
  const auto write = [&](const std::string& name, std::string_view text) {
    std::ofstream(to / name, std::ios::binary) << text;
  };
  write("ana.vault", commonground::text_of(story.vault));
  for (const auto& [name, record] : story.records) {
    write(name + ".record", commonground::text_of(record));
  }
  for (const auto& [view, text] : folded(story)) write(view + ".json", text);
}

TEST(JourneyVectors, AreWrittenAsTheyWere) {
  write_if_asked();
  const KeptStory now = write_story();
  const KeptStory then = kept();
  EXPECT_EQ(to_hex(now.vault), to_hex(then.vault));
  EXPECT_EQ(now.records.size(), then.records.size());
  for (const auto& [name, record] : now.records) {
    const auto found = then.records.find(name);
    ASSERT_NE(found, then.records.end()) << name;
    EXPECT_EQ(to_hex(found->second), to_hex(record)) << name;
  }
}

TEST(JourneyVectors, HaveEveryKind) {
  std::set<std::string> kinds;
  for (const auto& [name, record] : kept().records) {
    kinds.insert(Json(text_of_story_record(name, record))["say"]["kind"].text());
  }
  for (std::size_t i = 0; i < journey::kKinds; ++i) {
    const std::string name(journey::shape_of(static_cast<journey::Kind>(i)).name);
    EXPECT_TRUE(kinds.contains(name)) << name;
  }
}

TEST(JourneyVectors, FoldToWhatTheyDid) {
  for (const auto& [view, text] : folded(kept())) {
    EXPECT_EQ(text, text_of(kFolder / (view + ".json"))) << view;
  }
}

}  // namespace
}  // namespace commonground::tests
