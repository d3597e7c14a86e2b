#include "journey/entry.h"

#include <algorithm>
#include <cassert>
#include <span>

#include "base/heap_sort.h"
#include "base/hex.h"
#include "commonground/couple.h"
#include "verify/base64.h"

namespace commonground::journey {
namespace {

using content::Section;
using json::Place;
using json::Value;

constexpr std::size_t kMostDepth = 8;
constexpr std::string_view kKindField = "kind";
constexpr auto kStarterNames = plan::kStarterNames;

// ---- Reading

class BodyReader {
 public:
  BodyReader(json::Reader& in, const content::Pack& pack) : in_(in), pack_(pack) {}

  std::optional<Body> read(const Place& place, bool as_snapshot);

 private:
  bool field(const Place& place, const FieldShape& shape, Body& out, std::size_t index);
  bool id(const Place& place, Section section, std::int64_t& out);
  bool ids(const Place& place, const FieldShape& shape, Body& out);
  bool choices(const Place& place, const FieldShape& shape, std::int64_t& out);
  bool day(const Place& place, std::string& out);
  bool record_id(const Place& place, std::string& out);
  bool bytes(const Place& place, const FieldShape& shape, std::string& out);
  bool plan_ways(const Place& place, Body& out);
  bool plan_choice(const Place& place, PlanChoice& out);
  bool snapshot(const Place& place, Body& out);
  bool fits_seat(const Place& place, const Body& body);

