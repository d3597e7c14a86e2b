// The contract of a session says what the code does: bridge/schema has every name that the code
// has, and docs/formats tells of each.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include <gtest/gtest.h>

#include "base/json_document.h"
#include "session/views.h"

namespace commonground::session {
namespace {

using Names = std::set<std::string>;

std::string text_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  EXPECT_FALSE(text.empty()) << path;
  return text;
}

// All that `name_of` calls the values of an enumeration up to its last.
template <class Code>
Names names_up_to(Code last) {
  Names names;
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    names.insert(std::string(name_of(static_cast<Code>(i))));
  }
  return names;
}

Names error_codes() { return names_up_to(ErrorCode::kNoPlan); }
Names vault_errors() { return names_up_to(VaultError::kCannotBeOpened); }
Names record_errors() { return names_up_to(record::RecordError::kFull); }
Names input_errors() { return names_up_to(InputErrorCode::kRetiredId); }
Names gate_reasons() { return {journey::kReasonNames.begin(), journey::kReasonNames.end()}; }
Names no_plan_reasons() { return {kNoPlanNames.begin(), kNoPlanNames.end()}; }
Names idle_reasons() {
  Names names = names_up_to(journey::Idle::kNoCondition);
  names.erase("none");  // it did change something
  return names;
}

class Schema {
 public:
  explicit Schema(const std::string& file)
      : text_(text_of_file("bridge/schema/" + file + ".schema.json")),
        document_(json::Document::parse(text_, {.most_bytes = text_.size(), .most_depth = 32})) {}

  [[nodiscard]] json::Value root() const { return document_->root(); }
  [[nodiscard]] json::Value definition(std::string_view name) const {
    return member(member(root(), "$defs"), name);
  }
  static json::Value member(const json::Value& object, std::string_view name) {
    json::Value key = object.first();
    for (std::size_t i = 0; i < object.size(); ++i, key = key.next().next()) {
      if (key.text() == name) return key.next();
    }
    ADD_FAILURE() << "no " << name;
    return object;
  }
  static Names words(const json::Value& list) {
    Names names;
    json::Value item = list.first();
    for (std::size_t i = 0; i < list.size(); ++i, item = item.next()) {
      names.insert(std::string(item.text()));
    }
    return names;
  }
  static Names keys(const json::Value& object) {
    Names names;
    json::Value key = object.first();
    for (std::size_t i = 0; i < object.size(); ++i, key = key.next().next()) {
      names.insert(std::string(key.text()));
    }
    return names;
  }
  // Of a definition, or of a field of it: the words it takes.
  [[nodiscard]] Names words_of(std::string_view name) const {
    return words(member(definition(name), "enum"));
  }
  [[nodiscard]] Names words_of(std::string_view name, std::string_view field) const {
    const json::Value schema = member(member(definition(name), "properties"), field);
    if (keys(schema).contains("const")) return {std::string(member(schema, "const").text())};
    return words(member(schema, "enum"));
  }
  // The same of all that a union is made of.
  [[nodiscard]] Names words_of_all(std::string_view name, std::string_view field) const {
    Names names;
    const json::Value all = member(definition(name), "anyOf");
    json::Value item = all.first();
    for (std::size_t i = 0; i < all.size(); ++i, item = item.next()) {
      const std::string_view reference = member(item, "$ref").text();
      names.merge(words_of(reference.substr(reference.rfind('/') + 1), field));
    }
    return names;
  }

 private:
  std::string text_;
  std::expected<json::Document, json::ParseError> document_;
};

TEST(Contract, SchemaHasEveryNameOfTheCode) {
  const Schema answer("answer");
  EXPECT_EQ(answer.words_of_all("SessionError", "code"), error_codes());
  EXPECT_EQ(answer.words_of("VaultFault", "detail"), vault_errors());
  EXPECT_EQ(answer.words_of("RecordFault"), record_errors());
  EXPECT_EQ(answer.words_of("InputCode"), input_errors());
  EXPECT_EQ(answer.words_of("IdleReason"), idle_reasons());
  EXPECT_EQ(answer.words_of("GateReason"), gate_reasons());
  EXPECT_EQ(answer.words_of("NoPlan", "detail"), no_plan_reasons());

  const Schema request("request");
  const auto commands = Desk::command_names();
  EXPECT_EQ(request.words_of_all("Command", "do"), Names(commands.begin(), commands.end()));
  const auto views = view_names();
  Names asked = request.words_of("ViewCommand", "view");
  asked.merge(request.words_of("PlanViewCommand", "view"));
  EXPECT_EQ(asked, Names(views.begin(), views.end()));
  EXPECT_EQ(Schema::keys(Schema::member(Schema("views").definition("Views"), "properties")), asked);
  EXPECT_EQ(request.words_of("SafetyAnswer"),
            Names(content::kSafetyAnswers.begin(), content::kSafetyAnswers.end()));
}

// A page tells of a name if it stands there as `name`.
void expect_told(const std::string& page, const Names& names) {
  const std::string text = text_of_file("docs/formats/" + page);
  for (const std::string& name : names) {
    EXPECT_NE(text.find('`' + name + '`'), std::string::npos)
        << page << " does not tell of " << name;
  }
}

TEST(Contract, SessionPageTellsOfAll) {
  for (const Names& names :
       {error_codes(), vault_errors(), record_errors(), input_errors(), no_plan_reasons()}) {
    expect_told("session.md", names);
  }
  const auto commands = Desk::command_names();
  expect_told("session.md", {commands.begin(), commands.end()});
  const auto views = view_names();
  expect_told("session.md", {views.begin(), views.end()});
}

// Every kind has a row of its own, with each of its fields.
TEST(Contract, JourneyPageTellsOfAll) {
  expect_told("journey.md", idle_reasons());
  expect_told("journey.md", gate_reasons());
  const std::string text = text_of_file("docs/formats/journey.md");
  for (std::size_t i = 0; i < journey::kKinds; ++i) {
    const journey::KindShape& kind = journey::shape_of(static_cast<journey::Kind>(i));
    const std::size_t at = text.find("\n| `" + std::string(kind.name) + "` |");
    ASSERT_NE(at, std::string::npos) << "no row for " << kind.name;
    const std::string row = text.substr(at + 1, text.find('\n', at + 1) - at - 1);
    for (const journey::FieldShape& field : kind.fields) {
      EXPECT_NE(row.find('`' + std::string(field.name) + '`'), std::string::npos)
          << kind.name << " has a field " << field.name;
      for (const std::string_view choice : field.choices) {
        EXPECT_NE(row.find('`' + std::string(choice) + '`'), std::string::npos)
            << kind.name << " can say " << choice;
      }
    }
  }
}

// No context of a hash or a derived key is used here that keys.md does not explain.
TEST(Contract, KeysPageTellsOfAllContexts) {
  constexpr std::string_view kStart = "\"cg.";
  const std::string page = text_of_file("docs/formats/keys.md");
  int found = 0;
  for (const auto& entry : std::filesystem::directory_iterator("core/session")) {
    if (entry.path().filename() == "contract_test.cc") continue;
    const std::string code = text_of_file(entry.path().string());
    for (std::size_t at = code.find(kStart); at != std::string::npos; at = code.find(kStart, at)) {
      const std::size_t end = code.find('"', at + 1) + 1;
      const std::string context = code.substr(at, end - at);
      EXPECT_NE(page.find(context), std::string::npos) << context;
      at = end;
      ++found;
    }
  }
  EXPECT_GE(found, 17);
}

}  // namespace
}  // namespace commonground::session
