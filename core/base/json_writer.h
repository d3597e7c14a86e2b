// Writes compact JSON, piece by piece, into a string.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace commonground::json {

// Calls must nest as JSON does: key and value in turn within an object. Strings must be UTF-8.
class Writer {
 public:
  void begin_object() { writer_.StartObject(); }
  void end_object() { writer_.EndObject(); }
  void begin_list() { writer_.StartArray(); }
  void end_list() { writer_.EndArray(); }

  void key(std::string_view name) {
    writer_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
  }
  void string(std::string_view text) {
    writer_.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  }
  void integer(std::int64_t number) { writer_.Int64(number); }
  void null() { writer_.Null(); }

  // value / 1000, with three decimals.
  void thousandths(std::int64_t value);

  template <class Number>
  void integers(std::span<const Number> numbers) {
    begin_list();
    for (const Number number : numbers) integer(number);
    end_list();
  }

  [[nodiscard]] std::string take() const { return {buffer_.GetString(), buffer_.GetSize()}; }

 private:
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_{buffer_};
};

}  // namespace commonground::json
