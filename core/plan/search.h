// The search for the frontier: depth first over sets of doses, strongest ways first.
//
// At a node some doses are chosen and a list of others may still follow. Along each direction, two
// bounds say how far any completion can reach: by lines (bounds.h), which see that a need can only
// be met once, and by steps, the gain of each dose from here, which never grows as a plan fills up.
// A branch is left when no corner of the staircase found so far lies within its bounds.
#pragma once

#include <bitset>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

#include "plan/bounds.h"
#include "plan/expand.h"

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

struct Tuning;

class Search {
 public:
  explicit Search(KernelSet kernels);

  // Finds every acceptable frontier plan of the task. False if that took too many nodes. The table
  // and the task must outlive the call only.
  [[nodiscard]] bool run(const OptionTable& table, const SearchTask& task, Staircase& plans);

  [[nodiscard]] std::uint64_t nodes() const { return visited_; }

 private:
  // What stands at one depth. Kept from node to node, so that nothing is allocated in the search.
  struct Node {
    std::vector<std::uint16_t> doses;  // that may still follow, those of a way together
    std::vector<std::int16_t> level;
    Benefit benefit{};
    std::vector<Benefit> gains;  // of each dose, if by steps
    // Where only two more ways may follow: by dose, for the last of them.
    std::vector<std::int32_t> last_way, last_minutes, last_first, last_second;
    bool by_lines = false;
    bool by_steps = false;
    bool ties = false;  // may a plan from here replace one with the same gains?
    Lines own_lines;
    const Lines* lines = nullptr;  // own, or those of the node above
    // By dose.
    std::vector<Pack> line_rows, step_rows, upper_rows;
    std::vector<Pack> cost_row;    // of what is chosen
    std::vector<Pack> gained_row;  // by what is chosen, less its cost
    std::vector<Pack> line_base, step_base, line_rest, step_rest, upper;
    std::vector<std::uint32_t> corners;  // within the bounds
    int corner_count = 0;
    std::uint32_t corners_version = 0;
    std::vector<Pack> need;  // the least of them
    std::vector<std::uint16_t> alive, partners;
  };

  void prepare();
  void resize_nodes(std::size_t doses);
  void order_ways();
  void find_better();
  [[nodiscard]] bool may_choose(std::uint16_t dose) const;
  void visit(int depth);
  void finish(const Node& node, int depth);
  void bound(Node& node, int depth);
  void bound_by_lines(Node& node, int depth);
  void bound_by_steps(Node& node, int minutes_left);
  void list_last(Node& node) const;
  void list_reach(const Node& node);
  [[nodiscard]] Benefit benefit_with(const Node& node, std::uint16_t dose) const;
  void visit_child(Node& node, int depth, std::size_t at);
  [[nodiscard]] int find_partners(Node& node, const Node& child, std::size_t at);
  [[nodiscard]] int find_last(Node& node, const Node& child, std::size_t at);
  void tell_left_out(const Node& node, const Node& child, std::size_t at) const;
  [[nodiscard]] bool find_corners(Node& node, const Pack* upper, bool all, Node& into);
  void refresh_corners();
  void offer(const Benefit& benefit);
  [[nodiscard]] Gain gain_with(const Benefit& benefit) const;
  void tell_pruned(std::initializer_list<std::uint16_t> required,
                   std::span<const std::uint16_t> allowed) const;
  [[nodiscard]] std::size_t choices_at(const Node& node, int depth) const;
  [[nodiscard]] int room(int depth) const { return task_->ways - depth; }
  [[nodiscard]] Standing standing(const Node& node, int depth) const;
  [[nodiscard]] bool out_of_work() const {
    return task_->most_nodes != 0 && visited_ > task_->most_nodes;
  }

  KernelSet kernel_set_;
  const OptionTable* table_ = nullptr;
  OptionView view_{};
  const Kernels* kernels_ = nullptr;
  const SearchTask* task_ = nullptr;
  const Tuning* tuning_ = nullptr;
  Staircase* plans_ = nullptr;
  Directions directions_;
  std::size_t width_ = 1;  // packs in a row
  std::vector<Node> nodes_;
  Bundle bundle_;
  using WaySet = std::bitset<kMaxWays>;
  WaySet chosen_;               // the ways of the bundle
  std::vector<WaySet> better_;  // by way: the free ways without which it is in no plan to be shown
  bool any_better_ = false;
  std::uint64_t visited_ = 0;

  // The corners between the plans found so far: a new point is at or above one of them. With
  // ties, a point that is there already is too.
  struct Corners {
    std::vector<std::int32_t> first, second;
    std::vector<Pack> rows;
  };
  Corners corners_, corners_with_ties_;
  std::uint32_t corners_version_ = 0;
  std::vector<Benefit> benefits_;
  std::vector<std::int32_t> reach_first_, reach_second_;  // by corner of a node with room for two
  Descent descent_;
};

}  // namespace commonground::plan
