#include "cli/plan_input.h"

#include <utility>

#include "cli/input_words.h"
#include "cli/pack_files.h"
#include "commonground/couple.h"

namespace commonground::cli {
namespace {

// The problem with the names of the pack in place of its ids.
ToldProblem told(const couple::Planning& planning, const content::Words& words) {
  ToldProblem told{planning.problem, "at a set time", true, planning.conditions};
  const auto name = [&](content::Section section, int item) {
    return std::string(words.text(section, static_cast<std::size_t>(item), content::Slot::kName));
  };
  for (std::size_t i = 0; i < planning.needs.size(); ++i) {
    told.needs[i] = name(content::Section::kNeeds, planning.needs[i]);
  }
  for (std::size_t i = 0; i < planning.ways.size(); ++i) {
    told.ways[i].id = name(content::Section::kWays, planning.ways[i]);
  }
  return told;
}

}  // namespace

std::expected<void, Failure> PlanInput::need_pack() {
  if (words_) return {};
  auto library = usable_pack(folder_);
  if (!library) return std::unexpected(std::move(library.error()));
  auto words = words_in(*library, language_);
  if (!words) return std::unexpected(std::move(words.error()));
  library_ = std::move(*library);
  words_ = std::move(*words);
  return {};
}

std::expected<Asked, Failure> PlanInput::read_couple(std::string_view json) {
  if (auto pack = need_pack(); !pack) return std::unexpected(std::move(pack.error()));
  const auto couple = couple::read_couple(json, library_->pack);
  if (!couple) {
    std::string message;
    for (const InputError& error : couple.error()) {
      message += (message.empty() ? "" : "\n") + words(error);
    }
    return std::unexpected(Failure{kRefused, std::move(message)});
  }
  couple::Planning planning = couple::planning_from(library_->pack, *couple);
  ToldProblem shown = told(planning, *words_);
  return Asked{std::move(planning.problem), std::move(shown)};
}

std::expected<Asked, Failure> PlanInput::read(std::string_view json) {
  auto problem = plan::read_problem(json);
  if (problem) return Asked{std::move(*problem), {}};
  const InputError& error = problem.error();
  if (error.code == InputErrorCode::kWrongFormat && error.found_text == couple::kFormat) {
    return read_couple(json);
  }
  return std::unexpected(Failure{kRefused, words(error)});
}

}  // namespace commonground::cli
