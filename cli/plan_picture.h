// An answer as a picture.
#pragma once

#include <string>

#include "cli/told_problem.h"
#include "commonground/plan.h"

namespace commonground::cli {

// An SVG image of its own, in light or dark as the viewer prefers: what is possible for both, the
// named plans, today, and meeting in the middle.
[[nodiscard]] std::string plan_picture(const ToldProblem& problem, const plan::Answer& answer);

}  // namespace commonground::cli
