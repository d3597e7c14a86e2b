// The text of the inner loops, once for any kind of lanes. Included by one source file for each
// kind, which defines `Lanes` first. Nothing here may be shared between those files (they are
// compiled for different machines), so all is in an unnamed namespace and no library templates
// are used.
#pragma once

#include "plan/kernels.h"

// Lanes and rows are always filled by the loop that follows; zeros first would cost time.
// NOLINTBEGIN(cppcoreguidelines-pro-type-member-init)
namespace commonground::plan {
namespace {

constexpr int kFull = 1000;
constexpr int kHalf = 500;
constexpr int kFullGain = 2000;
constexpr int kHalfGain = 1500;

constexpr int relief_at(int level) { return level <= kHalf ? 3 * level : 1000 + level; }
constexpr int smaller(int a, int b) { return a < b ? a : b; }

template <std::size_t P>
struct Row {
  Lanes pack[P];

  static Row load(const Pack* from) {
    Row row;
    for (std::size_t p = 0; p < P; ++p) row.pack[p] = Lanes::load(from + p);
    return row;
  }
  static Row load(const Pack* rows, int at) {
    return load(rows + static_cast<std::size_t>(at) * P);
  }
  static Row all(int value) {
    Row row;
    for (std::size_t p = 0; p < P; ++p) row.pack[p] = Lanes::all(value);
    return row;
  }
  void store(Pack* to) const {
    for (std::size_t p = 0; p < P; ++p) pack[p].store(to + p);
  }
  void store(Pack* rows, int at) const { store(rows + static_cast<std::size_t>(at) * P); }
};

template <std::size_t P>
Row<P> operator+(const Row<P>& a, const Row<P>& b) {
  Row<P> row;
  for (std::size_t p = 0; p < P; ++p) row.pack[p] = add(a.pack[p], b.pack[p]);
  return row;
}
template <std::size_t P>
Row<P> operator-(const Row<P>& a, const Row<P>& b) {
  Row<P> row;
  for (std::size_t p = 0; p < P; ++p) row.pack[p] = subtract(a.pack[p], b.pack[p]);
  return row;
}
template <std::size_t P>
Row<P> operator*(const Row<P>& a, int b) {
  Row<P> row;
  for (std::size_t p = 0; p < P; ++p) row.pack[p] = multiply(a.pack[p], Lanes::all(b));
  return row;
}
template <std::size_t P>
Row<P> larger_of(const Row<P>& a, const Row<P>& b) {
  Row<P> row;
  for (std::size_t p = 0; p < P; ++p) row.pack[p] = larger(a.pack[p], b.pack[p]);
  return row;
}
template <std::size_t P>
Row<P> smaller_of(const Row<P>& a, const Row<P>& b) {
  Row<P> row;
  for (std::size_t p = 0; p < P; ++p) row.pack[p] = smaller(a.pack[p], b.pack[p]);
  return row;
}
template <std::size_t P>
bool any_below(const Row<P>& a, const Row<P>& b) {
  for (std::size_t p = 0; p < P; ++p) {
    if (any_less(a.pack[p], b.pack[p])) return true;
  }
  return false;
}

template <std::size_t P>
void run_benefits(const BenefitsArgs& a) {
  const OptionView& o = *a.options;
  const int all_slots = 2 * o.slots;
  for (int i = 0; i < a.count; ++i) {
    a.out[i] = benefit_of(o.slots, a.level, o.rows + a.doses[i] * all_slots, o.weight);
  }
}

template <std::size_t P>
void run_lines(const LinesArgs& a) {
  const Term* terms = a.options->terms;
  const std::uint32_t* first_term = a.options->first_term;
  const std::int32_t* minutes = a.options->minutes;
  const Row<P> minute = Row<P>::load(a.minute_row);
  for (int i = 0; i < a.count; ++i) {
    const int dose = a.doses[i];
    Row<P> sum = Row<P>::all(0) - Row<P>::load(a.cost_rows, dose) - minute * minutes[dose];
    for (std::uint32_t k = first_term[dose]; k < first_term[dose + 1]; ++k) {
      const int value = smaller(terms[k].value, kFull - a.level[terms[k].slot]);
      sum = sum + Row<P>::load(a.slope_rows, terms[k].slot) * value;
    }
    sum.store(a.out_rows, i);
  }
}

// A slot's relief is concave with corners at half and full, so beyond any line from the present
// level it is furthest at one of these.
template <std::size_t P>
void run_line_base(const LineBaseArgs& a) {
  Row<P> sum = Row<P>::load(a.start_row) + Row<P>::load(a.minute_row) * a.minutes_left;
  const int slots = 2 * a.options->slots;
  const std::int16_t* weight = a.options->weight;
  for (int slot = 0; slot < slots; ++slot) {
    const int level = a.level[slot];
    if (level >= kFull || weight[slot] == 0) continue;
    const int now = relief_at(level);
    const Row<P> worth = Row<P>::load(a.weight_rows, slot);
    const Row<P> slope = Row<P>::load(a.slope_rows, slot);
    Row<P> beyond = worth * (kFullGain - now) - slope * (kFull - level);
    if (level < kHalf) {
      beyond = larger_of(beyond, worth * (kHalfGain - now) - slope * (kHalf - level));
    }
    sum = sum + larger_of(beyond, Row<P>::all(0));
  }
  sum.store(a.out_row);
}

template <std::size_t P>
void run_steps(const StepsArgs& a) {
  const Row<P> alpha = Row<P>::load(a.alpha_row);
  const Row<P> beta = Row<P>::load(a.beta_row);
  const Row<P> minute = Row<P>::load(a.minute_row);
  const std::int32_t* minutes = a.options->minutes;
  for (int i = 0; i < a.count; ++i) {
    const int dose = a.doses[i];
    (alpha * a.gains[i].first + beta * a.gains[i].second - Row<P>::load(a.cost_rows, dose) -
     minute * minutes[dose])
        .store(a.out_rows, i);
  }
}

// The largest values seen so far in each direction, descending, none below 0.
template <std::size_t P>
struct Tops {
  Row<P> value[kMaxWaysInPlan];

