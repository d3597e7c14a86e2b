#include "session/desk.h"

#include <array>
#include <utility>

#include "base/find.h"
#include "base/hex.h"
#include "content/pack_reader.h"

namespace commonground::session {

using journey::Body;
using journey::Idle;
using journey::Kind;
using journey::Placed;

namespace {

constexpr std::size_t kMostDepth = 12;
constexpr std::size_t kMostErrors = 20;

// A record in an own log is somebody's answer; devices are no part of what was said.
bool is_said(const Placed& placed) {
  return !placed.erased && placed.entry.body && placed.entry.body->kind() != Kind::kDevice;
}

}  // namespace

Person::Person(Keys their_keys, const content::Pack& pack)
    : keys(std::move(their_keys)),
      own_log(keys.own_log(), keys.own_log_key(), journey::Where::kOwn, keys, pack) {
  own_log.know(0, keys.person(own_log.id()).verify_key());
}

bool Person::has_matched(int round, const std::vector<journey::PlanChoice>& plan) const {
  const auto matched = matches.find(round);
  return matched != matches.end() &&
         std::ranges::all_of(plan, [&](const journey::PlanChoice& choice) {
           return std::ranges::binary_search(matched->second, choice.way);
         });
}

std::optional<Hash> Person::token_for(const Log& log) const {
  const Body* couple = own.find(Kind::kCouple);
  const bool is_invited = couple != nullptr && couple->has("partner") && !log.author() &&
                          text_of(log.id().span()) == couple->text("log");
  if (!is_invited) return std::nullopt;
  return join_token(InviteSecret(bytes_of(couple->text("invite")).first<InviteSecret::kSize>()));
}

bool Person::is_missing(const journey::Placed& placed) const {
  if (!placed.erased) return false;
  const auto author = shared->person_of(placed.author);
  return !author || !shared->taken_back(*author).contains(placed.id);
}

// ---- Requests

struct Desk::Row {
  std::string_view name;
  Command command;
  enum class Who : std::uint8_t { kNobody, kSomebody, kAnyone } who = Who::kSomebody;
  // Before, after and while what is stored is loaded or something waits to be stored.
  enum class When : std::uint8_t { kSettled, kLoading, kWaiting, kLoaded, kAnyTime };
  When when = When::kSettled;
};

std::span<const Desk::Row> Desk::rows() {
  using enum Row::Who;
  using enum Row::When;
  static constexpr auto kRows = std::to_array<Row>({
      {"create", &Desk::create, kNobody},
      {"vault-head", &Desk::vault_head, kAnyone, kAnyTime},
      {"unlock", &Desk::unlock, kNobody},
      {"find-backup", &Desk::find_backup, kAnyone},
      {"recover", &Desk::recover, kNobody},
      {"load", &Desk::load, kSomebody, kLoading},
      {"lock", &Desk::lock, kAnyone, kAnyTime},
      {"change-passphrase", &Desk::change_passphrase},
      {"back-up", &Desk::back_up},
      {"say", &Desk::say},
      {"safety", &Desk::safety},
      {"together", &Desk::together},
      {"share", &Desk::share},
      {"unshare", &Desk::unshare},
      {"way-out", &Desk::way_out},
      {"invite", &Desk::invite},
      {"invite-token", &Desk::invite_token},
      {"join", &Desk::join},
      {"arrive", &Desk::arrive},
      {"sign-open", &Desk::sign_open, kSomebody, kLoaded},
      {"sign-invite", &Desk::sign_invite, kSomebody, kLoaded},
      {"sign-leave", &Desk::sign_leave, kSomebody, kLoaded},
      {"receive", &Desk::receive},
      {"begin-round", &Desk::begin_round},
      {"go-on", &Desk::go_on},
      {"begin-table", &Desk::begin_table},
      {"go-on-at-table", &Desk::go_on_at_table},
      {"stored", &Desk::stored, kSomebody, kWaiting},
      {"not-stored", &Desk::not_stored, kSomebody, kWaiting},
      {"view", &Desk::view, kSomebody, kLoaded},
  });
  return kRows;
}

std::vector<std::string_view> Desk::command_names() {
  std::vector<std::string_view> names;
  names.reserve(rows().size());
  for (const Row& row : rows()) names.push_back(row.name);
  return names;
}

std::string Desk::take_pack(std::string_view json) {
  auto read = content::read_pack(json);
  if (!read.errors.empty()) {
    return to_json(Error{.code = ErrorCode::kBadPack, .input = std::move(read.errors)});
  }
  if (who_) return to_json(Error{.code = ErrorCode::kUnlocked});
  pack_ = std::move(read.pack);
  return to_json(Answer{});
}

std::string Desk::call(std::string_view text) {
  const auto answered = answer(text);
  return answered ? to_json(*answered) : to_json(answered.error());
}

Result<Answer> Desk::answer(std::string_view text) {
  if (!pack_) return fail(ErrorCode::kNoPack);
  json::Reader in(text, kMostErrors);
  const auto bad = [&] {
    return std::unexpected(Error{.code = ErrorCode::kBadRequest, .input = std::move(in.errors())});
  };
  const auto document = in.parse({.most_bytes = kMostRequest, .most_depth = kMostDepth});
  if (!document) return bad();
  const json::Place root{document->root()};
  static constexpr auto kNames = std::to_array<std::string_view>({"now", "command", "entropy"});
  std::array<std::optional<json::Value>, kNames.size()> values;
  if (!in.fields(root, kNames, 2, values)) return bad();
  const json::Place command{*values[1], &root, kNames[1]};
  Request request{.entropy = {}, .fields = Fields(in, command)};
  if (!in.integer({*values[0], &root, kNames[0]}, 0, journey::kMostTime, request.now)) return bad();
  if (values[2]) {
    Bytes seed;
    if (!request.fields.bytes({*values[2], &root, kNames[2]}, EntropySeed::kSize,
                              EntropySeed::kSize, seed)) {
      return bad();
    }
    request.entropy.emplace(EntropySeed(ByteSpan(seed).first<EntropySeed::kSize>()));
    wipe(seed);
  }
  if (!in.is(command, JsonKind::kObject)) return bad();
  std::optional<json::Value> name;
  in.members(command, [&](std::string_view key, const json::Place& member) {
    if (key == "do" && !name) name = member.value;
  });
  if (!name) {
    in.missing(command, "do");
    return bad();
  }
  const json::Place what{*name, &command, "do"};
  if (!in.is(what, JsonKind::kString)) return bad();
  const auto row = std::ranges::find(rows(), name->text(), &Row::name);
  if (row == rows().end()) {
    in.fail(InputErrorCode::kUnknownId, what, 0, 0, "commands");
    return bad();
  }
  if (auto may = is_time_for(*row); !may) return std::unexpected(std::move(may.error()));
  if (!request.entropy && row->command != &Desk::view && row->command != &Desk::lock) {
    return fail(ErrorCode::kNoEntropy);
  }
  return (this->*row->command)(request);
}

Result<void> Desk::is_time_for(const Row& row) const {
  using enum Row::When;
  if (row.who == Row::Who::kSomebody && !who_) return fail(ErrorCode::kLocked);
  if (row.who == Row::Who::kNobody && who_) return fail(ErrorCode::kUnlocked);
  if (row.when == kAnyTime || !who_) return {};
  if (who_->loading != (row.when == kLoading)) {
    return fail(who_->loading ? ErrorCode::kLoading : ErrorCode::kNothingWaits);
  }
  if (row.when == kSettled && who_->waiting) return fail(ErrorCode::kWaiting);
  if (row.when == kWaiting && !who_->waiting) return fail(ErrorCode::kNothingWaits);
  return {};
}

// ---- What stands

Log* Desk::log_of(const LogId& id) {
  if (id == who_->own_log.id()) return &who_->own_log;
  return who_->couple_log && id == who_->couple_log->id() ? who_->couple_log.get() : nullptr;
}

void Desk::fold_own() {
  const auto ordered = who_->own_log.timeline().ordered();
  if (ordered.unchanged < who_->own_folded) {
    who_->own = {};
    who_->own_folded = 0;
  }
  for (const Placed* placed : ordered.records.subspan(who_->own_folded)) {
    if (is_said(*placed)) who_->own.apply(*placed);
  }
  who_->own_folded = ordered.records.size();
}

// The ways that came of the rounds of these two.
void Desk::fold_matches() {
  who_->matches.clear();
  for (const auto& [about, body] : who_->own.all()) {
    const bool is_of_these_two = about.kind == Kind::kMatched && who_->couple_log &&
                                 about.text == text_of(who_->couple_log->id().span());
    if (is_of_these_two) who_->matches.emplace(static_cast<int>(body.number("round")), body.ids);
  }
}

void Desk::fold_shared() {
  if (!who_->couple_log) return;
  const auto ordered = who_->couple_log->timeline().ordered();
  if (!who_->shared || ordered.unchanged < who_->shared_folded) {
    who_->shared = std::make_unique<journey::Shared>();
    who_->shared_folded = 0;
    who_->idle.clear();
  }
  for (const Placed* placed : ordered.records.subspan(who_->shared_folded)) {
    const Idle idle = who_->shared->apply(*placed);
    // What was taken back is no fault, nor is that it was.
    const bool is_taking_back =
        placed->erased || (placed->entry.body && placed->entry.body->kind() == Kind::kUnshare);
    if (idle != Idle::kNone && !is_taking_back) {
      who_->idle.push_back({.id = placed->id, .why = idle});
    }
  }
  who_->shared_folded = ordered.records.size();
}

// The keys of the couple's log are something said in the own log.
void Desk::open_couple() {
  const Body* couple = who_->own.find(Kind::kCouple);
  if (couple == nullptr) return;
  const auto id = LogId::from(bytes_of(couple->text("log")));
  const auto key = bytes_of(couple->text("key"));
  const auto secret = bytes_of(couple->text("invite"));
  who_->place = couple->position("person");
  if (!who_->couple_log || who_->couple_log->id() != *id) {
    who_->couple_log = std::make_unique<Log>(*id, SealKey(key.first<SealKey::kSize>()),
                                             journey::Where::kShared, who_->keys, *pack_);
    who_->couple_log->know(who_->place, who_->keys.person(*id).verify_key());
    who_->shared.reset();
  }
  if (couple->has("partner")) {
    who_->couple_log->know(1 - who_->place, *VerifyKey::from(bytes_of(couple->text("partner"))));
  } else {
    who_->couple_log->expect(1 - who_->place, InviteSecret(secret.first<InviteSecret::kSize>()),
                             couple->number("expires"));
  }
}

void Desk::fold() {
  fold_own();
  open_couple();
  fold_matches();
  fold_shared();
}

// ---- Writing

// In a log of the two, someone who was invited shows that they were.
journey::Body Desk::introduction(const LogId& log, std::uint8_t author) const {
  const SigningKey root = who_->keys.person(log);
  const bool is_own = log == who_->own_log.id();
  const Hash statement = device_statement(log, author, who_->keys.device(log).verify_key());
  Body body(Kind::kDevice);
  body.set_number("person", is_own ? 0 : static_cast<std::int64_t>(who_->place));
  body.set_bytes("root", root.verify_key().span());
  body.set_bytes("proof", root.sign(statement).span());
  const Body* couple = is_own ? nullptr : who_->own.find(Kind::kCouple);
  if (couple != nullptr && couple->has("partner")) {
    const InviteSecret secret(bytes_of(couple->text("invite")).first<InviteSecret::kSize>());
    body.set_bytes("invite", invite_proof(secret, log, root.verify_key()).span());
  }
  return body;
}

std::string Desk::claim(const LogId& log) const {
  json::Writer out;
  out.begin_object();
  write_claim(out, who_->keys, log);
  out.end_object();
  return out.take();
}

// The fold cannot know what this person found that both want, so their own devices look: nobody
// proposes or says yes to anything else.
bool Desk::holds_only_matched(const Body& body) const {
  if (body.kind() == Kind::kProposal) {
    return who_->has_matched(static_cast<int>(body.number("round")), body.plan);
  }
  if (body.kind() != Kind::kAgree) return true;
  const journey::Proposal* proposal = who_->shared->find_proposal(body.record("proposal"));
  return proposal == nullptr || who_->has_matched(proposal->round, proposal->plan);
}

// Whoever would try something if … has not said yes to it without. Only their own device knows, and
// so it looks here; the other sees a condition in a plan, as anyone may ask for one with any yes.
bool Desk::has_my_conditions(const Body& body) const {
  const bool agrees = body.kind() == Kind::kAgree;
  if (!agrees && body.kind() != Kind::kProposal) return true;
  const journey::Proposal* proposal =
      agrees ? who_->shared->find_proposal(body.record("proposal")) : nullptr;
  if (agrees && proposal == nullptr) return true;
  return std::ranges::all_of(agrees ? proposal->plan : body.plan, [&](const auto& choice) {
    const Body* said = who_->own.find({.kind = Kind::kWay, .numbers = {choice.way}, .text = {}});
    const bool only_if = said != nullptr && said->has("condition") && said->has("will") &&
                         static_cast<couple::Will>(said->number("will")) == couple::Will::kIf;
    return !only_if || !choice.condition.get().empty();
  });
}

// As if they were there already, next after all that is. Whether there is a partner at all comes
// after whether the steps are open: the answer is the same to someone who goes on alone.
Result<void> Desk::allowed(std::span<const Body> bodies, std::int64_t now) {
  if (bodies.empty()) return {};
  const bool all_open = std::ranges::all_of(bodies, [](const Body& body) {
    return journey::is_way_out(body) || body.kind() == Kind::kName;
  });
  if (!all_open && !journey::is_together(who_->standpoint(now))) {
    return std::unexpected(
        Error{.code = ErrorCode::kClosed, .reasons = {journey::Reason::kNotTogether}});
  }
  if (!who_->shared) return fail(ErrorCode::kNoCouple);
  const auto author = who_->couple_log->author();
  if (!author) return fail(ErrorCode::kNotArrived);
  journey::Shared then = *who_->shared;
  for (const Body& body : bodies) {
    const Idle idle = then.apply({.author = *author, .entry = {.at = now, .body = body}});
    if (idle != Idle::kNone) return fail(ErrorCode::kNotAllowed, name_of(idle));
    if (!holds_only_matched(body)) return fail(ErrorCode::kNotAllowed, name_of(Idle::kNotMatched));
    if (!has_my_conditions(body)) return fail(ErrorCode::kNotAllowed, name_of(Idle::kNoCondition));
  }
  return {};
}

Result<Answer> Desk::write(Writing writing, Request& request) {
  Answer answer;
  const bool has_arrived = writing.own.empty() || who_->own_log.author().has_value();
  if (!has_arrived) return fail(ErrorCode::kNotArrived);
  // The first thing that goes wrong ends it.
  std::optional<record::RecordError> wrong;
  const auto put = [&](Log& log, Body body) {
    if (wrong) return;
    auto stored = log.write(std::move(body), request.now, *request.entropy);
    if (!stored) {
      wrong = stored.error();
      return;
    }
    answer.work.push_back({.what = Work::Do::kStore, .stored = std::move(*stored), .send = true});
  };
  // That the joint steps are closed is written again for as long as the log says otherwise; and
  // nothing fails because it cannot be.
  const bool says_together = who_->own.find(Kind::kTogether) != nullptr;
  if (who_->closed && says_together) put(who_->own_log, Body(Kind::kTogether));
  wrong.reset();
  for (Body& body : writing.own) put(who_->own_log, std::move(body));
  for (Body& body : writing.shared) put(*who_->couple_log, std::move(body));
  if (wrong) {
    who_->own_log.give_up();
    if (who_->couple_log) who_->couple_log->give_up();
    const bool is_full =
        *wrong == record::RecordError::kFull || *wrong == record::RecordError::kTooLong;
    return is_full ? fail(ErrorCode::kNoRoom) : fail(ErrorCode::kRecord, name_of(*wrong));
  }
  who_->waiting = !answer.work.empty();
  return answer;
}

Result<Answer> Desk::stored(Request& request) {
  if (!request.fields.read({}, 0)) return request.bad();
  who_->waiting = false;
  who_->own_log.confirm();
  if (who_->couple_log) who_->couple_log->confirm();
  fold();
  return follow(request);
}

Result<Answer> Desk::not_stored(Request& request) {
  if (!request.fields.read({}, 0)) return request.bad();
  who_->waiting = false;
  who_->own_log.give_up();
  if (who_->couple_log) who_->couple_log->give_up();
  return Answer{};
}

// What the program says by itself, and what is left of shares that were taken back. If there is no
// room for it, it is not said, as if this device were not there.
Result<Answer> Desk::follow(Request& request) {
  Writing writing;
  if (auto nonce = reveal(request.now)) writing.shared.push_back(std::move(*nonce));
  auto said = write(std::move(writing), request);
  Answer answer = said ? std::move(*said) : Answer{};
  replace_taken_back(answer);
  return answer;
}

// Step 3 of the safety words, docs/formats/vault.md.
std::optional<Body> Desk::reveal(std::int64_t now) const {
  const Body* couple = who_->own.find(Kind::kCouple);
  const bool is_mine = couple != nullptr && who_->place == 0 && couple->has("nonce");
  if (!is_mine || !journey::is_together(who_->standpoint(now)) || who_->shared->is_over() ||
      who_->shared->revealed() || !who_->couple_log->author()) {
    return std::nullopt;
  }
  Body body(Kind::kReveal);
  body.set_text("nonce", couple->text("nonce"));
  return body;
}

void Desk::replace_taken_back(Answer& answer) {
  if (!who_->shared) return;
  Log& log = *who_->couple_log;
  for (std::size_t person = 0; person < journey::kPersons; ++person) {
    for (const RecordId& id : who_->shared->taken_back(person)) {
      if (is_needed_at_table(id)) continue;
      const Placed* placed = log.timeline().find(id);
      const bool is_theirs = placed != nullptr && who_->shared->person_of(placed->author) == person;
      auto rest = is_theirs ? log.erase(id) : std::nullopt;
      if (!rest) continue;
      answer.work.push_back(
          {.what = Work::Do::kReplace, .stored = std::move(*rest), .send = person == who_->place});
    }
  }
  fold_shared();
}

// ---- Session

struct Session::State {
  Desk desk;
};

Session::Session() : state_(std::make_unique<State>()) {}
Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

std::string Session::take_pack(std::string_view json) { return state_->desk.take_pack(json); }
std::string Session::call(std::string_view request) { return state_->desk.call(request); }

}  // namespace commonground::session
