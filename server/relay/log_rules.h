// The rules of a log: who may have a place in it, and what may be written next. No sockets, no
// SQL, no clock: what is known is handed in, and what is decided is handed back.
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <vector>

#include "relay/bucket.h"
#include "relay/errors.h"
#include "relay/limits.h"
#include "wire/record_parts.h"

namespace commonground::relay {

// One device of one person, at one of the places of a log. The server knows both by keys made for
// this log alone, and so cannot tell who is in two logs.
struct Author {
  VerifyKey person;
  VerifyKey device;
  bool left = false;
  bool operator==(const Author&) const = default;
};

// What must be known of a log to decide what may be written.
struct LogState {
  std::vector<Author> authors;                              // by their places
  std::array<std::uint64_t, wire::kMostAuthors> written{};  // records of each
  std::array<std::uint64_t, wire::kMostAuthors> bytes{};    // of each, as they were written
  std::uint64_t records = 0;                                // of all; also the newest's number
  bool operator==(const LogState&) const = default;
};

struct Place {
  std::uint8_t author = 0;
  bool is_new = false;  // it has to be stored
};

// A device that shows that a person wants it in the log. Its person must be there already, unless
// it comes with an invite. The same device asking again gets the same place.
enum class Admission : std::uint8_t { kOfAMember, kByInvite };
[[nodiscard]] std::expected<Place, ErrorCode> place_for(const LogState& log, Admission admission,
                                                        const VerifyKey& person,
                                                        const VerifyKey& device);

[[nodiscard]] std::expected<void, ErrorCode> check_member(const LogState& log, std::uint8_t author);

// What is to be written by the author at a place of a log.
struct Draft {
  LogId log;
  std::uint8_t author = 0;
  RecordId id;
  ByteSpan bytes;
};

enum class Turn : std::uint8_t {
  kNext,    // it can be stored, with the number log.records + 1
  kBefore,  // something is there already: the same record, or another, which is a fork
};
// kLogFull if its person has written their part of the log. That is theirs alone, so that nobody
// can take the room of another: all that a log may hold for whoever was always alone in it, else
// half.
[[nodiscard]] std::expected<Turn, ErrorCode> check_append(const LogState& log, const Draft& draft,
                                                          const Limits& limits);

// What is left of a record that was taken back: it replaces the record that it is the rest of.
[[nodiscard]] std::expected<void, ErrorCode> check_rest(const LogState& log, const Draft& draft);
[[nodiscard]] std::expected<void, ErrorCode> check_is_rest_of(const Draft& draft, ByteSpan stored);

// Nothing if the invite may be made; it may run out too late or have run out already.
[[nodiscard]] ErrorCode check_invite(std::int64_t expires_at_ms, std::int64_t now_ms,
                                     const Limits& limits);

}  // namespace commonground::relay
