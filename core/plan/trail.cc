#include "plan/trail.h"

#include <algorithm>

namespace commonground::plan {

std::size_t Trail::choices(std::span<const std::uint16_t> doses) const {
  if (bundle_.count >= task_.kept.size()) return doses.size();
  const std::uint16_t way = table_.way[task_.kept[bundle_.count].front()];
  std::size_t count = 0;
  while (count < doses.size() && table_.way[doses[count]] == way) ++count;
  return count;
}

void Trail::find_better(std::vector<std::uint16_t>& doses) {
  std::vector<std::uint16_t> ways;
  for (const std::uint16_t dose : std::span(doses).last(task_.free.size())) {
    if (ways.empty() || ways.back() != table_.way[dose]) ways.push_back(table_.way[dose]);
  }
  better_.assign(table_.first_dose.size() - 1, {});
  for (std::size_t i = 1; i < ways.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (betters(table_, ways[j], ways[i])) better_[ways[i]].set(ways[j]);
    }
    any_better_ = any_better_ || better_[ways[i]].any();
  }
  if (!any_better_) return;
  std::erase_if(doses, [&](std::uint16_t dose) {
    return better_[table_.way[dose]].count() >= static_cast<std::size_t>(task_.ways);
  });
}

void Trail::tell_pruned(std::initializer_list<std::uint16_t> required,
                        std::span<const std::uint16_t> allowed) const {
  task_.watcher->pruned(std::span(bundle_.doses.data(), bundle_.count),
                        std::span(required.begin(), required.size()), allowed, plans_);
}

void Trail::tell_left_out(std::span<const std::uint16_t> later,
                          std::span<const std::uint16_t> taken) const {
  const std::uint16_t last = bundle_.doses[bundle_.count - 1];
  for (const std::uint16_t dose : later) {
    const bool fits =
        table_.way[dose] != table_.way[last] && table_.minutes[dose] <= minutes_left();
    if (fits && std::ranges::find(taken, dose) == taken.end()) tell_pruned({dose}, later);
  }
}

}  // namespace commonground::plan
