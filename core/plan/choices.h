// The plans of a frontier that have names.
#pragma once

#include "commonground/plan.h"

namespace commonground::plan {

// Fills in fair, even, most, balanced and light. The frontier must not be empty.
void name_plans(Answer& answer);

// The usual way in the middle of both wishes, beside the answer's fair plan. Nothing if the problem
// has no usual way, or nobody may start it.
[[nodiscard]] std::optional<Middle> middle_of(const Problem& problem, const Plan& fair);

}  // namespace commonground::plan
