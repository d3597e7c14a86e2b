#include "base/json_reader.h"

#include <algorithm>

namespace commonground::json {
namespace {

constexpr std::size_t kMostFoundText = 40;
constexpr std::size_t kMostId = 40;

// A number as it was written: it ends at this offset.
std::string_view number_before(std::string_view text, std::size_t end) {
  const std::size_t before = text.substr(0, end).find_last_not_of("0123456789+-.eE");
  const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
  return text.substr(start, end - start);
}

std::string found_text(std::string_view text, const Value& value) {
  switch (value.kind()) {
    case JsonKind::kNull:
      return "null";
    case JsonKind::kBoolean:
      return value.truth() ? "true" : "false";
    case JsonKind::kNumber:
      return std::string(Reader::clipped(number_before(text, value.offset())));
    case JsonKind::kString:
      return std::string(Reader::clipped(value.text()));
    case JsonKind::kArray:
    case JsonKind::kObject:
      return std::to_string(value.size());
  }
  std::unreachable();
}

std::string joined(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) {
    if (!text.empty()) text += ", ";
    text += word;
  }
  return text;
}

}  // namespace

std::string Place::path() const {
  if (parent == nullptr) return "$";
  if (parent->value.kind() == JsonKind::kArray) {
    return parent->path() + "[" + std::to_string(index) + "]";
  }
  return parent->path() + "." + std::string(field);
}

std::string_view Reader::clipped(std::string_view text) {
  if (text.size() <= kMostFoundText) return text;
  std::size_t size = kMostFoundText;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  return text.substr(0, size);
}

std::optional<Document> Reader::parse(Limits limits) {
  auto document = Document::parse(text_, limits);
  if (document) return std::move(*document);
  InputError error{.path = "$", .line = line_at(document.error().offset)};
  switch (document.error().code) {
    case ParseErrorCode::kTooLarge:
      error.code = InputErrorCode::kTooLarge;
      error.low = static_cast<std::int64_t>(limits.most_bytes);
      error.line = 0;
      break;
    case ParseErrorCode::kTooDeep:
      error.code = InputErrorCode::kTooDeep;
      error.low = static_cast<std::int64_t>(limits.most_depth);
      break;
    case ParseErrorCode::kNumberTooBig:
      error.code = InputErrorCode::kNumberTooBig;
      break;
    case ParseErrorCode::kSyntax:
      error.code = InputErrorCode::kSyntax;
      break;
  }
  note(std::move(error));
  return std::nullopt;
}

bool Reader::format(const Place& root, std::string_view wanted) {
  if (root.value.kind() != JsonKind::kObject) return is(root, JsonKind::kObject);
  bool right = true;
  members(root, [&](std::string_view key, const Place& place) {
    if (key != "format" || !right) return;
    right = is(place, JsonKind::kString) &&
            (place.value.text() == wanted ||
             fail(InputErrorCode::kWrongFormat, place, 0, 0, std::string(wanted)));
  });
  return right;
}

bool Reader::fields(const Place& object, std::span<const std::string_view> names,
                    std::size_t required, std::span<std::optional<Value>> out) {
  if (!is(object, JsonKind::kObject)) return false;
  bool right = true;
  Value key = object.value.first();
  for (std::size_t member = 0; member < object.value.size(); ++member) {
    const Value value = key.next();
    const auto name = std::find(names.begin(), names.end(), key.text());
    const bool known = name != names.end();
    auto* field = known ? &out[static_cast<std::size_t>(name - names.begin())] : nullptr;
    if (known && !*field) {
      *field = value;
    } else {
      right = fail(known ? InputErrorCode::kRepeatedField : InputErrorCode::kUnknownField,
                   {value, &object, clipped(key.text())});
    }
    key = value.next();
  }
  for (std::size_t at = 0; at < required; ++at) {
    if (!out[at]) right = missing(object, names[at]);
  }
  return right;
}

