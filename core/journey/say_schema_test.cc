// bridge/schema/say.schema.json is what the table of kinds says, as JSON Schema. Where the two
// differ this test fails; CG_WRITE_SCHEMA=1 script/test -R SaySchema writes the file anew.
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>

#include <gtest/gtest.h>

#include "base/json_writer.h"
#include "commonground/couple.h"
#include "journey/entry.h"

namespace commonground::journey {
namespace {

constexpr const char* kFile = "bridge/schema/say.schema.json";

// "check-in" is CheckIn.
std::string joined(std::string_view name) {
  std::string text;
  bool begins = true;
  for (const char c : name) {
    if (c != '-') text += begins ? static_cast<char>(c - 'a' + 'A') : c;
    begins = c == '-';
  }
  return text;
}

// An item of "needs" is a Need, one of the fixed "stages" a Stage; names of ids end in Id.
std::string id_name(content::Section section) {
  std::string name = joined(content::name_of(section));
  name.pop_back();
  return content::fixed_ids(section).empty() ? name + "Id" : name;
}

std::string reference(std::string_view name, std::string_view file = "") {
  return R"({"$ref": ")" + std::string(file) + "#/$defs/" + std::string(name) + "\"}";
}
std::string common(std::string_view name) { return reference(name, "common.schema.json"); }

std::string integer(std::int64_t low, std::int64_t high) {
  return R"({"type": "integer", "minimum": )" + std::to_string(low) + R"(, "maximum": )" +
         std::to_string(high) + "}";
}

// At least one character that is no space.
std::string text(std::int64_t most) {
  return R"({"type": "string", "maxLength": )" + std::to_string(most) + R"(, "pattern": "[^ ]"})";
}

std::string one_of(std::span<const std::string_view> words) {
  std::string list;
  for (const std::string_view word : words) {
    list += (list.empty() ? "" : ", ") + json::quoted(word);
  }
  return R"({"enum": [)" + list + "]}";
}

std::string list_of(std::string_view items, std::int64_t low, std::int64_t high,
                    std::string_view more = "") {
  std::string text = R"({"type": "array", )" + std::string(more);
  if (low > 0) text += R"("minItems": )" + std::to_string(low) + ", ";
  return text + R"("maxItems": )" + std::to_string(high) + R"(, "items": )" + std::string(items) +
         "}";
}

// Base64 without padding: four letters for three bytes, and two or three for what is left.
std::string bytes(std::int64_t low, std::int64_t high) {
  if (low == high) return common("Bytes" + std::to_string(low));
  const auto letters = [](std::int64_t size) { return std::to_string((4 * size + 2) / 3); };
  return R"({"allOf": [)" + common("Bytes") + R"(], "type": "string", "minLength": )" +
         letters(low) + R"(, "maxLength": )" + letters(high) + "}";
}

std::string schema_of(const FieldShape& field) {
  switch (field.type) {
    case FieldType::kInteger:
      return integer(field.low, field.high);
    case FieldType::kTime:
      return common("Time");
    case FieldType::kYes:
      return R"({"const": true})";
    case FieldType::kText:
      return text(field.high);
    case FieldType::kId:
      return reference(id_name(field.section));
    case FieldType::kIds:
      return list_of(reference(id_name(field.section)), field.low, field.high,
                     R"("uniqueItems": true, )");
    case FieldType::kChoice:
      return one_of(field.choices);
    case FieldType::kChoices:
      return list_of(one_of(field.choices), 1, static_cast<std::int64_t>(field.choices.size()));
    case FieldType::kDay:
      return common("Day");
    case FieldType::kRecordId:
      return common("RecordId");
    case FieldType::kBytes:
      return bytes(field.low, field.high);
    case FieldType::kPlan:
      return list_of(reference("PlanChoice"), 1, kMostPlanChoices);
    case FieldType::kSnapshot:
      return reference("Snapshot");
  }
  std::unreachable();
}

using Properties = std::vector<std::pair<std::string, std::string>>;

std::string object(const std::vector<std::string>& required, const Properties& properties) {
  std::string text = R"({
      "type": "object",
      "additionalProperties": false,
      "required": [)";
  for (const std::string& name : required) {
    text += (text.back() == '[' ? "" : ", ") + json::quoted(name);
  }
  text += "],\n      \"properties\": {";
  for (const auto& [name, schema] : properties) {
    text += (text.back() == '{' ? "\n        " : ",\n        ") + json::quoted(name);
    text += ": " + schema;
  }
  return text + "\n      }\n    }";
}

// The first `most` fields of a kind.
std::string body(const KindShape& kind, std::size_t most) {
  std::vector<std::string> required = {"kind"};
  Properties properties = {{"kind", R"({"const": ")" + std::string(kind.name) + "\"}"}};
  for (const FieldShape& field : kind.fields.first(most)) {
    if (field.required || most != kind.fields.size()) required.emplace_back(field.name);
    properties.emplace_back(field.name, schema_of(field));
  }
  return object(required, properties);
}

