#include "base/json_writer.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace commonground::json {

std::string quoted(std::string_view text) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  return {buffer.GetString(), buffer.GetSize()};
}

void Writer::integer(std::int64_t number) {
  std::array<char, 20> digits;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled here
  char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  as_is({digits.data(), end});
}

void Writer::thousandths(std::int64_t value) {
  const std::uint64_t size =
      value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  const std::string part = std::to_string(size % 1000);
  as_is((value < 0 ? "-" : "") + std::to_string(size / 1000) + "." +
        std::string(3 - part.size(), '0') + part);
}

}  // namespace commonground::json
