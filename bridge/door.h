// The core's door to WebAssembly: a dozen C functions, and nothing else is exported (exports.txt).
//
// Everything here is a number. Bytes go in and out through buffers that the core owns: the host
// makes one, fills its memory and hands over its number; an answer comes back as the number of
// another. A buffer that is handed to a function is wiped and gone when it returns, whatever it
// returns. So no number that a host can pass, right or wrong, makes the core touch memory that is
// not that buffer's.
//
// A function returns a number above 0, or one of the DoorErrors below: mistakes of the host, which
// the core itself never causes. What is wrong with a request stands in its answer, as JSON
// (docs/formats/session.md).
#pragma once

#include <cstddef>
#include <cstdint>

namespace commonground::bridge {

enum DoorError : std::int32_t {
  kNoSuchBuffer = -1,
  kNoSuchSession = -2,
  kTooLarge = -3,  // a buffer of more than cg_most_bytes
  kTooMany = -4,   // buffers or sessions at once
  kWrongSize = -5,
  kCostOutOfRange = -6,
  kNoMemory = -7,
  kNoAnswer = -8,  // not a problem, or one that has no plan
};

inline constexpr std::int32_t kMostBuffers = 64;
inline constexpr std::int32_t kMostSessions = 8;

}  // namespace commonground::bridge

extern "C" {

// Rises when anything here changes its meaning.
std::int32_t cg_door_version();
// The most bytes of one buffer.
std::int32_t cg_most_bytes();

// A buffer of so many bytes, all 0.
std::int32_t cg_buffer_make(std::int32_t size);
std::int32_t cg_buffer_size(std::int32_t buffer);
// Where its bytes lie, until it is handed over or dropped; null if there is no such buffer, or if
// it is empty.
std::uint8_t* cg_buffer_bytes(std::int32_t buffer);
// 0, or a DoorError.
std::int32_t cg_buffer_drop(std::int32_t buffer);

// One person's side: session.h.
std::int32_t cg_session_open();
// Wipes it. 0, or a DoorError.
std::int32_t cg_session_close(std::int32_t session);
// A buffer with the answer.
std::int32_t cg_session_take_pack(std::int32_t session, std::int32_t json);
std::int32_t cg_session_call(std::int32_t session, std::int32_t request);

// Argon2id: a buffer with the 32 bytes of the key. The salt has 16. Its memory stays with the
// instance, so the host does this in one that it throws away.
std::int32_t cg_passphrase_key(std::int32_t passphrase, std::int32_t salt, std::int32_t passes,
                               std::int32_t kibibytes);

// A planning problem of its own, such as an example couple's (docs/formats/plan.md): a buffer with
// the answer as JSON, in which no time has passed.
std::int32_t cg_plan(std::int32_t problem);
}
