// Writes compact JSON, piece by piece, into a string. Whatever it was given is nowhere else after.
#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/wiped.h"

namespace commonground::json {

// Text in quotes, escaped. It must be UTF-8.
[[nodiscard]] std::string quoted(std::string_view text);

// Appends as it is called, adding the commas. Calls must nest as JSON does, with key and value in
// turn within an object.
class Writer {
 public:
  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_list() { begin('['); }
  void end_list() { end(']'); }

  void key(std::string_view name) {
    string(name);
    colon();
  }
  void string(std::string_view text);
  void integer(std::int64_t number);
  void null() { as_is("null"); }
  // value / 1000, with three decimals.
  void thousandths(std::int64_t value);

  // JSON that is ready, such as an id quoted once and written often.
  void as_is(std::string_view json) {
    comma();
    append(json);
    first_ = false;
  }
  void key_as_is(std::string_view json) {
    as_is(json);
    colon();
  }

  // A list of them.
  template <class Numbers>
  void integers(const Numbers& numbers) {
    begin_list();
    for (const auto number : numbers) {
      std::array<char, 21> digits;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled here
      char* end = std::to_chars(digits.data(), digits.data() + 20, number).ptr;
      *end++ = ',';
      append({digits.data(), end});
      first_ = false;
    }
    if (!first_) text_.to_fill().pop_back();
    end_list();
  }

  [[nodiscard]] const std::string& text() const { return text_.get(); }
  [[nodiscard]] std::string take() { return std::exchange(text_.to_fill(), {}); }

 private:
  void append(std::string_view text) { append_wiped(text_.to_fill(), text); }
  void comma() {
    if (!first_) append(",");
  }
  void colon() {
    append(":");
    first_ = true;
  }
  void begin(char bracket) {
    comma();
    append({&bracket, 1});
    first_ = true;
  }
  void end(char bracket) {
    append({&bracket, 1});
    first_ = false;
  }

  WipedText text_;
  bool first_ = true;  // of its list or object, or the value of a key
};

}  // namespace commonground::json
