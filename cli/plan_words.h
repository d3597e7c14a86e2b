// What the planning engine has to say, in words.
#pragma once

#include <string>

#include "cli/told_problem.h"
#include "commonground/plan.h"

namespace commonground::cli {

// Why there is no plan.
[[nodiscard]] std::string words(const plan::Refusal& refusal, const plan::Problem& problem);

// "Ana starts", "either starts".
[[nodiscard]] std::string who_starts(const ToldProblem& problem, plan::Starter starter);

// A plan's names, where several share one: "fair", "fair, even and most".
[[nodiscard]] std::string names_of(const plan::Answer& answer, std::size_t point);

// The answer as one would tell it to a friend: what each gains by the fair plan, how long it
// takes, and what meeting in the middle on how often would have given.
[[nodiscard]] std::string in_short(const ToldProblem& problem, const plan::Answer& answer);

// The name of a partner, made printable, and never empty.
[[nodiscard]] std::string partner_name(const plan::Problem& problem, std::size_t partner);

// Points as a whole percentage of what every need, met from nothing, would bring.
[[nodiscard]] int percent_of_all(plan::Points points);

// A level of 0..1000 as one says it: "1.2" of 4.
[[nodiscard]] std::string of_four(int level);

}  // namespace commonground::cli
