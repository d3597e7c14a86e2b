// How hard a text is to read, in integers.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "commonground/content.h"

namespace commonground::content {

struct Counts {
  std::int64_t sentences = 0;
  std::int64_t words = 0;
  std::int64_t syllables = 0;
  std::int64_t longest_sentence = 0;  // in words

  Counts& operator+=(const Counts& other);
};

// Sentences, words and syllables of a text; syllables by the rules of the language that the measure
// is for. A placeholder counts as one word of two syllables.
[[nodiscard]] Counts count(std::string_view text, Reading reading);

// The measure in thousandths: a school grade for kFleschKincaid (Kincaid, Fishburne, Rogers and
// Chissom 1975), ease from 0 to 100 for kSzigrisztPazos (Szigriszt Pazos 1993, read on Barrio's
// INFLESZ scale). 0 for kNone or without words.
[[nodiscard]] std::int64_t measure(const Counts& counts, Reading reading);

// Whether a measure is beyond a limit, in its own direction.
[[nodiscard]] bool too_hard(std::int64_t measure, int limit, Reading reading);

// Small letters for comparing: ASCII and the letters of Latin-1.
[[nodiscard]] std::string folded(std::string_view text);

// Where a forbidden word stands in folded text, or npos. A word is found whole, or by its beginning
// if it ends in *; signs such as ! are found anywhere.
[[nodiscard]] std::size_t find_word(std::string_view folded_text, std::string_view word);

}  // namespace commonground::content
