// What two people answered, and the planning problem that their answers make.
//
// The file format "commonground.couple/1" is for people to write by hand, by the ids of a content
// pack: docs/formats/couple.md. How answers become points, and why, is in the same place.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commonground/content.h"
#include "commonground/input_error.h"
#include "commonground/plan.h"

namespace commonground::couple {

inline constexpr std::string_view kFormat = "commonground.couple/1";
inline constexpr int kMaxStrength = 4;     // of a feeling; 0 is not felt
inline constexpr int kMaxCondition = 200;  // characters
inline constexpr int kMaxName = 60;

// In the order of the section `grades` of a pack.
enum class Will : std::uint8_t { kLove, kHappy, kIf, kNotNow, kNo };
[[nodiscard]] constexpr bool is_yes(Will will) { return will <= Will::kIf; }

// Who someone would like to begin a way.
inline constexpr std::size_t kStartWishes = 3;
enum class StartWish : std::uint8_t { kMe, kPartner, kTime };
inline constexpr std::array<std::string_view, kStartWishes> kStartWishNames = {"me", "partner",
                                                                               "time"};

// Positions are those of the pack.
struct WayAnswer {
  int way = 0;
  Will will{};
  std::string condition;    // for kIf, in their own words; others may have one too
  content::Set starts = 0;  // of StartWish; none is no wish
  std::vector<int> more;    // needs: this does more for me than it typically does
  std::vector<int> less;    // needs: this does less for me
};

struct Answers {
  std::vector<int> importance;  // by need, 0..4
  std::vector<int> met;         // by need, 0..4
  std::vector<WayAnswer> ways;  // in the order of the pack; a way that is not here got no answer
  // By seat and feeling: 0..4.
  std::array<std::vector<int>, content::kSeats> feelings;
};

struct Usual {
  int way = 0;
  plan::PerPartner<int> wish{};  // times a week
};

struct Couple {
  plan::PerPartner<std::string> partners;
  plan::PerPartner<Answers> answers;
  int most_ways = plan::kDefaultWaysInPlan;
  int minutes = 0;  // a week
  std::optional<Usual> usual;
};

// Nothing is guessed; all errors at once. The pack must be the one that the file names.
[[nodiscard]] std::expected<Couple, std::vector<InputError>> read_couple(std::string_view json,
                                                                         const content::Pack& pack);

// ---- From answers to points

// All in points each time (plan.h) unless it says otherwise. Their reasons are in
// docs/formats/couple.md.
struct Rates {
  std::array<int, 3> effort = {-3000, 2000, 15000};  // love to, happy to, would try if
  int asking = 80000;     // what the hardest feeling costs, where asking is like asking for sex
  int other_seat = 500;   // thousandths of how refusing and hearing a no feel that count
  int joy = 250;          // thousandths of kind feelings that count where no hard one is
  int set_time = 100;     // thousandths of the pressure that stay when a time is set
  int starting = 3000;    // being the one who begins, unless they wished for it
  int setting = 1000;     // keeping a set time, unless they wished for it
  int wished = 500;       // thousandths of a hard feeling that are left where they wished for it
  int not_wished = 6000;  // a beginning that is none of those someone wished for
  int more = 1500;        // thousandths of the typical number
  int less = 250;
};
inline constexpr Rates kRates;

// The needs that matter to either, and the ways to which both said yes.
struct Planning {
  plan::Problem problem;   // its ids are those of the pack
  std::vector<int> needs;  // by position in the problem: position in the pack
  std::vector<int> ways;
  // By way of the problem: the conditions of each partner, empty where there is none.
  std::vector<plan::PerPartner<std::string>> conditions;
};

// If neither gave any need importance, the problem has the first need of the pack, at 0 for both.
// `usual` is left out if it is not a way to which both said yes.
[[nodiscard]] Planning planning_from(const content::Pack& pack, const Couple& couple,
                                     const Rates& rates = kRates);

// What beginning costs, and being the one who is asked, in thousandths (-1000..1000), by the
// feelings of a partner.
struct AskingCost {
  int asking = 0;
  int asked = 0;
  int pressed = 0;  // the part of `asked` that is pressure, 0..1000
};
[[nodiscard]] AskingCost asking_cost(const content::Pack& pack, const Answers& answers,
                                     const Rates& rates = kRates);

}  // namespace commonground::couple
