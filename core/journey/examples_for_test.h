// What tests say: examples of every kind, made from the table of kinds, and bodies from their text.
#pragma once

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "content/pack_reader.h"
#include "journey/timeline.h"
#include "verify/base64.h"

namespace commonground::journey {

// The first pack; tests run at the root of the repository.
inline const content::Pack& closer_for_test() {
  static const content::Pack kPack = [] {
    std::ifstream in("content/closer/pack.json", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    content::ReadPack read = content::read_pack(text);
    if (!read.errors.empty()) std::abort();
    return std::move(read.pack);
  }();
  return kPack;
}

// A value of a field, as JSON.
inline std::string example_of(const FieldShape& shape) {
  const content::Pack& pack = closer_for_test();
  const auto quoted = [](std::string_view text) { return json::quoted(text); };
  switch (shape.type) {
    case FieldType::kInteger:
      return std::to_string(shape.high);
    case FieldType::kYes:
      return "true";
    case FieldType::kText:
      return quoted("as it was said");
    case FieldType::kId:
      return quoted(pack.ids_of(shape.section).front());
    case FieldType::kIds:
      return "[" + quoted(pack.ids_of(shape.section)[0]) + "," +
             quoted(pack.ids_of(shape.section)[1]) + "]";
    case FieldType::kChoice:
      return quoted(shape.choices.front());
    case FieldType::kChoices:
      return "[" + quoted(shape.choices.front()) + "," + quoted(shape.choices.back()) + "]";
    case FieldType::kTime:
      return "1763000000000";
    case FieldType::kDay:
      return quoted("2024-02-29");
    case FieldType::kRecordId:
      return quoted("000102030405060708090a0b0c0d0e0f");
    case FieldType::kBytes:
      return quoted(to_base64(Bytes(static_cast<std::size_t>(shape.low), 0xa5)));
    case FieldType::kPlan:
      return R"([{"way":)" + quoted(pack.ids_of(content::Section::kWays).front()) +
             R"(,"times":2,"start":"either","condition":"not late"}])";
    case FieldType::kSnapshot:
      return R"({"kind":"meaning","of":"sex","text":"That I am chosen."})";
  }
  std::abort();
}

// One of a kind with all its fields, or only with those that must be there.
inline std::string example_of(Kind kind, bool all_fields) {
  const KindShape& shape = shape_of(kind);
  std::string text = R"({"kind":)" + json::quoted(shape.name);
  for (const FieldShape& field : shape.fields) {
    if (!all_fields && !field.required) continue;
    text += "," + json::quoted(field.name) + ":" + example_of(field);
  }
  return text + "}";
}

// What the text says, which must be right.
inline Body said(std::string_view text) {
  json::Reader in(text, 1);
  const auto document = in.parse({.most_bytes = 1 << 20, .most_depth = 8});
  if (!document) std::abort();
  auto body = read_body(in, {document->root()}, closer_for_test());
  if (!body) std::abort();
  return std::move(*body);
}

// The same as a record of the first author, who has seen nothing of others.
inline Placed placed(Body body) { return {.entry = {.body = std::move(body)}}; }

}  // namespace commonground::journey
