#include "plan/search.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace commonground::plan {

// What paid off when measured, by the number of doses (docs/performance.md). None of it changes an
// answer.
struct Tuning {
  std::size_t up_to_doses;
  int packs;
  int lines_from_room;   // below, so few ways may follow that steps are as good
  int steps_up_to_room;  // above, they bound too little
  int root_rounds;       // of descent
  int inner_depth;       // down to here each node improves the lines it inherits
};

namespace {

constexpr std::array<Tuning, 4> kTunings = {{
    {.up_to_doses = 40,
     .packs = 1,
     .lines_from_room = 4,
     .steps_up_to_room = 4,
     .root_rounds = 6,
     .inner_depth = 0},
    {.up_to_doses = 90,
     .packs = 1,
     .lines_from_room = 4,
     .steps_up_to_room = 4,
     .root_rounds = 8,
     .inner_depth = 0},
    {.up_to_doses = 200,
     .packs = 3,
     .lines_from_room = 3,
     .steps_up_to_room = 3,
     .root_rounds = 60,
     .inner_depth = 1},
    {.up_to_doses = SIZE_MAX,
     .packs = 4,
     .lines_from_room = 3,
     .steps_up_to_room = 3,
     .root_rounds = 60,
     .inner_depth = 1},
}};

constexpr Descent::Pace kInnerPace = {.rounds = 4, .first_step = 20, .decay = 4};

constexpr Descent::Pace root_pace(int rounds) {
  return {.rounds = rounds, .first_step = 64, .decay = 5};
}

const Tuning& tuning_for(std::size_t doses) {
  return *std::find_if(kTunings.begin(), kTunings.end(),
                       [&](const Tuning& tuning) { return doses <= tuning.up_to_doses; });
}

}  // namespace

Search::Search(KernelSet kernels) : kernel_set_(kernels), nodes_(kMaxWaysInPlan) {}

bool Search::run(const OptionTable& table, const SearchTask& task, Staircase& plans) {
  assert(task.kept.size() <= static_cast<std::size_t>(task.ways));
  table_ = &table;
  view_ = view_of(table);
  task_ = &task;
  plans_ = &plans;
  visited_ = 0;
  bundle_ = {};
  chosen_.reset();
  corners_version_ = plans.version() - 1;
  if (task.kept.empty()) plans.offer({0, 0}, 0, {});
  prepare();
  visit(0);
  return !out_of_work();
}

void Search::prepare() {
  std::vector<std::uint16_t> doses;
  for (const auto& kept : task_->kept) doses.insert(doses.end(), kept.begin(), kept.end());
  doses.insert(doses.end(), task_->free.begin(), task_->free.end());
  tuning_ = &tuning_for(doses.size());
  const int packs = tuning_->packs;
  width_ = static_cast<std::size_t>(packs);
  kernels_ = &kernels_of(kernel_set_, packs);
  directions_ = make_directions(*table_, packs, task_->ways, task_->minutes);
  resize_nodes(doses.size());
  Node& root = nodes_.front();
  root.doses = std::move(doses);
  root.level = table_->level;
  root.benefit = {.first = table_->benefit_today[0], .second = table_->benefit_today[1]};
  root.own_lines = flat_lines(directions_);
  root.lines = &root.own_lines;
  descent_.run(*table_, *kernels_, directions_, standing(root, 0), root_pace(tuning_->root_rounds),
               root.own_lines, task_->kept.empty() ? plans_ : nullptr);
  order_ways();
  find_better();
}

void Search::resize_nodes(std::size_t doses) {
  benefits_.resize(doses);
  for (Node& node : std::span(nodes_).first(static_cast<std::size_t>(task_->ways))) {
    node.doses.clear();
    node.doses.reserve(doses);
    node.alive.resize(doses);
    node.partners.resize(doses);
    node.gains.resize(doses);
    for (std::vector<std::int32_t>* list :
         {&node.last_way, &node.last_minutes, &node.last_first, &node.last_second}) {
      list->resize(doses + kLanes);
    }
    node.level.resize(table_->all_slots());
    for (std::vector<Pack>* rows : {&node.line_rows, &node.step_rows, &node.upper_rows}) {
      rows->resize(doses * width_);
    }
    for (std::vector<Pack>* row :
         {&node.cost_row, &node.gained_row, &node.line_base, &node.step_base, &node.line_rest,
          &node.step_rest, &node.upper, &node.need}) {
      row->assign(width_, Pack{});
    }
  }
}

