// Any bytes as a couple's file, by the first pack: read or refused, never worse. What is read makes
// a problem that can be written, read again as the same, and solved.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "commonground/couple.h"
#include "tests/content/closer.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace commonground;  // NOLINT(google-build-using-namespace): one short program
  static const content::Library kLibrary = tests::closer();
  const auto couple =
      couple::read_couple({reinterpret_cast<const char*>(data), size}, kLibrary.pack);
  if (!couple) {
    require(!couple.error().empty());
    return 0;
  }
  const couple::Planning planning = couple::planning_from(kLibrary.pack, *couple);
  require(planning.ways.size() == planning.problem.ways.size());
  const std::string written = plan::write_problem(planning.problem);
  const auto read = plan::read_problem(written);
  require(read && plan::write_problem(*read) == written);
  plan::Planner planner(planning.problem);
  planner.set_most_nodes(200);
  const auto answer = planner.solve();
  require(answer || answer.error().code == plan::RefusalCode::kTooMuchWork);
  return 0;
}