  json::Reader& in_;
  const content::Pack& pack_;
};

bool BodyReader::id(const Place& place, Section section, std::int64_t& out) {
  std::string text;
  if (!in_.string(place, text)) return false;
  const auto position = pack_.find(section, text);
  if (!position) {
    return in_.fail(InputErrorCode::kUnknownId, place, 0, 0, std::string(name_of(section)));
  }
  out = *position;
  return true;
}

bool BodyReader::ids(const Place& place, const FieldShape& shape, Body& out) {
  if (!in_.list(place, static_cast<std::size_t>(shape.low), static_cast<std::size_t>(shape.high))) {
    return false;
  }
  bool right = true;
  in_.items(place, [&](const Place& item) {
    std::int64_t position = 0;
    if (!id(item, shape.section, position)) {
      right = false;
      return;
    }
    out.ids.push_back(static_cast<int>(position));
  });
  heap_sort(out.ids);
  if (std::ranges::adjacent_find(out.ids) != out.ids.end()) {
    return in_.fail(InputErrorCode::kRepeatedId, place);
  }
  return right;
}

bool BodyReader::choices(const Place& place, const FieldShape& shape, std::int64_t& out) {
  if (!in_.list(place, 1, shape.choices.size())) return false;
  bool right = true;
  in_.items(place, [&](const Place& item) {
    std::size_t position = 0;
    if (in_.choice(item, shape.choices, position)) {
      out |= std::int64_t{1} << position;
    } else {
      right = false;
    }
  });
  return right;
}

bool BodyReader::day(const Place& place, std::string& out) {
  return in_.string(place, out) &&
         (content::date_from(out) || in_.fail(InputErrorCode::kBadDate, place));
}

bool BodyReader::record_id(const Place& place, std::string& out) {
  std::string text;
  if (!in_.string(place, text)) return false;
  const auto bytes = from_hex(text);
  if (!bytes || bytes->size() != RecordId::kSize) {
    return in_.fail(InputErrorCode::kWrongFormat, place, 0, 0, "32 hexadecimal digits");
  }
  out = text_of(*bytes);
  return true;
}

bool BodyReader::bytes(const Place& place, const FieldShape& shape, std::string& out) {
  std::string text;
  if (!in_.string(place, text)) return false;
  auto bytes = from_base64(text);
  overwrite(text);
  if (!bytes) return in_.fail(InputErrorCode::kWrongFormat, place, 0, 0, "base64url");
  const auto size = static_cast<std::int64_t>(bytes->size());
  if (size < shape.low || size > shape.high) {
    return in_.fail(InputErrorCode::kWrongLength, place, shape.low, shape.high);
  }
  out = text_of(*bytes);
  overwrite(*bytes);  // it may have been a key
  return true;
}

bool BodyReader::plan_choice(const Place& place, PlanChoice& out) {
  static constexpr auto kNames =
      std::to_array<std::string_view>({"way", "times", "start", "condition"});
  std::array<std::optional<Value>, kNames.size()> fields;
  if (!in_.fields(place, kNames, 3, fields)) return false;
  const auto at = [&](std::size_t index) { return Place{*fields[index], &place, kNames[index]}; };
  std::int64_t way = 0;
  std::size_t starter = 0;
  const bool right =
      id(at(0), Section::kWays, way) && in_.integer(at(1), 1, plan::kMaxTimes, out.times) &&
      in_.choice(at(2), kStarterNames, starter) &&
      (!fields[3] || in_.text(at(3), couple::kMaxCondition, out.condition.to_fill()));
  out.way = static_cast<int>(way);
  out.starter = static_cast<int>(starter);
  return right;
}

bool BodyReader::plan_ways(const Place& place, Body& out) {
  if (!in_.list(place, 1, kMostPlanChoices)) return false;
  bool right = true;
  in_.items(place, [&](const Place& item) {
    PlanChoice choice;
    right = plan_choice(item, choice) && right;
    out.plan.push_back(std::move(choice));
  });
  if (!right) return false;
  heap_sort(out.plan, {}, &PlanChoice::way);
  if (std::ranges::adjacent_find(out.plan, {}, &PlanChoice::way) != out.plan.end()) {
    return in_.fail(InputErrorCode::kRepeatedId, place);
  }
  return true;
}

bool BodyReader::snapshot(const Place& place, Body& out) {
  auto body = read(place, true);
  if (!body) return false;
  out.snapshot.push_back(std::move(*body));
  return true;
}

bool BodyReader::field(const Place& place, const FieldShape& shape, Body& out, std::size_t index) {
  Body::Field& field = out.at(index);
  field.there = true;
  switch (shape.type) {
    case FieldType::kInteger:
    case FieldType::kTime:
      return in_.integer(place, shape.low, shape.high, field.number);
    case FieldType::kYes: {
      bool truth = false;
      if (!in_.boolean(place, truth)) return false;
      field.number = 1;
      return truth || in_.fail(InputErrorCode::kWrongChoice, place, 0, 0, "true");
    }
    case FieldType::kText:
      return in_.text(place, shape.high, field.text.to_fill());
    case FieldType::kId:
      return id(place, shape.section, field.number);
    case FieldType::kIds:
      return ids(place, shape, out);
    case FieldType::kChoice: {
      std::size_t position = 0;
      const bool right = in_.choice(place, shape.choices, position);
      field.number = static_cast<std::int64_t>(position);
      return right;
    }
    case FieldType::kChoices:
      return choices(place, shape, field.number);
    case FieldType::kDay:
      return day(place, field.text.to_fill());
    case FieldType::kRecordId:
      return record_id(place, field.text.to_fill());
    case FieldType::kBytes:
      return bytes(place, shape, field.text.to_fill());
    case FieldType::kPlan:
      return plan_ways(place, out);
    case FieldType::kSnapshot:
      return snapshot(place, out);
  }
  std::unreachable();
}

// The kind decides what the other fields may be, so it is looked for first.
std::optional<Body> BodyReader::read(const Place& place, bool as_snapshot) {
  if (!in_.is(place, JsonKind::kObject)) return std::nullopt;
  std::optional<Value> named;
  in_.members(place, [&](std::string_view name, const Place& member) {
    if (name == kKindField && !named) named = member.value;
  });
  if (!named) {
    in_.missing(place, kKindField);
    return std::nullopt;
  }
  const Place member{*named, &place, kKindField};
  if (!in_.is(member, JsonKind::kString)) return std::nullopt;
  const auto kind = kind_named(named->text());
  if (!kind || (as_snapshot && !shape_of(*kind).shareable)) {
    in_.fail(InputErrorCode::kUnknownId, member, 0, 0, "kinds");
    return std::nullopt;
  }

  Body body(*kind);
  const std::span<const FieldShape> shapes = body.shape().fields;
  std::array<std::string_view, kMostFields + 1> names{kKindField};
  std::ranges::transform(shapes, names.begin() + 1, &FieldShape::name);
  std::array<std::optional<Value>, kMostFields + 1> fields;
  bool right = in_.fields(place, std::span(names).first(shapes.size() + 1), 1,
                          std::span(fields).first(shapes.size() + 1));
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    if (fields[i + 1]) {
      right = field({*fields[i + 1], &place, shapes[i].name}, shapes[i], body, i) && right;
    } else if (shapes[i].required) {
      right = in_.missing(place, shapes[i].name);
    }
  }
  if (!right || !fits_seat(place, body)) return std::nullopt;
  return body;
}

// Not every feeling is offered in every seat, nor every move.
bool BodyReader::fits_seat(const Place& place, const Body& body) {
  const auto offered = [&](content::Set seats, std::string_view field) {
    return content::holds(seats, body.position("seat")) ||
           in_.fail(InputErrorCode::kWrongChoice, {place.value, &place, field}, 0, 0, "seats");
  };
  if (body.kind() == Kind::kFeeling) {
    return offered(pack_.feelings[body.position("feeling")].seats, "feeling");
  }
  if (body.kind() == Kind::kMove) {
    return offered(pack_.moves[body.position("move")].seats, "move");
  }
  return true;
}

// ---- Writing

class BodyWriter {
 public:
  BodyWriter(json::Writer& out, const content::Pack& pack) : out_(out), pack_(pack) {}

