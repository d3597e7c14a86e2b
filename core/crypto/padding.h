// Padding, so that the size of what is sealed says little: ISO/IEC 7816-4, a byte 0x80 and then
// zeros.
#pragma once

#include <cstddef>

#include "crypto/secret.h"

namespace commonground {

// To the next multiple of `block`; there is always at least one byte of padding.
[[nodiscard]] SecretBytes padded(ByteSpan text, std::size_t block);

// Takes it off. False if it is not there; then the text is as it was.
[[nodiscard]] bool take_padding(SecretBytes& text, std::size_t block);

}  // namespace commonground
