#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

#include "base/json_document.h"
#include "commonground/plan.h"

namespace commonground::plan {
namespace {

using json::Value;

constexpr std::size_t kMostDepth = 8;  // a problem needs five
constexpr std::size_t kMostFoundText = 40;
constexpr std::string_view kFormat = "commonground.plan/1";

// A value and how it was reached, so that an error can name its path.
struct Place {
  Value value;
  const Place* parent = nullptr;
  std::string_view field;  // of the parent, if it is an object
  std::size_t index = 0;   // in the parent, if it is a list

  [[nodiscard]] std::string path() const {
    if (parent == nullptr) return "$";
    if (parent->value.kind() == JsonKind::kArray) {
      return parent->path() + "[" + std::to_string(index) + "]";
    }
    return parent->path() + "." + std::string(field);
  }
};

// At most so many bytes, and no half of a character.
std::string_view clipped(std::string_view text) {
  if (text.size() <= kMostFoundText) return text;
  std::size_t size = kMostFoundText;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  return text.substr(0, size);
}

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
      return std::string(clipped(number_before(text, value.offset())));
    case JsonKind::kString:
      return std::string(clipped(value.text()));
    case JsonKind::kArray:
    case JsonKind::kObject:
      return std::to_string(value.size());
  }
  std::unreachable();
}

// Reads values into place. Every function says whether it went well; the first thing that did not
// is kept in `error`, and nothing is read after it.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool read(Problem& problem);
  [[nodiscard]] ProblemError& error() { return error_; }

 private:
  // The members of an object by the order of some names.
  template <std::size_t kCount>
  using Names = std::array<std::string_view, kCount>;
  template <std::size_t kCount>
  using Fields = std::array<std::optional<Value>, kCount>;

  // All but the first `required` may be missing.
  template <std::size_t kCount>
  bool fields(const Place& object, const Names<kCount>& names, std::size_t required,
              Fields<kCount>& out);
  bool integer(const Place& place, int low, int high, int& out);
  bool boolean(const Place& place, bool& out);
  bool string(const Place& place, std::string& out);
  bool unique_id(const Place& place, std::unordered_set<std::string>& seen, std::string& out);
  bool list(const Place& place, std::size_t low, std::size_t high);  // so many items
  bool row(const Place& place, std::size_t size, int low, int high, std::vector<int>& out);
  bool rows(const Place& place, std::size_t size, int high, PerPartner<std::vector<int>>& out);
  bool pair(const Place& place, int low, int high, PerPartner<int>& out);

  bool format(const Place& place);
  bool partners(const Place& place, PerPartner<std::string>& out);
  bool needs(const Place& place, std::vector<std::string>& out);
  bool ways(const Place& place, std::size_t needs, std::vector<Way>& out);
  bool way(const Place& place, std::size_t needs, std::unordered_set<std::string>& seen, Way& out);
  bool asking(const Place& place, Way& out);
  bool limits(const Place& place, Problem& out);
  bool usual(const Place& place, Problem& out);

  bool fail(ProblemErrorCode code, const Place& place, std::int64_t low = 0,
            std::int64_t high = 0) {
    error_ = {.code = code,
              .path = place.path(),
              .line = line_at(place.value.offset()),
              .low = low,
              .high = high,
              .found = place.value.kind(),
              .found_text = found_text(text_, place.value)};
    return false;
  }
  bool is(const Place& place, JsonKind kind) {
    if (place.value.kind() == kind) return true;
    fail(ProblemErrorCode::kWrongType, place);
    error_.expected = kind;
    return false;
  }
  bool fail_to_parse(const json::ParseError& error);
  [[nodiscard]] std::size_t line_at(std::size_t offset) const {
    const std::string_view before = text_.substr(0, offset);
    return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  }

  std::string_view text_;
  ProblemError error_;
};

template <std::size_t kCount>
bool Reader::fields(const Place& object, const Names<kCount>& names, std::size_t required,
                    Fields<kCount>& out) {
  if (!is(object, JsonKind::kObject)) return false;
  Value key = object.value.first();
  for (std::size_t member = 0; member < object.value.size(); ++member) {
    const Value value = key.next();
    const Place place{value, &object, clipped(key.text())};
    const auto name = std::find(names.begin(), names.end(), key.text());
    if (name == names.end()) return fail(ProblemErrorCode::kUnknownField, place);
    auto& field = out[static_cast<std::size_t>(name - names.begin())];
    if (field) return fail(ProblemErrorCode::kRepeatedField, place);
    field = value;
    key = value.next();
  }
  for (std::size_t at = 0; at < required; ++at) {
    if (out[at]) continue;
    fail(ProblemErrorCode::kMissingField, {object.value, &object, names[at]});
    error_.found.reset();
    error_.found_text.clear();
    return false;
  }
  return true;
}

