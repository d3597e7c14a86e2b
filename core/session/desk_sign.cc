// What this device signs so that the server lets it do something. Each reply is what is sent to the
// server, as docs/formats/wire.md has it: of an open, its signature; of the others, the whole body.
#include <algorithm>
#include <array>

#include "session/desk.h"
#include "verify/base64.h"
#include "wire/limits.h"
#include "wire/statements.h"

namespace commonground::session {
namespace {

using journey::Body;
using journey::Kind;

// The place that the server gave this device in a log, and what it asks to see signed there.
struct Asked {
  LogId log;
  std::uint8_t author = 0;
  wire::Challenge challenge;
};
constexpr auto kAskedNames =
    std::to_array<std::string_view>({"log", "author", "challenge", "erase"});
constexpr std::size_t kErase = 3;  // a leave has it as well

std::optional<Asked> read_asked(Fields& fields, std::size_t names) {
  Asked asked;
  std::int64_t author = 0;
  if (!fields.read(std::span(kAskedNames).first(names), names) || !fields.hex(0, asked.log) ||
      !fields.integer(1, 0, std::int64_t{wire::kMostAuthors} - 1, author) ||
      !fields.hex(2, asked.challenge)) {
    return std::nullopt;
  }
  asked.author = static_cast<std::uint8_t>(author);
  return asked;
}

// The beginning and the end of a body.
json::Writer begin_body(const Asked& asked) {
  json::Writer out;
  out.begin_object();
  write_hex(out, "log", asked.log);
  out.key("author");
  out.integer(asked.author);
  return out;
}
Answer end_body(json::Writer& out, const Asked& asked, const Signature& proof) {
  write_hex(out, "challenge", asked.challenge);
  write_hex(out, "proof", proof);
  out.end_object();
  return Answer{.work = {}, .reply = out.take()};
}

}  // namespace

// It may be asked for before the device has arrived in the log.
Result<Answer> Desk::sign_open(Request& request) {
  const auto asked = read_asked(request.fields, kErase);
  if (!asked) return request.bad();
  if (log_of(asked->log) == nullptr) return fail(ErrorCode::kNoCouple);
  const Hash statement = wire::open_statement(asked->challenge, asked->log, asked->author);
  json::Writer out;
  out.begin_object();
  write_hex(out, "proof", who_->keys.device(asked->log).sign(statement));
  out.end_object();
  return Answer{.work = {}, .reply = out.take()};
}

// The text is sealed anew each time, so that nobody has to keep it.
Result<Answer> Desk::sign_invite(Request& request) {
  const auto asked = read_asked(request.fields, kErase);
  if (!asked) return request.bad();
  if (!who_->goes_together()) return fail(ErrorCode::kNotSafe);
  if (is_couple()) return fail(ErrorCode::kCouple);
  const Body* couple = who_->own.find(Kind::kCouple);
  const bool is_mine = couple != nullptr && who_->place == 0 && who_->shared &&
                       !who_->shared->is_over() && who_->couple_log->id() == asked->log;
  if (!is_mine) return fail(ErrorCode::kNoCouple);
  const std::int64_t expires = couple->number("expires");
  if (request.now >= expires) return fail(ErrorCode::kInviteExpired);
  const InviteSecret secret(bytes_of(couple->text("invite")).first<InviteSecret::kSize>());
  const InviteText text{.log = asked->log,
                        .key = SealKey(bytes_of(couple->text("key")).first<SealKey::kSize>()),
                        .founder = who_->keys.person(asked->log).verify_key(),
                        .expires = expires,
                        .nonce_hash = *Hash::from(bytes_of(couple->text("nonce-hash")))};
  const Hash token_hash = wire::join_token_hash(join_token(secret));
  const Bytes sealed = seal_invite(secret, text, *request.entropy);
  json::Writer out = begin_body(*asked);
  write_hex(out, "token-hash", token_hash);
  out.key("sealed");
  out.string(to_base64(sealed));
  out.key("expires");
  out.integer(expires);
  const Hash statement = wire::invite_statement(asked->challenge, asked->log, token_hash, sealed,
                                                static_cast<std::uint64_t>(expires));
  return end_body(out, *asked, who_->keys.device(asked->log).sign(statement));
}

Result<Answer> Desk::sign_leave(Request& request) {
  const auto asked = read_asked(request.fields, kAskedNames.size());
  bool erase = false;
  if (!asked || !request.fields.yes(kErase, erase)) return request.bad();
  if (!has_had(asked->log)) return fail(ErrorCode::kNoCouple);
  json::Writer out = begin_body(*asked);
  out.key("erase");
  out.as_is(erase ? "true" : "false");
  const Hash statement = wire::leave_statement(asked->challenge, asked->log, erase);
  return end_body(out, *asked, who_->keys.device(asked->log).sign(statement));
}

// Also a log of an invite that was made again, and of a partner whom they left.
bool Desk::has_had(const LogId& id) {
  if (log_of(id) != nullptr) return true;
  return std::ranges::any_of(
      who_->own_log.timeline().records(), [&](const journey::Placed* placed) {
        const auto& body = placed->entry.body;
        return body && body->kind() == Kind::kCouple && body->text("log") == text_of(id.span());
      });
}

}  // namespace commonground::session