// The free ways by their best dose along all directions together, strongest first: then the many
// late branches hold the weak ways, and are soon left.
void Search::order_ways() {
  Node& root = nodes_.front();
  kernels_->lines({.options = &view_,
                   .level = root.level.data(),
                   .slope_rows = root.lines->slope_rows.data(),
                   .minute_row = root.lines->minute_row.data(),
                   .cost_rows = directions_.cost_rows.data(),
                   .doses = root.doses.data(),
                   .count = static_cast<int>(root.doses.size()),
                   .out_rows = root.line_rows.data()});
  std::vector<std::int64_t> strength(table_->first_dose.size() - 1, INT64_MIN);
  for (std::size_t i = 0; i < root.doses.size(); ++i) {
    std::int64_t sum = 0;
    for (std::size_t p = 0; p < width_; ++p) {
      for (const std::int32_t lane : root.line_rows[i * width_ + p].lane) sum += lane;
    }
    std::int64_t& best = strength[table_->way[root.doses[i]]];
    best = std::max(best, sum);
  }
  const auto free = root.doses.end() - static_cast<std::ptrdiff_t>(task_->free.size());
  std::stable_sort(free, root.doses.end(), [&](std::uint16_t a, std::uint16_t b) {
    const std::uint16_t way_a = table_->way[a];
    const std::uint16_t way_b = table_->way[b];
    return strength[way_a] != strength[way_b] ? strength[way_a] > strength[way_b] : way_a < way_b;
  });
}

// A way that another one betters need only be tried beside it; and if a plan has no room for all
// that better it, never. Only ways that come earlier in the search count.
void Search::find_better() {
  std::vector<std::uint16_t>& doses = nodes_.front().doses;
  std::vector<std::uint16_t> ways;
  for (auto at = doses.end() - static_cast<std::ptrdiff_t>(task_->free.size()); at != doses.end();
       ++at) {
    if (ways.empty() || ways.back() != table_->way[*at]) ways.push_back(table_->way[*at]);
  }
  better_.assign(table_->first_dose.size() - 1, {});
  any_better_ = false;
  for (std::size_t i = 1; i < ways.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (betters(*table_, ways[j], ways[i])) better_[ways[i]].set(ways[j]);
    }
    any_better_ = any_better_ || better_[ways[i]].any();
  }
  if (!any_better_) return;
  std::erase_if(doses, [&](std::uint16_t dose) {
    return better_[table_->way[dose]].count() >= static_cast<std::size_t>(task_->ways);
  });
}

bool Search::may_choose(std::uint16_t dose) const {
  return !any_better_ || (better_[table_->way[dose]] & ~chosen_).none();
}

Standing Search::standing(const Node& node, int depth) const {
  return {.level = node.level.data(),
          .doses = node.doses.data(),
          .count = static_cast<int>(node.doses.size()),
          .room = room(depth),
          .minutes_left = task_->minutes - bundle_.minutes};
}

// How many of the node's first doses may be chosen next: all, or those of the kept way whose turn
// it is.
std::size_t Search::choices_at(const Node& node, int depth) const {
  const auto turn = static_cast<std::size_t>(depth);
  if (turn >= task_->kept.size()) return node.doses.size();
  const std::uint16_t way = table_->way[task_->kept[turn].front()];
  std::size_t count = 0;
  while (count < node.doses.size() && table_->way[node.doses[count]] == way) ++count;
  return count;
}

Gain Search::gain_with(const Benefit& benefit) const {
  return {Points{benefit.first} - table_->benefit_today[0],
          Points{benefit.second} - table_->benefit_today[1]};
}

void Search::offer(const Benefit& benefit) {
  if (bundle_.count >= task_->kept.size()) {
    offer_bundle(*table_, bundle_, gain_with(benefit), *plans_);
  }
}

void Search::tell_pruned(std::initializer_list<std::uint16_t> required,
                         std::span<const std::uint16_t> allowed) const {
  task_->watcher->pruned(std::span(bundle_.doses.data(), bundle_.count),
                         std::span(required.begin(), required.size()), allowed, *plans_);
}

void Search::visit(int depth) {
  Node& node = nodes_[static_cast<std::size_t>(depth)];
  ++visited_;
  if (out_of_work()) return;
  if (room(depth) == 1) {
    finish(node, depth);
    return;
  }
  bound(node, depth);
  if (!find_corners(node, node.upper.data(), depth == 0, node)) {
    if (task_->watcher != nullptr) tell_pruned({}, node.doses);
    return;
  }
  if (room(depth) == 2) {
    list_last(node);
    list_reach(node);
  }
  const std::size_t choices = choices_at(node, depth);
  const int alive = kernels_->at_least({.rows = node.upper_rows.data(),
                                        .need_row = node.need.data(),
                                        .count = static_cast<int>(choices),
                                        .out = node.alive.data()});
  const std::span<const std::uint16_t> going_on(node.alive.data(), static_cast<std::size_t>(alive));
  if (task_->watcher != nullptr) {
    const std::span<const std::uint16_t> doses(node.doses);
    for (std::size_t at = 0; at < choices; ++at) {
      if (std::binary_search(going_on.begin(), going_on.end(), at)) continue;
      tell_pruned({doses[at]}, doses.subspan(at + 1));
    }
  }
  for (const std::uint16_t at : going_on) {
    if (out_of_work()) return;
    if (may_choose(node.doses[at])) visit_child(node, depth, at);
  }
}

