// The two: inviting, joining, devices, what comes from the other, and matching rounds.
#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "base/byte_io.h"
#include "base/hex.h"
#include "session/desk.h"
#include "verify/base64.h"

namespace commonground::session {
namespace {

using journey::Body;
using journey::Kind;

constexpr std::int64_t kInviteMs = 7 * journey::kDayMs;
constexpr std::size_t kMostInvite = 1024;
constexpr std::size_t kMostReceived = 1000;
constexpr std::size_t kMostFaults = 100;

Body couple_record(const InviteText& text, std::size_t person, const InviteSecret& invite) {
  Body body(Kind::kCouple);
  body.set_bytes("log", text.log.span());
  body.set_bytes("key", text.key.reveal());
  body.set_number("person", static_cast<std::int64_t>(person));
  body.set_bytes("invite", invite.reveal());
  body.set_number("expires", text.expires);
  return body;
}

// The first field of a command is the secret of an invite; `more` names the others.
std::optional<InviteSecret> read_invite_secret(Fields& fields,
                                               std::span<const std::string_view> more) {
  std::vector<std::string_view> names{"secret"};
  names.insert(names.end(), more.begin(), more.end());
  Bytes bytes;
  if (!fields.read(names, names.size()) ||
      !fields.bytes(0, InviteSecret::kSize, InviteSecret::kSize, bytes)) {
    return std::nullopt;
  }
  InviteSecret secret(ByteSpan(bytes).first<InviteSecret::kSize>());
  wipe(bytes);
  return secret;
}

Body in_round(Kind kind, const journey::Round& round, ByteSpan value) {
  Body body(kind);
  body.set_number("round", round.number);
  body.set_bytes("value", value);
  return body;
}

// In one's own log: what goes into a round, and what came of it.
Body of_round(Kind kind, const LogId& log, int round) {
  Body body(kind);
  body.set_bytes("log", log.span());
  body.set_number("round", round);
  body.set_yes("ways");
  return body;
}

// All of one person's randomness in a round comes from this, so that any of their devices can go
// on.
match::MatchSeed match_seed(const Keys& keys, const LogId& log, std::int64_t round) {
  const auto key = derive<MasterKey>(keys.root(), "cg.matching.1", DeriveSalt{log.bytes});
  DeriveSalt salt;
  for (std::size_t i = 0; i < 8; ++i) {
    salt.bytes.at(i) = static_cast<std::uint8_t>(static_cast<std::uint64_t>(round) >> (8 * i));
  }
  return derive<match::MatchSeed>(key, "cg.round.1", salt);
}

}  // namespace

// A new log for the two, if there is none; the host then makes it on the server and arrives in it.
// An invite that nobody took can be made again; the one before is then worth nothing.
Result<Answer> Desk::invite(Request& request) {
  if (!request.fields.read({}, 0)) return request.bad();
  if (who_->own.find(Kind::kTogether) == nullptr) return fail(ErrorCode::kNotSafe);
  const bool begins_anew = !who_->shared || who_->shared->is_over();
  if (!begins_anew && (who_->shared->has_joined(1 - who_->place) || who_->place != 0)) {
    return fail(ErrorCode::kCouple);
  }
  Entropy& entropy = *request.entropy;
  const auto secret = entropy.secret<InviteSecret>();
  const InviteText text{
      .log = begins_anew ? entropy.fixed<LogId>() : who_->couple_log->id(),
      .key = begins_anew ? entropy.secret<SealKey>() : who_->couple_log->key().copy(),
      .founder = {},
      .expires = request.now + kInviteMs};
  Writing writing;
  writing.own.push_back(couple_record(text, 0, secret));
  auto answer = write(std::move(writing), request);
  if (!answer) return answer;
  json::Writer out;
  out.begin_object();
  write_log_keys(out, text.log);
  out.key("secret");
  out.string(to_base64(secret.reveal()));
  out.key("token-hash");
  out.string(to_hex(join_token_hash(join_token(secret)).span()));
  out.key("sealed");
  out.string(to_base64(seal_invite(secret,
                                   {.log = text.log,
                                    .key = text.key.copy(),
                                    .founder = who_->keys.person(text.log).verify_key(),
                                    .expires = text.expires},
                                   entropy)));
  out.key("expires");
  out.integer(text.expires);
  out.end_object();
  answer->reply = out.take();
  return answer;
}

// What the secret of a link shows the server, to be given what lies there for whoever has it.
Result<Answer> Desk::invite_token(Request& request) {
  const auto secret = read_invite_secret(request.fields, {});
  if (!secret) return request.bad();
  json::Writer out;
  out.begin_object();
  out.key("token");
  out.string(to_hex(join_token(*secret).span()));
  out.end_object();
  return Answer{.work = {}, .reply = out.take()};
}

// The keys of the log are put into the own one; the host then gets a place in it and arrives there.
Result<Answer> Desk::join(Request& request) {
  static constexpr auto kMore = std::to_array<std::string_view>({"sealed"});
  const auto secret = read_invite_secret(request.fields, kMore);
  Bytes sealed;
  if (!secret || !request.fields.bytes(1, 0, kMostInvite, sealed)) return request.bad();
  if (who_->own.find(Kind::kTogether) == nullptr) return fail(ErrorCode::kNotSafe);
  if (who_->shared && !who_->shared->is_over()) return fail(ErrorCode::kCouple);
  const auto text = open_invite(*secret, sealed);
  if (!text) return fail(ErrorCode::kBadInvite);
  if (request.now >= text->expires) return fail(ErrorCode::kInviteExpired);
  Writing writing;
  writing.own.push_back(couple_record(*text, 1, *secret));
  writing.own.back().set_bytes("partner", text->founder.span());
  auto answer = write(std::move(writing), request);
  if (!answer) return answer;
  answer->reply = log_keys(text->log);
  return answer;
}

// The first thing that this device writes into a log, at the place that the server gave it there.
Result<Answer> Desk::arrive(Request& request) {
  static constexpr auto kNames = std::to_array<std::string_view>({"log", "author"});
  RecordId log_id;
  std::int64_t author = 0;
  if (!request.fields.read(kNames, kNames.size()) || !request.fields.record_id(0, log_id) ||
      !request.fields.integer(1, 0, std::int64_t{record::kMostAuthors} - 1, author)) {
    return request.bad();
  }
  Log* log = log_of(LogId{log_id.bytes});
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
    auto taken = take(records[i]);
    if (taken) {
      answer.work.push_back({.what = Work::Do::kStore, .stored = std::move(*taken), .send = false});
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
  who_->waiting = !answer.work.empty();
  return answer;
}

std::expected<Stored, record::RecordError> Desk::take(ByteSpan bytes) {
  const auto parts = record::parts_of(bytes);
  Log* log = parts ? log_of(parts->head.log) : nullptr;
  auto taken = log != nullptr ? log->receive(bytes)
               : parts        ? std::unexpected(record::RecordError::kWrongLog)
                              : std::unexpected(parts.error());
  const bool is_repeat = !taken && taken.error() == record::RecordError::kRepeat;
  const record::Head head = parts ? parts->head : record::Head{};
  if (taken) {
    std::erase_if(who_->faults, [&](const Person::Fault& fault) {
      return fault.log == head.log && fault.author == head.author && fault.counter == head.counter;
    });
  } else if (!is_repeat && who_->faults.size() < kMostFaults) {
    who_->faults.push_back(
        {.log = head.log, .author = head.author, .counter = head.counter, .error = taken.error()});
  }
  return taken;
}

// ---- Matching rounds: formats/match.md

// Puts the yeses of this moment into a round: a new one, or the one that the other has begun. What
// is answered from now on counts in the next.
Result<Answer> Desk::begin_round(Request& request) {
  if (!request.fields.read({}, 0)) return request.bad();
  const auto closed = journey::gates(who_->standpoint(request.now), who_->matches)
                          .at(static_cast<std::size_t>(journey::Stage::kBothWant));
  if (!closed.empty()) {
    return std::unexpected(Error{.code = ErrorCode::kClosed, .reasons = closed});
  }
  const auto& rounds = who_->shared->rounds();
  const bool joins = !rounds.empty() && !rounds.back().commit.at(who_->place) &&
                     request.now < rounds.back().expires();
  const int number = rounds.empty() ? 1 : rounds.back().number + (joins ? 0 : 1);

  const LogId& log = who_->couple_log->id();
  Writing writing;
  if (who_->own.of_round(Kind::kBatch, log, number) == nullptr) {
    Body batch = of_round(Kind::kBatch, log, number);
    for (const auto& [about, body] : who_->own.all()) {
      if (about.kind == Kind::kWay && body.has("will") &&
          couple::is_yes(static_cast<couple::Will>(body.number("will")))) {
        batch.ids.push_back(static_cast<int>(about.numbers[0]));
      }
    }
    writing.own.push_back(std::move(batch));
  }
  const Body& batch =
      writing.own.empty() ? *who_->own.of_round(Kind::kBatch, log, number) : writing.own.front();
  const auto party = this->party(number, pack_->version, batch.ids);
  Body commit(Kind::kCommit);
  commit.set_number("round", number);
  commit.set_number("version", pack_->version);
  commit.set_bytes("value", party.commitment().span());
  if (const auto may = allowed(commit, request.now); !may) return std::unexpected(may.error());
  writing.shared.push_back(std::move(commit));
  return write(std::move(writing), request);
}

match::Party Desk::party(int round, int version, const std::vector<int>& ways) const {
  ByteWriter numbers;
  numbers.number(static_cast<std::uint32_t>(round));
  numbers.number(static_cast<std::uint32_t>(version));
  const Hash name = hash("cg.round.name.1",
                         {who_->couple_log->id().span(), numbers.written(), bytes_of(pack_->id)});
  std::vector<std::string> items;
  items.reserve(ways.size());
  for (const int way : ways) {
    items.push_back(pack_->ids_of(content::Section::kWays)[static_cast<std::size_t>(way)]);
  }
  auto party = match::Party::make(name, static_cast<std::uint8_t>(who_->place),
                                  match_seed(who_->keys, who_->couple_log->id(), round),
                                  pack_->ids_of(content::Section::kWays).size(), std::move(items));
  assert(party);  // the pack is checked to have no more ways than slots
  return std::move(*party);
}

// What this device says next in the round by itself, if the other has said what comes before it. If
// the other broke the rules of the protocol, nothing: the round then expires, and nothing came of
// it.
std::optional<Body> Desk::next_in_round(const journey::Round& round, std::int64_t now,
                                        std::vector<Body>& own) const {
  const std::size_t me = who_->place;
  const std::size_t other = 1 - me;
  const LogId& log = who_->couple_log->id();
  const Body* batch = who_->own.of_round(Kind::kBatch, log, round.number);
  if (batch == nullptr || !round.commit[0] || !round.commit[1] || round.version != pack_->version ||
      who_->own.of_round(Kind::kMatched, log, round.number) != nullptr) {
    return std::nullopt;
  }
  // What both have confirmed can still be looked up; the rest has run out.
  if (now >= round.expires() && !round.both_confirmed()) return std::nullopt;
  const match::Party party = this->party(round.number, round.version, batch->ids);
  // Another device of theirs put another batch in first.
  if (text_of(party.commitment().span()) != *round.commit.at(me)) return std::nullopt;
  if (!round.points.at(me)) return in_round(Kind::kPoints, round, party.points());
  if (!round.points.at(other)) return std::nullopt;
  const auto meeting =
      party.meet(*Hash::from(bytes_of(*round.commit.at(other))), bytes_of(*round.points.at(other)));
  if (!meeting) return std::nullopt;
  if (!round.reply.at(me)) return in_round(Kind::kReply, round, party.reply(*meeting));
  if (!round.reply.at(other)) return std::nullopt;
  const auto matched = party.matched(*meeting, bytes_of(*round.reply.at(other)));
  if (!matched) return std::nullopt;
  if (!round.confirm.at(me)) return in_round(Kind::kConfirm, round, matched->mine.span());
  const auto theirs =
      round.confirm.at(other) ? Hash::from(bytes_of(*round.confirm.at(other))) : std::nullopt;
  if (!theirs || !matched->check(*theirs)) return std::nullopt;
  Body result = of_round(Kind::kMatched, log, round.number);
  for (const std::string& item : matched->items) {
    result.ids.push_back(*pack_->find(content::Section::kWays, item));
  }
  std::ranges::sort(result.ids);
  own.push_back(std::move(result));
  return std::nullopt;
}

}  // namespace commonground::session
