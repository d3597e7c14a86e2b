// How problems and plans look in a failed test.
#pragma once

#include <ostream>

#include "commonground/plan.h"

namespace commonground::plan {

inline void PrintTo(const Plan& plan, std::ostream* out) {  // NOLINT: the name GoogleTest looks for
  *out << "(" << plan.gain[0] << ", " << plan.gain[1] << ") in " << plan.minutes << " min:";
  for (const Choice& choice : plan.choices) {
    *out << " " << choice.way << "x" << choice.times << "/"
         << kStarterNames[static_cast<std::size_t>(choice.starter)];
  }
}

}  // namespace commonground::plan
