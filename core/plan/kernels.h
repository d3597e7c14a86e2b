// The inner loops of the search, over plain arrays.
//
// The search looks at the two gains along several directions at once: first * alpha + second *
// beta, with alpha + beta the same for all. A direction is a lane; a `Pack` is eight lanes, and a
// row is one value for every direction: `packs` packs. Arrays named ..._rows hold a row for each
// item.
//
// There are two sets of these loops with one text (kernels_impl.h): plain C++, and AVX2. Both give
// the same numbers, as the tests show.
#pragma once

#include <array>
#include <cstdint>

#include "plan/options.h"

namespace commonground::plan {

inline constexpr int kLanes = 8;
inline constexpr int kMaxPacks = 4;

struct alignas(32) Pack {
  std::int32_t lane[kLanes];
};

// An option table as bare arrays: the loops are compiled for other machines than the rest, and must
// not share the library's templates with it.
struct OptionView {
  int slots;  // of one partner
  const std::int16_t* weight;
  const std::int16_t* rows;
  const Term* terms;
  const std::uint32_t* first_term;
  const std::uint16_t* way;
  const std::int32_t* minutes;
};

struct Benefit {
  std::int32_t first;
  std::int32_t second;
};

[[nodiscard]] OptionView view_of(const OptionTable& table);

// Both partners' weighted relief once a dose is added to `level`.
struct BenefitsArgs {
  const OptionView* options;
  const std::int16_t* level;
  const std::uint16_t* doses;
  int count;
  Benefit* out;
};

// What each dose adds along its lines: the slope of every slot that it raises, less its cost and
// the price of its minutes.
struct LinesArgs {
  const OptionView* options;
  const std::int16_t* level;
  const Pack* slope_rows;  // by slot
  const Pack* minute_row;
  const Pack* cost_rows;  // by dose of the table
  const std::uint16_t* doses;
  int count;
  Pack* out_rows;
};

// `start_row`, plus what the slots can gain beyond their lines at most, plus what the minutes left
// are worth.
struct LineBaseArgs {
  const OptionView* options;
  const std::int16_t* level;
  const Pack* slope_rows;
  const Pack* minute_row;
  const Pack* weight_rows;  // by slot: alpha or beta times its weight
  int minutes_left;
  const Pack* start_row;
  Pack* out_row;
};

// What each dose would really add from here, less its cost and minutes.
struct StepsArgs {
  const OptionView* options;
  const Pack* alpha_row;
  const Pack* beta_row;
  const Pack* minute_row;
  const Pack* cost_rows;
  const std::uint16_t* doses;
  const Benefit* gains;
  int count;
  Pack* out_rows;
};

// Upper bounds: for each candidate, on all plans that take it and then only later ones, at most
// `room` in all; and for the node as a whole. By lines, by steps, or by the smaller of both.
struct ScanArgs {
  const std::uint16_t* way;  // by dose
  const std::uint16_t* doses;
  int count;
  int room;
  const Pack* line_rows;  // by candidate; null: steps only
  const Pack* line_base_row;
  const Pack* step_rows;  // by candidate; null: lines only
  const Pack* step_base_row;
  Pack* upper_rows;
  Pack* node_upper_row;
  // The sum of the best room - 2 ways, of each kind that is not null.
  Pack* line_rest_row;
  Pack* step_rest_row;
};

// The items whose row is nowhere below `need_row`. Returns how many.
struct AtLeastArgs {
  const Pack* rows;
  const Pack* need_row;
  int count;
  std::uint16_t* out;
};

// The candidates from..count-1 of other ways than `skip_way` that fit into the minutes and whose
// rows are nowhere below what is needed. Returns how many.
struct PartnersArgs {
  const OptionView* options;
  const std::uint16_t* doses;
  int from;
  int count;
  int skip_way;
  int minutes_left;
  const Pack* line_rows;  // may be null
  const Pack* line_need_row;
  const Pack* step_rows;  // may be null
  const Pack* step_need_row;
  std::uint16_t* out;  // positions
};

// Of the listed corners (all, if `list` is null), those that `upper_row` reaches in every
// direction; `need_row` becomes the smallest of them. Returns how many.
struct CornersArgs {
  const Pack* corner_rows;
  const std::uint32_t* list;
  int count;
  const Pack* upper_row;
  std::uint32_t* out;
  Pack* need_row;
};

// In each direction the best `room` ways with their doses, -1 where fewer have a value above 0.
struct BestArgs {
  const std::uint16_t* way;
  const std::uint16_t* doses;
  int count;
  int room;
  const Pack* rows;
  Pack* out_doses;  // room rows
  Pack* out_sum_row;
};

// Corners as rows: first * alpha + second * beta.
struct CornerRowsArgs {
  const std::int32_t* first;
  const std::int32_t* second;
  int count;
  const Pack* alpha_row;
  const Pack* beta_row;
  Pack* out_rows;
};

// The candidates from..count-1 of other ways than `skip_way` that fit into the minutes and with
// which, as the last way, the gains reach some corner. Arrays are read in whole packs: they must
// hold a multiple of kLanes items. Returns how many.
struct LastArgs {
  const std::int32_t* way;      // by candidate
  const std::int32_t* minutes;  // by candidate
  const std::int32_t* first;    // by candidate: gain, costs taken at their least
  const std::int32_t* second;
  int from;
  int count;
  int skip_way;
  int minutes_left;
  std::int32_t first_so_far;
  std::int32_t second_so_far;
  const std::int32_t* corner_first;
  const std::int32_t* corner_second;
  int corners;
  std::uint16_t* out;  // positions
};

// One step of the subgradient method for the multipliers. `reached_rows` by slot: the level that
// the best doses would lead to; `over_row`: by how many minutes they pass the limit.
struct DescendArgs {
  int slots;  // of both partners
  const Pack* weight_rows;
  const Pack* reached_rows;
  const Pack* over_row;
  int step;  // 64ths
  int minute_step;
  int minute_most;
  Pack* slope_rows;
  Pack* minute_row;
};

struct Kernels {
  void (*benefits)(const BenefitsArgs&);
  void (*lines)(const LinesArgs&);
  void (*line_base)(const LineBaseArgs&);
  void (*steps)(const StepsArgs&);
  void (*scan)(const ScanArgs&);
  int (*at_least)(const AtLeastArgs&);
  int (*partners)(const PartnersArgs&);
  int (*corners)(const CornersArgs&);
  void (*corner_rows)(const CornerRowsArgs&);
  int (*last)(const LastArgs&);
  void (*best)(const BestArgs&);
  void (*descend)(const DescendArgs&);
};

enum class KernelSet : std::uint8_t { kPortable, kAvx2 };

// Is this set built in, and can this machine run it?
[[nodiscard]] bool has_kernels(KernelSet set);

// The loops for rows of so many packs, 1..kMaxPacks. The set must be there.
[[nodiscard]] const Kernels& kernels_of(KernelSet set, int packs);

[[nodiscard]] KernelSet best_kernels();

// The tables behind them, by packs - 1.
extern const std::array<Kernels, kMaxPacks> kPortableKernels;
extern const std::array<Kernels, kMaxPacks> kAvx2Kernels;

}  // namespace commonground::plan
