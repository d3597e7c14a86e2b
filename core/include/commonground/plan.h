// The planning engine: which small weekly plans could two people both want?
//
// A problem says what each of two partners needs, how well each need is met today, and which ways
// to be close both said yes to. `Planner` finds every plan from which neither could gain without
// the other losing, and names a few of them. The model is written down in docs/formats/plan.md.
//
// Everything here is in integers and pure: the same problem gives the same answer, point for point
// and plan for plan, on every device and in every build.
//
// Units: needs are met in thousandths (0..1000), gains are points (everything a person needs is
// worth about 2,000,000 of them), time is in minutes a week. The first partner is index 0.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commonground/input_error.h"

namespace commonground::plan {

inline constexpr std::size_t kPartners = 2;
inline constexpr std::size_t kStarters = 3;

inline constexpr int kMaxNeeds = 32;
inline constexpr int kMaxWays = 200;
inline constexpr int kMaxWaysInPlan = 8;
inline constexpr int kDefaultWaysInPlan = 4;
inline constexpr int kMaxTimes = 7;
inline constexpr int kMaxMinutesEach = 1440;
inline constexpr int kMaxMinutesAWeek = 10080;
inline constexpr int kMaxGrade = 4;            // importance, and how well a need is met
inline constexpr int kMaxMeets = 1000;         // thousandths of a need, by one time a week
inline constexpr int kMaxPointsEach = 100000;  // effort or asking, each time, either sign
inline constexpr std::size_t kMaxProblemBytes = std::size_t{4} << 20;

template <class T>
using PerPartner = std::array<T, kPartners>;

using Points = std::int64_t;
using Gain = PerPartner<Points>;

// Who starts it. The order is the order of ties.
enum class Starter : std::uint8_t { kFirst, kSecond, kEither };
inline constexpr std::array<std::string_view, kStarters> kStarterNames = {"first", "second",
                                                                          "either"};

// One thing two people can do.
struct Way {
  std::string id;
  int minutes = 0;        // each time
  int most = 1;           // times a week; 0 is in no plan, and there for the middle alone
  bool intimate = false;  // never traded: only in a plan if it alone leaves nobody worse off
  PerPartner<std::vector<int>> meets;  // by need: thousandths met by one time a week
  PerPartner<int> effort{};            // points each time; negative is a joy in itself
  // By starter: what being the one asked, or asking, costs each partner. Empty: not offered.
  std::array<std::optional<PerPartner<int>>, kStarters> asking{};
};

// The thing they argue about, and how many times a week each would like it.
struct Usual {
  int way = 0;
  PerPartner<int> wish{};
};

struct Problem {
  PerPartner<std::string> partners;
  std::vector<std::string> needs;
  PerPartner<std::vector<int>> importance;  // by need, 0..4
  PerPartner<std::vector<int>> met;         // by need, 0..4
  std::vector<Way> ways;
  int most_ways = kDefaultWaysInPlan;  // different ways in one plan
  int minutes = 0;                     // a week
  std::optional<Usual> usual;
};

// ---- Reading

// Reads a problem in the format "commonground.plan/1". Nothing is guessed or clamped.
[[nodiscard]] std::expected<Problem, InputError> read_problem(std::string_view json);

// The problem in that format, on one line without its end.
[[nodiscard]] std::string write_problem(const Problem& problem);

// ---- Solving

// A way in a plan. Plans list their choices by position in the file.
struct Choice {
  int way = 0;
  int times = 1;
  Starter starter = Starter::kEither;
  auto operator<=>(const Choice&) const = default;
};

struct Plan {
  Gain gain{};
  int minutes = 0;
  std::vector<Choice> choices;
  bool operator==(const Plan&) const = default;
};

// "Meeting in the middle on how often": the usual way alone. It may leave someone worse off.
struct Middle {
  Plan plan;
  // Thousandths of what the fair plan would give, rounded towards zero; empty where that gives
  // nothing.
  PerPartner<std::optional<Points>> share_of_fair;
};

struct Answer {
  std::vector<Plan> frontier;  // ascending in the first partner's gain; never empty
  // Positions in the frontier.
  std::size_t fair = 0;  // largest product of the gains (Nash)
  std::size_t even = 0;  // largest smaller gain
  std::size_t most = 0;  // largest sum
  std::size_t balanced =
      0;                  // largest smaller share of one's best possible gain (Kalai–Smorodinsky)
  std::size_t light = 0;  // fewest minutes with half of fair's gain for both
  std::optional<Middle> middle;
  std::uint64_t nodes = 0;  // branches that the search looked into
};

// The five named plans, in the order in which they are shown.
struct NamedPlan {
  std::string_view name;
  std::size_t Answer::* position;
};
inline constexpr std::array<NamedPlan, 5> kNamedPlans = {{{"fair", &Answer::fair},
                                                          {"even", &Answer::even},
                                                          {"most", &Answer::most},
                                                          {"balanced", &Answer::balanced},
                                                          {"light", &Answer::light}}};

enum class RefusalCode : std::uint8_t {
  kDroppedAndKept,  // `way` is to be both in and out
  kTooManyKept,     // `found` ways are to be kept, `limit` fit in a plan
  kTooOften,        // `way` is to be kept `found` times, and can be done `limit` times a week
  kNotOffered,      // nobody may start `way`
  kTooLong,         // the kept ways take at least `found` minutes of `limit`
  kNeverTraded,     // `way` is intimate, and by itself would leave someone worse off
  kWorseOff,        // every plan with the kept ways leaves someone worse off than today
  kTooMuchWork,     // more than `limit` branches
};

// Why no plan could be given.
struct Refusal {
  RefusalCode code{};
  int way = -1;
  std::int64_t found = 0;
  std::int64_t limit = 0;
};

// Solves one problem again and again as people change their minds: a limit, a way dropped, a way
// kept. Each solve is from the problem as it stands then and equals that of a new Planner.
//
// Memory is taken on the first solve and kept: at most 8 MiB beside the problem, and about 600
// bytes for each frontier point. Calls itself no deeper than a plan has ways.
class Planner {
 public:
  explicit Planner(Problem problem);
  ~Planner();
  Planner(Planner&&) noexcept;
  Planner& operator=(Planner&&) noexcept;

