#include "crypto/padding.h"

#include <algorithm>
#include <cassert>

#include <sodium.h>

namespace commonground {

SecretBytes padded(ByteSpan text, std::size_t block) {
  SecretBytes out((text.size() / block + 1) * block);
  std::ranges::copy(text, out.to_fill().begin());
  std::size_t size = 0;
  const int failed =
      sodium_pad(&size, out.to_fill().data(), text.size(), block, out.to_fill().size());
  assert(failed == 0 && size == out.reveal().size());
  static_cast<void>(failed);
  return out;
}

bool take_padding(SecretBytes& text, std::size_t block) {
  const ByteSpan bytes = text.reveal();
  std::size_t size = 0;
  if (bytes.empty() || bytes.size() % block != 0 ||
      sodium_unpad(&size, bytes.data(), bytes.size(), block) != 0) {
    return false;
  }
  text.shorten(size);
  return true;
}

}  // namespace commonground
