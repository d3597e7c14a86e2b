// Upper bounds by lines.
//
// The relief of a need is concave in its level, so it lies under any line that touches it. With one
// line for each slot (and a price for each minute), what a plan can gain along a direction
// alpha * first + beta * second is at most a constant plus a sum over its doses: the Lagrangian
// dual of the planning problem. Good slopes come from the subgradient method (N. Z. Shor,
// Minimization Methods for Non-Differentiable Functions, 1985). Any slopes give a true bound, so
// they need no exact arithmetic, only the same arithmetic everywhere.
#pragma once

#include <span>
#include <vector>

#include "plan/kernels.h"
#include "plan/staircase.h"

namespace commonground::plan {

// The directions, fixed for a search, and what follows from them.
struct Directions {
  int packs = 1;
  int total = 0;  // alpha + beta, of every direction
  std::vector<Pack> alpha;
  std::vector<Pack> beta;
  std::vector<Pack> weight_rows;  // by slot: alpha or beta times its weight
  std::vector<Pack> cost_rows;    // by dose: the least over its starters
  int minute_step = 0;            // how strongly a price answers to a minute too many
  int minute_most = 0;
};

// The most that a lane of any row of the search can hold, so that sums of two stay in 32 bits.
inline constexpr std::int64_t kMostLane = 900'000'000;
inline constexpr std::int64_t kMostMinuteLane = 100'000'000;

// Spreads kLanes * packs directions over what the two could gain at most.
[[nodiscard]] Directions make_directions(const OptionTable& table, int packs, int ways,
                                         int minutes);

// Slopes for every slot, and the price of a minute.
struct Lines {
  std::vector<Pack> slope_rows;
  std::vector<Pack> minute_row;
};

[[nodiscard]] Lines flat_lines(const Directions& directions);

// Lowers every slope to that of the relief at this level, where it is above it: there that line
// touches, and the lower one is the better bound.
void touch(const Directions& directions, std::span<const std::int16_t> level, Lines& lines);

// Where the search stands: what was chosen, and what may still be.
struct Standing {
  const std::int16_t* level = nullptr;
  const std::uint16_t* doses = nullptr;
  int count = 0;
  int room = 0;  // ways
  int minutes_left = 0;
};

// Improves lines by the subgradient method, keeping the best of each direction.
class Descent {
 public:
  struct Pace {
    int rounds;
    int first_step;  // 64ths
    int decay;       // the step of round i is first_step * decay / (decay + i)
  };

  // Offers the plans it comes across to `plans`, if that is given and nothing was chosen yet.
  void run(const OptionTable& table, const Kernels& kernels, const Directions& directions,
           const Standing& standing, Pace pace, Lines& lines, Staircase* plans);

 private:
  void reach(const OptionTable& table, const Directions& directions, const Standing& standing);
  void offer(const OptionTable& table, const Standing& standing, int packs, int lane,
             Staircase& plans) const;

  std::vector<Pack> rows_, best_doses_, reached_rows_;
  std::vector<Pack> zero_row_, over_row_, sum_row_, base_row_, upper_row_;
  Lines now_;
};

}  // namespace commonground::plan
