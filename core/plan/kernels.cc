#include "plan/kernels.h"

#include <cassert>

namespace commonground::plan {

OptionView view_of(const OptionTable& table) {
  return {.slots = table.slots,
          .weight = table.weight.data(),
          .rows = table.rows.data(),
          .terms = table.terms.data(),
          .first_term = table.first_term.data(),
          .way = table.way.data(),
          .minutes = table.minutes.data()};
}

bool has_kernels(KernelSet set) {
  if (set == KernelSet::kPortable) return true;
#ifdef CG_HAVE_AVX2
  return __builtin_cpu_supports("avx2");
#else
  return false;
#endif
}

const Kernels& kernels_of([[maybe_unused]] KernelSet set, int packs) {
  assert(has_kernels(set) && packs >= 1 && packs <= kMaxPacks);
  const auto at = static_cast<std::size_t>(packs - 1);
#ifdef CG_HAVE_AVX2
  if (set == KernelSet::kAvx2) return kAvx2Kernels[at];
#endif
  return kPortableKernels[at];
}

KernelSet best_kernels() {
  return has_kernels(KernelSet::kAvx2) ? KernelSet::kAvx2 : KernelSet::kPortable;
}

}  // namespace commonground::plan
