// What `commonground plan` is given: a problem, or the answers of a couple that make one.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "cli/exit_code.h"
#include "cli/told_problem.h"
#include "commonground/content.h"
#include "commonground/plan.h"

namespace commonground::cli {

struct Asked {
  plan::Problem problem;
  std::optional<ToldProblem> told;  // if otherwise than by its ids
};

class PlanInput {
 public:
  // The folder of the pack that couples answered by (empty: the one inside the program), and the
  // language of its names. They are read when the first couple comes.
  PlanInput(std::string folder, std::string language)
      : folder_(std::move(folder)), language_(std::move(language)) {}

  [[nodiscard]] std::expected<Asked, Failure> read(std::string_view json);

 private:
  std::expected<void, Failure> need_pack();
  std::expected<Asked, Failure> read_couple(std::string_view json);

  std::string folder_;
  std::string language_;
  std::optional<content::Library> library_;
  std::optional<content::Words> words_;
};

}  // namespace commonground::cli
