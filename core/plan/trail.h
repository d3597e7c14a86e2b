// Where the search stands: the task, what is chosen so far, and the plans found.
#pragma once

#include <bitset>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

#include "plan/expand.h"
#include "plan/kernels.h"
#include "plan/staircase.h"

namespace commonground::plan {

// Told of every branch that is left: all plans that hold `chosen` and `required`, and beyond that
// only doses from `allowed`. For tests, to check that nothing was lost.
class PruneWatcher {
 public:
  virtual ~PruneWatcher() = default;
  virtual void pruned(std::span<const std::uint16_t> chosen,
                      std::span<const std::uint16_t> required,
                      std::span<const std::uint16_t> allowed, const Staircase& plans) = 0;
};

struct SearchTask {
  int ways = 1;     // at most in a plan
  int minutes = 0;  // a week
  // By kept way, all of which every plan must have: its doses.
  std::vector<std::vector<std::uint16_t>> kept;
  std::vector<std::uint16_t> free;  // the other doses, those of a way together
  std::uint64_t most_nodes = 0;     // 0: no limit
  PruneWatcher* watcher = nullptr;
};

class Trail {
 public:
  Trail(const OptionTable& table, const SearchTask& task, Staircase& plans)
      : table_(table), task_(task), plans_(plans) {}

  [[nodiscard]] const OptionTable& table() const { return table_; }
  [[nodiscard]] const SearchTask& task() const { return task_; }
  [[nodiscard]] Staircase& plans() const { return plans_; }
  [[nodiscard]] const Bundle& bundle() const { return bundle_; }

  void push(std::uint16_t dose) {
    chosen_.set(table_.way[dose]);
    bundle_.add(table_, dose);
  }
  void pop() {
    chosen_.reset(table_.way[bundle_.doses[bundle_.count - 1]]);
    bundle_.drop_last(table_);
  }

  // How many more ways the plan may have.
  [[nodiscard]] int room() const { return task_.ways - static_cast<int>(bundle_.count); }
  [[nodiscard]] int minutes_left() const { return task_.minutes - bundle_.minutes; }

  // Of some doses that may still follow, how many of the first may be chosen next: all, or those of
  // the kept way whose turn it is.
  [[nodiscard]] std::size_t choices(std::span<const std::uint16_t> doses) const;

  // A way that another one betters need only be tried beside it; and if a plan has no room for all
  // that better it, never: then its doses are erased. The free doses must stand last, in the order
  // in which they will be tried.
  void find_better(std::vector<std::uint16_t>& doses);
  [[nodiscard]] bool may_choose(std::uint16_t dose) const {
    return !any_better_ || (better_[table_.way[dose]] & ~chosen_).none();
  }

  // What a benefit is beyond today's.
  [[nodiscard]] Gain gain(const Benefit& benefit) const {
    return {Points{benefit.first} - table_.benefit_today[0],
            Points{benefit.second} - table_.benefit_today[1]};
  }

  // Offers what is chosen, which brings this benefit, unless kept ways are missing.
  void offer(const Benefit& benefit) {
    if (bundle_.count >= task_.kept.size()) {
      offer_bundle(table_, bundle_, gain(benefit), plans_);
    }
  }

  [[nodiscard]] bool watched() const { return task_.watcher != nullptr; }
  void tell_pruned(std::initializer_list<std::uint16_t> required,
                   std::span<const std::uint16_t> allowed) const;
  // The same for each of these that would fit after the last one chosen but is not in `taken`.
  void tell_left_out(std::span<const std::uint16_t> later,
                     std::span<const std::uint16_t> taken) const;

 private:
  using WaySet = std::bitset<kMaxWays>;

  const OptionTable& table_;
  const SearchTask& task_;
  Staircase& plans_;
  Bundle bundle_;
  WaySet chosen_;               // the ways of the bundle
  std::vector<WaySet> better_;  // by way
  bool any_better_ = false;
};

}  // namespace commonground::plan
