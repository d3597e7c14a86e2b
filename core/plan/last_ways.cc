#include "plan/last_ways.h"

#include <algorithm>

namespace commonground::plan {

void LastWays::prepare(const OptionTable& table, const Kernels& kernels, std::size_t doses) {
  kernels_ = &kernels;
  view_ = view_of(table);
  for (std::vector<Benefit>* list : {&after_, &benefits_}) list->resize(doses);
  // The kernels read whole packs.
  for (auto* list : {&way_, &minutes_, &first_, &second_, &most_first_, &most_second_,
                     &reach_first_, &reach_second_}) {
    list->resize(doses + kLanes);
  }
  firsts_.resize(doses);
  positions_.resize(doses);
  partners_.resize(doses);
  level_.resize(table.all_slots());
}

void LastWays::try_one(Trail& trail, const std::int16_t* level,
                       std::span<const std::uint16_t> doses) {
  try_doses(trail, level, doses.first(trail.choices(doses)));
}

void LastWays::try_doses(Trail& trail, const std::int16_t* level,
                         std::span<const std::uint16_t> doses) {
  kernels_->benefits({.options = &view_,
                      .level = level,
                      .doses = doses.data(),
                      .count = static_cast<int>(doses.size()),
                      .out = benefits_.data()});
  const Bundle& bundle = trail.bundle();
  for (std::size_t i = 0; i < doses.size(); ++i) {
    const Dose& dose = trail.table().doses[doses[i]];
    const Gain gain = trail.gain(benefits_[i]);
    if (dose.minutes > trail.minutes_left() || !trail.may_choose(doses[i]) ||
        !trail.plans().open(gain[0] - bundle.least_cost[0] - dose.least_cost[0],
                            gain[1] - bundle.least_cost[1] - dose.least_cost[1])) {
      continue;
    }
    trail.push(doses[i]);
    trail.offer(benefits_[i]);
    trail.pop();
  }
}

void LastWays::list_doses(const Trail& trail, const Benefit& benefit,
                          std::span<const std::uint16_t> doses) {
  most_first_[doses.size()] = most_second_[doses.size()] = 0;
  for (std::size_t i = doses.size(); i-- > 0;) {
    const Dose& dose = trail.table().doses[doses[i]];
    way_[i] = dose.way;
    minutes_[i] = dose.minutes;
    first_[i] = after_[i].first - benefit.first - dose.least_cost[0];
    second_[i] = after_[i].second - benefit.second - dose.least_cost[1];
    reach_first_[i] = first_[i] + most_first_[i + 1];
    reach_second_[i] = second_[i] + most_second_[i + 1];
    most_first_[i] = std::max(first_[i], most_first_[i + 1]);
    most_second_[i] = std::max(second_[i], most_second_[i + 1]);
  }
}

// The corners that these gains match or pass.
LastWays::Corners LastWays::within(const CornerList& corners, Points first, Points second) {
  std::size_t begin = 0;
  while (begin < corners.size() && corners.second[begin] > second) ++begin;
  std::size_t end = begin;
  while (end < corners.size() && corners.first[end] <= first) ++end;
  return {begin, end};
}

void LastWays::try_two(Trail& trail, const std::int16_t* level, const Benefit& benefit,
                       std::span<const std::uint16_t> doses, const CornerList& corners) {
  kernels_->benefits({.options = &view_,
                      .level = level,
                      .doses = doses.data(),
                      .count = static_cast<int>(doses.size()),
                      .out = after_.data()});
  list_doses(trail, benefit, doses);
  for (const std::uint16_t at : find_first(trail, benefit, doses, corners)) {
    if (!trail.may_choose(doses[at])) continue;
    trail.push(doses[at]);
    try_with(trail, level, doses, at, corners);
    trail.pop();
  }
}

// The positions of the doses that can reach a corner, alone or with the most that a later one adds.
std::span<const std::uint16_t> LastWays::find_first(const Trail& trail, const Benefit& benefit,
                                                    std::span<const std::uint16_t> doses,
                                                    const CornerList& corners) {
  const Gain gain = trail.gain(benefit);
  const auto choices = static_cast<int>(trail.choices(doses));
  const int found = kernels_->last(
      {.way = way_.data(),
       .minutes = minutes_.data(),
       .first = reach_first_.data(),
       .second = reach_second_.data(),
       .from = 0,
       .count = choices,
       .skip_way = -1,
       .minutes_left = trail.minutes_left(),
       .first_so_far = static_cast<std::int32_t>(gain[0]) - trail.bundle().least_cost[0],
       .second_so_far = static_cast<std::int32_t>(gain[1]) - trail.bundle().least_cost[1],
       .corner_first = corners.first.data(),
       .corner_second = corners.second.data(),
       .corners = static_cast<int>(corners.size()),
       .out = firsts_.data()});
  const std::span<const std::uint16_t> firsts(firsts_.data(), static_cast<std::size_t>(found));
  if (trail.watched()) {
    for (std::size_t at = 0; at < static_cast<std::size_t>(choices); ++at) {
      const bool fits = minutes_[at] <= trail.minutes_left();
      if (!fits || std::ranges::binary_search(firsts, at)) continue;
      trail.tell_pruned({doses[at]}, doses.subspan(at + 1));
    }
  }
  return firsts;
}

// With the dose at this position chosen, alone and with each later one. What a dose adds on top of
// another is at most what it adds without it, so the two together must reach a corner by that
// count.
void LastWays::try_with(Trail& trail, const std::int16_t* level,
                        std::span<const std::uint16_t> doses, std::size_t at,
                        const CornerList& corners) {
  trail.offer(after_[at]);
  const std::span<const std::uint16_t> later = doses.subspan(at + 1);
  const Gain gain = trail.gain(after_[at]);
  const Bundle& bundle = trail.bundle();
  const Gain so_far = {gain[0] - bundle.least_cost[0], gain[1] - bundle.least_cost[1]};
  const Corners near =
      within(corners, so_far[0] + most_first_[at + 1], so_far[1] + most_second_[at + 1]);
  int found = 0;
  if (near.begin < near.end) {
    found = kernels_->last({.way = way_.data(),
                            .minutes = minutes_.data(),
                            .first = first_.data(),
                            .second = second_.data(),
                            .from = static_cast<int>(at) + 1,
                            .count = static_cast<int>(doses.size()),
                            .skip_way = way_[at],
                            .minutes_left = trail.minutes_left(),
                            .first_so_far = static_cast<std::int32_t>(so_far[0]),
                            .second_so_far = static_cast<std::int32_t>(so_far[1]),
                            .corner_first = corners.first.data() + near.begin,
                            .corner_second = corners.second.data() + near.begin,
                            .corners = static_cast<int>(near.end - near.begin),
                            .out = positions_.data()});
  }
  for (std::size_t i = 0; i < static_cast<std::size_t>(found); ++i) {
    partners_[i] = doses[positions_[i]];
  }
  const std::span<const std::uint16_t> partners(partners_.data(), static_cast<std::size_t>(found));
  if (trail.watched()) trail.tell_left_out(later, partners);
  if (partners.empty()) return;
  raise_levels(trail.table(), level, doses[at], level_.data());
  try_doses(trail, level_.data(), partners.first(trail.choices(partners)));
}

}  // namespace commonground::plan
