// The search for the frontier: depth first over sets of doses, strongest ways first.
//
// At a node some doses are chosen and a list of others may still follow. Along each direction, two
// bounds say how far any completion can reach: by lines (bounds.h), which see that a need can only
// be met once, and by steps, the gain of each dose from here, which never grows as a plan fills up.
// A branch is left when no corner of the staircase found so far lies within its bounds.
#pragma once

#include <cstdint>
#include <vector>

#include "plan/bounds.h"
#include "plan/last_ways.h"
#include "plan/trail.h"

namespace commonground::plan {

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

  // The corners between the plans found so far.
  struct Corners {
    CornerList list;
    std::vector<Pack> rows;
  };

  void prepare(const SearchTask& task);
  void resize_nodes(std::size_t doses);
  void order_ways(const SearchTask& task);
  void visit(int depth);
  void visit_children(Node& node, int depth);
  void visit_child(Node& node, int depth, std::size_t at);
  void bound(Node& node, int depth);
  void bound_by_lines(Node& node, int depth);
  void fill_line_rows(Node& node) const;
  void bound_by_steps(Node& node);
  [[nodiscard]] int find_partners(Node& node, const Node& child, std::size_t at);
  [[nodiscard]] bool find_corners(Node& node, const Pack* upper, bool all, Node& into);
  void refresh_corners();
  const CornerList& corners_of(const Node& node);
  [[nodiscard]] bool ties_open() const;
  [[nodiscard]] Benefit benefit_with(const Node& node, std::uint16_t dose) const;
  [[nodiscard]] Standing standing(const Node& node) const;
  [[nodiscard]] bool out_of_work() const {
    return trail_->task().most_nodes != 0 && visited_ > trail_->task().most_nodes;
  }

  KernelSet kernel_set_;
  const Kernels* kernels_ = nullptr;
  const Tuning* tuning_ = nullptr;
  const OptionTable* table_ = nullptr;
  OptionView view_{};
  Trail* trail_ = nullptr;
  Directions directions_;
  std::size_t width_ = 1;  // packs in a row
  std::vector<Node> nodes_;
  std::uint64_t visited_ = 0;
  // A new point is at or above a corner. With ties, a point that is there already is too.
  Corners corners_, corners_with_ties_;
  std::uint32_t corners_version_ = 0;
  CornerList near_;  // those of the node whose last two ways are tried
  LastWays last_ways_;
  Descent descent_;
};

}  // namespace commonground::plan
