// One request, taken apart.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/json_reader.h"
#include "crypto/entropy.h"
#include "session/answer.h"

namespace commonground::session {

// The fields of a command by their names. The first is always "do".
class Fields {
 public:
  Fields(json::Reader& in, const json::Place& command) : in_(&in), command_(&command) {}

  // All but the first `required` names may be missing; "do" is not among them.
  [[nodiscard]] bool read(std::span<const std::string_view> names, std::size_t required);

  [[nodiscard]] bool has(std::size_t index) const { return values_.at(index + 1).has_value(); }
  [[nodiscard]] json::Place at(std::size_t index) const {
    return {*values_.at(index + 1), command_, names_.at(index + 1)};
  }

  [[nodiscard]] bool text(std::size_t index, std::string& out);
  [[nodiscard]] bool integer(std::size_t index, std::int64_t low, std::int64_t high,
                             std::int64_t& out);
  [[nodiscard]] bool yes(std::size_t index, bool& out);
  [[nodiscard]] bool bytes(const json::Place& place, std::size_t low, std::size_t high, Bytes& out);
  [[nodiscard]] bool bytes(std::size_t index, std::size_t low, std::size_t high, Bytes& out) {
    return bytes(at(index), low, high, out);
  }
  // An id, a key or a hash.
  template <std::size_t kBytes, class Tag>
  [[nodiscard]] bool hex(std::size_t index, FixedBytes<kBytes, Tag>& out) {
    return hex(index, std::span<std::uint8_t>(out.bytes));
  }

  [[nodiscard]] json::Reader& in() { return *in_; }

 private:
  [[nodiscard]] bool hex(std::size_t index, std::span<std::uint8_t> out);

  static constexpr std::size_t kMost = 9;
  json::Reader* in_;
  const json::Place* command_;
  std::array<std::string_view, kMost> names_{};
  std::array<std::optional<json::Value>, kMost> values_{};
};

struct Request {
  std::int64_t now = 0;
  std::optional<Entropy> entropy;
  Fields fields;

  [[nodiscard]] std::unexpected<Error> bad() {
    return std::unexpected(
        Error{.code = ErrorCode::kBadRequest, .input = std::move(fields.in().errors())});
  }
};

}  // namespace commonground::session
