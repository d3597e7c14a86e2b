#include "plan/search.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace commonground::plan {

// What paid off when measured, by the number of doses and the size of a plan (docs/performance.md).
// None of it changes an answer.
struct Tuning {
  std::size_t up_to_doses;
  int up_to_ways;
  int packs;
  int lines_from_room;   // below, so few ways may follow that steps are as good
  int steps_up_to_room;  // above, they bound too little
  int root_rounds;       // of descent
  int inner_depth;       // down to here each node improves the lines it inherits...
  int deeper_from_ways;  // ...and one deeper for each way that a plan may have beyond these
};

namespace {

// clang-format off
constexpr std::array<Tuning, 4> kTunings = {{
    // doses   ways            packs lines steps rounds depth from
    {40,       5,              1,    4,    4,    6,     0,    kMaxWaysInPlan},
    {90,       4,              1,    4,    4,    8,     0,    kMaxWaysInPlan},
    {200,      kMaxWaysInPlan, 3,    3,    3,    60,    1,    6},
    {SIZE_MAX, kMaxWaysInPlan, 4,    3,    3,    60,    1,    6},
}};
// clang-format on

constexpr Descent::Pace kInnerPace = {.rounds = 4, .first_step = 20, .decay = 4};

constexpr Descent::Pace root_pace(int rounds) {
  return {.rounds = rounds, .first_step = 64, .decay = 5};
}

const Tuning& tuning_for(std::size_t doses, int ways) {
  return *std::ranges::find_if(kTunings, [&](const Tuning& tuning) {
    return doses <= tuning.up_to_doses && ways <= tuning.up_to_ways;
  });
}

}  // namespace

Search::Search(KernelSet kernels) : kernel_set_(kernels), nodes_(kMaxWaysInPlan) {}

bool Search::run(const OptionTable& table, const SearchTask& task, Staircase& plans) {
  assert(task.kept.size() <= static_cast<std::size_t>(task.ways));
  Trail trail(table, task, plans);
  table_ = &table;
  view_ = view_of(table);
  trail_ = &trail;
  visited_ = 0;
  corners_version_ = plans.version() - 1;
  if (task.kept.empty()) plans.offer({0, 0}, 0, {});
  prepare(task);
  Node& root = nodes_.front();
  root.ties = true;
  root.corners_version = plans.version() - 1;  // none known yet
  visit(0);
  const bool finished = !out_of_work();
  trail_ = nullptr;
  return finished;
}

void Search::prepare(const SearchTask& task) {
  std::vector<std::uint16_t> doses;
  for (const auto& kept : task.kept) doses.insert(doses.end(), kept.begin(), kept.end());
  doses.insert(doses.end(), task.free.begin(), task.free.end());
  tuning_ = &tuning_for(doses.size(), task.ways);
  width_ = static_cast<std::size_t>(tuning_->packs);
  kernels_ = &kernels_of(kernel_set_, tuning_->packs);
  directions_ = make_directions(*table_, tuning_->packs, task.ways, task.minutes);
  resize_nodes(doses.size());
  last_ways_.prepare(*table_, *kernels_, doses.size());
  Node& root = nodes_.front();
  root.doses = std::move(doses);
  root.level = table_->level;
  root.benefit = {.first = table_->benefit_today[0], .second = table_->benefit_today[1]};
  root.own_lines = flat_lines(directions_);
  root.lines = &root.own_lines;
  descent_.run(*table_, *kernels_, directions_, standing(root), root_pace(tuning_->root_rounds),
               root.own_lines, task.kept.empty() ? &trail_->plans() : nullptr);
  order_ways(task);
  trail_->find_better(root.doses);
}