// The last way of a plan: nothing to bound, only to try.
void Search::finish(const Node& node, int depth) {
  const std::size_t count = choices_at(node, depth);
  kernels_->benefits({.options = &view_,
                      .level = node.level.data(),
                      .doses = node.doses.data(),
                      .count = static_cast<int>(count),
                      .out = benefits_.data()});
  for (std::size_t i = 0; i < count; ++i) {
    const Dose& dose = table_->doses[node.doses[i]];
    const Gain gain = gain_with(benefits_[i]);
    if (bundle_.minutes + dose.minutes > task_->minutes || !may_choose(node.doses[i]) ||
        !plans_->open(gain[0] - bundle_.least_cost[0] - dose.least_cost[0],
                      gain[1] - bundle_.least_cost[1] - dose.least_cost[1])) {
      continue;
    }
    bundle_.add(*table_, node.doses[i]);
    offer(benefits_[i]);
    bundle_.drop_last(*table_);
  }
}

void Search::bound(Node& node, int depth) {
  node.by_lines = room(depth) >= tuning_->lines_from_room;
  node.by_steps = room(depth) <= tuning_->steps_up_to_room;
  node.ties = plans_->tie_open(bundle_.minutes, bundle_.count + 1);
  const Gain gain = gain_with(node.benefit);
  for (std::size_t p = 0; p < width_; ++p) {
    for (std::size_t i = 0; i < kLanes; ++i) {
      node.gained_row[p].lane[i] = static_cast<std::int32_t>(
          directions_.alpha[p].lane[i] * gain[0] + directions_.beta[p].lane[i] * gain[1] -
          node.cost_row[p].lane[i]);
    }
  }
  if (node.by_lines) bound_by_lines(node, depth);
  if (node.by_steps) bound_by_steps(node, task_->minutes - bundle_.minutes);
  kernels_->scan({.way = table_->way.data(),
                  .doses = node.doses.data(),
                  .count = static_cast<int>(node.doses.size()),
                  .room = room(depth),
                  .line_rows = node.by_lines ? node.line_rows.data() : nullptr,
                  .line_base_row = node.line_base.data(),
                  .step_rows = node.by_steps ? node.step_rows.data() : nullptr,
                  .step_base_row = node.step_base.data(),
                  .upper_rows = node.upper_rows.data(),
                  .node_upper_row = node.upper.data(),
                  .line_rest_row = node.line_rest.data(),
                  .step_rest_row = node.step_rest.data()});
}

void Search::bound_by_lines(Node& node, int depth) {
  if (depth > 0) {
    node.own_lines = *node.lines;
    node.lines = &node.own_lines;
    touch(directions_, node.level, node.own_lines);
    if (depth <= tuning_->inner_depth) {
      descent_.run(*table_, *kernels_, directions_, standing(node, depth), kInnerPace,
                   node.own_lines, nullptr);
    }
  }
  kernels_->line_base({.options = &view_,
                       .level = node.level.data(),
                       .slope_rows = node.lines->slope_rows.data(),
                       .minute_row = node.lines->minute_row.data(),
                       .weight_rows = directions_.weight_rows.data(),
                       .minutes_left = task_->minutes - bundle_.minutes,
                       .start_row = node.gained_row.data(),
                       .out_row = node.line_base.data()});
  kernels_->lines({.options = &view_,
                   .level = node.level.data(),
                   .slope_rows = node.lines->slope_rows.data(),
                   .minute_row = node.lines->minute_row.data(),
                   .cost_rows = directions_.cost_rows.data(),
                   .doses = node.doses.data(),
                   .count = static_cast<int>(node.doses.size()),
                   .out_rows = node.line_rows.data()});
}

