// What a person says: their own answers, what they show, and what they say to each other.
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "session/desk.h"

namespace commonground::session {
namespace {

using content::Section;
using journey::Body;
using journey::Kind;
using journey::Where;

constexpr std::size_t kMostAtOnce = 200;

std::unexpected<Error> settle_in_first() {
  return std::unexpected(
      Error{.code = ErrorCode::kClosed, .reasons = {journey::Reason::kSettleInFirst}});
}

}  // namespace

Result<Answer> Desk::say(Request& request) {
  static constexpr auto kNames = std::to_array<std::string_view>({"say"});
  if (!request.fields.read(kNames, 1) ||
      !request.fields.in().list(request.fields.at(0), 1, kMostAtOnce)) {
    return request.bad();
  }
  json::Reader& in = request.fields.in();
  std::vector<Body> bodies;
  in.items(request.fields.at(0), [&](const json::Place& item) {
    auto body = journey::read_body(in, item, *pack_);
    if (body && body->shape().by_person) {
      bodies.push_back(std::move(*body));
    } else if (body) {
      in.fail(InputErrorCode::kUnknownId, item, 0, 0, "kinds");
    }
  });
  if (!in.errors().empty()) return request.bad();
  // Adults only: that is said first, at the latest together with what comes after it.
  const bool is_settled =
      who_->own.find(Kind::kAboutMe) != nullptr || bodies.front().kind() == Kind::kAboutMe;
  if (!is_settled) return settle_in_first();
  Writing writing;
  for (Body& body : bodies) {
    const bool is_own = body.shape().where == Where::kOwn;
    (is_own ? writing.own : writing.shared).push_back(std::move(body));
  }
  if (const auto may = allowed(writing.shared, request.now); !may) {
    return std::unexpected(may.error());
  }
  return write(std::move(writing), request);
}

// The answers are looked at and forgotten. All that stays, until the session is locked, is whether
// the joint steps may be opened, which takes an answer to every question; and if they were open,
// they are closed at once, as anyone can close them.
Result<Answer> Desk::safety(Request& request) {
  static constexpr auto kNames = std::to_array<std::string_view>({"answers"});
  if (!request.fields.read(kNames, 1) ||
      !request.fields.in().is(request.fields.at(0), JsonKind::kObject)) {
    return request.bad();
  }
  json::Reader& in = request.fields.in();
  std::vector<std::optional<std::size_t>> answers(pack_->safety_questions.size());
  in.members(request.fields.at(0), [&](std::string_view id, const json::Place& member) {
    const auto question = pack_->find(Section::kSafetyQuestions, id);
    if (!question) {
      in.fail(InputErrorCode::kUnknownField, member);
      return;
    }
    in.choice(member, content::kSafetyAnswers,
              answers[static_cast<std::size_t>(*question)].emplace());
  });
  if (!in.errors().empty()) return request.bad();
  bool closes = false;
  bool opens = true;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    closes =
        closes || (answers[i] && content::holds(pack_->safety_questions[i].closes, *answers[i]));
    opens = opens && answers[i].has_value();
  }
  opens = opens && !closes;
  who_->safe = opens || (who_->safe && !closes);
  who_->closed = who_->closed || closes;
  // It is closed whether or not that can be stored now.
  auto answer = write({}, request).value_or(Answer{});
  json::Writer out;
  out.begin_object();
  out.key("closes");
  out.as_is(closes ? "true" : "false");
  out.key("opens");
  out.as_is(opens ? "true" : "false");
  out.end_object();
  answer.reply = out.take();
  return answer;
}

// Going on alone is possible at any time, and at once. Going together needs the private questions,
// each time.
Result<Answer> Desk::together(Request& request) {
  static constexpr auto kNames = std::to_array<std::string_view>({"on"});
  bool on = false;
  if (!request.fields.read(kNames, 1) || !request.fields.yes(0, on)) return request.bad();
  Writing writing;
  if (on) {
    if (who_->own.find(Kind::kAboutMe) == nullptr) return settle_in_first();
    if (!who_->safe) return fail(ErrorCode::kNotSafe);
    writing.own.emplace_back(Kind::kTogether).set_yes("on");
  }
  who_->closed = !on;
  return write(std::move(writing), request);
}

