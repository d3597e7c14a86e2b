// What is in a content pack, without its words: sections, ids, numbers, sources.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace commonground::content {

// The parts of a pack. Each is a list of items with an id, unique within it and never used again.
enum class Section : std::uint8_t {
  kStages,           // the stages of the way
  kNeeds,            // what closeness can give someone
  kThemes,           // what "closer" is about
  kPictures,         // beginnings of scenes one could see
  kFamilies,         // kinds of ways
  kVariants,         // what may make a way fit: little time, pain …
  kWays,             // small things two people can do
  kGrades,           // love to, happy to, would try if, not now, no
  kSeats,            // asking, asked, refusing, refused
  kFeelings,         // what one feels in a seat
  kMoves,            // what one then does
  kAreas,            // where else that feeling turns up
  kPrompts,          // for the one who speaks and the one who says it back
  kAsks,             // kind ways to ask
  kNos,              // kind ways to say no
  kPauses,           // ways to stop a talk for now
  kCheckIn,          // the questions of a private check-in
  kReview,           // the questions after a try
  kReflections,      // sentences that give someone's answers back
  kSafetyQuestions,  // private, never stored
  kSafetyNotes,      // for everyone, whatever they answered
  kCountries,        // where help is listed for
  kHelp,             // help lines and sites
  kLabels,           // the other words on paper
};
inline constexpr std::size_t kSections = 24;

// The name of a section in the files.
[[nodiscard]] std::string_view name_of(Section section);
[[nodiscard]] std::optional<Section> section_named(std::string_view name);

// Sections whose items the program itself knows hold exactly these ids, in this order.
[[nodiscard]] std::span<const std::string_view> fixed_ids(Section section);  // or empty

inline constexpr int kMaxThousandths = 1000;

enum class Seat : std::uint8_t { kAsking, kAsked, kRefusing, kRefused };
inline constexpr std::size_t kSeats = 4;

// A set of seats, of safety answers and so on: bit i is the i-th of its kind.
using Set = std::uint32_t;
[[nodiscard]] constexpr bool holds(Set set, std::size_t index) {
  return ((set >> index) & 1U) != 0;
}

// Numbers are positions in the section they are about.
struct Need {
  std::string idea;  // what it rests on
  std::vector<int> sources;
};
struct Theme {
  std::vector<int> needs;
};
struct Picture {
  int theme = 0;
};
struct Family {
  int asking = 0;  // thousandths: how much asking for one of these is like asking for sex
  std::string why;
};
struct Meet {
  int need = 0;
  int thousandths = 0;  // of the need, met by doing it once a week; typical
  std::string why;
};
// Who can begin it: one of the two, or neither, at a time both have set.
inline constexpr std::array<std::string_view, 2> kBegins = {"one", "time"};
struct Way {
  int family = 0;
  int minutes = 0;  // each time
  int most = 1;     // times a week that make sense
  bool intimate = false;
  Set begins = 0;
  std::vector<Meet> meets;    // in the order of the needs
  std::vector<int> variants;  // in their order
  std::vector<int> sources;
};
struct Feeling {
  Set seats = 0;  // in which it is offered
  int ease = 0;   // -1000..1000: how hard, at full strength, it makes asking or being asked
  bool pressure = false;
};
struct Move {
  Set seats = 0;
};
inline constexpr std::array<std::string_view, 5> kPromptUses = {"speak", "say-back", "check", "add",
                                                                "first-time"};
inline constexpr std::array<std::string_view, 7> kPromptSubjects = {
    "meaning", "missing", "asking", "no", "areas", "wish", "any"};
struct Prompt {
  int use = 0;
  int about = 0;
};
inline constexpr std::array<std::string_view, 3> kAskLeaves = {"open", "time", "choice"};
inline constexpr std::array<std::string_view, 3> kNoOffers = {"other", "later", "nothing"};
inline constexpr std::array<std::string_view, 3> kCheckInKinds = {"needs", "scale", "words"};
inline constexpr std::array<std::string_view, 5> kReviewKinds = {"moved", "ways", "asking", "keep",
                                                                 "words"};
inline constexpr std::array<std::string_view, 9> kReflectionsFrom = {
    "closer", "needs", "missing", "asking", "loop", "share", "ways", "check-in", "review"};
// An ask, a no, a check-in or review question, a reflection: which of its kinds it is.
struct OfKind {
  int kind = 0;
};
inline constexpr std::array<std::string_view, 4> kSafetyAnswers = {"yes", "no", "unsure", "skip"};
struct SafetyQuestion {
  Set closes = 0;  // the answers after which the joint steps stay closed for this person
};

// A day in the Gregorian calendar.
struct Date {
  int year = 1970;
  int month = 1;
  int day = 1;
  auto operator<=>(const Date&) const = default;
};
[[nodiscard]] std::optional<Date> date_from(std::string_view text);  // "2026-11-22"
[[nodiscard]] std::string to_string(Date date);

// A phone number or site that someone in need may use.
struct Help {
  int country = 0;
  std::string name;
  std::string phone;  // any of these three may be empty, not all of them
  std::string text;   // a number for text messages
  std::string site;
  std::string hours;
  std::vector<std::string> languages;
  std::string source;  // where it was read
  Date checked;        // the newest day on which a source is known to have said so
  std::string note;    // how it was checked
};
// Whatever was checked more than a year ago is shown with its age.
[[nodiscard]] bool shows_age(Date checked, Date today);

struct Source {
  std::string id;
  std::string title;
  std::string url;   // or empty
  Set sections = 0;  // those that rest on it as a whole
};

struct Pack {
  std::string id;
  int version = 1;
  std::vector<std::string> languages;  // the first is the one the others follow
  std::vector<Source> sources;
  std::array<std::vector<std::string>, kSections> ids;
  std::array<std::vector<std::string>, kSections> retired;  // ids that are not to be used again

  std::vector<Need> needs;
  std::vector<Theme> themes;
  std::vector<Picture> pictures;
  std::vector<Family> families;
  std::vector<Way> ways;
  std::vector<Feeling> feelings;
  std::vector<Move> moves;
  std::vector<Prompt> prompts;
  std::vector<OfKind> asks;
  std::vector<OfKind> nos;
  std::vector<OfKind> check_in;
  std::vector<OfKind> review;
  std::vector<OfKind> reflections;
  std::vector<SafetyQuestion> safety_questions;
  std::vector<Help> help;

  [[nodiscard]] const std::vector<std::string>& ids_of(Section section) const {
    return ids[static_cast<std::size_t>(section)];
  }
  [[nodiscard]] std::optional<int> find(Section section, std::string_view wanted) const;
};

}  // namespace commonground::content
