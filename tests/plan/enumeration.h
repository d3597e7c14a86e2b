// The frontier by trying every plan, straight from the definition in docs/formats/plan.md and with
// nothing taken from the engine: slow, and hard to get wrong.
#pragma once

#include <functional>
#include <vector>

#include "commonground/plan.h"

namespace commonground::plan {

// Which plans count, beside being acceptable.
using Allowed = std::function<bool(const std::vector<Choice>&)>;

[[nodiscard]] std::vector<Plan> enumerate_frontier(const Problem& problem,
                                                   const Allowed& allowed = {});

}  // namespace commonground::plan
