// The words of a content pack in a language, and what is not said in it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commonground/pack.h"

namespace commonground::content {

// What is said about an item.
enum class Slot : std::uint8_t {
  kName,
  kLine,
  kTitle,
  kText,
  kMet,       // how it is when a need is met
  kMissing,   // and when it is not
  kFirst,     // a hint for the first time
  kVariants,  // one text for each variant of the way
  kQuestion,
  kOpens,  // the beginning of a sentence: "When I ask"
  kFelt,   // a clause: "I feel hopeful"
  kMe,     // a clause: "ask again"
  kThey,   // after a name: "asks again"
  kWith,   // a clause: "with money"
  kPaper,  // how it is done on paper, step by step
};

enum class Form : std::uint8_t { kOne, kList, kByVariant };

struct SlotShape {
  Slot slot{};
  std::string_view name;  // in the files
  int most_characters = 0;
  Form form = Form::kOne;
  std::string_view placeholders = {};  // the allowed ones, with a space between
};
[[nodiscard]] std::span<const SlotShape> slots_of(Section section);

struct Text {
  std::string text;
  std::size_t line = 0;  // in its file
};

// How a language puts a list into a sentence: "a", "a and b", "a, b and c".
struct Joining {
  std::string between;
  std::string last;
  // Some languages change the last joint before certain sounds: Spanish y is e before i and hi, but
  // not before hie. All three are empty where there is nothing of the kind.
  std::vector<std::string> sounds;      // beginnings, in small letters
  std::vector<std::string> not_sounds;  // longer beginnings that are none of them
  std::string last_before_sounds;
};
[[nodiscard]] std::string joined(const Joining& joining, std::span<const std::string> items);

// A text with its placeholders filled in. Every placeholder must be given; so it is for all texts
// of a checked pack, by the names in slots_of.
struct Filling {
  std::string_view name;
  std::string value;
};
[[nodiscard]] std::string filled(std::string_view text, std::span<const Filling> fillings);

// Everything a person reads from a pack, in one language. Complete: every item of the pack has
// every text that its section calls for.
struct Words {
  std::string language;  // as in "es"
  std::string name;      // of the language, in itself
  Joining joining = {};
  // By section and item, in the order of the pack, then by slot in the order of slots_of: one text,
  // the texts of a list, or one for each variant of the way.
  std::array<std::vector<std::vector<std::vector<Text>>>, kSections> items;

  [[nodiscard]] const std::vector<Text>& texts(Section section, std::size_t item, Slot slot) const;
  [[nodiscard]] std::string_view text(Section section, std::size_t item, Slot slot) const {
    return texts(section, item, slot).front().text;
  }
};

// The same words with other letters, in brackets and longer, so that on a screen a text that is
// missing, or that will not fit, can be seen. Placeholders stay.
[[nodiscard]] Words pseudo(const Words& words);
// The language file of these words.
[[nodiscard]] std::string write_words(const Pack& pack, const Words& words);

// What is not said in a language, and how hard its texts may be to read.
enum class Reading : std::uint8_t {
  kNone,
  kFleschKincaid,   // English, a school grade: at most `limit`
  kSzigrisztPazos,  // Spanish, 0 hard .. 100 easy: at least `limit`
};
struct Forbidden {
  std::vector<std::string> words;  // small letters; an end in * stands for any letters
  std::string why;
  Set except = 0;  // sections in which they may stand
};
struct Voice {
  std::string language;
  Reading reading{};
  int limit = 0;
  int longest_sentence = 0;  // in words
  std::vector<Forbidden> forbidden;
};

}  // namespace commonground::content
