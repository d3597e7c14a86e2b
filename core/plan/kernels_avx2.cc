// Compiled with -mavx2, where CG_HAVE_AVX2 is set: nothing in this file may run before
// `has_kernels` has said yes.
#ifdef CG_HAVE_AVX2

#include <immintrin.h>

#include "plan/kernels.h"

namespace commonground::plan {
namespace {

struct Lanes {
  __m256i v;

  static Lanes load(const Pack* from) {
    return {_mm256_load_si256(reinterpret_cast<const __m256i*>(from))};
  }
  static Lanes load(const std::int32_t* from) {
    return {_mm256_loadu_si256(reinterpret_cast<const __m256i*>(from))};
  }
  static Lanes all(std::int32_t value) { return {_mm256_set1_epi32(value)}; }
  void store(Pack* to) const { _mm256_store_si256(reinterpret_cast<__m256i*>(to), v); }
};

Lanes add(const Lanes& a, const Lanes& b) { return {_mm256_add_epi32(a.v, b.v)}; }
Lanes subtract(const Lanes& a, const Lanes& b) { return {_mm256_sub_epi32(a.v, b.v)}; }
Lanes multiply(const Lanes& a, const Lanes& b) { return {_mm256_mullo_epi32(a.v, b.v)}; }
Lanes larger(const Lanes& a, const Lanes& b) { return {_mm256_max_epi32(a.v, b.v)}; }
Lanes smaller(const Lanes& a, const Lanes& b) { return {_mm256_min_epi32(a.v, b.v)}; }
// All bits set where a < b.
Lanes less(const Lanes& a, const Lanes& b) { return {_mm256_cmpgt_epi32(b.v, a.v)}; }
bool any_less(const Lanes& a, const Lanes& b) { return _mm256_movemask_epi8(less(a, b).v) != 0; }
// A bit for each lane whose bits are set.
unsigned bits(const Lanes& a) {
  return static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(a.v)));
}
Lanes either(const Lanes& a, const Lanes& b) { return {_mm256_or_si256(a.v, b.v)}; }
Lanes choose(const Lanes& mask, const Lanes& where_set, const Lanes& where_not) {
  return {_mm256_blendv_epi8(where_not.v, where_set.v, mask.v)};
}
template <int kBits>
Lanes shift_right(const Lanes& a) {
  return {_mm256_srai_epi32(a.v, kBits)};
}

__m256i load_slots(const std::int16_t* from) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
}

// Levels stay below 8001 and relief below 2001, so sixteen bits hold them; weights sum to about
// 1000, so thirty-two hold the products.
__m256i weighted_relief(const std::int16_t* level, const std::int16_t* row,
                        const std::int16_t* weight) {
  const __m256i raised = _mm256_add_epi16(load_slots(level), load_slots(row));
  const __m256i capped = _mm256_min_epi16(raised, _mm256_set1_epi16(1000));
  const __m256i halved = _mm256_min_epi16(capped, _mm256_set1_epi16(500));
  const __m256i relief = _mm256_add_epi16(capped, _mm256_add_epi16(halved, halved));
  return _mm256_madd_epi16(relief, load_slots(weight));
}

Benefit benefit_of(int slots, const std::int16_t* level, const std::int16_t* row,
                   const std::int16_t* weight) {
  __m256i first = weighted_relief(level, row, weight);
  __m256i second = weighted_relief(level + slots, row + slots, weight + slots);
  if (slots > kSlotStep) {
    first = _mm256_add_epi32(
        first, weighted_relief(level + kSlotStep, row + kSlotStep, weight + kSlotStep));
    const int at = slots + kSlotStep;
    second = _mm256_add_epi32(second, weighted_relief(level + at, row + at, weight + at));
  }
  __m256i both = _mm256_hadd_epi32(first, second);
  both = _mm256_hadd_epi32(both, both);
  const __m128i total =
      _mm_add_epi32(_mm256_castsi256_si128(both), _mm256_extracti128_si256(both, 1));
  return {.first = _mm_cvtsi128_si32(total), .second = _mm_extract_epi32(total, 1)};
}

}  // namespace
}  // namespace commonground::plan

#include "plan/kernels_impl.h"

namespace commonground::plan {

const std::array<Kernels, kMaxPacks> kAvx2Kernels = {kernels_for<1>(), kernels_for<2>(),
                                                     kernels_for<3>(), kernels_for<4>()};

}  // namespace commonground::plan

#endif
