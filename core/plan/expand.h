// From doses to plans: who starts each of them.
#pragma once

#include <array>
#include <cstdint>

#include "plan/options.h"
#include "plan/staircase.h"

namespace commonground::plan {

// Doses of different ways, in the order in which they were chosen.
struct Bundle {
  std::array<std::uint16_t, kMaxWaysInPlan> doses{};
  std::size_t count = 0;
  std::int32_t minutes = 0;
  PerPartner<std::int32_t> least_cost{};

  void add(const OptionTable& table, std::uint16_t dose) {
    const Dose& added = table.doses[dose];
    doses[count++] = dose;
    minutes += added.minutes;
    for (std::size_t p = 0; p < kPartners; ++p) least_cost[p] += added.least_cost[p];
  }
  void drop_last(const OptionTable& table) {
    const Dose& dropped = table.doses[doses[--count]];
    minutes -= dropped.minutes;
    for (std::size_t p = 0; p < kPartners; ++p) least_cost[p] -= dropped.least_cost[p];
  }
};

// Offers the bundle with every choice of starters that could be on the staircase. `benefit` is what
// the doses bring, costs aside.
void offer_bundle(const OptionTable& table, const Bundle& bundle, const Gain& benefit,
                  Staircase& plans);

}  // namespace commonground::plan
