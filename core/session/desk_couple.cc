// The two: inviting, joining, devices, and what comes from the other.
#include <algorithm>
#include <array>
#include <utility>

#include "session/desk.h"
#include "verify/base64.h"
#include "wire/limits.h"

namespace commonground::session {
namespace {

using journey::Body;
using journey::Kind;
using journey::Placed;

constexpr std::int64_t kInviteMs = 7 * journey::kDayMs;
constexpr std::size_t kMostReceived = 1000;

Body couple_record(const InviteText& text, std::size_t person, const InviteSecret& invite) {
  Body body(Kind::kCouple);
  body.set_bytes("log", text.log.span());
  body.set_bytes("key", text.key.reveal());
  body.set_number("person", static_cast<std::int64_t>(person));
  body.set_bytes("invite", invite.reveal());
  body.set_number("expires", text.expires);
  body.set_bytes("nonce-hash", text.nonce_hash.span());
  return body;
}

std::optional<InviteSecret> read_invite_secret(Fields& fields, std::size_t index) {
  Bytes bytes;
  if (!fields.bytes(index, InviteSecret::kSize, InviteSecret::kSize, bytes)) return std::nullopt;
  InviteSecret secret(ByteSpan(bytes).first<InviteSecret::kSize>());
  wipe(bytes);
  return secret;
}

}  // namespace

// Someone who has seen nothing of the other is none yet: nobody came to their invite, or the one
// they took was worth nothing any more.
bool Desk::is_couple() const {
  return who_->shared && !who_->shared->is_over() && who_->shared->has_joined(1 - who_->place);
}

// A new log for the two; the host then makes it on the server, arrives in it, and leaves there what
// `sign-invite` gives it. An invite that
// nobody took can be made again, and is then for another log: whoever has the link from before has
// the key of an empty one.
Result<Answer> Desk::invite(Request& request) {
  if (!request.fields.read({}, 0)) return request.bad();
  if (!who_->goes_together()) return fail(ErrorCode::kNotSafe);
  if (is_couple()) return fail(ErrorCode::kCouple);
  Entropy& entropy = *request.entropy;
  const auto secret = entropy.secret<InviteSecret>();
  InviteText text{.log = entropy.fixed<LogId>(),
                  .key = entropy.secret<SealKey>(),
                  .founder = {},
                  .expires = request.now + kInviteMs,
                  .nonce_hash = {}};
  text.founder = who_->keys.person(text.log).verify_key();
  const auto nonce = entropy.fixed<WordsNonce>();
  text.nonce_hash = words_nonce_hash(nonce);
  Writing writing;
  writing.own.push_back(couple_record(text, 0, secret));
  writing.own.back().set_bytes("nonce", nonce.span());
  auto answer = write(std::move(writing), request);
  if (!answer) return answer;
  json::Writer out;
  out.begin_object();
  write_claim(out, who_->keys, text.log);
  out.key("secret");
  out.string(WipedText(to_base64(secret.reveal())).get());
  out.key("expires");
  out.integer(text.expires);
  out.end_object();
  answer->reply = out.take();
  return answer;
}

// What the secret of a link shows the server, to be given what lies there for whoever has it.
Result<Answer> Desk::invite_token(Request& request) {
  static constexpr auto kNames = std::to_array<std::string_view>({"secret"});
  if (!request.fields.read(kNames, kNames.size())) return request.bad();
  const auto secret = read_invite_secret(request.fields, 0);
  if (!secret) return request.bad();
  json::Writer out;
  out.begin_object();
  write_hex(out, "token", join_token(*secret));
  out.end_object();
  return Answer{.work = {}, .reply = out.take()};
}

// The keys of the log are put into the own one; the host then gets a place in it and arrives there.
Result<Answer> Desk::join(Request& request) {
  static constexpr auto kNames = std::to_array<std::string_view>({"secret", "sealed"});
  Bytes sealed;
  if (!request.fields.read(kNames, kNames.size())) return request.bad();
  const auto secret = read_invite_secret(request.fields, 0);
  if (!secret || !request.fields.bytes(1, 0, wire::kMostInviteBytes, sealed)) return request.bad();
  if (!who_->goes_together()) return fail(ErrorCode::kNotSafe);
  if (is_couple()) return fail(ErrorCode::kCouple);
  const auto text = open_invite(*secret, sealed);
  if (!text) return fail(ErrorCode::kBadInvite);
  if (request.now >= text->expires) return fail(ErrorCode::kInviteExpired);
  Writing writing;
  writing.own.push_back(couple_record(*text, 1, *secret));
  writing.own.back().set_bytes("partner", text->founder.span());
  auto answer = write(std::move(writing), request);
  if (!answer) return answer;
  json::Writer out;
  out.begin_object();
  write_hex(out, "token", join_token(*secret));
  write_claim(out, who_->keys, text->log);
  out.end_object();
  answer->reply = out.take();
  return answer;
}

// The first thing that this device writes into a log, at the place that the server gave it there.
Result<Answer> Desk::arrive(Request& request) {
  static constexpr auto kNames = std::to_array<std::string_view>({"log", "author"});
  LogId id;
  std::int64_t author = 0;
  if (!request.fields.read(kNames, kNames.size()) || !request.fields.hex(0, id) ||
      !request.fields.integer(1, 0, std::int64_t{record::kMostAuthors} - 1, author)) {
    return request.bad();
  }
  Log* log = log_of(id);
  if (log == nullptr) return fail(ErrorCode::kNoCouple);
  const auto place = static_cast<std::uint8_t>(author);
  auto arrived = log->arrive(place, introduction(log->id(), place), request.now, *request.entropy);
  if (!arrived) return fail(ErrorCode::kRecord, name_of(arrived.error()));
  Answer answer;
  answer.work.push_back({.what = Work::Do::kStore, .stored = std::move(*arrived), .send = true});
  who_->waiting = true;
  return answer;
}

// Records as the server gave them, of any of this person's logs. One that is refused is shown, and
// does not keep the others out.
Result<Answer> Desk::receive(Request& request) {
  static constexpr auto kNames = std::to_array<std::string_view>({"records"});
  if (!request.fields.read(kNames, 1) ||
      !request.fields.in().list(request.fields.at(0), 0, kMostReceived)) {
    return request.bad();
  }
  std::vector<Bytes> records;
  request.fields.in().items(request.fields.at(0), [&](const json::Place& item) {
    Bytes record;
    if (request.fields.bytes(item, 0, record::kMostRecordBytes, record)) {
      records.push_back(std::move(record));
    }
  });
  if (!request.fields.in().errors().empty()) return request.bad();
  Answer answer;
  json::Writer out;
  out.begin_object();
  out.key("faults");
  out.begin_list();
  for (std::size_t i = 0; i < records.size(); ++i) {
    auto taken = take(records[i], request.now);
    if (taken) {
      who_->waiting = who_->waiting || taken->what == Work::Do::kStore;
      answer.work.push_back(std::move(*taken));
    } else if (taken.error() != record::RecordError::kRepeat) {
      out.begin_object();
      out.key("index");
      out.integer(static_cast<std::int64_t>(i));
      out.key("record");
      out.string(name_of(taken.error()));
      out.end_object();
    }
  }
  out.end_list();
  out.end_object();
  answer.reply = out.take();
  fold_shared();  // with what was restored
  return answer;
}

std::expected<Work, record::RecordError> Desk::take(ByteSpan bytes, std::int64_t now) {
  const auto parts = record::parts_of(bytes);
  Log* log = parts ? log_of(parts->head.log) : nullptr;
  auto taken = log != nullptr ? log->receive(bytes, now)
               : parts        ? std::unexpected(record::RecordError::kWrongLog)
                              : std::unexpected(parts.error());
  const bool is_repeat = !taken && taken.error() == record::RecordError::kRepeat;
  if (is_repeat && !parts->erased && who_->shared && log == who_->couple_log.get()) {
    const Placed* placed = log->timeline().find(parts->id());
    if (placed != nullptr && who_->is_missing(*placed)) {
      auto whole = log->restore(bytes);
      if (!whole) return std::unexpected(whole.error());
      return Work{.what = Work::Do::kReplace, .stored = std::move(*whole)};
    }
  }
  const record::Head head = parts ? parts->head : record::Head{};
  if (!taken) {
    if (!is_repeat) who_->faults.add(head, taken.error());
    return std::unexpected(taken.error());
  }
  who_->faults.mend(head);
  return Work{.what = Work::Do::kStore, .stored = std::move(*taken)};
}

}  // namespace commonground::session
