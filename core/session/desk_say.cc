// What a person says: their own answers, what they show, and what they say to each other.
#include <algorithm>
#include <array>
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
// the joint steps may be opened; and if they were open, they are closed as anyone can close them.
Result<Answer> Desk::safety(Request& request) {
  static constexpr auto kNames = std::to_array<std::string_view>({"answers"});
  if (!request.fields.read(kNames, 1) ||
      !request.fields.in().is(request.fields.at(0), JsonKind::kObject)) {
    return request.bad();
  }
  json::Reader& in = request.fields.in();
  constexpr std::size_t kSkipped = content::kSafetyAnswers.size() - 1;
  std::vector<std::size_t> answers(pack_->safety_questions.size(), kSkipped);
  in.members(request.fields.at(0), [&](std::string_view id, const json::Place& member) {
    const auto question = pack_->find(Section::kSafetyQuestions, id);
    if (!question) {
      in.fail(InputErrorCode::kUnknownField, member);
      return;
    }
    in.choice(member, content::kSafetyAnswers, answers[static_cast<std::size_t>(*question)]);
  });
  if (!in.errors().empty()) return request.bad();
  bool closes = false;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    closes = closes || content::holds(pack_->safety_questions[i].closes, answers[i]);
  }
  who_->safe = !closes;
  Writing writing;
  if (closes && who_->own.find(Kind::kTogether) != nullptr) {
    writing.own.emplace_back(Kind::kTogether);
  }
  auto answer = write(std::move(writing), request);
  if (answer) answer->reply = closes ? R"({"closes":true})" : R"({"closes":false})";
  return answer;
}

// Going on alone is possible at any time. Going together needs the private questions, each time.
Result<Answer> Desk::together(Request& request) {
  static constexpr auto kNames = std::to_array<std::string_view>({"on"});
  bool on = false;
  if (!request.fields.read(kNames, 1) || !request.fields.yes(0, on)) return request.bad();
  Body body(Kind::kTogether);
  if (on) {
    if (who_->own.find(Kind::kAboutMe) == nullptr) return settle_in_first();
    if (!who_->safe) return fail(ErrorCode::kNotSafe);
    body.set_yes("on");
  }
  Writing writing;
  writing.own.push_back(std::move(body));
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
  std::vector<journey::About> wanted;
  in.items(request.fields.at(0), [&](const json::Place& item) {
    const auto body = journey::read_body(in, item, *pack_);
    if (!body) return;
    // It says what to show, not what stands there.
    if (!body->takes_back()) in.fail(InputErrorCode::kUnknownField, item);
    wanted.push_back(journey::about(*body));
  });
  if (!in.errors().empty()) return request.bad();
  Writing writing;
  for (const journey::About& what : wanted) {
    const Body* own = who_->own.find(what);
    if (own == nullptr || !own->shape().shareable) return fail(ErrorCode::kNoSuchThing);
    Body share(Kind::kShare);
    share.set_yes("snapshot");
    share.snapshot.push_back(*own);
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
  if (!request.fields.read(kNames, 1) || !request.fields.record_id(0, id)) return request.bad();
  Body body(Kind::kUnshare);
  body.set_bytes("share", id.span());
  Writing writing;
  writing.shared.push_back(std::move(body));
  if (const auto may = allowed(writing.shared, request.now); !may) {
    return std::unexpected(may.error());
  }
  return write(std::move(writing), request);
}

}  // namespace commonground::session
