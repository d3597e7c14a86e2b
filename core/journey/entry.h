// What one record says: read from its text and written back, by the table of kinds.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/wiped.h"
#include "commonground/input_error.h"
#include "commonground/pack.h"
#include "journey/kinds.h"
#include "record/limits.h"

namespace commonground::journey {

// A way in a proposed plan. Starter as in plan.h: 0 the first person, 1 the second, 2 either.
struct PlanChoice {
  int way = 0;
  int times = 1;
  int starter = 0;
  WipedText condition;  // what the one who proposes asks for with it, or empty
  bool operator==(const PlanChoice&) const = default;
};

// Something said: a kind and its fields.
class Body {
 public:
  struct Field {
    bool there = false;
    std::int64_t number = 0;  // integers, times; positions of ids and choices; sets of choices
    WipedText text;           // texts and days; bytes and record ids as they are
    bool operator==(const Field&) const = default;
  };

  explicit Body(Kind kind) : kind_(kind) {}

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] const KindShape& shape() const { return shape_of(kind_); }

  // A field by its name in the table.
  [[nodiscard]] bool has(std::string_view name) const { return field(name).there; }
  [[nodiscard]] std::int64_t number(std::string_view name) const { return field(name).number; }
  [[nodiscard]] std::size_t position(std::string_view name) const {
    return static_cast<std::size_t>(field(name).number);
  }
  [[nodiscard]] const std::string& text(std::string_view name) const {
    return field(name).text.get();
  }
  [[nodiscard]] RecordId record(std::string_view name) const;

  void set_yes(std::string_view name) { set(name, 1, {}); }
  void set_number(std::string_view name, std::int64_t number) { set(name, number, {}); }
  void set_text(std::string_view name, std::string text) { set(name, 0, std::move(text)); }
  void set_bytes(std::string_view name, ByteSpan bytes) {
    set(name, 0, std::string(text_of(bytes)));
  }

  [[nodiscard]] const Field& at(std::size_t index) const { return fields_.at(index); }
  [[nodiscard]] Field& at(std::size_t index) { return fields_.at(index); }
  // Whether it says nothing but what it is about.
  [[nodiscard]] bool takes_back() const;

  std::vector<PlanChoice> plan;  // of the field of type kPlan
  std::vector<int> ids;          // of the field of type kIds, ascending
  std::vector<Body> snapshot;    // of the field of type kSnapshot: one, or none

  bool operator==(const Body&) const = default;

 private:
  [[nodiscard]] const Field& field(std::string_view name) const;
  void set(std::string_view name, std::int64_t number, std::string text);

  Kind kind_;
  std::array<Field, kMostFields> fields_;
};

// Says that it is enough, or takes something back. It can always be said.
[[nodiscard]] bool is_way_out(const Body& body);

// How many records of each author the one who wrote this had seen.
using Seen = std::array<std::uint64_t, record::kMostAuthors>;

struct Entry {
  std::int64_t at = 0;  // milliseconds since 1970 in UTC, by the author's clock
  Seen seen{};
  std::optional<Body> body;  // nothing if this release does not know what it says
};

// The text of a record. Fails only if it is not what every release writes: an object with `at`,
// `seen` and `say`. What is in `say` may be of a later release.
[[nodiscard]] std::optional<Entry> read_entry(std::string_view text, const content::Pack& pack,
                                              Where where);
[[nodiscard]] std::string write_entry(const Entry& entry, const content::Pack& pack);

// What a person says, in a request. Everything must be right; the errors are in the reader.
[[nodiscard]] std::optional<Body> read_body(json::Reader& in, const json::Place& place,
                                            const content::Pack& pack);
void write_body(json::Writer& out, const Body& body, const content::Pack& pack);

}  // namespace commonground::journey
