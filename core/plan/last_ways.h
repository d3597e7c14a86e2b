// The end of a branch: plans that have room for one or two more ways. Most of the search's time
// goes here, so pairs are not bounded along directions but held against the corners themselves.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "plan/kernels.h"
#include "plan/trail.h"

namespace commonground::plan {

// A point of the staircase to reach: a plan that gives both at least so much is new, or ties.
// Ascending in the first gain and descending in the second.
struct CornerList {
  std::vector<std::int32_t> first;
  std::vector<std::int32_t> second;

  [[nodiscard]] std::size_t size() const { return first.size(); }
};

class LastWays {
 public:
  // For branches with at most so many doses left.
  void prepare(const OptionTable& table, const Kernels& kernels, std::size_t doses);

  // Tries one more of the doses. `level` and `benefit` are those of what is chosen.
  void try_one(Trail& trail, const std::int16_t* level, std::span<const std::uint16_t> doses);

  // Tries one or two more of the doses, where they can reach one of the corners. The list may hold
  // more corners than are within reach, and may be of an earlier staircase: then it is only slower.
  void try_two(Trail& trail, const std::int16_t* level, const Benefit& benefit,
               std::span<const std::uint16_t> doses, const CornerList& corners);

 private:
  // The corners first..end-1 of a list.
  struct Corners {
    std::size_t begin;
    std::size_t end;
  };

  void list_doses(const Trail& trail, const Benefit& benefit, std::span<const std::uint16_t> doses);
  [[nodiscard]] std::span<const std::uint16_t> find_first(const Trail& trail,
                                                          const Benefit& benefit,
                                                          std::span<const std::uint16_t> doses,
                                                          const CornerList& corners);
  [[nodiscard]] static Corners within(const CornerList& corners, Points first, Points second);
  void try_with(Trail& trail, const std::int16_t* level, std::span<const std::uint16_t> doses,
                std::size_t at, const CornerList& corners);
  void try_doses(Trail& trail, const std::int16_t* level, std::span<const std::uint16_t> doses);

  const Kernels* kernels_ = nullptr;
  OptionView view_{};
  // By dose of the branch: the benefit with it; what it adds at most, its cost at its least; the
  // most of that from there on, or 0; and what it can add together with a later one.
  std::vector<Benefit> after_, benefits_;
  std::vector<std::int32_t> way_, minutes_, first_, second_, most_first_, most_second_,
      reach_first_, reach_second_;
  std::vector<std::uint16_t> firsts_, positions_, partners_;
  std::vector<std::int16_t> level_;
};

}  // namespace commonground::plan
