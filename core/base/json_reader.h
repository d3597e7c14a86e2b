// Reads a JSON document into values, strictly, and notes everything that is wrong with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_document.h"
#include "commonground/input_error.h"

namespace commonground::json {

// A value and how it was reached, so that an error can name its path. It points to the place around
// it, which must outlive it.
struct Place {
  Value value;
  const Place* parent = nullptr;
  std::string_view field = {};  // of the parent, if it is an object
  std::size_t index = 0;        // in the parent, if it is a list

  [[nodiscard]] std::string path() const;
};

// Every function says whether it went well; if not, it has noted why, and `out` is as it was or
// half filled. Who wants only the first error stops there, who wants all of them goes on.
class Reader {
 public:
  // Of more errors than `most_errors` the first are kept.
  Reader(std::string_view text, std::size_t most_errors) : text_(text), most_errors_(most_errors) {}

  [[nodiscard]] std::optional<Document> parse(Limits limits);

  // The root's field `format`, where there is one, must be this text. Read before the other fields,
  // so that a file of another format is called that.
  bool format(const Place& root, std::string_view wanted);

  // The members of an object in the order of `names`. All but the first `required` may be missing.
  bool fields(const Place& object, std::span<const std::string_view> names, std::size_t required,
              std::span<std::optional<Value>> out);

  bool integer(const Place& place, std::int64_t low, std::int64_t high, int& out);
  bool integer(const Place& place, std::int64_t low, std::int64_t high, std::int64_t& out);
  bool boolean(const Place& place, bool& out);
  bool string(const Place& place, std::string& out);
  bool text(const Place& place, std::int64_t most_characters, std::string& out);  // not empty
  bool id(const Place& place, std::string& out);
  // The position of a text in `choices`.
  bool choice(const Place& place, std::span<const std::string_view> choices, std::size_t& out);
  bool exactly(const Place& place, std::string_view wanted);         // this text and no other
  bool list(const Place& place, std::size_t low, std::size_t high);  // so many items
  bool is(const Place& place, JsonKind kind);

  // Calls each(item) for each item of a list, with its place.
  template <class Each>
  void items(const Place& list, Each each) {
    Value item = list.value.first();
    for (std::size_t i = 0; i < list.value.size(); ++i, item = item.next()) {
      each(Place{item, &list, {}, i});
    }
  }
  // Calls each(key, member) for each member of an object, with its place.
  template <class Each>
  void members(const Place& object, Each each) {
    Value key = object.value.first();
    for (std::size_t i = 0; i < object.value.size(); ++i) {
      const Value value = key.next();
      each(key.text(), Place{value, &object, clipped(key.text()), 0});
      key = value.next();
    }
  }

  // Notes an error about what stands at this place, and is false.
  bool fail(InputErrorCode code, const Place& place, std::int64_t low = 0, std::int64_t high = 0,
            std::string wanted = {});
  // The same about a field that is not there.
  bool missing(const Place& object, std::string_view field);

  [[nodiscard]] std::size_t line_of(const Value& value) const { return line_at(value.offset()); }
  [[nodiscard]] std::vector<InputError>& errors() { return errors_; }

  // At most 40 bytes of it, and no half of a character.
  [[nodiscard]] static std::string_view clipped(std::string_view text);

 private:
  void note(InputError error) {
    if (errors_.size() < most_errors_) errors_.push_back(std::move(error));
  }
  [[nodiscard]] std::size_t line_at(std::size_t offset) const;

  std::string_view text_;
  std::size_t most_errors_;
  std::vector<InputError> errors_;
  // How far lines have been counted: most are asked for in the order of the text.
  mutable std::size_t counted_to_ = 0;
  mutable std::size_t counted_lines_ = 1;
};

// The number of characters (code points) of UTF-8 text.
[[nodiscard]] std::size_t characters(std::string_view text);

// Small letters and figures, in words joined by single hyphens; at most 40 bytes.
[[nodiscard]] bool is_id(std::string_view text);

}  // namespace commonground::json