// What the partner will see is exactly what stands in one's own log at this moment.
Result<Answer> Desk::share(Request& request) {
  static constexpr auto kNames = std::to_array<std::string_view>({"what"});
  if (!request.fields.read(kNames, 1) ||
      !request.fields.in().list(request.fields.at(0), 1, kMostAtOnce)) {
    return request.bad();
  }
  json::Reader& in = request.fields.in();
  std::set<journey::About> wanted;
  in.items(request.fields.at(0), [&](const json::Place& item) {
    const auto body = journey::read_body(in, item, *pack_);
    if (!body) return;
    // It says what to show, not what stands there.
    if (!body->takes_back()) in.fail(InputErrorCode::kUnknownField, item);
    wanted.insert(journey::about(*body));
  });
  if (!in.errors().empty()) return request.bad();
  Writing writing;
  const auto shown = [&](const journey::About& what) -> const RecordId* {
    if (!who_->shared) return nullptr;
    const auto& shares = who_->shared->shares(who_->place);
    const auto found = shares.find(what);
    return found == shares.end() ? nullptr : &found->second.id;
  };
  for (const journey::About& what : wanted) {
    const Body* own = who_->own.find(what);
    if (own == nullptr || !own->shape().shareable) return fail(ErrorCode::kNoSuchThing);
    Body share(Kind::kShare);
    share.set_yes("snapshot");
    share.snapshot.push_back(*own);
    // By a record of its own: what the new one says about the old one goes when it is taken back.
    if (const RecordId* before = shown(what)) {
      writing.shared.emplace_back(Kind::kUnshare).set_bytes("share", before->span());
    }
    writing.shared.push_back(std::move(share));
  }
  if (const auto may = allowed(writing.shared, request.now); !may) {
    return std::unexpected(may.error());
  }
  return write(std::move(writing), request);
}

Result<Answer> Desk::unshare(Request& request) {
  static constexpr auto kNames = std::to_array<std::string_view>({"share"});
  RecordId id;
  if (!request.fields.read(kNames, 1) || !request.fields.hex(0, id)) return request.bad();
  Body body(Kind::kUnshare);
  body.set_bytes("share", id.span());
  Writing writing;
  writing.shared.push_back(std::move(body));
  if (const auto may = allowed(writing.shared, request.now); !may) {
    return std::unexpected(may.error());
  }
  return write(std::move(writing), request);
}

// For someone who sees nothing of what is shared, and so has no id to name: they may have closed
// the joint steps, or not be safe.
Result<Answer> Desk::way_out(Request& request) {
  static constexpr auto kNames = std::to_array<std::string_view>({"stop", "unshare"});
  bool stop = false;
  bool unshare = false;
  if (!request.fields.read(kNames, 0) || (request.fields.has(0) && !request.fields.yes(0, stop)) ||
      (request.fields.has(1) && !request.fields.yes(1, unshare))) {
    return request.bad();
  }
  if (!who_->shared) return fail(ErrorCode::kNoCouple);
  if (!who_->couple_log->author()) return fail(ErrorCode::kNotArrived);
  Writing writing;
  const auto say = [&](Kind kind, std::string_view field, const RecordId& id) {
    writing.shared.emplace_back(kind).set_bytes(field, id.span());
  };
  if (stop) {
    for (const journey::Proposal& proposal : who_->shared->proposals()) {
      if (!proposal.ended) say(Kind::kStop, "proposal", proposal.id);
    }
    const auto& turns = who_->shared->turns();
    const bool is_open = !turns.empty() && turns.back().next != journey::Turn::Next::kNothing;
    if (is_open) say(Kind::kRest, "turn", turns.back().id);
  }
  if (unshare) {
    for (const auto& [about, share] : who_->shared->shares(who_->place)) {
      say(Kind::kUnshare, "share", share.id);
    }
  }
  return write(std::move(writing), request);
}

}  // namespace commonground::session
