// Any bytes as a problem file: read or refused, never worse. What is read is also solved, told and
// written, as far as a few thousand branches go, and small problems are held against trying every
// plan.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "commonground/plan.h"
#include "tests/plan/enumeration.h"

namespace {

using namespace commonground::plan;  // NOLINT(google-build-using-namespace): one short program

void require(bool holds) {
  if (!holds) std::abort();
}

// Few enough plans to try them all.
bool is_small(const Problem& problem) {
  std::size_t plans = 1;
  for (const Way& way : problem.ways) {
    plans *= 1 + 3 * static_cast<std::size_t>(way.most);
    if (plans > 3000) return false;
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto problem = read_problem({reinterpret_cast<const char*>(data), size});
  if (!problem) {
    require(!problem.error().path.empty());
    return 0;
  }
  Planner planner(*problem);
  planner.set_most_nodes(2000);
  const auto answer = planner.solve();
  if (!answer) {
    require(answer.error().code == RefusalCode::kTooMuchWork);
    return 0;
  }
  for (const Plan& plan : answer->frontier) {
    require(plan.gain == gain_of(*problem, plan.choices));
    require(plan.gain[0] >= 0 && plan.gain[1] >= 0);
  }
  require(!write_answer(*problem, *answer, 0).empty());
  if (is_small(*problem)) require(answer->frontier == enumerate_frontier(*problem));
  return 0;
}