void Search::bound_by_steps(Node& node, int minutes_left) {
  const auto count = static_cast<int>(node.doses.size());
  kernels_->benefits({.options = &view_,
                      .level = node.level.data(),
                      .doses = node.doses.data(),
                      .count = count,
                      .out = node.gains.data()});
  for (std::size_t i = 0; i < node.doses.size(); ++i) {
    node.gains[i].first -= node.benefit.first;
    node.gains[i].second -= node.benefit.second;
  }
  kernels_->steps({.options = &view_,
                   .alpha_row = directions_.alpha.data(),
                   .beta_row = directions_.beta.data(),
                   .minute_row = node.lines->minute_row.data(),
                   .cost_rows = directions_.cost_rows.data(),
                   .doses = node.doses.data(),
                   .gains = node.gains.data(),
                   .count = count,
                   .out_rows = node.step_rows.data()});
  for (std::size_t p = 0; p < width_; ++p) {
    for (std::size_t i = 0; i < kLanes; ++i) {
      node.step_base[p].lane[i] =
          node.gained_row[p].lane[i] + node.lines->minute_row[p].lane[i] * minutes_left;
    }
  }
}

void Search::list_last(Node& node) const {
  for (std::size_t i = 0; i < node.doses.size(); ++i) {
    const Dose& dose = table_->doses[node.doses[i]];
    node.last_way[i] = dose.way;
    node.last_minutes[i] = dose.minutes;
    node.last_first[i] = node.gains[i].first - dose.least_cost[0];
    node.last_second[i] = node.gains[i].second - dose.least_cost[1];
  }
}

void Search::visit_child(Node& node, int depth, std::size_t at) {
  Node& child = nodes_[static_cast<std::size_t>(depth) + 1];
  const std::uint16_t dose = node.doses[at];
  if (node.corners_version != plans_->version()) {
    (void)find_corners(node, node.upper.data(), true, node);
    if (room(depth) == 2) list_reach(node);
  }
  // Of a pair every corner is looked at anyway; before more, see which are left.
  if (room(depth) > 2 && !find_corners(node, &node.upper_rows[at * width_], false, child)) {
    if (task_->watcher != nullptr) tell_pruned({dose}, std::span(node.doses).subspan(at + 1));
    return;
  }
  child.benefit = node.by_steps ? Benefit{.first = node.benefit.first + node.gains[at].first,
                                          .second = node.benefit.second + node.gains[at].second}
                                : benefit_with(node, dose);
  bundle_.add(*table_, dose);
  chosen_.set(table_->way[dose]);
  offer(child.benefit);
  const int found = room(depth) == 2 ? find_last(node, child, at) : find_partners(node, child, at);
  child.doses.clear();
  for (const std::uint16_t partner :
       std::span(node.partners).first(static_cast<std::size_t>(found))) {
    child.doses.push_back(node.doses[partner]);
  }
  if (task_->watcher != nullptr) tell_left_out(node, child, at);
  if (found > 0) {
    raise_levels(*table_, node.level.data(), dose, child.level.data());
    for (std::size_t p = 0; p < width_; ++p) {
      for (std::size_t i = 0; i < kLanes; ++i) {
        child.cost_row[p].lane[i] =
            node.cost_row[p].lane[i] + directions_.cost_rows[dose * width_ + p].lane[i];
      }
    }
    child.lines = node.lines;
    visit(depth + 1);
  }
  chosen_.reset(table_->way[dose]);
  bundle_.drop_last(*table_);
}

Benefit Search::benefit_with(const Node& node, std::uint16_t dose) const {
  Benefit benefit{};
  kernels_->benefits(
      {.options = &view_, .level = node.level.data(), .doses = &dose, .count = 1, .out = &benefit});
  return benefit;
}

// The doses that may follow the one just chosen: those with which, and with the best of the others,
// the least corner is within reach.
int Search::find_partners(Node& node, const Node& child, std::size_t at) {
  const auto still_needed = [&](const std::vector<Pack>& base, const std::vector<Pack>& rest,
                                const std::vector<Pack>& rows) {
    std::array<Pack, kMaxPacks> still{};
    for (std::size_t p = 0; p < width_; ++p) {
      for (std::size_t i = 0; i < kLanes; ++i) {
        still[p].lane[i] = child.need[p].lane[i] - base[p].lane[i] - rest[p].lane[i] -
                           rows[at * width_ + p].lane[i];
      }
    }
    return still;
  };
  std::array<Pack, kMaxPacks> line_need{};
  std::array<Pack, kMaxPacks> step_need{};
  if (node.by_lines) line_need = still_needed(node.line_base, node.line_rest, node.line_rows);
  if (node.by_steps) step_need = still_needed(node.step_base, node.step_rest, node.step_rows);
  return kernels_->partners({.options = &view_,
                             .doses = node.doses.data(),
                             .from = static_cast<int>(at) + 1,
                             .count = static_cast<int>(node.doses.size()),
                             .skip_way = table_->way[node.doses[at]],
                             .minutes_left = task_->minutes - bundle_.minutes,
                             .line_rows = node.by_lines ? node.line_rows.data() : nullptr,
                             .line_need_row = line_need.data(),
                             .step_rows = node.by_steps ? node.step_rows.data() : nullptr,
                             .step_need_row = step_need.data(),
                             .out = node.partners.data()});
}

