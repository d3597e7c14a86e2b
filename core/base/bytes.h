// Bytes: runs of them, and ids, hashes and keys of a fixed size that cannot be taken for each
// other.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace commonground {

using Bytes = std::vector<std::uint8_t>;
using ByteSpan = std::span<const std::uint8_t>;

[[nodiscard]] inline ByteSpan bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
[[nodiscard]] inline std::string_view text_of(ByteSpan bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Something public of a fixed size. Each kind has a tag of its own.
template <std::size_t kBytes, class Tag>
struct FixedBytes {
  static constexpr std::size_t kSize = kBytes;
  std::array<std::uint8_t, kBytes> bytes{};

  [[nodiscard]] static std::optional<FixedBytes> from(ByteSpan span) {
    if (span.size() != kBytes) return std::nullopt;
    FixedBytes fixed;
    std::copy(span.begin(), span.end(), fixed.bytes.begin());
    return fixed;
  }
  [[nodiscard]] ByteSpan span() const { return bytes; }
  auto operator<=>(const FixedBytes&) const = default;
};

using LogId = FixedBytes<16, struct LogIdTag>;
// What a record is called: the first 16 bytes of its hash. Nobody can make another record that is
// called the same.
using RecordId = FixedBytes<16, struct RecordIdTag>;
// Of sealing: random, and never twice under one key.
using Nonce = FixedBytes<24, struct NonceTag>;

}  // namespace commonground
