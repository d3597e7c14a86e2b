// Records that were refused. Each is shown until the one that belongs there comes.
#pragma once

#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

#include "record/sealed_record.h"

namespace commonground::session {

class Faults {
 public:
  // So many of one kind are kept, so that nobody hides one of another kind behind them.
  static constexpr std::size_t kMostOfAKind = 20;

  struct Fault {
    LogId log;
    record::RecordError error{};
  };

  // One for each place of a log. That there is another record at a place is never forgotten.
  void add(const record::Head& head, record::RecordError error);
  void mend(const record::Head& head) { faults_.erase(place(head)); }

  // Forks first.
  [[nodiscard]] std::vector<Fault> all() const;

 private:
  using Place = std::tuple<LogId, std::uint8_t, std::uint64_t>;  // log, author, counter
  static Place place(const record::Head& head) { return {head.log, head.author, head.counter}; }

  std::map<Place, record::RecordError> faults_;
};

}  // namespace commonground::session