// The same for the last way of a plan. Its gain on top of the one just chosen is at most its gain
// without it, so the two together must reach a corner by that count.
int Search::find_last(Node& node, const Node& child, std::size_t at) {
  const Gain gain = gain_with(child.benefit);
  return kernels_->last(
      {.way = node.last_way.data(),
       .minutes = node.last_minutes.data(),
       .first = node.last_first.data(),
       .second = node.last_second.data(),
       .from = static_cast<int>(at) + 1,
       .count = static_cast<int>(node.doses.size()),
       .skip_way = table_->way[node.doses[at]],
       .minutes_left = task_->minutes - bundle_.minutes,
       .first_so_far = static_cast<std::int32_t>(gain[0]) - bundle_.least_cost[0],
       .second_so_far = static_cast<std::int32_t>(gain[1]) - bundle_.least_cost[1],
       .corner_first = reach_first_.data(),
       .corner_second = reach_second_.data(),
       .corners = node.corner_count,
       .out = node.partners.data()});
}

// The corners within the bounds of a node whose plans have two more ways.
void Search::list_reach(const Node& node) {
  const Corners& corners = node.ties ? corners_with_ties_ : corners_;
  const auto count = static_cast<std::size_t>(node.corner_count);
  reach_first_.resize(std::max(reach_first_.size(), count));
  reach_second_.resize(reach_first_.size());
  for (std::size_t i = 0; i < count; ++i) {
    reach_first_[i] = corners.first[node.corners[i]];
    reach_second_[i] = corners.second[node.corners[i]];
  }
}

void Search::tell_left_out(const Node& node, const Node& child, std::size_t at) const {
  const std::span<const std::uint16_t> later = std::span(node.doses).subspan(at + 1);
  for (const std::uint16_t dose : later) {
    const bool fits = table_->way[dose] != table_->way[node.doses[at]] &&
                      bundle_.minutes + table_->minutes[dose] <= task_->minutes;
    const bool left_out =
        std::find(child.doses.begin(), child.doses.end(), dose) == child.doses.end();
    if (fits && left_out) tell_pruned({dose}, later);
  }
}

// Of the corners known to be within the node's bounds (or all), those within `upper`.
bool Search::find_corners(Node& node, const Pack* upper, bool all, Node& into) {
  if (corners_version_ != plans_->version()) refresh_corners();
  const bool list = !all && node.corners_version == corners_version_;
  const Corners& corners = node.ties ? corners_with_ties_ : corners_;
  into.corners.resize(std::max(into.corners.size(), corners.first.size()));
  const int found =
      kernels_->corners({.corner_rows = corners.rows.data(),
                         .list = list ? node.corners.data() : nullptr,
                         .count = list ? node.corner_count : static_cast<int>(corners.first.size()),
                         .upper_row = upper,
                         .out = into.corners.data(),
                         .need_row = into.need.data()});
  into.corner_count = found;
  into.corners_version = corners_version_;
  return found > 0;
}

void Search::refresh_corners() {
  const std::vector<Stair>& stairs = plans_->stairs();
  for (Corners* corners : {&corners_, &corners_with_ties_}) {
    const bool ties = corners == &corners_with_ties_;
    corners->first.resize(stairs.size() + 1);
    corners->second.resize(stairs.size() + 1);
    // Right of one stair and above the next, or at least level with them.
    const std::int32_t past = ties ? 0 : 1;
    for (std::size_t c = 0; c <= stairs.size(); ++c) {
      corners->first[c] = c == 0 ? 0 : static_cast<std::int32_t>(stairs[c - 1].gain[0]) + past;
      corners->second[c] =
          c == stairs.size() ? 0 : static_cast<std::int32_t>(stairs[c].gain[1]) + past;
    }
    corners->rows.resize(corners->first.size() * width_);
    kernels_->corner_rows({.first = corners->first.data(),
                           .second = corners->second.data(),
                           .count = static_cast<int>(corners->first.size()),
                           .alpha_row = directions_.alpha.data(),
                           .beta_row = directions_.beta.data(),
                           .out_rows = corners->rows.data()});
  }
  corners_version_ = plans_->version();
}

}  // namespace commonground::plan
