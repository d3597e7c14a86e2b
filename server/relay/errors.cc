#include "relay/errors.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace commonground::relay {
namespace {

struct Row {
  ErrorCode code;
  std::string_view name;
  int status;
};

constexpr auto kRows = std::to_array<Row>({
    {ErrorCode::kNone, "none", 200},
    {ErrorCode::kBadRequest, "bad-request", 400},
    {ErrorCode::kBadFrame, "bad-frame", 400},
    {ErrorCode::kTooLarge, "too-large", 413},
    {ErrorCode::kNotFound, "not-found", 404},
    {ErrorCode::kWrongMethod, "wrong-method", 405},
    {ErrorCode::kWrongType, "wrong-type", 415},
    {ErrorCode::kBadSignature, "bad-signature", 403},
    {ErrorCode::kChallengeExpired, "challenge-expired", 403},
    {ErrorCode::kNotAMember, "not-a-member", 403},
    {ErrorCode::kNotOpen, "not-open", 409},
    {ErrorCode::kAlreadyOpen, "already-open", 409},
    {ErrorCode::kUnknownLog, "unknown-log", 404},
    {ErrorCode::kLogExists, "log-exists", 409},
    {ErrorCode::kNotARecord, "not-a-record", 400},
    {ErrorCode::kWrongId, "wrong-id", 400},
    {ErrorCode::kWrongAuthor, "wrong-author", 403},
    {ErrorCode::kGap, "gap", 409},
    {ErrorCode::kFork, "fork", 409},
    {ErrorCode::kUnknownRecord, "unknown-record", 404},
    {ErrorCode::kUnknownInvite, "unknown-invite", 404},
    {ErrorCode::kInviteExpired, "invite-expired", 410},
    {ErrorCode::kInviteUsed, "invite-used", 410},
    {ErrorCode::kUnknownBackup, "unknown-backup", 404},
    {ErrorCode::kWrongProof, "wrong-proof", 403},
    {ErrorCode::kLogFull, "log-full", 409},
    {ErrorCode::kNoPlace, "no-place", 409},
    {ErrorCode::kTooManyLogs, "too-many-logs", 409},
    {ErrorCode::kTooFast, "too-fast", 429},
    {ErrorCode::kTooManyFailures, "too-many-failures", 429},
    {ErrorCode::kTooManyConnections, "too-many-connections", 503},
    {ErrorCode::kBusy, "busy", 503},
    {ErrorCode::kNotStored, "not-stored", 507},
    {ErrorCode::kStopping, "stopping", 503},
    {ErrorCode::kIdle, "idle", 408},
});

const Row& row_of(ErrorCode code) {
  const auto* row = std::ranges::find(kRows, code, &Row::code);
  assert(row != kRows.end());
  return *row;
}

}  // namespace

std::string_view name_of(ErrorCode code) { return row_of(code).name; }

int http_status(ErrorCode code) { return row_of(code).status; }

std::uint16_t close_code(ErrorCode code) {
  constexpr std::uint16_t kGoingAway = 1001;
  constexpr std::uint16_t kTooBig = 1009;
  constexpr std::uint16_t kOurs = 4000;
  if (code == ErrorCode::kStopping) return kGoingAway;
  if (code == ErrorCode::kTooLarge) return kTooBig;
  return static_cast<std::uint16_t>(kOurs + static_cast<std::uint16_t>(code));
}

}  // namespace commonground::relay
