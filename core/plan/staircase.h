// The frontier while it is being found: plans of which none is matched or bettered by another,
// ascending in the first gain and so descending in the second.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "commonground/plan.h"

namespace commonground::plan {

// A plan in one piece of memory, its choices in order.
struct Stair {
  Gain gain{};
  std::int32_t minutes = 0;
  std::size_t ways = 0;
  std::array<Choice, kMaxWaysInPlan> choices{};

  [[nodiscard]] std::span<const Choice> chosen() const { return {choices.data(), ways}; }
};

class Staircase {
 public:
  [[nodiscard]] const std::vector<Stair>& stairs() const { return stairs_; }

  // Grows whenever a point comes or goes.
  [[nodiscard]] std::uint32_t version() const { return version_; }

  void clear();

  // Could a plan whose gains are at most these still be a new point, or reach one that is there?
  [[nodiscard]] bool open(Points first, Points second) const;

  // Takes the plan if it is acceptable and nothing here betters it; of two plans with the same
  // gains the one with fewer minutes stays, then with fewer ways, then the smaller list. The
  // choices, at most kMaxWaysInPlan, need not be in order.
  void offer(const Gain& gain, int minutes, std::span<const Choice> choices);

  [[nodiscard]] std::vector<Plan> plans() const;

  // Could a plan with at least so many minutes and ways replace one with the same gains?
  [[nodiscard]] bool tie_open(int minutes, std::size_t ways) const;

 private:
  [[nodiscard]] std::size_t first_with(Points gain) const;

  std::vector<Stair> stairs_;
  PerPartner<std::vector<Points>> gains_;  // of the stairs again, close together for `open`
  std::uint32_t version_ = 0;
};

}  // namespace commonground::plan
