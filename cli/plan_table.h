// An answer as a table that people can read.
#pragma once

#include <string>

#include "cli/told_problem.h"
#include "commonground/plan.h"

namespace commonground::cli {

// At most 80 columns wide. With colour it holds terminal escape sequences.
[[nodiscard]] std::string plan_table(const ToldProblem& problem, const plan::Answer& answer,
                                     bool colour);

}  // namespace commonground::cli