  // Begins anew with another problem, in the memory that is there.
  void replace(Problem problem);

  [[nodiscard]] const Problem& problem() const;

  // The arguments are checked by assertion: 1..8 ways, 0..10080 minutes, a way of the problem.
  void set_most_ways(int ways);
  void set_minutes(int minutes);
  void drop(int way);                                 // in no plan
  void keep(int way, std::optional<int> times = {});  // in every plan, so often if given
  void release(int way);                              // neither dropped nor kept
  // Refuses after so many branches; 0 means never.
  void set_most_nodes(std::uint64_t nodes);

  [[nodiscard]] std::expected<Answer, Refusal> solve();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// ---- Explaining

// What one choice of a plan brought, counted after the choices before it.
struct Share {
  PerPartner<std::vector<int>> met;  // by need: thousandths
  PerPartner<Points> cost{};         // effort and asking, all times of the week; negative is joy
};

struct Reasons {
  PerPartner<std::vector<int>> before;  // by need: thousandths
  PerPartner<std::vector<int>> after;
  std::vector<Share> shares;  // one for each choice
  PerPartner<Points> cost{};
  int minutes = 0;
};

[[nodiscard]] Reasons explain(const Problem& problem, const Plan& plan);

// What a plan gives, by the definition. The choices name ways, times and starters of the problem.
[[nodiscard]] Gain gain_of(const Problem& problem, const std::vector<Choice>& choices);

// The answer as one JSON object, "commonground.plan-answer/1", on one line without its end.
// `milliseconds` is the caller's measure in microseconds, written with three decimals.
[[nodiscard]] std::string write_answer(const Problem& problem, const Answer& answer,
                                       std::int64_t microseconds);

}  // namespace commonground::plan