void Search::resize_nodes(std::size_t doses) {
  for (Node& node : std::span(nodes_).first(static_cast<std::size_t>(trail_->task().ways))) {
    node.doses.clear();
    node.doses.reserve(doses);
    node.alive.resize(doses);
    node.partners.resize(doses);
    node.gains.resize(doses);
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
void Search::order_ways(const SearchTask& task) {
  Node& root = nodes_.front();
  fill_line_rows(root);
  std::vector<std::int64_t> strength(table_->first_dose.size() - 1, INT64_MIN);
  for (std::size_t i = 0; i < root.doses.size(); ++i) {
    std::int64_t sum = 0;
    for (std::size_t p = 0; p < width_; ++p) {
      for (const std::int32_t lane : root.line_rows[i * width_ + p].lane) sum += lane;
    }
    std::int64_t& best = strength[table_->way[root.doses[i]]];
    best = std::max(best, sum);
  }
  const auto free = root.doses.end() - static_cast<std::ptrdiff_t>(task.free.size());
  std::stable_sort(free, root.doses.end(), [&](std::uint16_t a, std::uint16_t b) {
    const std::uint16_t way_a = table_->way[a];
    const std::uint16_t way_b = table_->way[b];
    return strength[way_a] != strength[way_b] ? strength[way_a] > strength[way_b] : way_a < way_b;
  });
}

Standing Search::standing(const Node& node) const {
  return {.level = node.level.data(),
          .doses = node.doses.data(),
          .count = static_cast<int>(node.doses.size()),
          .room = trail_->room(),
          .minutes_left = trail_->minutes_left()};
}

void Search::visit(int depth) {
  Node& node = nodes_[static_cast<std::size_t>(depth)];
  ++visited_;
  if (out_of_work()) return;
  switch (trail_->room()) {
    case 1:
      last_ways_.try_one(*trail_, node.level.data(), node.doses);
      return;
    case 2:
      last_ways_.try_two(*trail_, node.level.data(), node.benefit, node.doses, corners_of(node));
      return;
    default:
      visit_children(node, depth);
  }
}

void Search::visit_children(Node& node, int depth) {
  bound(node, depth);
  if (!find_corners(node, node.upper.data(), depth == 0, node)) {
    if (trail_->watched()) trail_->tell_pruned({}, node.doses);
    return;
  }
  const std::size_t choices = trail_->choices(node.doses);
  const int alive = kernels_->at_least({.rows = node.upper_rows.data(),
                                        .need_row = node.need.data(),
                                        .count = static_cast<int>(choices),
                                        .out = node.alive.data()});
  const std::span<const std::uint16_t> going_on(node.alive.data(), static_cast<std::size_t>(alive));
  if (trail_->watched()) {
    const std::span<const std::uint16_t> doses(node.doses);
    for (std::size_t at = 0; at < choices; ++at) {
      if (std::ranges::binary_search(going_on, at)) continue;
      trail_->tell_pruned({doses[at]}, doses.subspan(at + 1));
    }
  }
  for (const std::uint16_t at : going_on) {
    if (out_of_work()) return;
    if (trail_->may_choose(node.doses[at])) visit_child(node, depth, at);
  }
}

void Search::visit_child(Node& node, int depth, std::size_t at) {
  Node& child = nodes_[static_cast<std::size_t>(depth) + 1];
  const std::uint16_t dose = node.doses[at];
  const std::span<const std::uint16_t> later = std::span(node.doses).subspan(at + 1);
  if (node.corners_version != trail_->plans().version()) {
    // A plan found since may have opened a tie that was not there before.
    node.ties = ties_open();
    (void)find_corners(node, node.upper.data(), true, node);
  }
  if (!find_corners(node, &node.upper_rows[at * width_], false, child)) {
    if (trail_->watched()) trail_->tell_pruned({dose}, later);
    return;
  }
  child.benefit = node.by_steps ? Benefit{.first = node.benefit.first + node.gains[at].first,
                                          .second = node.benefit.second + node.gains[at].second}
                                : benefit_with(node, dose);
  trail_->push(dose);
  trail_->offer(child.benefit);
  const int found = find_partners(node, child, at);
  child.doses.clear();
  for (const std::uint16_t partner :
       std::span(node.partners).first(static_cast<std::size_t>(found))) {
    child.doses.push_back(node.doses[partner]);
  }
  if (trail_->watched()) trail_->tell_left_out(later, child.doses);
  if (found > 0) {
    raise_levels(*table_, node.level.data(), dose, child.level.data());
    for (std::size_t p = 0; p < width_; ++p) {
      for (std::size_t i = 0; i < kLanes; ++i) {
        child.cost_row[p].lane[i] =
            node.cost_row[p].lane[i] + directions_.cost_rows[dose * width_ + p].lane[i];
      }
    }
    child.lines = node.lines;
    child.ties = node.ties;
    visit(depth + 1);
  }
  trail_->pop();
}

Benefit Search::benefit_with(const Node& node, std::uint16_t dose) const {
  Benefit benefit{};
  kernels_->benefits(
      {.options = &view_, .level = node.level.data(), .doses = &dose, .count = 1, .out = &benefit});
  return benefit;
}

// May a plan from here replace one with the same gains?
bool Search::ties_open() const {
  return trail_->plans().tie_open(trail_->bundle().minutes, trail_->bundle().count + 1);
}

void Search::bound(Node& node, int depth) {
  node.by_lines = trail_->room() >= tuning_->lines_from_room;
  node.by_steps = trail_->room() <= tuning_->steps_up_to_room;
  node.ties = ties_open();
  const Gain gain = trail_->gain(node.benefit);
  for (std::size_t p = 0; p < width_; ++p) {
    for (std::size_t i = 0; i < kLanes; ++i) {
      node.gained_row[p].lane[i] = static_cast<std::int32_t>(
          directions_.alpha[p].lane[i] * gain[0] + directions_.beta[p].lane[i] * gain[1] -
          node.cost_row[p].lane[i]);
    }
  }
  if (node.by_lines) bound_by_lines(node, depth);
  if (node.by_steps) bound_by_steps(node);
  kernels_->scan({.way = table_->way.data(),
                  .doses = node.doses.data(),
                  .count = static_cast<int>(node.doses.size()),
                  .room = trail_->room(),
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
    if (depth <=
        tuning_->inner_depth + std::max(0, trail_->task().ways - tuning_->deeper_from_ways)) {
      descent_.run(*table_, *kernels_, directions_, standing(node), kInnerPace, node.own_lines,
                   nullptr);
    }
  }
  kernels_->line_base({.options = &view_,
                       .level = node.level.data(),
                       .slope_rows = node.lines->slope_rows.data(),
                       .minute_row = node.lines->minute_row.data(),
                       .weight_rows = directions_.weight_rows.data(),
                       .minutes_left = trail_->minutes_left(),
                       .start_row = node.gained_row.data(),
                       .out_row = node.line_base.data()});
  fill_line_rows(node);
}

void Search::fill_line_rows(Node& node) const {
  kernels_->lines({.options = &view_,
                   .level = node.level.data(),
                   .slope_rows = node.lines->slope_rows.data(),
                   .minute_row = node.lines->minute_row.data(),
                   .cost_rows = directions_.cost_rows.data(),
                   .doses = node.doses.data(),
                   .count = static_cast<int>(node.doses.size()),
                   .out_rows = node.line_rows.data()});
}

void Search::bound_by_steps(Node& node) {
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
          node.gained_row[p].lane[i] + node.lines->minute_row[p].lane[i] * trail_->minutes_left();
    }
  }
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
                             .minutes_left = trail_->minutes_left(),
                             .line_rows = node.by_lines ? node.line_rows.data() : nullptr,
                             .line_need_row = line_need.data(),
                             .step_rows = node.by_steps ? node.step_rows.data() : nullptr,
                             .step_need_row = step_need.data(),
                             .out = node.partners.data()});
}

