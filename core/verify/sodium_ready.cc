#include "verify/sodium_ready.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>

#include <sodium.h>

namespace commonground {
namespace {

const char* name() { return "none"; }
std::uint32_t no_number() { std::abort(); }
void no_bytes(void* /*out*/, std::size_t /*size*/) { std::abort(); }
// libsodium marks the ends of memory of its own allocator, which is not used here.
void same_bytes(void* out, std::size_t size) { std::memset(out, 0, size); }

randombytes_implementation generator(void (*bytes)(void*, std::size_t)) {
  return {.implementation_name = name,
          .random = no_number,
          .stir = nullptr,
          .uniform = nullptr,
          .buf = bytes,
          .close = nullptr};
}

bool made_ready() {
  static randombytes_implementation while_starting = generator(same_bytes);
  static randombytes_implementation ever_after = generator(no_bytes);
  if (randombytes_set_implementation(&while_starting) != 0 || sodium_init() < 0 ||
      randombytes_set_implementation(&ever_after) != 0) {
    std::abort();
  }
  return true;
}

}  // namespace

void sodium_ready() {
  static const bool kReady = made_ready();
  static_cast<void>(kReady);
}

}  // namespace commonground
