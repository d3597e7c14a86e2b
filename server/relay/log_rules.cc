#include "relay/log_rules.h"

#include <algorithm>

namespace commonground::relay {
namespace {

using wire::Parts;
using wire::RecordError;

// The parts of a draft that is what it says it is.
std::expected<Parts, ErrorCode> parts_of(const Draft& draft) {
  const auto parts = wire::parts_of(draft.bytes);
  if (!parts) {
    return std::unexpected(parts.error() == RecordError::kTooLong ? ErrorCode::kTooLarge
                                                                  : ErrorCode::kNotARecord);
  }
  if (parts->id() != draft.id) return std::unexpected(ErrorCode::kWrongId);
  if (parts->head.log != draft.log || parts->head.author != draft.author) {
    return std::unexpected(ErrorCode::kWrongAuthor);
  }
  return *parts;
}

// Whether the person of an author has room for so many more bytes in one record.
bool has_room(const LogState& log, std::uint8_t author, std::size_t bytes, const Limits& limits) {
  const VerifyKey& person = log.authors[author].person;
  std::uint64_t written = 0;
  std::uint64_t written_bytes = 0;
  std::uint64_t parts = 1;
  for (std::size_t i = 0; i < log.authors.size(); ++i) {
    if (log.authors[i].person != person) {
      parts = 2;
      continue;
    }
    written += log.written[i];
    written_bytes += log.bytes[i];
  }
  return written < limits.records_per_log / parts &&
         written_bytes + bytes <= limits.bytes_per_log / parts;
}

}  // namespace

std::expected<Place, ErrorCode> place_for(const LogState& log, Admission admission,
                                          const VerifyKey& person, const VerifyKey& device) {
  for (std::size_t i = 0; i < log.authors.size(); ++i) {
    const Author& author = log.authors[i];
    if (author.device != device) continue;
    if (author.person != person || author.left) return std::unexpected(ErrorCode::kNotAMember);
    return Place{.author = static_cast<std::uint8_t>(i), .is_new = false};
  }
  const auto of_person = std::ranges::find(log.authors, person, &Author::person);
  const bool is_known = of_person != log.authors.end();
  if (is_known ? of_person->left : admission == Admission::kOfAMember) {
    return std::unexpected(ErrorCode::kNotAMember);
  }
  if (log.authors.size() >= wire::kMostAuthors) return std::unexpected(ErrorCode::kNoPlace);
  return Place{.author = static_cast<std::uint8_t>(log.authors.size()), .is_new = true};
}

std::expected<void, ErrorCode> check_member(const LogState& log, std::uint8_t author) {
  if (author >= log.authors.size() || log.authors[author].left) {
    return std::unexpected(ErrorCode::kNotAMember);
  }
  return {};
}

std::expected<Turn, ErrorCode> check_append(const LogState& log, const Draft& draft,
                                            const Limits& limits) {
  if (auto member = check_member(log, draft.author); !member) {
    return std::unexpected(member.error());
  }
  const auto parts = parts_of(draft);
  if (!parts) return std::unexpected(parts.error());
  const std::uint64_t next = log.written[draft.author];
  if (parts->head.counter < next) return Turn::kBefore;
  if (parts->head.counter > next) return std::unexpected(ErrorCode::kGap);
  if (!has_room(log, draft.author, draft.bytes.size(), limits)) {
    return std::unexpected(ErrorCode::kLogFull);
  }
  return Turn::kNext;
}

std::expected<void, ErrorCode> check_rest(const LogState& log, const Draft& draft) {
  if (auto member = check_member(log, draft.author); !member) return member;
  const auto parts = parts_of(draft);
  if (!parts) return std::unexpected(parts.error());
  if (!parts->erased) return std::unexpected(ErrorCode::kNotARecord);
  if (parts->head.counter >= log.written[draft.author]) {
    return std::unexpected(ErrorCode::kUnknownRecord);
  }
  return {};
}

// The name is a hash of all that must be the same. The signature is not in it.
std::expected<void, ErrorCode> check_is_rest_of(const Draft& draft, ByteSpan stored) {
  const auto rest = wire::parts_of(draft.bytes);
  const auto record = wire::parts_of(stored);
  if (!record || !rest || record->hash != rest->hash || record->signature != rest->signature) {
    return std::unexpected(ErrorCode::kFork);
  }
  return {};
}

ErrorCode check_invite(std::int64_t expires_at_ms, std::int64_t now_ms, const Limits& limits) {
  if (expires_at_ms > now_ms + limits.invite_ms + limits.invite_slack_ms) {
    return ErrorCode::kBadRequest;
  }
  return expires_at_ms <= now_ms ? ErrorCode::kInviteExpired : ErrorCode::kNone;
}

}  // namespace commonground::relay
