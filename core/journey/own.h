// What someone has said in their own log, as it stands now.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "commonground/couple.h"
#include "journey/timeline.h"

namespace commonground::journey {

// What something said is about: its kind, and the fields that the table calls keys.
struct About {
  Kind kind{};
  std::array<std::int64_t, 3> numbers{};
  std::string text;
  auto operator<=>(const About&) const = default;
};
[[nodiscard]] About about(const Body& body);
// An answer to a way that is a yes.
[[nodiscard]] bool is_yes(const Body& body);

class Own {
 public:
  // The next in the order of the timeline.
  void apply(const Placed& placed);

  [[nodiscard]] const Body* find(const About& about) const;
  [[nodiscard]] const Body* find(Kind kind) const { return find(About{.kind = kind, .text = {}}); }
  // What was put into a matching round of a log with this commitment.
  [[nodiscard]] const Body* batch(const LogId& log, std::int64_t round,
                                  std::string_view commitment) const;
  // What was put onto a sealed table with keys of this hash.
  [[nodiscard]] const Body* table_list(const LogId& log, std::int64_t table,
                                       const Hash& keys) const;
  // What came of it.
  [[nodiscard]] const Body* table_met(const LogId& log, std::int64_t table) const;
  // All that stands, by kind and then by what it is about.
  [[nodiscard]] const std::map<About, Body>& all() const { return said_; }

 private:
  [[nodiscard]] bool had_seen_every_off(const Placed& placed) const;

  std::map<About, Body> said_;
  // Of each author, how many records there were when they last said that they go on alone.
  Seen offs_{};
};

// Adds what a body says to answers; those of other kinds are left out. The answers must have been
// made by `no_answers`.
[[nodiscard]] couple::Answers no_answers(const content::Pack& pack);
void add_answer(couple::Answers& answers, const Body& body);
// After the last one.
void finish_answers(couple::Answers& answers);

}  // namespace commonground::journey
