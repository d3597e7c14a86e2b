#include "plan/kernels.h"

// Lanes and rows are always filled by the loop that follows; zeros first would cost time.
// NOLINTBEGIN(cppcoreguidelines-pro-type-member-init)
namespace commonground::plan {
namespace {

struct Lanes {
  std::int32_t v[kLanes];

  static Lanes load(const Pack* from) {
    Lanes lanes;
    for (int i = 0; i < kLanes; ++i) lanes.v[i] = from->lane[i];
    return lanes;
  }
  static Lanes load(const std::int32_t* from) {
    Lanes lanes;
    for (int i = 0; i < kLanes; ++i) lanes.v[i] = from[i];
    return lanes;
  }
  static Lanes all(std::int32_t value) {
    Lanes lanes;
    for (std::int32_t& lane : lanes.v) lane = value;
    return lanes;
  }
  void store(Pack* to) const {
    for (int i = 0; i < kLanes; ++i) to->lane[i] = v[i];
  }
};

template <class Operation>
Lanes each(const Lanes& a, const Lanes& b, Operation operation) {
  Lanes lanes;
  for (int i = 0; i < kLanes; ++i) lanes.v[i] = operation(a.v[i], b.v[i]);
  return lanes;
}

Lanes add(const Lanes& a, const Lanes& b) {
  return each(a, b, [](std::int32_t x, std::int32_t y) { return x + y; });
}
Lanes subtract(const Lanes& a, const Lanes& b) {
  return each(a, b, [](std::int32_t x, std::int32_t y) { return x - y; });
}
Lanes multiply(const Lanes& a, const Lanes& b) {
  return each(a, b, [](std::int32_t x, std::int32_t y) { return x * y; });
}
Lanes larger(const Lanes& a, const Lanes& b) {
  return each(a, b, [](std::int32_t x, std::int32_t y) { return x > y ? x : y; });
}
Lanes smaller(const Lanes& a, const Lanes& b) {
  return each(a, b, [](std::int32_t x, std::int32_t y) { return x < y ? x : y; });
}
// All bits set where a < b.
Lanes less(const Lanes& a, const Lanes& b) {
  return each(a, b, [](std::int32_t x, std::int32_t y) { return x < y ? -1 : 0; });
}
bool any_less(const Lanes& a, const Lanes& b) {
  std::int32_t any = 0;
  for (int i = 0; i < kLanes; ++i) any |= a.v[i] < b.v[i] ? 1 : 0;
  return any != 0;
}
// A bit for each lane whose bits are set.
unsigned bits(const Lanes& a) {
  unsigned bits = 0;
  for (int i = 0; i < kLanes; ++i) bits |= a.v[i] != 0 ? 1U << i : 0U;
  return bits;
}
Lanes either(const Lanes& a, const Lanes& b) {
  return each(a, b, [](std::int32_t x, std::int32_t y) { return x | y; });
}
Lanes choose(const Lanes& mask, const Lanes& where_set, const Lanes& where_not) {
  Lanes lanes;
  for (int i = 0; i < kLanes; ++i) lanes.v[i] = mask.v[i] != 0 ? where_set.v[i] : where_not.v[i];
  return lanes;
}
template <int kBits>
Lanes shift_right(const Lanes& a) {
  return each(a, a, [](std::int32_t x, std::int32_t) { return x >> kBits; });
}

Benefit benefit_of(int slots, const std::int16_t* level, const std::int16_t* row,
                   const std::int16_t* weight) {
  std::int32_t sum[kPartners] = {0, 0};
  for (std::int32_t& benefit : sum) {
    for (int i = 0; i < slots; ++i) {
      const int raised = level[i] + row[i];
      const int capped = raised < 1000 ? raised : 1000;
      const int half = capped < 500 ? capped : 500;
      benefit += weight[i] * (capped + 2 * half);  // relief
    }
    level += slots;
    row += slots;
    weight += slots;
  }
  return {.first = sum[0], .second = sum[1]};
}

}  // namespace
}  // namespace commonground::plan
// NOLINTEND(cppcoreguidelines-pro-type-member-init)

#include "plan/kernels_impl.h"

namespace commonground::plan {

const std::array<Kernels, kMaxPacks> kPortableKernels = {kernels_for<1>(), kernels_for<2>(),
                                                         kernels_for<3>(), kernels_for<4>()};

}  // namespace commonground::plan