  explicit Tops(int count) {
    for (int k = 0; k < count; ++k) value[k] = Row<P>::all(0);
  }
  void take(Row<P> next, int count) {
    for (int k = 0; k < count; ++k) {
      const Row<P> high = larger_of(value[k], next);
      next = smaller_of(value[k], next);
      value[k] = high;
    }
  }
  [[nodiscard]] Row<P> sum(Row<P> from, int count) const {
    for (int k = 0; k < count; ++k) from = from + value[k];
    return from;
  }
};

// One kind of bound: fills `upper_rows`, or takes the smaller of it and what is there.
template <std::size_t P, bool kSecondKind>
void scan_kind(const ScanArgs& a, const Pack* rows, const Pack* base_row, Pack* rest_row) {
  Tops<P> tops(a.room);
  const Row<P> base = Row<P>::load(base_row);
  for (int i = a.count - 1; i >= 0;) {
    const std::uint16_t way = a.way[a.doses[i]];
    const Row<P> later = tops.sum(base, a.room - 1);
    Row<P> best = Row<P>::all(0);
    for (; i >= 0 && a.way[a.doses[i]] == way; --i) {
      const Row<P> own = Row<P>::load(rows, i);
      best = larger_of(best, own);
      Row<P> upper = later + own;
      if constexpr (kSecondKind) upper = smaller_of(upper, Row<P>::load(a.upper_rows, i));
      upper.store(a.upper_rows, i);
    }
    tops.take(best, a.room);
  }
  Row<P> node = tops.sum(base, a.room);
  if constexpr (kSecondKind) node = smaller_of(node, Row<P>::load(a.node_upper_row));
  node.store(a.node_upper_row);
  tops.sum(Row<P>::all(0), a.room - 2).store(rest_row);
}

template <std::size_t P>
void run_scan(const ScanArgs& a) {
  if (a.line_rows != nullptr) {
    scan_kind<P, false>(a, a.line_rows, a.line_base_row, a.line_rest_row);
    if (a.step_rows != nullptr) {
      scan_kind<P, true>(a, a.step_rows, a.step_base_row, a.step_rest_row);
    }
  } else {
    scan_kind<P, false>(a, a.step_rows, a.step_base_row, a.step_rest_row);
  }
}

template <std::size_t P>
int run_at_least(const AtLeastArgs& a) {
  const Row<P> need = Row<P>::load(a.need_row);
  int found = 0;
  for (int i = 0; i < a.count; ++i) {
    a.out[found] = static_cast<std::uint16_t>(i);
    found += any_below(Row<P>::load(a.rows, i), need) ? 0 : 1;
  }
  return found;
}

template <std::size_t P>
int run_partners(const PartnersArgs& a) {
  const std::uint16_t* way = a.options->way;
  const std::int32_t* minutes = a.options->minutes;
  const bool by_lines = a.line_rows != nullptr;
  const bool by_steps = a.step_rows != nullptr;
  const Row<P> line_need = by_lines ? Row<P>::load(a.line_need_row) : Row<P>::all(0);
  const Row<P> step_need = by_steps ? Row<P>::load(a.step_need_row) : Row<P>::all(0);
  int found = 0;
  for (int i = a.from; i < a.count; ++i) {
    const int dose = a.doses[i];
    if (minutes[dose] > a.minutes_left || way[dose] == a.skip_way) continue;
    if (by_steps && any_below(Row<P>::load(a.step_rows, i), step_need)) continue;
    if (by_lines && any_below(Row<P>::load(a.line_rows, i), line_need)) continue;
    a.out[found++] = static_cast<std::uint16_t>(i);
  }
  return found;
}

template <std::size_t P>
int run_corners(const CornersArgs& a) {
  const Row<P> upper = Row<P>::load(a.upper_row);
  Row<P> need = Row<P>::all(INT32_MAX);
  int found = 0;
  for (int i = 0; i < a.count; ++i) {
    const std::uint32_t corner = a.list != nullptr ? a.list[i] : static_cast<std::uint32_t>(i);
    const Row<P> row = Row<P>::load(a.corner_rows, static_cast<int>(corner));
    if (any_below(upper, row)) continue;
    need = smaller_of(need, row);
    a.out[found++] = corner;
  }
  need.store(a.need_row);
  return found;
}

template <std::size_t P>
void run_corner_rows(const CornerRowsArgs& a) {
  const Row<P> alpha = Row<P>::load(a.alpha_row);
  const Row<P> beta = Row<P>::load(a.beta_row);
  for (int i = 0; i < a.count; ++i) {
    (alpha * a.first[i] + beta * a.second[i]).store(a.out_rows, i);
  }
}

// Here the lanes are eight candidates.
template <std::size_t P>
int run_last(const LastArgs& a) {
  const Lanes one = Lanes::all(1);
  const Lanes skip = Lanes::all(a.skip_way);
  const Lanes minutes_left = Lanes::all(a.minutes_left);
  int found = 0;
  for (int start = a.from - a.from % kLanes; start < a.count; start += kLanes) {
    const Lanes first = add(Lanes::load(a.first + start), Lanes::all(a.first_so_far));
    const Lanes second = add(Lanes::load(a.second + start), Lanes::all(a.second_so_far));
    Lanes reached = Lanes::all(0);
    for (int c = 0; c < a.corners; ++c) {
      const Lanes short_of = either(less(first, Lanes::all(a.corner_first[c])),
                                    less(second, Lanes::all(a.corner_second[c])));
      reached = either(reached, subtract(Lanes::all(-1), short_of));
    }
    const Lanes way = Lanes::load(a.way + start);
    const Lanes other = either(less(way, skip), less(skip, way));
    const Lanes fits = less(Lanes::load(a.minutes + start), add(minutes_left, one));
    unsigned open = bits(reached) & bits(other) & bits(fits);
    for (int i = start; open != 0; ++i, open >>= 1) {
      if ((open & 1U) == 0 || i < a.from || i >= a.count) continue;
      a.out[found++] = static_cast<std::uint16_t>(i);
    }
  }
  return found;
}

template <std::size_t P>
void run_best(const BestArgs& a) {
  Row<P> value[kMaxWaysInPlan];
  Row<P> dose[kMaxWaysInPlan];
  for (int k = 0; k < a.room; ++k) {
    value[k] = Row<P>::all(0);
    dose[k] = Row<P>::all(-1);
  }
  for (int i = 0; i < a.count;) {
    const std::uint16_t way = a.way[a.doses[i]];
    Row<P> best = Row<P>::all(0);
    Row<P> best_dose = Row<P>::all(-1);
    for (; i < a.count && a.way[a.doses[i]] == way; ++i) {
      const Row<P> own = Row<P>::load(a.rows, i);
      for (std::size_t p = 0; p < P; ++p) {
        const Lanes more = less(best.pack[p], own.pack[p]);
        best.pack[p] = choose(more, own.pack[p], best.pack[p]);
        best_dose.pack[p] = choose(more, Lanes::all(a.doses[i]), best_dose.pack[p]);
      }
    }
    for (int k = 0; k < a.room; ++k) {
      for (std::size_t p = 0; p < P; ++p) {
        const Lanes more = less(value[k].pack[p], best.pack[p]);
        const Lanes value_down = choose(more, value[k].pack[p], best.pack[p]);
        const Lanes dose_down = choose(more, dose[k].pack[p], best_dose.pack[p]);
        value[k].pack[p] = choose(more, best.pack[p], value[k].pack[p]);
        dose[k].pack[p] = choose(more, best_dose.pack[p], dose[k].pack[p]);
        best.pack[p] = value_down;
        best_dose.pack[p] = dose_down;
      }
    }
  }
  Row<P> sum = Row<P>::all(0);
  for (int k = 0; k < a.room; ++k) {
    sum = sum + value[k];
    dose[k].store(a.out_doses, k);
  }
  sum.store(a.out_sum_row);
}

template <std::size_t P>
void run_descend(const DescendArgs& a) {
  constexpr int kMostError = 1000;
  constexpr int kMostOver = 300;
  for (int slot = 0; slot < a.slots; ++slot) {
    for (std::size_t p = 0; p < P; ++p) {
      const std::size_t at = static_cast<std::size_t>(slot) * P + p;
      const Lanes weight = Lanes::load(a.weight_rows + at);
      const Lanes slope = Lanes::load(a.slope_rows + at);
      // Between slopes 1 and 3 the relief turns at half, below 1 at full.
      const Lanes steep = less(subtract(weight, Lanes::all(1)), slope);
      const Lanes turn = choose(steep, Lanes::all(kHalf), Lanes::all(kFull));
      Lanes error = subtract(Lanes::load(a.reached_rows + at), turn);
      error = smaller(larger(error, Lanes::all(-kMostError)), Lanes::all(kMostError));
      const Lanes stride = shift_right<6>(multiply(weight, Lanes::all(a.step)));
      const Lanes next = subtract(slope, shift_right<9>(multiply(stride, error)));
      smaller(larger(next, Lanes::all(0)), multiply(weight, Lanes::all(3)))
          .store(a.slope_rows + at);
    }
  }
  for (std::size_t p = 0; p < P; ++p) {
    Lanes over = Lanes::load(a.over_row + p);
    over = smaller(larger(over, Lanes::all(-kMostOver)), Lanes::all(kMostOver));
    const Lanes next =
        add(Lanes::load(a.minute_row + p), multiply(over, Lanes::all(a.minute_step)));
    smaller(larger(next, Lanes::all(0)), Lanes::all(a.minute_most)).store(a.minute_row + p);
  }
}

template <std::size_t P>
constexpr Kernels kernels_for() {
  return {.benefits = run_benefits<P>,
          .lines = run_lines<P>,
          .line_base = run_line_base<P>,
          .steps = run_steps<P>,
          .scan = run_scan<P>,
          .at_least = run_at_least<P>,
          .partners = run_partners<P>,
          .corners = run_corners<P>,
          .corner_rows = run_corner_rows<P>,
          .last = run_last<P>,
          .best = run_best<P>,
          .descend = run_descend<P>};
}

}  // namespace
}  // namespace commonground::plan
// NOLINTEND(cppcoreguidelines-pro-type-member-init)
