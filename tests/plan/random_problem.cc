#include "tests/plan/random_problem.h"

#include <algorithm>
#include <string>
#include <utility>

namespace commonground::plan {
namespace {

constexpr std::uint64_t kStride = 1'000'003;

void add_needs(Dice& dice, int needs, int most_met, Problem& problem) {
  for (int k = 0; k < needs; ++k) {
    problem.needs.push_back("need " + std::to_string(k));
    for (std::size_t p = 0; p < kPartners; ++p) {
      problem.importance[p].push_back(dice.roll(0, kMaxGrade));
      problem.met[p].push_back(dice.roll(0, most_met));
    }
  }
}

Way small_way(Dice& dice, const Problem& problem, bool coarse) {
  Way way;
  way.minutes = dice.chance(30) ? 0 : 10 * dice.roll(1, 6);
  way.most = dice.chance(70) ? dice.roll(1, 2) : dice.roll(0, kMaxTimes);
  way.intimate = dice.chance(25);
  for (std::size_t p = 0; p < kPartners; ++p) {
    for (std::size_t k = 0; k < problem.needs.size(); ++k) {
      const int meets = coarse ? 250 * dice.roll(0, 4) : dice.roll(0, kMaxMeets);
      way.meets[p].push_back(dice.chance(50) ? meets : 0);
    }
    const int points = coarse ? 25000 * dice.roll(-2, 2) : dice.roll(-60000, 90000);
    way.effort[p] = dice.chance(20) ? 0 : points;
  }
  for (auto& asking : way.asking) {
    if (dice.chance(40)) continue;
    asking = PerPartner<int>{};
    for (int& points : *asking) points = coarse ? 25000 * dice.roll(0, 1) : dice.roll(-5000, 30000);
  }
  return way;
}

}  // namespace

Problem small_problem(std::uint64_t seed) {
  Dice dice(seed * kStride);
  Problem problem;
  problem.partners = {"Ana", "Ben"};
  const bool coarse = dice.chance(50);
  add_needs(dice, dice.chance(5) ? dice.roll(17, kMaxNeeds) : dice.roll(1, 5), kMaxGrade, problem);
  for (auto& row : problem.importance) {
    if (dice.chance(8)) std::ranges::fill(row, 0);
  }
  problem.most_ways = dice.chance(70) ? dice.roll(1, 4) : dice.roll(5, kMaxWaysInPlan);
  problem.minutes = dice.chance(10) ? 0 : 30 * dice.roll(1, 12);
  const int ways = dice.chance(5) ? 0 : dice.roll(1, 8);
  for (int i = 0; i < ways; ++i) {
    // Now and then the very same way again: such plans tie.
    const bool again = i > 0 && dice.chance(10);
    problem.ways.push_back(again ? problem.ways.back() : small_way(dice, problem, coarse));
    problem.ways.back().id = "way " + std::to_string(i);
    if (problem.most_ways > 3) problem.ways.back().most = 1;
  }
  if (ways > 0 && dice.chance(70)) {
    problem.usual = Usual{.way = dice.roll(0, ways - 1),
                          .wish = {dice.roll(0, kMaxTimes), dice.roll(0, kMaxTimes)}};
  }
  return problem;
}

Problem tying_problem(std::uint64_t seed) {
  Dice dice(seed * 77 + 5);
  Problem problem;
  problem.partners = {"Ana", "Ben"};
  for (int k = dice.roll(1, 4); k > 0; --k) {
    problem.needs.push_back("need " + std::to_string(k));
    for (std::size_t p = 0; p < kPartners; ++p) {
      problem.importance[p].push_back(dice.roll(0, 2));
      problem.met[p].push_back(dice.roll(0, 1));
    }
  }
  problem.most_ways = dice.roll(3, 5);
  problem.minutes = 10 * dice.roll(2, 12);
  const int ways = dice.roll(5, 8);
  for (int i = 0; i < ways; ++i) {
    Way& way = problem.ways.emplace_back();
    way.id = "way " + std::to_string(i);
    way.minutes = 10 * dice.roll(0, 3);
    way.most = problem.most_ways > 3 ? 1 : dice.roll(1, 2);
    for (std::size_t p = 0; p < kPartners; ++p) {
      for (std::size_t k = 0; k < problem.needs.size(); ++k) {
        way.meets[p].push_back(dice.chance(50) ? 250 * dice.roll(0, 2) : 0);
      }
      way.effort[p] = 25000 * dice.roll(-1, 1);
    }
    for (auto& asking : way.asking) {
      if (!dice.chance(60)) continue;
      const int first = 25000 * dice.roll(0, 1);
      asking = PerPartner<int>{first, 25000 * dice.roll(0, 1)};
    }
  }
  return problem;
}

Problem lifelike_problem(std::uint64_t seed, int ways, int most_ways, int needs) {
  Dice dice(seed * kStride + static_cast<std::uint64_t>(ways * 31 + most_ways));
  Problem problem;
  problem.partners = {"Ana", "Ben"};
  add_needs(dice, needs, 3, problem);
  problem.most_ways = most_ways;
  problem.minutes = std::array{120, 240, 420}[static_cast<std::size_t>(dice.roll(0, 2))];
  for (int i = 0; i < ways; ++i) {
    Way way;
    way.id = "way " + std::to_string(i);
    way.minutes = std::array{0, 10, 20, 30, 45, 90}[static_cast<std::size_t>(dice.roll(0, 5))];
    way.most = std::array{1, 2, 3, 3}[static_cast<std::size_t>(dice.roll(0, 3))];
    way.intimate = dice.chance(20);
    for (auto& row : way.meets) row.assign(static_cast<std::size_t>(needs), 0);
    for (int k = dice.roll(3, 6); k > 0; --k) {
      const auto need = static_cast<std::size_t>(dice.roll(0, needs - 1));
      const int typical = dice.roll(80, 350);
      for (auto& row : way.meets) row[need] = std::max(0, typical + dice.roll(-80, 80));
    }
    PerPartner<int> pressure{};
    for (std::size_t p = 0; p < kPartners; ++p) {
      way.effort[p] = 12000 * dice.roll(-1, 2);
      pressure[p] = dice.roll(0, 8);
    }
    way.asking = {PerPartner<int>{pressure[0] * 1500, pressure[1] * 1000},
                  PerPartner<int>{pressure[0] * 1000, pressure[1] * 1500},
                  PerPartner<int>{2500, 2500}};
    if (dice.chance(30)) way.asking[static_cast<std::size_t>(dice.roll(0, 2))].reset();
    problem.ways.push_back(std::move(way));
  }
  problem.usual = Usual{.way = 0, .wish = {dice.roll(1, 4), dice.roll(0, 1)}};
  return problem;
}

Problem mirrored(Problem problem) {
  std::swap(problem.partners[0], problem.partners[1]);
  std::swap(problem.importance[0], problem.importance[1]);
  std::swap(problem.met[0], problem.met[1]);
  for (Way& way : problem.ways) {
    std::swap(way.meets[0], way.meets[1]);
    std::swap(way.effort[0], way.effort[1]);
    std::swap(way.asking[0], way.asking[1]);
    for (auto& asking : way.asking) {
      if (asking) std::swap((*asking)[0], (*asking)[1]);
    }
  }
  if (problem.usual) std::swap(problem.usual->wish[0], problem.usual->wish[1]);
  return problem;
}

}  // namespace commonground::plan
