// Reads the files of a language: its words, and its voice.
#pragma once

#include <vector>

#include "commonground/content.h"

namespace commonground::content {

struct ReadWords {
  Words words;  // only to be used if there are no errors
  std::vector<InputError> errors;
};
// Every item of the pack must have every text of its section, and nothing else may be there.
[[nodiscard]] ReadWords read_words(std::string_view json, const Pack& pack,
                                   std::string_view language);

struct ReadVoice {
  Voice voice;
  std::vector<InputError> errors;
};
[[nodiscard]] ReadVoice read_voice(std::string_view json, std::string_view language);

}  // namespace commonground::content
