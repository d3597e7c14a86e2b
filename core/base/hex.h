// Bytes as text, for ids in files and for tests.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace commonground {

[[nodiscard]] std::string to_hex(ByteSpan bytes);

// Small letters only; nothing if it is not hex.
[[nodiscard]] std::optional<Bytes> from_hex(std::string_view text);

}  // namespace commonground