bool Reader::integer(const Place& place, int low, int high, int& out) {
  if (!is(place, JsonKind::kNumber)) return false;
  const std::optional<std::int64_t> whole = place.value.whole();
  if (!whole) return fail(ProblemErrorCode::kNotAnInteger, place, low, high);
  if (*whole < low || *whole > high) return fail(ProblemErrorCode::kOutOfRange, place, low, high);
  out = static_cast<int>(*whole);
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

bool Reader::unique_id(const Place& place, std::unordered_set<std::string>& seen,
                       std::string& out) {
  if (!string(place, out)) return false;
  return seen.insert(out).second || fail(ProblemErrorCode::kRepeatedId, place);
}

bool Reader::list(const Place& place, std::size_t low, std::size_t high) {
  if (!is(place, JsonKind::kArray)) return false;
  const std::size_t size = place.value.size();
  return (size >= low && size <= high) ||
         fail(ProblemErrorCode::kWrongLength, place, static_cast<std::int64_t>(low),
              static_cast<std::int64_t>(high));
}

bool Reader::row(const Place& place, std::size_t size, int low, int high, std::vector<int>& out) {
  if (!list(place, size, size)) return false;
  out.resize(size);
  Value item = place.value.first();
  for (std::size_t i = 0; i < size; ++i, item = item.next()) {
    if (!integer({item, &place, {}, i}, low, high, out[i])) return false;
  }
  return true;
}

bool Reader::rows(const Place& place, std::size_t size, int high,
                  PerPartner<std::vector<int>>& out) {
  if (!list(place, kPartners, kPartners)) return false;
  Value item = place.value.first();
  for (std::size_t p = 0; p < kPartners; ++p, item = item.next()) {
    if (!row({item, &place, {}, p}, size, 0, high, out[p])) return false;
  }
  return true;
}

bool Reader::pair(const Place& place, int low, int high, PerPartner<int>& out) {
  std::vector<int> numbers;
  if (!row(place, kPartners, low, high, numbers)) return false;
  out = {numbers[0], numbers[1]};
  return true;
}

bool Reader::format(const Place& place) {
  std::string format;
  return string(place, format) &&
         (format == kFormat || fail(ProblemErrorCode::kWrongFormat, place));
}

bool Reader::partners(const Place& place, PerPartner<std::string>& out) {
  if (!list(place, kPartners, kPartners)) return false;
  const Value first = place.value.first();
  return string({first, &place, {}, 0}, out[0]) && string({first.next(), &place, {}, 1}, out[1]);
}

bool Reader::needs(const Place& place, std::vector<std::string>& out) {
  if (!list(place, 1, kMaxNeeds)) return false;
  out.resize(place.value.size());
  std::unordered_set<std::string> seen;
  Value item = place.value.first();
  for (std::size_t i = 0; i < out.size(); ++i, item = item.next()) {
    if (!unique_id({item, &place, {}, i}, seen, out[i])) return false;
  }
  return true;
}

bool Reader::ways(const Place& place, std::size_t needs, std::vector<Way>& out) {
  if (!list(place, 0, kMaxWays)) return false;
  out.resize(place.value.size());
  std::unordered_set<std::string> seen;
  Value item = place.value.first();
  for (std::size_t i = 0; i < out.size(); ++i, item = item.next()) {
    if (!way({item, &place, {}, i}, needs, seen, out[i])) return false;
  }
  return true;
}

bool Reader::way(const Place& place, std::size_t needs, std::unordered_set<std::string>& seen,
                 Way& out) {
  static constexpr Names<7> kNames = {"id",     "minutes",  "most",  "meets",
                                      "effort", "intimate", "asking"};
  Fields<7> f;
  if (!fields(place, kNames, 5, f)) return false;
  if (!unique_id({*f[0], &place, kNames[0]}, seen, out.id) ||
      !integer({*f[1], &place, kNames[1]}, 0, kMaxMinutesEach, out.minutes) ||
      !integer({*f[2], &place, kNames[2]}, 1, kMaxTimes, out.most) ||
      !rows({*f[3], &place, kNames[3]}, needs, kMaxMeets, out.meets) ||
      !pair({*f[4], &place, kNames[4]}, -kMaxPointsEach, kMaxPointsEach, out.effort)) {
    return false;
  }
  if (f[5] && !boolean({*f[5], &place, kNames[5]}, out.intimate)) return false;
  if (f[6]) return asking({*f[6], &place, kNames[6]}, out);
  out.asking[static_cast<std::size_t>(Starter::kEither)] = {0, 0};
  return true;
}

bool Reader::asking(const Place& place, Way& out) {
  static constexpr Names<kStarters> kNames = {"first", "second", "either"};
  Fields<kStarters> f;
  if (!fields(place, kNames, 0, f)) return false;
  for (std::size_t s = 0; s < kStarters; ++s) {
    if (!f[s]) continue;
    PerPartner<int> cost{};
    if (!pair({*f[s], &place, kNames[s]}, -kMaxPointsEach, kMaxPointsEach, cost)) return false;
    out.asking[s] = cost;
  }
  return true;
}

bool Reader::limits(const Place& place, Problem& out) {
  static constexpr Names<2> kNames = {"minutes", "ways"};
  Fields<2> f;
  return fields(place, kNames, 1, f) &&
         integer({*f[0], &place, kNames[0]}, 0, kMaxMinutesAWeek, out.minutes) &&
         (!f[1] || integer({*f[1], &place, kNames[1]}, 1, kMaxWaysInPlan, out.most_ways));
}

bool Reader::usual(const Place& place, Problem& out) {
  static constexpr Names<2> kNames = {"way", "wish"};
  Fields<2> f;
  Usual usual;
  std::string id;
  if (!fields(place, kNames, 2, f)) return false;
  const Place way_place{*f[0], &place, kNames[0]};
  if (!string(way_place, id)) return false;
  const auto way =
      std::find_if(out.ways.begin(), out.ways.end(), [&](const Way& w) { return w.id == id; });
  if (way == out.ways.end()) return fail(ProblemErrorCode::kUnknownWay, way_place);
  usual.way = static_cast<int>(way - out.ways.begin());
  if (!pair({*f[1], &place, kNames[1]}, 0, kMaxTimes, usual.wish)) return false;
  out.usual = usual;
  return true;
}

bool Reader::fail_to_parse(const json::ParseError& error) {
  error_.path = "$";
  error_.line = line_at(error.offset);
  switch (error.code) {
    case json::ParseErrorCode::kTooLarge:
      error_.code = ProblemErrorCode::kTooLarge;
      error_.low = static_cast<std::int64_t>(kMaxProblemBytes);
      error_.line = 0;
      return false;
    case json::ParseErrorCode::kTooDeep:
      error_.code = ProblemErrorCode::kTooDeep;
      error_.low = kMostDepth;
      return false;
    case json::ParseErrorCode::kNumberTooBig:
      error_.code = ProblemErrorCode::kNumberTooBig;
      return false;
    case json::ParseErrorCode::kSyntax:
      error_.code = ProblemErrorCode::kSyntax;
      return false;
  }
  std::unreachable();
}

bool Reader::read(Problem& problem) {
  const auto document =
      json::Document::parse(text_, {.most_bytes = kMaxProblemBytes, .most_depth = kMostDepth});
  if (!document) return fail_to_parse(document.error());
  static constexpr Names<8> kNames = {"format", "partners", "needs",  "importance",
                                      "met",    "ways",     "limits", "usual"};
  Fields<8> f;
  const Place root{document->root(), nullptr, {}, 0};
  return fields(root, kNames, 7, f) && format({*f[0], &root, kNames[0]}) &&
         partners({*f[1], &root, kNames[1]}, problem.partners) &&
         needs({*f[2], &root, kNames[2]}, problem.needs) &&
         rows({*f[3], &root, kNames[3]}, problem.needs.size(), kMaxGrade, problem.importance) &&
         rows({*f[4], &root, kNames[4]}, problem.needs.size(), kMaxGrade, problem.met) &&
         ways({*f[5], &root, kNames[5]}, problem.needs.size(), problem.ways) &&
         limits({*f[6], &root, kNames[6]}, problem) &&
         (!f[7] || usual({*f[7], &root, kNames[7]}, problem));
}

}  // namespace

std::expected<Problem, ProblemError> read_problem(std::string_view json) {
  Problem problem;
  Reader reader(json);
  if (!reader.read(problem)) return std::unexpected(std::move(reader.error()));
  return problem;
}

}  // namespace commonground::plan