bool Reader::integer(const Place& place, std::int64_t low, std::int64_t high, int& out) {
  std::int64_t number = 0;
  if (!integer(place, low, high, number)) return false;
  out = static_cast<int>(number);
  return true;
}

bool Reader::integer(const Place& place, std::int64_t low, std::int64_t high, std::int64_t& out) {
  if (!is(place, JsonKind::kNumber)) return false;
  const std::optional<std::int64_t> whole = place.value.whole();
  if (!whole) return fail(InputErrorCode::kNotAnInteger, place, low, high);
  if (*whole < low || *whole > high) return fail(InputErrorCode::kOutOfRange, place, low, high);
  out = *whole;
  return true;
}

bool Reader::boolean(const Place& place, bool& out) {
  if (!is(place, JsonKind::kBoolean)) return false;
  out = place.value.truth();
  return true;
}

bool Reader::string(const Place& place, std::string& out) {
  if (!is(place, JsonKind::kString)) return false;
  out = place.value.text();
  return true;
}

bool Reader::text(const Place& place, std::int64_t most_characters, std::string& out) {
  if (!string(place, out)) return false;
  const bool blank = out.find_first_not_of(' ') == std::string::npos;
  return (!blank && characters(out) <= static_cast<std::size_t>(most_characters)) ||
         fail(InputErrorCode::kTextLength, place, 1, most_characters);
}

bool Reader::id(const Place& place, std::string& out) {
  return string(place, out) && (is_id(out) || fail(InputErrorCode::kBadId, place));
}

bool Reader::choice(const Place& place, std::span<const std::string_view> choices,
                    std::size_t& out) {
  if (!is(place, JsonKind::kString)) return false;
  const auto at = std::find(choices.begin(), choices.end(), place.value.text());
  if (at == choices.end()) return fail(InputErrorCode::kWrongChoice, place, 0, 0, joined(choices));
  out = static_cast<std::size_t>(at - choices.begin());
  return true;
}

bool Reader::exactly(const Place& place, std::string_view wanted) {
  std::size_t only = 0;
  return choice(place, std::span(&wanted, 1), only);
}

bool Reader::list(const Place& place, std::size_t low, std::size_t high) {
  if (!is(place, JsonKind::kArray)) return false;
  const std::size_t size = place.value.size();
  return (size >= low && size <= high) ||
         fail(InputErrorCode::kWrongLength, place, static_cast<std::int64_t>(low),
              static_cast<std::int64_t>(high));
}

bool Reader::is(const Place& place, JsonKind kind) {
  if (place.value.kind() == kind) return true;
  const std::size_t before = errors_.size();
  fail(InputErrorCode::kWrongType, place);
  if (errors_.size() > before) errors_.back().expected = kind;
  return false;
}

bool Reader::fail(InputErrorCode code, const Place& place, std::int64_t low, std::int64_t high,
                  std::string wanted) {
  note({.code = code,
        .path = place.path(),
        .line = line_of(place.value),
        .low = low,
        .high = high,
        .wanted = std::move(wanted),
        .found = place.value.kind(),
        .found_text = found_text(text_, place.value)});
  return false;
}

bool Reader::missing(const Place& object, std::string_view field) {
  note({.code = InputErrorCode::kMissingField,
        .path = Place{object.value, &object, field}.path(),
        .line = line_of(object.value)});
  return false;
}

std::size_t Reader::line_at(std::size_t offset) const {
  if (offset < counted_to_) {
    counted_to_ = 0;
    counted_lines_ = 1;
  }
  const std::string_view between = text_.substr(counted_to_, offset - counted_to_);
  counted_lines_ += static_cast<std::size_t>(std::count(between.begin(), between.end(), '\n'));
  counted_to_ = std::min(offset, text_.size());
  return counted_lines_;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  }));
}

bool is_id(std::string_view text) {
  if (text.empty() || text.size() > kMostId) return false;
  char before = '-';
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!letter && (c != '-' || before == '-')) return false;
    before = c;
  }
  return before != '-';
}

}  // namespace commonground::json