// Of the corners known to be within the node's bounds (or all), those within `upper`.
bool Search::find_corners(Node& node, const Pack* upper, bool all, Node& into) {
  if (corners_version_ != trail_->plans().version()) refresh_corners();
  const bool list = !all && node.corners_version == corners_version_;
  const Corners& corners = node.ties ? corners_with_ties_ : corners_;
  into.corners.resize(std::max(into.corners.size(), corners.list.size()));
  const int found =
      kernels_->corners({.corner_rows = corners.rows.data(),
                         .list = list ? node.corners.data() : nullptr,
                         .count = list ? node.corner_count : static_cast<int>(corners.list.size()),
                         .upper_row = upper,
                         .out = into.corners.data(),
                         .need_row = into.need.data()});
  into.corner_count = found;
  into.corners_version = corners_version_;
  return found > 0;
}

void Search::refresh_corners() {
  const std::vector<Stair>& stairs = trail_->plans().stairs();
  for (Corners* corners : {&corners_, &corners_with_ties_}) {
    const bool ties = corners == &corners_with_ties_;
    CornerList& list = corners->list;
    list.first.resize(stairs.size() + 1);
    list.second.resize(stairs.size() + 1);
    // Right of one stair and above the next, or at least level with them.
    const std::int32_t past = ties ? 0 : 1;
    for (std::size_t c = 0; c <= stairs.size(); ++c) {
      list.first[c] = c == 0 ? 0 : static_cast<std::int32_t>(stairs[c - 1].gain[0]) + past;
      list.second[c] = c == stairs.size() ? 0 : static_cast<std::int32_t>(stairs[c].gain[1]) + past;
    }
    corners->rows.resize(list.size() * width_);
    kernels_->corner_rows({.first = list.first.data(),
                           .second = list.second.data(),
                           .count = static_cast<int>(list.size()),
                           .alpha_row = directions_.alpha.data(),
                           .beta_row = directions_.beta.data(),
                           .out_rows = corners->rows.data()});
  }
  corners_version_ = trail_->plans().version();
}

// The corners themselves that are within a node's bounds, as far as they are known; those of an
// earlier staircase are gone, so then all of them.
const CornerList& Search::corners_of(const Node& node) {
  if (corners_version_ != trail_->plans().version()) refresh_corners();
  const CornerList& all = node.ties ? corners_with_ties_.list : corners_.list;
  if (node.corners_version != corners_version_) return all;
  const auto count = static_cast<std::size_t>(node.corner_count);
  near_.first.resize(count);
  near_.second.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    near_.first[i] = all.first[node.corners[i]];
    near_.second[i] = all.second[node.corners[i]];
  }
  return near_;
}

}  // namespace commonground::plan
