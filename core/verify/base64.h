// Bytes in JSON: base64 with the letters of RFC 4648, 5 (safe in links), without padding.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace commonground {

[[nodiscard]] std::string to_base64(ByteSpan bytes);

// Nothing if it is not base64 of this kind, to the last bit.
[[nodiscard]] std::optional<Bytes> from_base64(std::string_view text);

}  // namespace commonground