  void write(const Body& body);

 private:
  void field(const Body& body, const FieldShape& shape, const Body::Field& field);
  void id(Section section, std::int64_t position) {
    out_.string(pack_.ids_of(section)[static_cast<std::size_t>(position)]);
  }
  void plan_ways(const std::vector<PlanChoice>& plan);

  json::Writer& out_;
  const content::Pack& pack_;
};

void BodyWriter::plan_ways(const std::vector<PlanChoice>& plan) {
  out_.begin_list();
  for (const PlanChoice& choice : plan) {
    out_.begin_object();
    out_.key("way");
    id(Section::kWays, choice.way);
    out_.key("times");
    out_.integer(choice.times);
    out_.key("start");
    out_.string(kStarterNames.at(static_cast<std::size_t>(choice.starter)));
    if (!choice.condition.get().empty()) {
      out_.key("condition");
      out_.string(choice.condition.get());
    }
    out_.end_object();
  }
  out_.end_list();
}

void BodyWriter::field(const Body& body, const FieldShape& shape, const Body::Field& field) {
  switch (shape.type) {
    case FieldType::kInteger:
    case FieldType::kTime:
      return out_.integer(field.number);
    case FieldType::kYes:
      return out_.as_is("true");
    case FieldType::kText:
    case FieldType::kDay:
      return out_.string(field.text.get());
    case FieldType::kId:
      return id(shape.section, field.number);
    case FieldType::kIds:
      out_.begin_list();
      for (const int position : body.ids) id(shape.section, position);
      return out_.end_list();
    case FieldType::kChoice:
      return out_.string(shape.choices[static_cast<std::size_t>(field.number)]);
    case FieldType::kChoices:
      out_.begin_list();
      for (std::size_t i = 0; i < shape.choices.size(); ++i) {
        if (content::holds(static_cast<content::Set>(field.number), i)) {
          out_.string(shape.choices[i]);
        }
      }
      return out_.end_list();
    case FieldType::kRecordId:
      return out_.string(to_hex(bytes_of(field.text.get())));
    case FieldType::kBytes:
      return out_.string(WipedText(to_base64(bytes_of(field.text.get()))).get());
    case FieldType::kPlan:
      return plan_ways(body.plan);
    case FieldType::kSnapshot:
      return write(body.snapshot.front());
  }
}

void BodyWriter::write(const Body& body) {
  out_.begin_object();
  out_.key(kKindField);
  out_.string(body.shape().name);
  const std::span<const FieldShape> shapes = body.shape().fields;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    if (!body.at(i).there) continue;
    out_.key(shapes[i].name);
    field(body, shapes[i], body.at(i));
  }
  out_.end_object();
}

// Whoever stores a record sees how long it is. What someone says to a way must not be seen, nor how
// many they said yes to: these texts are filled up with blanks to what is as good as the longest.
constexpr std::size_t kWayBytes = 500;    // an id, a condition of 200 letters, and all else
constexpr std::size_t kBatchBytes = 400;  // and each way with its comma and quotes
// How many plans lie on a table comes of how many ways both want.
constexpr std::size_t kTableListBytes = 400 + kTablePlaces * 4 / 3;

