#include "journey/shared.h"

#include <algorithm>
#include <utility>

namespace commonground::journey {
namespace {

template <class List>
auto find_by_id(List& list, const RecordId& id) {
  const auto found = std::ranges::find_if(list, [&](const auto& item) { return item.id == id; });
  return found == list.end() ? nullptr : &*found;
}

bool has_all(const std::vector<RecordId>& step, std::size_t parts) { return step.size() == parts; }

}  // namespace

std::optional<std::size_t> Shared::person_of(std::uint8_t author) const {
  return persons_.at(author);
}

Idle Shared::apply(const Placed& placed) {
  if (placed.erased) return Idle::kErased;
  if (!placed.entry.body) return Idle::kNotUnderstood;
  const Body& body = *placed.entry.body;
  if (body.kind() == Kind::kDevice) {
    // The log let this device in only with its person's proof, which is looked at in the first
    // record of an author and in no other: nobody becomes someone else later.
    if (person_of(placed.author)) return Idle::kTwice;
    const std::size_t person = body.position("person");
    persons_.at(placed.author) = person;
    joined_.at(person) = true;
    return Idle::kNone;
  }
  const auto person = person_of(placed.author);
  if (!person) return Idle::kNotAMember;
  return say({.placed = placed, .body = body, .person = *person});
}

// Saying something to each other needs both there, both ready, and no one resting.
Idle Shared::joint(const At& at, JointStage stage) const {
  if (is_over()) return Idle::kOver;
  if (!both_ready(stage)) return Idle::kNotReady;
  return is_paused(at.time()) ? Idle::kPaused : Idle::kNone;
}

Idle Shared::say(const At& at) {
  const Body& body = at.body;
  switch (body.kind()) {
    case Kind::kName:
      names_.at(at.person) = body.text("name");
      return Idle::kNone;
    case Kind::kShare:
      return share(at);
    case Kind::kUnshare:
      return take_back(at.person, body.record("share")) ? Idle::kNone : Idle::kNoSuchThing;
    case Kind::kReady: {
      if (is_over()) return Idle::kOver;
      ready_.at(at.person).at(body.position("stage")) = body.has("on");
      return Idle::kNone;
    }
    case Kind::kSpeak:
      return speak(at);
    case Kind::kSayBack:
    case Kind::kHeard:
    case Kind::kRest:
      return in_turn(at);
    case Kind::kFirstTime:
      if (const Idle idle = joint(at, JointStage::kHear); idle != Idle::kNone) return idle;
      first_times_.push_back({.person = at.person, .at = at.time(), .text = body.text("text")});
      return Idle::kNone;
    case Kind::kCommit:
      return commit(at);
    case Kind::kPoints:
    case Kind::kReply:
    case Kind::kConfirm:
      return in_round(at);
    case Kind::kTableKeys:
      return lay_table(at);
    case Kind::kTableChoices:
    case Kind::kTableGates:
    case Kind::kTableConfirm:
      return at_table(at);
    case Kind::kProposal:
      return propose(at);
    case Kind::kAgree:
      return agree(at);
    case Kind::kStop:
      return stop(at);
    case Kind::kTry:
      return try_on(at);
    case Kind::kGift:
      if (is_over()) return Idle::kOver;
      gifts_.push_back({.person = at.person, .at = at.time(), .text = body.text("text")});
      return Idle::kNone;
    case Kind::kPause:
      return pause(at);
    case Kind::kReveal:
      return reveal(at);
    case Kind::kResume: {
      // Only who asked for rest can end it early.
      const RecordId pause = body.record("pause");
      const auto is_of = [&](std::size_t person) {
        return pauses_.at(person) && pauses_.at(person)->id == pause;
      };
      if (is_of(1 - at.person)) return Idle::kNotYours;
      if (!is_of(at.person)) return Idle::kNoSuchThing;
      pauses_.at(at.person).reset();
      return Idle::kNone;
    }
    case Kind::kLeave:
      left_.at(at.person) = true;
      ready_ = {};
      for (Proposal& proposal : proposals_) proposal.ended = true;
      return Idle::kNone;
    default:
      return Idle::kNotUnderstood;
  }
}

// Two devices may say the same at once.
Idle Shared::reveal(const At& at) {
  if (at.person != 0) return Idle::kNotYours;
  const std::string& nonce = at.body.text("nonce");
  if (revealed_ && *revealed_ != nonce) return Idle::kTwice;
  revealed_ = nonce;
  return Idle::kNone;
}

Idle Shared::pause(const At& at) {
  if (is_over()) return Idle::kOver;
  const std::int64_t until = at.body.number("until");
  if (until < at.time() || until > at.time() + kLongestPauseMs) return Idle::kUntimely;
  pauses_.at(at.person) = Pause{.id = at.placed.id, .until = until};
  return Idle::kNone;
}

// Whether it was shown until now. Its text may be gone already.
bool Shared::take_back(std::size_t person, const RecordId& share) {
  taken_back_.at(person).insert(share);
  return std::erase_if(shares_.at(person),
                       [&](const auto& shown) { return shown.second.id == share; }) != 0;
}

// What is shown anew takes the one before it back by its name, whatever comes of it. Its text is
// erased then, so that must not hang on what may still come to stand between the two.
Idle Shared::share(const At& at) {
  if (at.body.has("instead-of")) take_back(at.person, at.body.record("instead-of"));
  const Body& body = at.body.snapshot.front();
  if (body.kind() == Kind::kWay && body.has("will") && !is_yes(body)) return Idle::kNeverShown;
  if (is_over()) return Idle::kOver;
  shares_.at(at.person).insert_or_assign(about(body),
                                         Share{.id = at.placed.id, .at = at.time(), .body = body});
  return Idle::kNone;
}

// ---- Hearing each other

Idle Shared::speak(const At& at) {
  if (const Idle idle = joint(at, JointStage::kHear); idle != Idle::kNone) return idle;
  if (!turns_.empty() && turns_.back().next != Turn::Next::kNothing) return Idle::kTurnOpen;
  Turn turn{.id = at.placed.id, .speaker = at.person, .prompt = {}, .lines = {}};
  if (at.body.has("prompt")) turn.prompt = static_cast<int>(at.body.number("prompt"));
  turn.lines.push_back({.kind = Kind::kSpeak, .person = at.person, .text = at.body.text("text")});
  turns_.push_back(std::move(turn));
  return Idle::kNone;
}

Idle Shared::in_turn(const At& at) {
  if (turns_.empty() || turns_.back().id != at.body.record("turn") ||
      turns_.back().next == Turn::Next::kNothing) {
    return Idle::kNoSuchTurn;
  }
  Turn& turn = turns_.back();
  // Either may let a turn rest, at any time.
  if (at.body.kind() == Kind::kRest) {
    turn.next = Turn::Next::kNothing;
    return Idle::kNone;
  }
  if (const Idle idle = joint(at, JointStage::kHear); idle != Idle::kNone) return idle;
  const bool speaks = at.person == turn.speaker;
  const bool says_back = at.body.kind() == Kind::kSayBack;
  if (says_back == speaks) return Idle::kNotYours;
  if (turn.next != (says_back ? Turn::Next::kSayBack : Turn::Next::kHeard)) {
    return Idle::kNoSuchTurn;
  }
  const bool yes = !says_back && at.body.number("answer") == 0;
  turn.lines.push_back(
      {.kind = at.body.kind(), .person = at.person, .yes = yes, .text = at.body.text("text")});
  turn.heard = yes;
  turn.next = says_back ? Turn::Next::kHeard : yes ? Turn::Next::kNothing : Turn::Next::kSayBack;
  return Idle::kNone;
}

// ---- Matching rounds

bool Round::is_move_of(std::size_t person) const {
  const std::size_t other = 1 - person;
  if (!both_committed()) return false;
  if (!points.at(person)) return true;
  if (!points.at(other)) return false;
  if (!reply.at(person)) return true;
  if (!reply.at(other)) return false;
  return !confirm.at(person) || confirm.at(other).has_value();
}

std::int64_t Shared::next_commit(std::size_t person) const {
  std::int64_t next = 0;
  for (const Round& round : rounds_) {
    const Round::Commit* commit = round.commit(person);
    if (commit != nullptr) next = std::max(next, commit->at + kBetweenRoundsMs);
  }
  return next;
}

// A round begins with the first commit, and needs that of the other. Who begins one and who joins
// it both wait a week after their own last one, by their own clock: nobody can be hurried by what
// the other's clock says.
Idle Shared::commit(const At& at) {
  if (const Idle idle = joint(at, JointStage::kBothWant); idle != Idle::kNone) return idle;
  const auto number = static_cast<int>(at.body.number("round"));
  const auto version = static_cast<int>(at.body.number("version"));
  const int last = rounds_.empty() ? 0 : rounds_.back().number;
  const bool begins = number == last + 1;
  if (!begins && (number != last || rounds_.empty())) return Idle::kNoSuchThing;
  if (!begins && rounds_.back().version != version) return Idle::kOtherPack;
  if (!begins && at.time() >= rounds_.back().expires()) return Idle::kExpired;
  Round::Commit commit{.author = at.placed.author,
                       .counter = at.placed.counter,
                       .at = at.time(),
                       .value = at.body.text("value")};
  if (!begins && rounds_.back().commit(at.person) != nullptr) {
    Round& round = rounds_.back();
    if (!round.points.at(1 - at.person)) round.commits.at(at.person).push_back(std::move(commit));
    return Idle::kTwice;
  }
  if (at.time() < next_commit(at.person)) return Idle::kTooSoon;
  if (begins) {
    // One that the other has begun is joined, as long as it goes on.
    const bool could_join = !rounds_.empty() && rounds_.back().commit(at.person) == nullptr;
    if (could_join && at.time() < rounds_.back().expires()) return Idle::kTooSoon;
    rounds_.push_back({.number = number,
                       .version = version,
                       .at = at.time(),
                       .commits = {},
                       .points = {},
                       .reply = {},
                       .confirm = {}});
  }
  rounds_.back().commits.at(at.person).push_back(std::move(commit));
  return Idle::kNone;
}

// Points go out only once the other has committed. Which commit that was is then fixed: one that
// turns up later, wherever it stands, was made by someone who may have seen these points.
Idle Shared::points(const At& at, Round& round) {
  auto& theirs = round.commits.at(1 - at.person);
  const auto seen = std::ranges::find_if(theirs, [&](const Round::Commit& commit) {
    return commit.counter < at.placed.entry.seen.at(commit.author);
  });
  if (seen == theirs.end()) return Idle::kEarly;
  theirs = {*seen};
  round.points.at(at.person) = at.body.text("value");
  return Idle::kNone;
}

// Each step needs both to have taken the one before.
Idle Shared::in_round(const At& at) {
  if (is_over()) return Idle::kOver;
  if (rounds_.empty() || rounds_.back().number != at.body.number("round")) {
    return Idle::kNoSuchThing;
  }
  Round& round = rounds_.back();
  const Kind kind = at.body.kind();
  auto& step = kind == Kind::kPoints  ? round.points
               : kind == Kind::kReply ? round.reply
                                      : round.confirm;
  const auto& before = kind == Kind::kReply ? round.points : round.reply;
  const bool is_early = kind == Kind::kPoints ? !round.both_committed() : !before[0] || !before[1];
  if (is_early) return Idle::kEarly;
  if (step.at(at.person)) return Idle::kTwice;
  if (at.time() >= round.expires()) return Idle::kExpired;
  if (kind == Kind::kPoints) return points(at, round);
  step.at(at.person) = at.body.text("value");
  return Idle::kNone;
}

const Round* Shared::last_confirmed() const {
  const auto found = std::ranges::find_if(rounds_.rbegin(), rounds_.rend(), &Round::both_confirmed);
  return found == rounds_.rend() ? nullptr : &*found;
}

// ---- Sealed tables

// Once a table is over, what was long about it is gone from the log.
bool Table::is_move_of(std::size_t person) const {
  const std::size_t other = 1 - person;
  if (keys[0].empty() || keys[1].empty()) return false;
  if (!both_confirmed()) {
    if (!has_all(choices.at(person), kTableChoicesParts)) return true;
    if (!has_all(choices.at(other), kTableChoicesParts)) return false;
    if (!has_all(gates.at(person), kTableGatesParts)) return true;
  }
  return has_all(gates.at(other), kTableGatesParts) &&
         (confirm.at(person).empty() || !confirm.at(other).empty());
}

std::int64_t Shared::next_keys(std::size_t person) const {
  std::int64_t next = 0;
  for (const Table& table : tables_) {
    if (!table.keys.at(person).empty()) {
      next = std::max(next, table.keys_at.at(person) + kBetweenRoundsMs);
    }
  }
  return next;
}

// Like a round: it begins with the first keys, and needs those of the other, laid for the same ways
// and limits; and a week lies between one's own lists.
Idle Shared::lay_table(const At& at) {
  if (const Idle idle = joint(at, JointStage::kCommonGround); idle != Idle::kNone) return idle;
  const auto field = [&](std::string_view name) { return static_cast<int>(at.body.number(name)); };
  const Round* round = last_confirmed();
  if (round == nullptr || round->number != field("round")) return Idle::kEarly;
  const int number = field("table");
  Table* last = tables_.empty() ? nullptr : &tables_.back();
  const bool begins = number == (last == nullptr ? 1 : last->number + 1);
  if (!begins && (last == nullptr || number != last->number)) return Idle::kNoSuchThing;
  if (!begins) {
    if (!last->keys.at(at.person).empty()) return Idle::kTwice;
    if (last->version != field("version")) return Idle::kOtherPack;
    const bool is_same = last->round == field("round") && last->minutes == field("minutes") &&
                         last->most_ways == field("ways");
    if (!is_same) return Idle::kOtherTable;
    if (at.time() >= last->expires()) return Idle::kExpired;
  }
  if (at.time() < next_keys(at.person)) return Idle::kTooSoon;
  if (begins) {
    // One that the other has laid is joined, as long as it goes on.
    const bool could_join =
        last != nullptr && last->keys.at(at.person).empty() && last->round == field("round");
    if (could_join && at.time() < last->expires()) return Idle::kTooSoon;
    tables_.push_back({.number = number,
                       .round = field("round"),
                       .version = field("version"),
                       .minutes = field("minutes"),
                       .most_ways = field("ways"),
                       .at = at.time(),
                       .keys = {},
                       .choices = {},
                       .gates = {},
                       .confirm = {},
                       .long_ones = {}});
  }
  tables_.back().keys.at(at.person) = {at.placed.id};
  tables_.back().keys_at.at(at.person) = at.time();
  return Idle::kNone;
}

// Each step needs both to have taken the one before; but a confirm may stand there without what was
// long about the table.
Idle Shared::at_table(const At& at) {
  if (is_over()) return Idle::kOver;
  if (tables_.empty() || tables_.back().number != at.body.number("table")) {
    return Idle::kNoSuchThing;
  }
  Table& table = tables_.back();
  const Kind kind = at.body.kind();
  auto& step = kind == Kind::kTableChoices ? table.choices.at(at.person)
               : kind == Kind::kTableGates ? table.gates.at(at.person)
                                           : table.confirm.at(at.person);
  const bool both_chose = has_all(table.choices[0], kTableChoicesParts) &&
                          has_all(table.choices[1], kTableChoicesParts);
  const std::size_t part = kind == Kind::kTableConfirm ? 1 : at.body.position("part");
  const bool is_early = table.keys[0].empty() || table.keys[1].empty() ||
                        (kind == Kind::kTableGates && !both_chose) || part > step.size() + 1;
  if (is_early) return Idle::kEarly;
  if (part <= step.size()) return Idle::kTwice;
  if (at.time() >= table.expires()) return Idle::kExpired;
  step.push_back(at.placed.id);
  if (kind != Kind::kTableConfirm) return Idle::kNone;
  const ByteSpan ids = bytes_of(at.body.text("parts"));
  for (std::size_t from = 0; from < ids.size(); from += RecordId::kSize) {
    table.long_ones.at(at.person).push_back(*RecordId::from(ids.subspan(from, RecordId::kSize)));
  }
  if (!table.both_confirmed()) return Idle::kNone;
  for (std::size_t p = 0; p < kPersons; ++p) {
    taken_back_.at(p).insert(table.long_ones.at(p).begin(), table.long_ones.at(p).end());
  }
  return Idle::kNone;
}

// ---- Plans

const Proposal* Shared::find_proposal(const RecordId& id) const {
  return find_by_id(proposals_, id);
}

Proposal* Shared::proposal(const At& at) {
  return find_by_id(proposals_, at.body.record("proposal"));
}

void Shared::take_yes_away(std::size_t person) {
  for (Proposal& proposal : proposals_) proposal.yes.at(person) = false;
}

// For good, and even before it is there. False if it was ended so already.
bool Shared::end(const RecordId& id) {
  if (Proposal* proposal = find_by_id(proposals_, id)) proposal->ended = true;
  return ended_.insert(id).second;
}

// Whether its ways are among those both want is known to each of the two alone, and checked by
// each device for what its own person says. What is taken away by proposing something else is taken
// away whether or not it may be proposed.
Idle Shared::propose(const At& at) {
  take_yes_away(at.person);
  std::optional<RecordId> instead_of;
  if (at.body.has("instead-of")) {
    instead_of = at.body.record("instead-of");
    end(*instead_of);
  }
  if (const Idle idle = joint(at, JointStage::kCommonGround); idle != Idle::kNone) return idle;
  const Round* round = last_confirmed();
  const auto number = static_cast<int>(at.body.number("round"));
  if (round == nullptr || round->number != number) return Idle::kEarly;
  const std::int64_t begins = at.body.number("begins");
  if (begins < at.time() - kBegunBeforeMs || begins > at.time() + kBeginsWithinMs) {
    return Idle::kUntimely;
  }
  proposals_.push_back({.id = at.placed.id,
                        .by = at.person,
                        .round = number,
                        .plan = at.body.plan,
                        .begins = begins,
                        .days = static_cast<int>(at.body.number("days")),
                        .instead_of = instead_of,
                        .ended = ended_.contains(at.placed.id),
                        .days_of = {}});
  return Idle::kNone;
}

// A yes counts for exactly this plan, while it can still begin, and is said by each for themselves.
// It is then on no other.
Idle Shared::agree(const At& at) {
  Proposal* proposal = this->proposal(at);
  const bool again = proposal != nullptr && proposal->yes.at(at.person);
  if (!again) take_yes_away(at.person);
  if (const Idle idle = joint(at, JointStage::kCommonGround); idle != Idle::kNone) return idle;
  if (proposal == nullptr) return Idle::kNoSuchThing;
  const Round* round = last_confirmed();
  const bool is_of_last = round != nullptr && round->number == proposal->round;
  if (proposal->ended || at.time() >= proposal->ends() || !is_of_last) return Idle::kEnded;
  if (again) return Idle::kTwice;
  proposal->yes.at(at.person) = true;
  if (!proposal->yes.at(1 - at.person)) return Idle::kNone;
  proposal->stood = true;
  for (Proposal& other : proposals_) other.ended = other.ended || &other != proposal;
  return Idle::kNone;
}

// Always possible, by either, with no reason: no gate stands before it.
Idle Shared::stop(const At& at) {
  return end(at.body.record("proposal")) ? Idle::kNone : Idle::kTwice;
}

Idle Shared::try_on(const At& at) {
  Proposal* proposal = this->proposal(at);
  if (proposal == nullptr) return Idle::kNoSuchThing;
  if (!proposal->stands(at.time())) return Idle::kEnded;
  const auto way = static_cast<int>(at.body.number("way"));
  if (std::ranges::find(proposal->plan, way, &PlanChoice::way) == proposal->plan.end()) {
    return Idle::kNotMatched;
  }
  if (at.body.has("day")) {
    proposal->days_of.insert_or_assign(way, at.body.text("day"));
  } else {
    proposal->days_of.erase(way);
  }
  return Idle::kNone;
}

const Proposal* Shared::standing(std::int64_t now) const {
  const auto found =
      std::ranges::find_if(proposals_.rbegin(), proposals_.rend(),
                           [&](const Proposal& proposal) { return proposal.stands(now); });
  return found == proposals_.rend() ? nullptr : &*found;
}

}  // namespace commonground::journey
