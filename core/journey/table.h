// What lies on a sealed table, and where it stands for someone: docs/formats/sealed-table.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "commonground/couple.h"
#include "journey/entry.h"

namespace commonground::journey {

// Where nobody has said how much time there is: half an hour a day.
inline constexpr int kMinutesIfNotSaid = 210;
// Plans of six ways and more take several times as long to find, and whoever shows how many they
// want decides for both devices.
inline constexpr int kMostTableWays = 5;

using TablePlan = std::vector<PlanChoice>;  // ascending by way

// What both know.
struct TableSetting {
  std::vector<int> ways;  // those both want, ascending
  int minutes = 0;        // a week
  int most_ways = plan::kDefaultWaysInPlan;
};

// The plans, fewer than `places`, the lightest first; the same wherever the setting is. They are
// what the engine finds for many couples that it makes up, who want quite different things from
// these ways.
[[nodiscard]] std::vector<TablePlan> table_plans(const content::Pack& pack,
                                                 const TableSetting& setting,
                                                 std::size_t places = kTablePlaces);

// What one of the two brings, that the other need not know.
struct TableGuest {
  std::size_t person = 0;
  couple::Answers answers;
  int minutes = plan::kMaxMinutesAWeek;
  int most_ways = plan::kMaxWaysInPlan;
  std::optional<couple::Usual> usual;  // the wish of `person` alone counts
};

// What each plan gives them beyond today, in points (plan.h); nothing where it holds a way that
// they do not want, more of one than they would like, more than they have time for, or an intimate
// way that by itself would leave them worse off.
[[nodiscard]] std::vector<std::optional<plan::Points>> table_gains(
    const content::Pack& pack, const TableSetting& setting, const std::vector<TablePlan>& plans,
    const TableGuest& guest);

// The level of each plan, as private fallback bargaining has it: by what it gives them, the best
// first. The first levels hold few plans, later ones more, and as many for everyone; what gives
// nothing at all, or less than today, is never on the list.
[[nodiscard]] std::vector<std::uint8_t> table_levels(
    const std::vector<std::optional<plan::Points>>& gains);

}  // namespace commonground::journey