std::size_t least_bytes(const Body& body, const content::Pack& pack) {
  if (body.kind() == Kind::kWay) return kWayBytes;
  if (body.kind() == Kind::kTableList) return kTableListBytes;
  if (body.kind() != Kind::kBatch && body.kind() != Kind::kMatched) return 0;
  std::size_t bytes = kBatchBytes;
  for (const std::string& way : pack.ids_of(Section::kWays)) bytes += way.size() + 3;
  return bytes;
}

}  // namespace

RecordId Body::record(std::string_view name) const {
  return RecordId::from(bytes_of(text(name))).value_or(RecordId{});
}

const Body::Field& Body::field(std::string_view name) const {
  const auto shapes = shape().fields;
  const auto found = std::ranges::find(shapes, name, &FieldShape::name);
  assert(found != shapes.end());
  return fields_.at(static_cast<std::size_t>(found - shapes.begin()));
}

void Body::set(std::string_view name, std::int64_t number, std::string text) {
  const auto shapes = shape().fields;
  const auto found = std::ranges::find(shapes, name, &FieldShape::name);
  assert(found != shapes.end());
  fields_.at(static_cast<std::size_t>(found - shapes.begin())) = {
      .there = true, .number = number, .text = WipedText(std::move(text))};
}

bool Body::takes_back() const {
  return std::ranges::none_of(std::span(fields_).subspan(shape().keys), &Field::there);
}

bool is_way_out(const Body& body) {
  switch (body.kind()) {
    case Kind::kTogether:
      return !body.has("on");
    case Kind::kUnshare:
    case Kind::kRest:
    case Kind::kStop:
    case Kind::kPause:
    case Kind::kResume:
    case Kind::kLeave:
      return true;
    default:
      return false;
  }
}

std::optional<Body> read_body(json::Reader& in, const Place& place, const content::Pack& pack) {
  return BodyReader(in, pack).read(place, false);
}

void write_body(json::Writer& out, const Body& body, const content::Pack& pack) {
  BodyWriter(out, pack).write(body);
}

std::optional<Entry> read_entry(std::string_view text, const content::Pack& pack, Where where) {
  json::Reader in(text, 1);
  const auto document =
      in.parse({.most_bytes = record::kMostRecordBytes, .most_depth = kMostDepth});
  if (!document) return std::nullopt;
  const Place root{document->root()};
  static constexpr auto kNames = std::to_array<std::string_view>({"at", "seen", "say"});
  std::array<std::optional<Value>, kNames.size()> fields;
  if (!in.fields(root, kNames, kNames.size(), fields)) return std::nullopt;
  Entry entry;
  bool right = in.integer({*fields[0], &root, kNames[0]}, 0, kMostTime, entry.at);
  const Place seen{*fields[1], &root, kNames[1]};
  if (!in.list(seen, 0, entry.seen.size())) return std::nullopt;
  in.items(seen, [&](const Place& item) {
    std::int64_t count = 0;
    right = in.integer(item, 0, static_cast<std::int64_t>(record::kMostRecords), count) && right;
    entry.seen[item.index] = static_cast<std::uint64_t>(count);
  });
  if (!right) return std::nullopt;
  entry.body = read_body(in, {*fields[2], &root, kNames[2]}, pack);
  if (entry.body) {
    const Where meant = entry.body->shape().where;
    if (meant != where && meant != Where::kBoth) entry.body.reset();
  }
  return entry;
}

std::string write_entry(const Entry& entry, const content::Pack& pack) {
  assert(entry.body);
  json::Writer out;
  out.begin_object();
  out.key("at");
  out.integer(entry.at);
  out.key("seen");
  const auto last = std::ranges::find_if(entry.seen.rbegin(), entry.seen.rend(),
                                         [](std::uint64_t count) { return count != 0; });
  out.integers(std::span(entry.seen).first(static_cast<std::size_t>(entry.seen.rend() - last)));
  out.key("say");
  write_body(out, *entry.body, pack);
  out.end_object();
  std::string text = out.take();
  const std::size_t least = least_bytes(*entry.body, pack);
  if (text.size() < least) append_wiped(text, std::string(least - text.size(), ' '));
  return text;
}

}  // namespace commonground::journey
