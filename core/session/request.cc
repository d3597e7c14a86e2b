#include "session/request.h"

#include <algorithm>

#include "base/hex.h"
#include "base/wiped.h"
#include "verify/base64.h"

namespace commonground::session {

bool Fields::read(std::span<const std::string_view> names, std::size_t required) {
  names_[0] = "do";
  std::ranges::copy(names, names_.begin() + 1);
  const std::size_t size = names.size() + 1;
  return in_->fields(*command_, std::span(names_).first(size), required + 1,
                     std::span(values_).first(size));
}

bool Fields::text(std::size_t index, std::string& out) { return in_->string(at(index), out); }

bool Fields::integer(std::size_t index, std::int64_t low, std::int64_t high, std::int64_t& out) {
  return in_->integer(at(index), low, high, out);
}

bool Fields::yes(std::size_t index, bool& out) { return in_->boolean(at(index), out); }

bool Fields::bytes(const json::Place& place, std::size_t low, std::size_t high, Bytes& out) {
  std::string text;
  if (!in_->string(place, text)) return false;
  auto bytes = from_base64(text);
  overwrite(text);
  if (!bytes) {
    // Without what stood there: it may be a key.
    return in_->fail(InputErrorCode::kWrongFormat, place, 0, 0, "base64url");
  }
  if (bytes->size() < low || bytes->size() > high) {
    return in_->fail(InputErrorCode::kWrongLength, place, static_cast<std::int64_t>(low),
                     static_cast<std::int64_t>(high));
  }
  out = std::move(*bytes);
  return true;
}

bool Fields::hex(std::size_t index, std::span<std::uint8_t> out) {
  std::string text;
  if (!in_->string(at(index), text)) return false;
  const auto bytes = from_hex(text);
  if (!bytes || bytes->size() != out.size()) {
    return in_->fail(InputErrorCode::kWrongFormat, at(index), 0, 0,
                     std::to_string(2 * out.size()) + " hexadecimal digits");
  }
  std::ranges::copy(*bytes, out.begin());
  return true;
}

}  // namespace commonground::session
