// Everything the server says no with. One list for HTTP and sockets; docs/formats/wire.md has the
// same, and what a client does about each. Numbers are never used for anything else.
#pragma once

#include <cstdint>
#include <string_view>

namespace commonground::relay {

enum class ErrorCode : std::uint16_t {
  kNone = 0,
  // The request itself
  kBadRequest = 1,
  kBadFrame = 2,
  kTooLarge = 3,
  kNotFound = 4,
  kWrongMethod = 5,
  kWrongType = 6,
  // Who asks
  kBadSignature = 10,
  kChallengeExpired = 11,
  kNotAMember = 12,
  kNotOpen = 13,
  kAlreadyOpen = 14,
  // Logs and records
  kUnknownLog = 20,
  kLogExists = 21,
  kNotARecord = 22,
  kWrongId = 23,
  kWrongAuthor = 24,
  kGap = 25,
  kFork = 26,
  kUnknownRecord = 27,
  // Invites and backups
  kUnknownInvite = 30,
  kInviteExpired = 31,
  kInviteUsed = 32,
  kUnknownBackup = 33,
  kWrongProof = 34,
  // Limits
  kLogFull = 40,
  kNoPlace = 41,
  kTooManyLogs = 42,
  kTooFast = 43,
  kTooManyFailures = 44,
  kTooManyConnections = 45,
  // The server
  kBusy = 50,
  kNotStored = 51,
  kStopping = 52,
  kIdle = 53,
};

// As in "log-full".
[[nodiscard]] std::string_view name_of(ErrorCode code);
[[nodiscard]] int http_status(ErrorCode code);

// The WebSocket close code when the server closes because of it (RFC 6455, 7.4).
[[nodiscard]] std::uint16_t close_code(ErrorCode code);

}  // namespace commonground::relay
