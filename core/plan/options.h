// A problem made ready for the search: every way so many times a week, with what may be asked of
// whom, in arrays that the kernels run over.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "commonground/plan.h"

namespace commonground::plan {

// Only needs that can still gain count: a slot is one such need of one partner. The slots of a
// partner stand together, filled up with empty ones to a multiple of kSlotStep.
inline constexpr int kSlotStep = 16;
inline constexpr int kMaxSlots = 32;  // of one partner

// A way so many times a week, with the starters worth considering.
struct Dose {
  std::uint16_t way = 0;
  std::uint8_t times = 0;
  std::uint8_t starters = 0;
  std::int32_t minutes = 0;
  std::array<Starter, kStarters> starter{};
  std::array<PerPartner<std::int32_t>, kStarters> cost{};  // of all times, by starter
  PerPartner<std::int32_t> least_cost{};                   // by partner, over the starters
  PerPartner<std::int32_t> alone{};  // what it brings as the whole plan, costs aside
};

// What a dose adds to one slot.
struct Term {
  std::uint16_t slot;
  std::int16_t value;
};

// A dose is an index here. Doses of a way stand together, in ascending times.
struct OptionTable {
  int slots = kSlotStep;             // of one partner
  std::vector<std::int16_t> weight;  // by slot of both partners; the same for the three below
  std::vector<std::int16_t> level;   // today
  PerPartner<std::int32_t> benefit_today{};

  std::vector<Dose> doses;
  std::vector<std::int16_t> rows;         // by dose: what it adds to every slot
  std::vector<Term> terms;                // the same without the zeros
  std::vector<std::uint32_t> first_term;  // by dose, and the end
  std::vector<std::uint16_t> way;         // by dose
  std::vector<std::int32_t> minutes;      // by dose
  std::vector<std::uint32_t> first_dose;  // by way, and the end

  [[nodiscard]] std::size_t all_slots() const {
    return kPartners * static_cast<std::size_t>(slots);
  }
  [[nodiscard]] const std::int16_t* row(std::size_t dose) const {
    return rows.data() + dose * all_slots();
  }
};

// Left out: a starter that another one betters for one partner and matches for the other, or
// matches for both and comes before it; and what must not be traded.
[[nodiscard]] OptionTable make_options(const Problem& problem);

// Does the dose bring nobody anything, so that every plan is at least as good without it?
[[nodiscard]] bool pointless(const OptionTable& table, std::size_t dose);

// Would a plan with way `b` and without way `a` always do as well, or be shown no sooner, with `a`
// in its place?
[[nodiscard]] bool betters(const OptionTable& table, std::size_t a, std::size_t b);

// Both partners' weighted relief at these levels.
[[nodiscard]] PerPartner<std::int32_t> benefit_at(const OptionTable& table,
                                                  const std::int16_t* level);

// levels := levels + row, none above full.
void raise_levels(const OptionTable& table, const std::int16_t* from, std::size_t dose,
                  std::int16_t* to);

}  // namespace commonground::plan
