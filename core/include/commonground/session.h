// One person's side of Common Ground: what they say goes in, sealed records come out, and what they
// see is read from it. Start here.
//
// Requests and answers are JSON, described in bridge/schema and docs/formats/session.md. A session
// has no clock, randomness, storage or network: each request carries the time and fresh entropy,
// and each answer the work that the host is to do.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace commonground::session {

inline constexpr std::size_t kMostRequest = std::size_t{8} << 20;  // bytes

// Not to be used from two threads at once. Everything secret is wiped when it goes.
class Session {
 public:
  Session();
  ~Session();
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;

  // The content pack (its pack.json), before anything else. Answers as `call` does.
  [[nodiscard]] std::string take_pack(std::string_view json);

  // One request, one answer. Whatever comes in, an answer comes out: errors are in it, and a
  // request that gave one has changed nothing. Only of a `load` that names a broken record, all
  // before it counts, since it is stored already.
  [[nodiscard]] std::string call(std::string_view request);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// ---- The slow step of opening a vault: Argon2id. It is apart from the rest so that it can run
// where its memory is given back afterwards.

inline constexpr std::size_t kPassphraseSalt = 16;
inline constexpr std::size_t kPassphraseKey = 32;

enum class PassphraseKeyError : std::uint8_t { kNone, kCostOutOfRange, kNoMemory };

[[nodiscard]] PassphraseKeyError passphrase_key(std::span<const std::uint8_t> passphrase,
                                                std::span<const std::uint8_t, kPassphraseSalt> salt,
                                                std::uint32_t passes, std::uint32_t kibibytes,
                                                std::span<std::uint8_t, kPassphraseKey> out);

// Overwrites memory in a way that no compiler leaves out.
void wipe_memory(std::span<std::uint8_t> bytes);

}  // namespace commonground::session
