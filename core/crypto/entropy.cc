#include "crypto/entropy.h"

#include <array>

#include <sodium.h>

#include "verify/sodium_ready.h"

namespace commonground {

static_assert(EntropySeed::kSize == randombytes_SEEDBYTES);

// Each call takes the next seed and its own from the stream of the present one (ChaCha20), so what
// was given out cannot be found again from what is kept.
void Entropy::fill(std::span<std::uint8_t> out) {
  sodium_ready();
  std::array<std::uint8_t, 2 * EntropySeed::kSize> next{};
  randombytes_buf_deterministic(next.data(), next.size(), seed_.reveal().data());
  randombytes_buf_deterministic(out.data(), out.size(), next.data() + EntropySeed::kSize);
  seed_ = EntropySeed(std::span(next).first<EntropySeed::kSize>());
  wipe(next);
}

}  // namespace commonground
