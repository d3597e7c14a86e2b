// Tasks that are measured natively and in WebAssembly alike.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "journey/own.h"

namespace commonground::bench {

// What someone says in years of it: the same needs and ways, again and again, and notes.
[[nodiscard]] std::string said(const content::Pack& pack, int number);

// The texts of so many records by two devices of one person, each of which has seen the other's
// now and then.
[[nodiscard]] std::vector<std::string> record_texts(const content::Pack& pack, int records);
// From these texts to what stands. Nothing if one of them is not understood.
[[nodiscard]] std::optional<journey::Own> fold(const std::vector<std::string>& texts,
                                               const content::Pack& pack);

// Both sides of a matching round over so many ways, until both have checked that they found the
// same. Whether they did.
[[nodiscard]] bool match_both_sides(std::size_t ways);

// What one of two computes at a sealed table, from first to last; the messages of the other are
// made beforehand.
class TableSide {
 public:
  explicit TableSide(std::size_t places);
  [[nodiscard]] bool meets() const;

 private:
  std::size_t places_;
  Bytes their_keys_;
  Bytes their_choices_;
  Bytes their_gates_;
};

}  // namespace commonground::bench
