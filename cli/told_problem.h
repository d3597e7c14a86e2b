// A problem as it is told to people.
#pragma once

#include <string>
#include <vector>

#include "commonground/plan.h"

namespace commonground::cli {

// Its ids are the names that are shown.
struct ToldProblem : plan::Problem {
  std::string either = "either starts";
  bool begins_high = false;  // names begin with a capital that does not belong to them
  // By way: what each partner asks for, empty where there is nothing. May be shorter than the ways.
  std::vector<plan::PerPartner<std::string>> conditions = {};
};

}  // namespace commonground::cli
