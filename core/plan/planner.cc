#include <algorithm>
#include <cassert>
#include <utility>

#include "plan/choices.h"
#include "plan/search.h"

namespace commonground::plan {
namespace {

// What people have said of one way.
struct Wish {
  bool dropped = false;
  bool kept = false;
  std::optional<int> times;  // if kept: exactly so often
};

}  // namespace

struct Planner::State {
  explicit State(Problem p)
      : problem(std::move(p)), wishes(problem.ways.size()), options(make_options(problem)) {}

  [[nodiscard]] std::optional<Refusal> check_kept() const;
  [[nodiscard]] std::expected<SearchTask, Refusal> make_task() const;

  Problem problem;
  std::vector<Wish> wishes;
  std::uint64_t most_nodes = 0;
  OptionTable options;
  Search search{best_kernels()};
  Staircase staircase;
};

Planner::Planner(Problem problem) : state_(std::make_unique<State>(std::move(problem))) {}
Planner::~Planner() = default;
Planner::Planner(Planner&&) noexcept = default;
Planner& Planner::operator=(Planner&&) noexcept = default;

void Planner::replace(Problem problem) {
  state_->options = make_options(problem);
  state_->wishes.assign(problem.ways.size(), {});
  state_->problem = std::move(problem);
}

const Problem& Planner::problem() const { return state_->problem; }

void Planner::set_most_ways(int ways) {
  assert(ways >= 1 && ways <= kMaxWaysInPlan);
  state_->problem.most_ways = ways;
}

void Planner::set_minutes(int minutes) {
  assert(minutes >= 0 && minutes <= kMaxMinutesAWeek);
  state_->problem.minutes = minutes;
}

void Planner::drop(int way) { state_->wishes.at(static_cast<std::size_t>(way)).dropped = true; }

void Planner::keep(int way, std::optional<int> times) {
  Wish& wish = state_->wishes.at(static_cast<std::size_t>(way));
  wish.kept = true;
  wish.times = times;
}

void Planner::release(int way) { state_->wishes.at(static_cast<std::size_t>(way)) = {}; }

void Planner::set_most_nodes(std::uint64_t nodes) { state_->most_nodes = nodes; }

// What stands against the kept ways before any plan is looked at.
std::optional<Refusal> Planner::State::check_kept() const {
  int kept = 0;
  std::int64_t minutes = 0;
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    const Wish& wish = wishes[i];
    if (!wish.kept) continue;
    const Way& way = problem.ways[i];
    const int at = static_cast<int>(i);
    if (wish.dropped) return Refusal{RefusalCode::kDroppedAndKept, at, 0, 0};
    if (wish.times.value_or(1) > way.most) {
      return Refusal{RefusalCode::kTooOften, at, wish.times.value_or(1), way.most};
    }
    if (std::none_of(way.asking.begin(), way.asking.end(),
                     [](const auto& asking) { return asking.has_value(); })) {
      return Refusal{RefusalCode::kNotOffered, at, 0, 0};
    }
    ++kept;
    minutes += Points{wish.times.value_or(1)} * way.minutes;
  }
  if (kept > problem.most_ways) {
    return Refusal{RefusalCode::kTooManyKept, -1, kept, problem.most_ways};
  }
  if (minutes > problem.minutes) {
    return Refusal{RefusalCode::kTooLong, -1, minutes, problem.minutes};
  }
  return std::nullopt;
}

std::expected<SearchTask, Refusal> Planner::State::make_task() const {
  if (const auto refusal = check_kept()) return std::unexpected(*refusal);
  SearchTask task;
  task.ways = problem.most_ways;
  task.minutes = problem.minutes;
  task.most_nodes = most_nodes;
  for (std::size_t way = 0; way < wishes.size(); ++way) {
    const Wish& wish = wishes[way];
    if (wish.dropped) continue;
    std::vector<std::uint16_t> doses;
    for (std::uint32_t d = options.first_dose[way]; d < options.first_dose[way + 1]; ++d) {
      const Dose& dose = options.doses[d];
      if (dose.minutes > problem.minutes) continue;
      if (wish.times && dose.times != *wish.times) continue;
      if (!wish.kept && pointless(options, d)) continue;
      doses.push_back(static_cast<std::uint16_t>(d));
    }
    if (!wish.kept) {
      task.free.insert(task.free.end(), doses.begin(), doses.end());
    } else if (!doses.empty()) {
      task.kept.push_back(std::move(doses));
    } else {
      // It has starters and fits, so all that can have ruled it out is the rule of intimate ways.
      return std::unexpected(Refusal{RefusalCode::kNeverTraded, static_cast<int>(way), 0, 0});
    }
  }
  return task;
}

std::expected<Answer, Refusal> Planner::solve() {
  const auto task = state_->make_task();
  if (!task) return std::unexpected(task.error());
  state_->staircase.clear();
  if (!state_->search.run(state_->options, *task, state_->staircase)) {
    return std::unexpected(
        Refusal{RefusalCode::kTooMuchWork, -1, 0, static_cast<std::int64_t>(state_->most_nodes)});
  }
  Answer answer;
  answer.frontier = state_->staircase.plans();
  answer.nodes = state_->search.nodes();
  if (answer.frontier.empty()) {
    return std::unexpected(Refusal{RefusalCode::kWorseOff, -1, 0, 0});
  }
  name_plans(answer);
  answer.middle = middle_of(state_->problem, answer.frontier[answer.fair]);
  return answer;
}

}  // namespace commonground::plan
