#include "plan/bounds.h"

#include <algorithm>
#include <array>
#include <functional>

#include "base/heap_sort.h"
#include "plan/expand.h"
#include "plan/points.h"

namespace commonground::plan {
namespace {

std::int32_t& lane_of(Pack* row, int lane) { return row[lane / kLanes].lane[lane % kLanes]; }
std::int32_t lane_of(const Pack* row, int lane) { return row[lane / kLanes].lane[lane % kLanes]; }

// The most that the best `ways` single ways could bring each partner, were they independent.
PerPartner<Points> reach_of(const OptionTable& table, int ways) {
  PerPartner<std::vector<Points>> best;
  for (auto& of_partner : best) of_partner.assign(table.first_dose.size() - 1, 0);
  for (std::size_t dose = 0; dose < table.doses.size(); ++dose) {
    for (std::size_t p = 0; p < kPartners; ++p) {
      Points& most = best[p][table.way[dose]];
      most = std::max(most, Points{table.doses[dose].alone[p]} - table.doses[dose].least_cost[p]);
    }
  }
  PerPartner<Points> reach = {1, 1};
  for (std::size_t p = 0; p < kPartners; ++p) {
    heap_sort(best[p], std::greater<>());
    for (std::size_t i = 0; i < best[p].size() && i < static_cast<std::size_t>(ways); ++i) {
      reach[p] += best[p][i];
    }
  }
  return reach;
}

// The most points that a plan's doses can move a bound by, for either partner.
Points swing_of(const OptionTable& table, int ways) {
  Points most = 0;
  for (std::size_t dose = 0; dose < table.doses.size(); ++dose) {
    PerPartner<Points> benefit{};
    for (std::uint32_t k = table.first_term[dose]; k < table.first_term[dose + 1]; ++k) {
      const Term term = table.terms[k];
      const bool second = term.slot >= table.slots;
      benefit[second ? 1 : 0] += Points{3} * table.weight[term.slot] * term.value;
    }
    Points cost = 0;
    for (std::size_t s = 0; s < table.doses[dose].starters; ++s) {
      for (const std::int32_t points : table.doses[dose].cost[s]) {
        cost = std::max(cost, std::abs(Points{points}));
      }
    }
    most = std::max(most, std::max(benefit[0], benefit[1]) + cost);
  }
  constexpr Points kAllNeeds = Points{kFullRelief} * 1016;  // weights round up to 1016 at most
  return kAllNeeds + most * ways;
}

}  // namespace

Directions make_directions(const OptionTable& table, int packs, int ways, int minutes) {
  constexpr Points kFinest = 256;
  Directions d;
  d.packs = packs;
  d.total = static_cast<int>(std::min(kFinest, kMostLane / swing_of(table, ways)));
  const auto width = static_cast<std::size_t>(packs);
  d.alpha.resize(width);
  d.beta.resize(width);
  const PerPartner<Points> reach = reach_of(table, ways);
  const int lanes = packs * kLanes;
  for (int lane = 0; lane < lanes; ++lane) {
    // Evenly from the one gain to the other, each measured by its reach.
    const Points first = (2 * lane + 1) * reach[1];
    const Points second = (2 * (lanes - lane) - 1) * reach[0];
    const auto alpha = static_cast<std::int32_t>(d.total * first / (first + second));
    lane_of(d.alpha.data(), lane) = std::clamp(alpha, 1, d.total - 1);
    lane_of(d.beta.data(), lane) = d.total - lane_of(d.alpha.data(), lane);
  }
  d.weight_rows.resize(table.all_slots() * width);
  for (std::size_t slot = 0; slot < table.all_slots(); ++slot) {
    const bool first = slot < static_cast<std::size_t>(table.slots);
    for (std::size_t p = 0; p < width; ++p) {
      const Pack& side = first ? d.alpha[p] : d.beta[p];
      for (std::size_t i = 0; i < kLanes; ++i) {
        d.weight_rows[slot * width + p].lane[i] = side.lane[i] * table.weight[slot];
      }
    }
  }
  d.cost_rows.resize(table.doses.size() * width);
  for (std::size_t at = 0; at < table.doses.size(); ++at) {
    const Dose& dose = table.doses[at];
    for (std::size_t p = 0; p < width; ++p) {
      Pack& least = d.cost_rows[at * width + p];
      std::fill_n(least.lane, kLanes, INT32_MAX);
      for (const auto& cost : std::span(dose.cost).first(dose.starters)) {
        for (std::size_t i = 0; i < kLanes; ++i) {
          least.lane[i] =
              std::min(least.lane[i], d.alpha[p].lane[i] * cost[0] + d.beta[p].lane[i] * cost[1]);
        }
      }
    }
  }
  const Points span = std::max(minutes, 1);
  d.minute_most = static_cast<int>(kMostMinuteLane / span);
  const Points step = d.total * (reach[0] + reach[1]) / (span * 1024);
  d.minute_step = static_cast<int>(std::min<Points>(step, kMostMinuteLane / 1024));
  return d;
}

Lines flat_lines(const Directions& directions) {
  Lines lines;
  lines.slope_rows = directions.weight_rows;
  lines.minute_row.assign(static_cast<std::size_t>(directions.packs), Pack{});
  return lines;
}

void touch(const Directions& directions, std::span<const std::int16_t> level, Lines& lines) {
  const int packs = directions.packs;
  for (std::size_t slot = 0; slot < level.size(); ++slot) {
    const int steepest = level[slot] >= kFullLevel ? 0 : level[slot] >= kHalfLevel ? 1 : 3;
    if (steepest == 3) continue;
    const std::size_t at = slot * static_cast<std::size_t>(packs);
    for (int lane = 0; lane < packs * kLanes; ++lane) {
      std::int32_t& slope = lane_of(&lines.slope_rows[at], lane);
      slope = std::min(slope, steepest * lane_of(&directions.weight_rows[at], lane));
    }
  }
}

// The levels that each direction's best doses would lead to, and how far they pass the minutes.
void Descent::reach(const OptionTable& table, const Directions& directions,
                    const Standing& standing) {
  const auto width = static_cast<std::size_t>(directions.packs);
  for (std::size_t slot = 0; slot < table.all_slots(); ++slot) {
    for (std::size_t pack = 0; pack < width; ++pack) {
      std::fill_n(reached_rows_[slot * width + pack].lane, kLanes, standing.level[slot]);
    }
  }
  for (std::size_t pack = 0; pack < width; ++pack) {
    for (std::size_t i = 0; i < kLanes; ++i) {
      std::int32_t minutes = 0;
      for (std::size_t k = 0; k < static_cast<std::size_t>(standing.room); ++k) {
        const std::int32_t dose = best_doses_[k * width + pack].lane[i];
        if (dose < 0) break;
        const auto at = static_cast<std::size_t>(dose);
        minutes += table.minutes[at];
        for (std::uint32_t t = table.first_term[at]; t < table.first_term[at + 1]; ++t) {
          const Term term = table.terms[t];
          reached_rows_[term.slot * width + pack].lane[i] += term.value;
        }
      }
      over_row_[pack].lane[i] = minutes - standing.minutes_left;
    }
  }
}

void Descent::offer(const OptionTable& table, const Standing& standing, int packs, int lane,
                    Staircase& plans) const {
  if (lane_of(over_row_.data(), lane) > 0) return;
  Bundle bundle;
  std::array<std::int16_t, kPartners * kMaxSlots> level{};
  std::copy_n(standing.level, table.all_slots(), level.begin());
  for (int k = 0; k < standing.room; ++k) {
    const int dose = lane_of(&best_doses_[static_cast<std::size_t>(k * packs)], lane);
    if (dose < 0) break;
    bundle.add(table, static_cast<std::uint16_t>(dose));
    raise_levels(table, level.data(), static_cast<std::size_t>(dose), level.data());
  }
  const PerPartner<std::int32_t> benefit = benefit_at(table, level.data());
  offer_bundle(table, bundle,
               {benefit[0] - table.benefit_today[0], benefit[1] - table.benefit_today[1]}, plans);
}

void Descent::run(const OptionTable& table, const Kernels& kernels, const Directions& directions,
                  const Standing& standing, Pace pace, Lines& lines, Staircase* plans) {
  const OptionView view = view_of(table);
  const int packs = directions.packs;
  const auto width = static_cast<std::size_t>(packs);
  rows_.resize(static_cast<std::size_t>(standing.count) * width);
  best_doses_.resize(static_cast<std::size_t>(standing.room) * width);
  reached_rows_.resize(table.all_slots() * width);
  for (std::vector<Pack>* row : {&zero_row_, &over_row_, &sum_row_, &base_row_, &upper_row_}) {
    row->resize(width);
  }
  for (int lane = 0; lane < packs * kLanes; ++lane) lane_of(upper_row_.data(), lane) = INT32_MAX;
  now_ = lines;
  for (int round = 0; round < pace.rounds; ++round) {
    kernels.line_base({.options = &view,
                       .level = standing.level,
                       .slope_rows = now_.slope_rows.data(),
                       .minute_row = now_.minute_row.data(),
                       .weight_rows = directions.weight_rows.data(),
                       .minutes_left = standing.minutes_left,
                       .start_row = zero_row_.data(),
                       .out_row = base_row_.data()});
    kernels.lines({.options = &view,
                   .level = standing.level,
                   .slope_rows = now_.slope_rows.data(),
                   .minute_row = now_.minute_row.data(),
                   .cost_rows = directions.cost_rows.data(),
                   .doses = standing.doses,
                   .count = standing.count,
                   .out_rows = rows_.data()});
    kernels.best({.way = table.way.data(),
                  .doses = standing.doses,
                  .count = standing.count,
                  .room = standing.room,
                  .rows = rows_.data(),
                  .out_doses = best_doses_.data(),
                  .out_sum_row = sum_row_.data()});
    reach(table, directions, standing);
    for (int lane = 0; lane < packs * kLanes; ++lane) {
      const std::int32_t upper = lane_of(base_row_.data(), lane) + lane_of(sum_row_.data(), lane);
      if (upper >= lane_of(upper_row_.data(), lane)) continue;
      lane_of(upper_row_.data(), lane) = upper;
      lane_of(lines.minute_row.data(), lane) = lane_of(now_.minute_row.data(), lane);
      for (std::size_t slot = 0; slot < table.all_slots(); ++slot) {
        lane_of(&lines.slope_rows[slot * width], lane) =
            lane_of(&now_.slope_rows[slot * width], lane);
      }
    }
    if (round + 1 == pace.rounds) {
      for (int lane = 0; plans != nullptr && lane < packs * kLanes; ++lane) {
        offer(table, standing, packs, lane, *plans);
      }
      return;
    }
    const int step = pace.first_step * pace.decay / (pace.decay + round);
    kernels.descend({.slots = static_cast<int>(table.all_slots()),
                     .weight_rows = directions.weight_rows.data(),
                     .reached_rows = reached_rows_.data(),
                     .over_row = over_row_.data(),
                     .step = step,
                     .minute_step = directions.minute_step * step / 64,
                     .minute_most = directions.minute_most,
                     .slope_rows = now_.slope_rows.data(),
                     .minute_row = now_.minute_row.data()});
  }
}

}  // namespace commonground::plan
