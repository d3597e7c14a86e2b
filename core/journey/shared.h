// What two people have said to each other: the state of their shared log.
//
// It is a fold over the timeline, record by record, and every rule of consent is in it, so that
// both devices apply it to what either of them writes. A record that the rules do not allow where
// it stands adds nothing; why not is kept, and is the same on both devices.
//
// Where a record stands comes from what its author says they had seen, so one that comes late can
// stand early. The rules are made so that this can take something away and never bring it back:
// each says yes to one plan at a time, a later word of theirs takes it away whether or not it is
// allowed to do more, and what was committed to in a round is what the other's points had seen.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "journey/own.h"
#include "journey/timeline.h"

namespace commonground::journey {

inline constexpr std::size_t kPersons = kMostPersons;
template <class T>
using PerPerson = std::array<T, kPersons>;

inline constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;
inline constexpr std::int64_t kWeekMs = 7 * kDayMs;
inline constexpr std::int64_t kRoundExpiresMs = kWeekMs;  // from its first commit
// A plan begins now or soon, and a rest has an end: by the clock of who says so.
inline constexpr std::int64_t kBegunBeforeMs = kDayMs;
inline constexpr std::int64_t kBeginsWithinMs = 60 * kDayMs;
inline constexpr std::int64_t kLongestPauseMs = 28 * kDayMs;
inline constexpr std::int64_t kBetweenRoundsMs = kWeekMs;  // from one's own commit to the next

enum class JointStage : std::uint8_t { kHear, kBothWant, kCommonGround };
inline constexpr std::size_t kJointStages = 3;

// Why a record changed nothing.
enum class Idle : std::uint8_t {
  kNone,           // it did change something
  kNotUnderstood,  // of a later release, or not of this log
  kErased,
  kNotAMember,   // by a device that belongs to nobody here
  kNotReady,     // both must be ready for this stage
  kPaused,       // one of the two is resting
  kOver,         // one of the two has left
  kNeverShown,   // a no, or a "not now", is nobody else's to see
  kNotYours,     // only the other one can say this
  kTurnOpen,     // a turn is going on
  kNoSuchTurn,   // not the turn that is going on, or not its moment
  kNoSuchThing,  // names a record that is not there, or not of the kind
  kEarly,        // what must come before is not there
  kTwice,        // it was said already
  kTooSoon,      // they put answers into a round less than a week ago
  kExpired,      // the round is too old
  kOtherPack,    // the other has another version of the pack
  kNotMatched,   // a way that is not among those both want
  kEnded,        // of a proposal that was stopped, changed, has run out or is of an older round
  kUntimely,     // begins or ends too early, or too far away
  kOtherTable,   // the other has laid the table for another round or other limits
  kNoCondition,  // a way that its person would try if … stands there without any condition
};

struct Share {
  RecordId id;
  std::int64_t at = 0;
  Body body;
};

// A turn of hearing each other: one speaks, the other says back, the first says yes or not quite.
struct Turn {
  enum class Next : std::uint8_t { kSayBack, kHeard, kNothing };
  struct Line {
    Kind kind{};
    std::size_t person = 0;
    bool yes = false;  // of kHeard
    WipedText text;
  };
  RecordId id;
  std::size_t speaker = 0;
  std::optional<int> prompt;
  std::vector<Line> lines;
  Next next = Next::kSayBack;
  bool heard = false;  // ended with a yes
};

struct Round {
  int number = 0;
  int version = 0;      // of the pack
  std::int64_t at = 0;  // of its first commit
  struct Commit {
    std::uint8_t author = 0;
    std::uint64_t counter = 0;
    std::int64_t at = 0;
    std::string value;
  };
  // In order. Of several the first counts, until the other's points show which one they had seen.
  PerPerson<std::vector<Commit>> commits;
  // The values of the steps, as they came.
  PerPerson<std::optional<std::string>> points;
  PerPerson<std::optional<std::string>> reply;
  PerPerson<std::optional<std::string>> confirm;

  [[nodiscard]] std::int64_t expires() const { return at + kRoundExpiresMs; }
  // The one that counts, or null.
  [[nodiscard]] const Commit* commit(std::size_t person) const {
    return commits.at(person).empty() ? nullptr : &commits.at(person).front();
  }
  [[nodiscard]] bool both_committed() const { return commit(0) != nullptr && commit(1) != nullptr; }
  // Whether this person's next step can be taken, or what came of it be looked up.
  [[nodiscard]] bool is_move_of(std::size_t person) const;
  [[nodiscard]] bool both_confirmed() const { return confirm[0] && confirm[1]; }
};

// A sealed table. Of what was said only the records are here: they are long, and are looked up when
// they are needed.
struct Table {
  int number = 0;
  int round = 0;    // whose ways the plans are made of
  int version = 0;  // of the pack
  int minutes = 0;  // limits that both know
  int most_ways = 0;
  std::int64_t at = 0;  // of its first keys
  PerPerson<std::int64_t> keys_at{};
  PerPerson<std::vector<RecordId>> keys;       // one
  PerPerson<std::vector<RecordId>> choices;    // kTableChoicesParts in all, in order
  PerPerson<std::vector<RecordId>> gates;      // kTableGatesParts
  PerPerson<std::vector<RecordId>> confirm;    // one
  PerPerson<std::vector<RecordId>> long_ones;  // that their author lets go once it is over

