// The door to WebAssembly, by a host that passes any numbers and bytes: it never stops, and what it
// gives is a buffer that is really there, or one of its named errors.
#include "bridge/door.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

namespace {

using namespace commonground::bridge;  // NOLINT(google-build-using-namespace): one short program

void require(bool holds) {
  if (!holds) std::abort();
}

class Input {
 public:
  explicit Input(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  [[nodiscard]] bool is_empty() const { return bytes_.empty(); }
  std::uint8_t byte() { return take(1).empty() ? 0 : last_; }
  std::span<const std::uint8_t> take(std::size_t size) {
    const auto taken = bytes_.first(std::min(size, bytes_.size()));
    bytes_ = bytes_.subspan(taken.size());
    if (!taken.empty()) last_ = taken.back();
    return taken;
  }
  // Mostly the numbers that there are, and those around them.
  std::int32_t number() {
    static constexpr auto kFar = std::to_array<std::int32_t>(
        {INT32_MIN, INT32_MAX, -1, kMostBuffers, kMostBuffers + 1, 1 << 24, (1 << 24) + 1});
    const std::uint8_t which = byte();
    return which < 248 ? which % 16 : kFar.at(which - 248U < kFar.size() ? which - 248U : 0);
  }

 private:
  std::span<const std::uint8_t> bytes_;
  std::uint8_t last_ = 0;
};

bool is_error(std::int32_t result) { return result <= kNoSuchBuffer && result >= kNoAnswer; }

// A buffer that can be written to its end, or an error.
void look_at(std::int32_t buffer) {
  if (is_error(buffer)) return;
  require(buffer > 0 && buffer <= kMostBuffers);
  const std::int32_t size = cg_buffer_size(buffer);
  require(size >= 0);
  std::uint8_t* bytes = cg_buffer_bytes(buffer);
  for (std::int32_t i = 0; i < size; i += 97) bytes[i] ^= 1U;
}

void step(Input& in) {
  switch (in.byte() % 8) {
    case 0: {
      const auto content = in.take(in.byte());
      const std::int32_t buffer = cg_buffer_make(static_cast<std::int32_t>(content.size()));
      if (!is_error(buffer)) std::ranges::copy(content, cg_buffer_bytes(buffer));
      return;
    }
    case 1: {
      const std::int32_t size = in.number();
      const std::int32_t buffer = cg_buffer_make(size);
      look_at(buffer);
      require(is_error(buffer) || cg_buffer_size(buffer) == size);
      return;
    }
    case 2:
      return look_at(in.number());
    case 3: {
      const std::int32_t dropped = cg_buffer_drop(in.number());
      return require(dropped == 0 || dropped == kNoSuchBuffer);
    }
    case 4: {
      const bool opens = in.byte() % 2 == 0;
      const std::int32_t session = opens ? cg_session_open() : cg_session_close(in.number());
      return require(opens ? (session > 0 || session == kTooMany)
                           : (session == 0 || session == kNoSuchSession));
    }
    case 5: {
      const bool is_pack = in.byte() % 2 == 0;
      const std::int32_t session = in.number();
      const std::int32_t text = in.number();
      return look_at(is_pack ? cg_session_take_pack(session, text)
                             : cg_session_call(session, text));
    }
    case 6: {
      // What Argon2id costs is measured elsewhere.
      const std::int32_t passphrase = in.number();
      const std::int32_t salt = in.number();
      return look_at(cg_passphrase_key(passphrase, salt, in.byte() % 3, in.byte()));
    }
    default:
      return look_at(cg_plan(in.number()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input in({data, size});
  while (!in.is_empty()) step(in);
  for (std::int32_t i = 1; i <= kMostBuffers; ++i) (void)cg_buffer_drop(i);
  for (std::int32_t i = 1; i <= kMostSessions; ++i) (void)cg_session_close(i);
  return 0;
}
