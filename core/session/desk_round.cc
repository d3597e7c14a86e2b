// Matching rounds: docs/formats/match.md.
#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "base/byte_io.h"
#include "base/heap_sort.h"
#include "session/desk.h"

namespace commonground::session {
namespace {

using journey::Body;
using journey::Idle;
using journey::Kind;
using journey::Stage;

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

// Ascending.
std::vector<int> ways_said_yes_to(const journey::Own& own) {
  std::vector<int> ways;
  for (const auto& [about, body] : own.all()) {
    if (journey::is_yes(body)) ways.push_back(static_cast<int>(about.numbers[0]));
  }
  return ways;
}

}  // namespace

Result<void> Desk::is_open(Stage stage, std::int64_t now) const {
  journey::Reasons closed =
      journey::gates(who_->standpoint(now), who_->matches).at(static_cast<std::size_t>(stage));
  if (closed.empty()) return {};
  return std::unexpected(Error{.code = ErrorCode::kClosed, .reasons = std::move(closed)});
}

// Puts the yeses of this moment into a round: a new one, or the one that the other has begun. What
// is answered from now on counts in the next.
Result<Answer> Desk::begin_round(Request& request) {
  if (!request.fields.read({}, 0)) return request.bad();
  if (auto open = is_open(Stage::kBothWant, request.now); !open) {
    return std::unexpected(std::move(open.error()));
  }
  const auto& rounds = who_->shared->rounds();
  const bool joins = !rounds.empty() && rounds.back().commit(who_->place) == nullptr &&
                     request.now < rounds.back().expires();
  const int number = rounds.empty() ? 1 : rounds.back().number + (joins ? 0 : 1);

  Writing writing;
  auto commitment = put_batch(number, request, writing);
  if (!commitment) return std::unexpected(std::move(commitment.error()));
  Body commit(Kind::kCommit);
  commit.set_number("round", number);
  commit.set_number("version", pack_->version);
  commit.set_text("value", std::move(*commitment));
  // A yes to a plan that the other did not say yes to ends with the round that the plan came from.
  for (const journey::Proposal& proposal : who_->shared->proposals()) {
    if (!proposal.yes.at(who_->place) || proposal.ended || proposal.stands(request.now)) continue;
    writing.shared.emplace_back(Kind::kStop).set_bytes("proposal", proposal.id.span());
  }
  writing.shared.push_back(std::move(commit));
  if (const auto may = allowed(writing.shared, request.now); !may) {
    return std::unexpected(may.error());
  }
  return write(std::move(writing), request);
}

// What is committed to. The same answers again are the same batch, so that a commit which came to
// nothing can be made again. Other ones wait until a week after the last batch, in whichever log:
// nobody finds single answers of this person by bringing about one round after another.
Result<std::string> Desk::put_batch(int round, Request& request, Writing& writing) {
  const LogId& log = who_->couple_log->id();
  std::vector<int> ways = ways_said_yes_to(who_->own);
  for (const auto& [about, body] : who_->own.all()) {
    if (about.kind != Kind::kBatch) continue;
    const std::string& commitment = body.text("commitment");
    if (body.text("log") == text_of(log.span()) && body.number("round") == round &&
        body.ids == ways && text_of(party(round, body).commitment().span()) == commitment) {
      return commitment;
    }
  }
  for (const auto& [about, body] : who_->own.all()) {
    const bool is_recent =
        about.kind == Kind::kBatch && request.now < body.number("at") + journey::kBetweenRoundsMs;
    if (is_recent) return fail(ErrorCode::kNotAllowed, name_of(Idle::kTooSoon));
  }
  Body batch = of_round(Kind::kBatch, log, round);
  batch.ids = std::move(ways);
  batch.set_number("at", request.now);
  batch.set_bytes("fresh", request.entropy->fixed<DeriveSalt>().span());
  batch.set_bytes("commitment", party(round, batch).commitment().span());
  writing.own.push_back(std::move(batch));
  return writing.own.back().text("commitment");
}

// All randomness of a batch comes from the person's root and what is fresh in the batch: any of
// their devices can go on with it, and no two batches have any in common.
match::Party Desk::party(int round, const Body& batch) const {
  ByteWriter numbers;
  numbers.number(static_cast<std::uint32_t>(round));
  numbers.number(static_cast<std::uint32_t>(pack_->version));
  const Hash name = hash("cg.round.name.1",
                         {who_->couple_log->id().span(), numbers.written(), bytes_of(pack_->id)});
  const auto& ids = pack_->ids_of(content::Section::kWays);
  std::vector<std::string> items;
  items.reserve(batch.ids.size());
  for (const int way : batch.ids) items.push_back(ids[static_cast<std::size_t>(way)]);
  const auto seed = derive<match::MatchSeed>(who_->keys.root(), "cg.matching.1",
                                             *DeriveSalt::from(bytes_of(batch.text("fresh"))));
  auto party = match::Party::make(name, static_cast<std::uint8_t>(who_->place), seed, ids.size(),
                                  std::move(items));
  assert(party);  // the pack is checked to have no more ways than slots
  return std::move(*party);
}

// The next step, if the other has taken the one before. It is only ever taken when it is asked for,
// by someone who is at this stage: what a device did by itself whenever it is in reach would show
// who is there and has closed the joint steps.
Result<Answer> Desk::go_on(Request& request) {
  if (!request.fields.read({}, 0)) return request.bad();
  if (auto open = is_open(Stage::kBothWant, request.now); !open) {
    return std::unexpected(std::move(open.error()));
  }
  Writing writing;
  const auto& rounds = who_->shared->rounds();
  const Next next =
      rounds.empty() ? Next::kWaits : next_in_round(rounds.back(), request.now, writing);
  return write_step(next, "matched", std::move(writing), request);
}

Result<Answer> Desk::write_step(Next next, std::string_view end, Writing writing,
                                Request& request) {
  const auto names = std::to_array<std::string_view>({"waits", "sent", end, "failed"});
  auto answer = write(std::move(writing), request);
  if (!answer) return answer;
  json::Writer out;
  out.begin_object();
  out.key("next");
  out.string(names.at(static_cast<std::size_t>(next)));
  out.end_object();
  answer->reply = out.take();
  return answer;
}

// Whether this person's points, as they are in this round, went out before the commitment of the
// other that counts was there. Points that were sent do not have to count any more for the other to
// have read them: something that stands before them may have come since.
bool Desk::has_shown_too_early(const journey::Round& round, ByteSpan points) const {
  const std::string& counts = round.commit(1 - who_->place)->value;
  std::vector<const journey::Placed*> commits;
  for (const journey::Placed* placed : who_->couple_log->timeline().records()) {
    const auto person = who_->shared->person_of(placed->author);
    if (!person || !placed->entry.body) continue;
    const Body& body = *placed->entry.body;
    const bool is_mine = *person == who_->place;
    if (body.kind() != (is_mine ? Kind::kPoints : Kind::kCommit) ||
        body.number("round") != round.number ||
        body.text("value") != (is_mine ? text_of(points) : std::string_view(counts))) {
      continue;
    }
    const auto had_seen = [&](const journey::Placed* commit) {
      return commit->counter < placed->known.at(commit->author);
    };
    if (!is_mine) {
      commits.push_back(placed);
    } else if (std::ranges::none_of(commits, had_seen)) {
      return true;
    }
  }
  return false;
}

// If the other broke the rules of the protocol, the round fails and nothing comes of it.
Desk::Next Desk::next_in_round(const journey::Round& round, std::int64_t now,
                               Writing& writing) const {
  const std::size_t me = who_->place;
  const std::size_t other = 1 - me;
  const LogId& log = who_->couple_log->id();
  const bool is_done = who_->matches.contains(round.number);
  // What both have confirmed can still be looked up; the rest has run out.
  const bool is_late = now >= round.expires() && !round.both_confirmed();
  if (!round.is_move_of(me) || is_done || is_late) return Next::kWaits;
  // The batch of another of their devices comes with the own log.
  const Body* batch = who_->own.batch(log, round.number, round.commit(me)->value);
  if (batch == nullptr) return Next::kWaits;
  if (round.version != pack_->version) return Next::kFailed;
  const auto send = [&](Kind kind, ByteSpan value) {
    writing.shared.push_back(in_round(kind, round, value));
    return Next::kSent;
  };

  const match::Party party = this->party(round.number, *batch);
  if (has_shown_too_early(round, party.points())) return Next::kFailed;
  if (!round.points.at(me)) return send(Kind::kPoints, party.points());
  const auto commitment = Hash::from(bytes_of(round.commit(other)->value));
  const auto meeting = party.meet(*commitment, bytes_of(*round.points.at(other)));
  if (!meeting) return Next::kFailed;
  if (!round.reply.at(me)) return send(Kind::kReply, party.reply(*meeting));
  const auto matched = party.matched(*meeting, bytes_of(*round.reply.at(other)));
  if (!matched) return Next::kFailed;
  if (!round.confirm.at(me)) return send(Kind::kConfirm, matched->mine.span());
  const auto theirs = Hash::from(bytes_of(*round.confirm.at(other)));
  if (!theirs || !matched->check(*theirs)) return Next::kFailed;
  Body result = of_round(Kind::kMatched, log, round.number);
  for (const std::string& item : matched->items) {
    result.ids.push_back(*pack_->find(content::Section::kWays, item));
  }
  heap_sort(result.ids);
  writing.own.push_back(std::move(result));
  return Next::kMatched;
}

}  // namespace commonground::session
