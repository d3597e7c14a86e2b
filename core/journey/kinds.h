// What can be said: the kinds of records, and the shape of each. This table is the schema: records
// are read and written by it, bridge/schema/say.schema.json is made from it, and
// docs/formats/journey.md explains it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "commonground/pack.h"
#include "match/table_sizes.h"

namespace commonground::journey {

enum class Kind : std::uint8_t {
  // In a person's own log. Only their devices can read these.
  kAboutMe,      // settled in: an adult, and why here
  kTheme,        // what "closer" is about
  kPicture,      // a scene one could see
  kMeaning,      // what sex means, what closeness gives
  kMisses,       // what is missing when it is rare, what is felt when it is there
  kNeed,         // how much it matters, how well it is met
  kWay,          // love to, happy to, would try if, not now, no
  kCorrection,   // this does more, or less, for me than for most
  kFeeling,      // how strongly, in one of the four seats
  kMove,         // what I then do
  kArea,         // where else that feeling turns up
  kKindAsk,      // a sentence to ask with
  kKindNo,       // a sentence to say no with
  kUsual,        // how often I would like the thing we argue about
  kLimits,       // minutes a week, ways in a plan
  kDone,         // enough of a stage, for now
  kNote,         // for nobody else
  kTogether,     // whether I go the joint steps, for now
  kCouple,       // the keys of the shared log
  kBatch,        // the yeses I put into a matching round
  kMatched,      // what came of it
  kTableList,    // where each plan stands for me, put onto a sealed table
  kTableMet,     // what came of it
  kCheckIn,      // how it goes, on a day
  kCheckInNeed,  // how well a need is met, on that day
  kReview,       // how it went
  kReviewNeed,   // how well a need is met after it
  kReviewWay,    // keep, change or let go

  // In the log of the two.
  kName,       // how I am called here
  kShare,      // a snapshot of something of mine
  kUnshare,    // taken back
  kReady,      // for a joint stage
  kSpeak,      // a turn begins
  kSayBack,    // what I heard
  kHeard,      // yes, or not quite
  kRest,       // the turn ends here
  kFirstTime,  // what I understood for the first time
  kCommit,     // a matching round: steps 1 to 4 of formats/match.md
  kPoints,
  kReply,
  kConfirm,
  kTableKeys,  // a sealed table: steps 1 to 4 of formats/sealed-table.md
  kTableChoices,
  kTableGates,
  kTableConfirm,
  kProposal,  // a plan to try
  kAgree,     // yes to it
  kStop,      // no, or no more; has no reason
  kTry,       // on which day
  kGift,      // a kindness, for nothing
  kPause,     // until then
  kResume,    // earlier than that
  kLeave,
  kReveal,  // what the four words are also made of, once the other is there

  // In both: a device writes this first.
  kDevice,
};
inline constexpr std::size_t kKinds = 55;

enum class Where : std::uint8_t { kOwn, kShared, kBoth };

enum class FieldType : std::uint8_t {
  kInteger,   // low..high
  kYes,       // true, or the field is not there
  kText,      // low..high characters, not blank
  kId,        // of an item of `section`
  kIds,       // a list of low..high of them, each once, in the order of the pack
  kChoice,    // one of `choices`
  kChoices,   // some of them, at least one
  kTime,      // milliseconds since 1970 in UTC
  kDay,       // as in 2026-11-22
  kRecordId,  // 16 bytes, in hexadecimal
  kBytes,     // low..high of them, in base64
  kPlan,      // which ways, how often, who starts
  kSnapshot,  // something of one's own log, as it was said there
};

struct FieldShape {
  std::string_view name;
  FieldType type{};
  bool required = false;
  std::int64_t low = 0;
  std::int64_t high = 0;
  content::Section section{};
  std::span<const std::string_view> choices = {};
};
inline constexpr std::size_t kMostFields = 9;

struct KindShape {
  std::string_view name;
  Where where{};
  // In an own log the first `keys` fields say what it is about: a later record with the same ones
  // takes the place of an earlier one, and one with no other field takes it back.
  std::size_t keys = 0;
  bool shareable = false;  // may stand in a snapshot
  bool by_person = true;   // is said by a person; the others are written by the program itself
  std::span<const FieldShape> fields;
};
[[nodiscard]] const KindShape& shape_of(Kind kind);
[[nodiscard]] std::optional<Kind> kind_named(std::string_view name);

// Named limits of what is said.
inline constexpr std::int64_t kMostTime = (std::int64_t{1} << 53) - 1;
inline constexpr int kMostPlanChoices = 8;
inline constexpr int kMostTryDays = 56;
inline constexpr int kMostPersons = 2;

// A sealed table: places, one of them for impasse, and the parts in which its longer messages are
// sent, so that each fits in a record.
inline constexpr std::size_t kTablePlaces = 512;
inline constexpr std::size_t kTablePartBytes = 45000;
[[nodiscard]] constexpr std::size_t table_parts(std::size_t bytes) {
  return (bytes + kTablePartBytes - 1) / kTablePartBytes;
}
inline constexpr std::size_t kTableChoicesParts =
    table_parts(match::table_choices_bytes(kTablePlaces));
inline constexpr std::size_t kTableGatesParts = table_parts(match::table_gates_bytes(kTablePlaces));

}  // namespace commonground::journey
