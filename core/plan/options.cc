#include "plan/options.h"

#include <algorithm>
#include <span>

#include "plan/points.h"

namespace commonground::plan {
namespace {

// Which need of which partner a slot stands for.
struct SlotMap {
  PerPartner<std::vector<std::size_t>> needs;  // by partner, in slot order
};

SlotMap make_slots(const Problem& problem, OptionTable& table) {
  SlotMap map;
  PerPartner<std::vector<int>> weights;
  for (std::size_t p = 0; p < kPartners; ++p) {
    weights[p] = weights_of(problem.importance[p]);
    for (std::size_t need = 0; need < problem.needs.size(); ++need) {
      const bool full = level_today(problem.met[p][need]) >= kFullLevel;
      if (weights[p][need] > 0 && !full) map.needs[p].push_back(need);
    }
    const bool wide = map.needs[p].size() > static_cast<std::size_t>(kSlotStep);
    if (wide) table.slots = kMaxSlots;
  }
  table.weight.assign(table.all_slots(), 0);
  table.level.assign(table.all_slots(), 0);
  for (std::size_t p = 0; p < kPartners; ++p) {
    std::size_t slot = p * static_cast<std::size_t>(table.slots);
    for (const std::size_t need : map.needs[p]) {
      table.weight[slot] = static_cast<std::int16_t>(weights[p][need]);
      table.level[slot] = static_cast<std::int16_t>(level_today(problem.met[p][need]));
      ++slot;
    }
  }
  table.benefit_today = benefit_at(table, table.level.data());
  return map;
}

void add_row(const SlotMap& map, const Way& way, int times, OptionTable& table) {
  const std::size_t start = table.rows.size();
  table.rows.resize(start + table.all_slots(), 0);
  for (std::size_t p = 0; p < kPartners; ++p) {
    std::size_t slot = p * static_cast<std::size_t>(table.slots);
    for (const std::size_t need : map.needs[p]) {
      const int room = kFullLevel - table.level[slot];
      const int value = std::min(times * way.meets[p][need], room);
      if (value > 0) {
        table.rows[start + slot] = static_cast<std::int16_t>(value);
        table.terms.push_back({static_cast<std::uint16_t>(slot), static_cast<std::int16_t>(value)});
      }
      ++slot;
    }
  }
}

// The starters of a dose that no other starter of it makes pointless.
void add_starters(const Way& way, Dose& dose) {
  std::array<Gain, kStarters> cost{};
  std::array<bool, kStarters> there{};
  for (std::size_t s = 0; s < kStarters; ++s) {
    if (!way.asking[s]) continue;
    there[s] = true;
    for (std::size_t p = 0; p < kPartners; ++p) {
      cost[s][p] = dose.times * cost_each(way, static_cast<Starter>(s), p);
      if (way.intimate && dose.alone[p] < cost[s][p]) there[s] = false;  // never traded
    }
  }
  dose.least_cost = {INT32_MAX, INT32_MAX};
  for (std::size_t s = 0; s < kStarters; ++s) {
    bool pointless = !there[s];
    for (std::size_t other = 0; other < kStarters && !pointless; ++other) {
      if (other == s || !there[other]) continue;
      const bool no_worse = cost[other][0] <= cost[s][0] && cost[other][1] <= cost[s][1];
      pointless = no_worse && (cost[other] != cost[s] || other < s);
    }
    if (pointless) continue;
    const std::size_t at = dose.starters++;
    dose.starter[at] = static_cast<Starter>(s);
    for (std::size_t p = 0; p < kPartners; ++p) {
      dose.cost[at][p] = static_cast<std::int32_t>(cost[s][p]);
      dose.least_cost[p] = std::min(dose.least_cost[p], dose.cost[at][p]);
    }
  }
}

}  // namespace

bool betters(const OptionTable& table, std::size_t a, std::size_t b) {
  const auto count = [&](std::size_t way) {
    return table.first_dose[way + 1] - table.first_dose[way];
  };
  if (count(a) < count(b)) return false;
  for (std::uint32_t i = 0; i < count(b); ++i) {
    const std::uint32_t of_a = table.first_dose[a] + i;
    const std::uint32_t of_b = table.first_dose[b] + i;
    const Dose& x = table.doses[of_a];
    const Dose& y = table.doses[of_b];
    // With equal minutes, the earlier way comes first among plans with the same gains.
    const bool sooner = a < b ? x.minutes <= y.minutes : x.minutes < y.minutes;
    if (x.times != y.times || !sooner) return false;
    for (std::size_t slot = 0; slot < table.all_slots(); ++slot) {
      if (table.row(of_a)[slot] < table.row(of_b)[slot]) return false;
    }
    for (std::size_t s = 0; s < y.starters; ++s) {
      const auto starters = std::span(x.cost).first(x.starters);
      if (std::ranges::none_of(starters, [&](const auto& cost) {
            return cost[0] <= y.cost[s][0] && cost[1] <= y.cost[s][1];
          })) {
        return false;
      }
    }
  }
  return true;
}

PerPartner<std::int32_t> benefit_at(const OptionTable& table, const std::int16_t* level) {
  PerPartner<std::int32_t> benefit{};
  const std::int16_t* weight = table.weight.data();
  for (std::int32_t& sum : benefit) {
    for (int slot = 0; slot < table.slots; ++slot) sum += *weight++ * relief(*level++);
  }
  return benefit;
}

void raise_levels(const OptionTable& table, const std::int16_t* from, std::size_t dose,
                  std::int16_t* to) {
  const std::int16_t* row = table.row(dose);
  for (std::size_t slot = 0; slot < table.all_slots(); ++slot) {
    to[slot] =
        std::min<std::int16_t>(kFullLevel, static_cast<std::int16_t>(from[slot] + row[slot]));
  }
}

bool pointless(const OptionTable& table, std::size_t dose) {
  const bool lifts = table.first_term[dose] != table.first_term[dose + 1];
  const PerPartner<std::int32_t>& cost = table.doses[dose].least_cost;
  return !lifts && cost[0] >= 0 && cost[1] >= 0;
}

OptionTable make_options(const Problem& problem) {
  OptionTable table;
  const SlotMap map = make_slots(problem, table);
  std::vector<std::int16_t> raised(table.all_slots());
  for (std::size_t w = 0; w < problem.ways.size(); ++w) {
    const Way& way = problem.ways[w];
    table.first_dose.push_back(static_cast<std::uint32_t>(table.doses.size()));
    for (int times = 1; times <= way.most; ++times) {
      Dose dose{.way = static_cast<std::uint16_t>(w),
                .times = static_cast<std::uint8_t>(times),
                .minutes = times * way.minutes};
      const std::size_t term = table.terms.size();
      const std::size_t row = table.rows.size();
      add_row(map, way, times, table);
      for (std::size_t slot = 0; slot < table.all_slots(); ++slot) {
        raised[slot] = static_cast<std::int16_t>(table.level[slot] + table.rows[row + slot]);
      }
      const PerPartner<std::int32_t> benefit = benefit_at(table, raised.data());
      dose.alone = {benefit[0] - table.benefit_today[0], benefit[1] - table.benefit_today[1]};
      add_starters(way, dose);
      if (dose.starters == 0) {
        table.terms.resize(term);
        table.rows.resize(row);
        continue;
      }
      table.first_term.push_back(static_cast<std::uint32_t>(term));
      table.way.push_back(dose.way);
      table.minutes.push_back(dose.minutes);
      table.doses.push_back(dose);
    }
  }
  table.first_dose.push_back(static_cast<std::uint32_t>(table.doses.size()));
  table.first_term.push_back(static_cast<std::uint32_t>(table.terms.size()));
  return table;
}

}  // namespace commonground::plan