  [[nodiscard]] std::int64_t expires() const { return at + kRoundExpiresMs; }
  // Whether this person's next step can be taken, or what came of it be looked up.
  [[nodiscard]] bool is_move_of(std::size_t person) const;
  [[nodiscard]] bool both_confirmed() const { return !confirm[0].empty() && !confirm[1].empty(); }
};

struct Proposal {
  RecordId id;
  std::size_t by = 0;
  int round = 0;
  std::vector<PlanChoice> plan;
  std::int64_t begins = 0;
  int days = 0;
  std::optional<RecordId> instead_of;
  PerPerson<bool> yes{};               // whose yes is on it now
  bool stood = false;                  // both were, once
  bool ended = false;                  // for good: stopped, changed, or another came to stand
  std::map<int, std::string> days_of;  // by way: the day it is to be tried

  [[nodiscard]] std::int64_t ends() const { return begins + days * kDayMs; }
  [[nodiscard]] bool stands(std::int64_t now) const {
    return !ended && yes[0] && yes[1] && now < ends();
  }
};

struct Pause {
  RecordId id;
  std::int64_t until = 0;
};

struct Said {
  std::size_t person = 0;
  std::int64_t at = 0;
  WipedText text;
};

class Shared {
 public:
  // The next in the order of the timeline.
  Idle apply(const Placed& placed);

  // Who an author is.
  [[nodiscard]] std::optional<std::size_t> person_of(std::uint8_t author) const;
  [[nodiscard]] bool ready(std::size_t person, JointStage stage) const {
    return ready_.at(person).at(static_cast<std::size_t>(stage));
  }
  [[nodiscard]] bool both_ready(JointStage stage) const {
    return ready(0, stage) && ready(1, stage);
  }
  [[nodiscard]] bool has_joined(std::size_t person) const { return joined_.at(person); }
  [[nodiscard]] bool has_left(std::size_t person) const { return left_.at(person); }
  [[nodiscard]] bool is_over() const { return left_[0] || left_[1]; }
  // Either may rest; the joint steps wait until neither does.
  [[nodiscard]] const std::optional<Pause>& pause(std::size_t person) const {
    return pauses_.at(person);
  }
  [[nodiscard]] bool is_resting(std::size_t person, std::int64_t now) const {
    return pauses_.at(person) && now < pauses_.at(person)->until;
  }
  [[nodiscard]] bool is_paused(std::int64_t now) const {
    return is_resting(0, now) || is_resting(1, now);
  }

  // What the first person revealed for the four words, or nothing yet.
  [[nodiscard]] const std::optional<std::string>& revealed() const { return revealed_; }
  [[nodiscard]] const std::string& name(std::size_t person) const {
    return names_.at(person).get();
  }
  [[nodiscard]] const std::map<About, Share>& shares(std::size_t person) const {
    return shares_.at(person);
  }
  [[nodiscard]] const std::vector<Turn>& turns() const { return turns_; }
  [[nodiscard]] const std::vector<Said>& first_times() const { return first_times_; }
  [[nodiscard]] const std::vector<Said>& gifts() const { return gifts_; }
  [[nodiscard]] const std::vector<Round>& rounds() const { return rounds_; }
  [[nodiscard]] const Round* last_confirmed() const;
  // From when a person can put answers into a round: a week after they last did.
  [[nodiscard]] std::int64_t next_commit(std::size_t person) const;
  // The same for putting a list onto a sealed table.
  [[nodiscard]] std::int64_t next_keys(std::size_t person) const;
  [[nodiscard]] const std::vector<Table>& tables() const { return tables_; }
  [[nodiscard]] const std::vector<Proposal>& proposals() const { return proposals_; }
  [[nodiscard]] const Proposal* find_proposal(const RecordId& id) const;
  // The plan that both said yes to, if there is one now.
  [[nodiscard]] const Proposal* standing(std::int64_t now) const;
  // What a person has taken back of their own, or shown anew since. Only this vouches for a record
  // of theirs whose text is gone.
  [[nodiscard]] const std::set<RecordId>& taken_back(std::size_t person) const {
    return taken_back_.at(person);
  }

 private:
  struct At {
    const Placed& placed;
    const Body& body;
    std::size_t person;
    [[nodiscard]] std::int64_t time() const { return placed.entry.at; }
  };
  Idle say(const At& at);
  Idle joint(const At& at, JointStage stage) const;
  Idle pause(const At& at);
  Idle reveal(const At& at);
  Idle share(const At& at);
  bool take_back(std::size_t person, const RecordId& share);
  Idle speak(const At& at);
  Idle in_turn(const At& at);
  Idle commit(const At& at);
  Idle in_round(const At& at);
  static Idle points(const At& at, Round& round);
  Idle lay_table(const At& at);
  Idle at_table(const At& at);
  Idle propose(const At& at);
  Idle agree(const At& at);
  Idle stop(const At& at);
  Idle try_on(const At& at);
  Proposal* proposal(const At& at);
  void take_yes_away(std::size_t person);
  bool end(const RecordId& id);

  std::array<std::optional<std::size_t>, record::kMostAuthors> persons_;
  PerPerson<bool> joined_{};
  PerPerson<bool> left_{};
  PerPerson<WipedText> names_;
  PerPerson<std::array<bool, kJointStages>> ready_{};
  PerPerson<std::map<About, Share>> shares_;
  PerPerson<std::set<RecordId>> taken_back_;
  std::vector<Turn> turns_;
  std::vector<Said> first_times_;
  std::vector<Said> gifts_;
  std::vector<Round> rounds_;
  std::vector<Table> tables_;
  std::vector<Proposal> proposals_;
  std::set<RecordId> ended_;  // what either has ended, whether it is there or not
  PerPerson<std::optional<Pause>> pauses_;
  std::optional<std::string> revealed_;
};

}  // namespace commonground::journey
