#include "session/faults.h"

#include <algorithm>

namespace commonground::session {

using record::RecordError;

void Faults::add(const record::Head& head, RecordError error) {
  const auto there = faults_.find(place(head));
  if (there != faults_.end() && there->second == RecordError::kFork) return;
  const auto of_this_kind =
      std::ranges::count_if(faults_, [&](const auto& fault) { return fault.second == error; });
  if (static_cast<std::size_t>(of_this_kind) >= kMostOfAKind) return;
  faults_.insert_or_assign(place(head), error);
}

std::vector<Faults::Fault> Faults::all() const {
  std::vector<Fault> all;
  all.reserve(faults_.size());
  for (const bool forks : {true, false}) {  // those first
    for (const auto& [place, error] : faults_) {
      if ((error == RecordError::kFork) != forks) continue;
      all.push_back({.log = std::get<LogId>(place), .error = error});
    }
  }
  return all;
}

}  // namespace commonground::session
