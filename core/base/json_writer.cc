#include "base/json_writer.h"

namespace commonground::json {
namespace {

constexpr std::string_view kHexDigits = "0123456789ABCDEF";

// What stands after the backslash, or nothing for what need not be escaped so.
constexpr char short_escape(char character) {
  switch (character) {
    case '"':
    case '\\':
      return character;
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return '\0';
  }
}

}  // namespace

std::string quoted(std::string_view text) {
  Writer out;
  out.string(text);
  return out.take();
}

// Runs of what need not be escaped are taken as they are.
void Writer::string(std::string_view text) {
  comma();
  append("\"");
  std::size_t run = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const char escape = short_escape(text[i]);
    if (byte >= 0x20 && escape == '\0') continue;
    append(text.substr(run, i - run));
    run = i + 1;
    if (escape != '\0') {
      const std::array<char, 2> escaped{'\\', escape};
      append({escaped.data(), escaped.size()});
    } else {
      append("\\u00");
      append(kHexDigits.substr(byte / 16U, 1));
      append(kHexDigits.substr(byte % 16U, 1));
    }
  }
  append(text.substr(run));
  append("\"");
  first_ = false;
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