std::string any_of(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) {
    list += (list.empty() ? "\n      " : ",\n      ") + reference(name);
  }
  return "{\"anyOf\": [" + list + "\n    ]}";
}

std::string plan_choice() {
  return object({"way", "times", "start"}, {{"way", reference("WayId")},
                                            {"times", integer(1, plan::kMaxTimes)},
                                            {"start", common("Starter")},
                                            {"condition", text(couple::kMaxCondition)}});
}

// What a record says, and the groups of it that requests, views and records are made of.
Properties definitions() {
  Properties all;
  std::map<std::string, std::vector<std::string>> groups;
  std::map<std::string, std::string> ids;
  Properties abouts;
  for (std::size_t i = 0; i < kKinds; ++i) {
    const KindShape& kind = shape_of(static_cast<Kind>(i));
    const std::string name = "Say" + joined(kind.name);
    all.emplace_back(name, body(kind, kind.fields.size()));
    groups["RecordBody"].push_back(name);
    if (kind.by_person) {
      groups["SayBody"].push_back(name);
      groups[kind.where == Where::kOwn ? "OwnBody" : "SharedBody"].push_back(name);
    }
    if (kind.shareable) {
      groups["Snapshot"].push_back(name);
      abouts.emplace_back("About" + joined(kind.name), body(kind, kind.keys));
      groups["About"].push_back(abouts.back().first);
    }
    for (const FieldShape& field : kind.fields) {
      if (field.type != FieldType::kId && field.type != FieldType::kIds) continue;
      const auto fixed = content::fixed_ids(field.section);
      ids[id_name(field.section)] = fixed.empty() ? common("ItemId") : one_of(fixed);
    }
  }
  all.insert(all.end(), abouts.begin(), abouts.end());
  all.emplace_back("PlanChoice", plan_choice());
  for (const auto& [name, members] : groups) all.emplace_back(name, any_of(members));
  all.insert(all.end(), ids.begin(), ids.end());
  return all;
}

std::string schema() {
  std::string text = R"({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "What can be said",
  "description": "Made from the table of kinds in core/journey/kinds.cc. What each means is in docs/formats/journey.md. Say…: a kind of record; SayBody: what a person says, of it OwnBody into their own log and SharedBody into that of the two; Snapshot: what can be shown; About…: what such a thing is about; RecordBody: all that stands in records.",
  "$defs": {)";
  bool first = true;
  for (const auto& [name, definition] : definitions()) {
    text += (first ? "\n    " : ",\n    ") + json::quoted(name) + ": " + definition;
    first = false;
  }
  return text + "\n  }\n}\n";
}

TEST(SaySchema, IsTheTableOfKinds) {
  const std::string made = schema();
  if (std::getenv("CG_WRITE_SCHEMA") != nullptr) {  // NOLINT(concurrency-mt-unsafe): one thread
    std::ofstream(kFile, std::ios::binary) << made;
  }
  std::ifstream file(kFile, std::ios::binary);
  const std::string there{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(there, made) << "CG_WRITE_SCHEMA=1 script/test -R SaySchema writes it anew";
}

}  // namespace
}  // namespace commonground::journey
