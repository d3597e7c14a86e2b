#include "content/reading.h"

#include <algorithm>
#include <string>
#include <utility>

namespace commonground::content {
namespace {

// The character that begins at a place of UTF-8 text, and its length.
struct Character {
  char32_t code = 0;
  std::size_t size = 1;
};
Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (at + size > text.size()) return {0xFFFD, 1};
  char32_t code = first & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) code = (code << 6U) | (byte(i) & 0x3FU);
  return {code, size};
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return (c >= 0xC0 && c != 0xD7 && c != 0xF7 && c < 0x2000) || c >= 0x2C00;
}

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019; }

bool ends_sentence(char32_t c) { return c == '.' || c == '?' || c == '!' || c == 0x2026; }

// Plain letters for counting vowels; an accent that parts two vowels is kept as a capital.
char vowel_of(char32_t c) {
  switch (c) {
    case U'á':
      return 'a';
    case U'é':
      return 'e';
    case U'ó':
      return 'o';
    case U'í':
      return 'I';
    case U'ú':
      return 'U';
    case U'ü':
      return 'u';
    default:
      return c < 0x80 ? static_cast<char>(c) : 'x';
  }
}

bool is_one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

// Groups of vowels, without a silent e at the end, nor in -es and -ed, nor before -ness and the
// like. NOLINTNEXTLINE(misc-no-recursion): each time on a shorter word
std::int64_t english_syllables(std::string_view word) {
  constexpr std::string_view kVowels = "aeiouy";
  constexpr auto kEndings = std::to_array<std::string_view>({"ness", "less", "ment", "ful", "ly"});
  for (const std::string_view ending : kEndings) {
    if (word.size() > ending.size() + 2 && word.ends_with(ending)) {
      return english_syllables(word.substr(0, word.size() - ending.size())) + 1;
    }
  }
  std::int64_t groups = 0;
  bool before = false;
  for (const char c : word) {
    const bool vowel = is_one_of(c, kVowels);
    if (vowel && !before) ++groups;
    before = vowel;
  }
  const auto consonant = [&](std::size_t from_end) {
    return word.size() > from_end && !is_one_of(word[word.size() - 1 - from_end], kVowels);
  };
  const bool heard_le = word.ends_with("le") && consonant(2);
  const bool silent_e = word.ends_with('e') && consonant(1) && !heard_le;
  const bool silent_ed =
      word.ends_with("ed") && consonant(2) && !word.ends_with("ted") && !word.ends_with("ded");
  const bool silent_es = word.ends_with("es") && consonant(2) && word.size() > 3 &&
                         !is_one_of(word[word.size() - 3], "scxzhg");
  if (silent_e || silent_ed || silent_es) --groups;
  return std::max<std::int64_t>(groups, 1);
}

// Every strong vowel is a syllable, and a weak one without a strong or weak one beside it.
std::int64_t spanish_syllables(std::string_view word) {
  constexpr std::string_view kStrong = "aeoIU";
  constexpr std::string_view kWeak = "iu";
  std::int64_t syllables = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    const char before = i > 0 ? word[i - 1] : 'x';
    const char after = i + 1 < word.size() ? word[i + 1] : 'x';
    // The u of que, qui, gue and gui is not heard.
    const bool mute = c == 'u' && is_one_of(before, "qg") && is_one_of(after, "eiI");
    const bool y_at_end = c == 'y' && i + 1 == word.size();
    if (mute) continue;
    if (is_one_of(c, kStrong)) {
      ++syllables;
    } else if (is_one_of(c, kWeak) || y_at_end) {
      const bool heard_before = is_one_of(before, kStrong) || is_one_of(before, kWeak);
      const bool mute_before =
          before == 'u' && i > 1 && is_one_of(word[i - 2], "qg") && is_one_of(c, "eiI");
      if ((!heard_before || mute_before) && !is_one_of(after, kStrong)) ++syllables;
    }
  }
  return std::max<std::int64_t>(syllables, 1);
}

std::int64_t syllables(std::string_view word, Reading reading) {
  switch (reading) {
    case Reading::kNone:
      return 1;
    case Reading::kFleschKincaid:
      return english_syllables(word);
    case Reading::kSzigrisztPazos:
      return spanish_syllables(word);
  }
  std::unreachable();
}

}  // namespace

Counts& Counts::operator+=(const Counts& other) {
  sentences += other.sentences;
  words += other.words;
  syllables += other.syllables;
  longest_sentence = std::max(longest_sentence, other.longest_sentence);
  return *this;
}

Counts count(std::string_view text, Reading reading) {
  const std::string small = folded(text);
  Counts counts;
  std::string word;
  std::int64_t in_sentence = 0;
  const auto end_word = [&] {
    if (word.empty()) return;
    ++counts.words;
    ++in_sentence;
    counts.syllables += syllables(word, reading);
    word.clear();
  };
  const auto end_sentence = [&] {
    end_word();
    if (in_sentence == 0) return;
    ++counts.sentences;
    counts.longest_sentence = std::max(counts.longest_sentence, in_sentence);
    in_sentence = 0;
  };
  for (std::size_t at = 0; at < small.size();) {
    const auto [c, size] = character_at(small, at);
    at += size;
    if (c == '{') {
      at = std::min(small.find('}', at), small.size() - 1) + 1;
      end_word();
      word = "name";
      counts.syllables += reading == Reading::kFleschKincaid ? 1 : 0;
      end_word();
    } else if (is_letter(c)) {
      word += vowel_of(c);
    } else if (ends_sentence(c)) {
      end_sentence();
    } else if (!is_apostrophe(c)) {
      end_word();
    }
  }
  end_sentence();
  return counts;
}

std::int64_t measure(const Counts& counts, Reading reading) {
  if (counts.words == 0) return 0;
  const auto per = [](std::int64_t factor, std::int64_t number, std::int64_t whole) {
    return factor * number / whole;
  };
  switch (reading) {
    case Reading::kNone:
      return 0;
    case Reading::kFleschKincaid:
      return per(390, counts.words, counts.sentences) +
             per(11'800, counts.syllables, counts.words) - 15'590;
    case Reading::kSzigrisztPazos:
      return 206'835 - per(62'300, counts.syllables, counts.words) -
             per(1'000, counts.words, counts.sentences);
  }
  std::unreachable();
}

bool too_hard(std::int64_t measure, int limit, Reading reading) {
  switch (reading) {
    case Reading::kNone:
      return false;
    case Reading::kFleschKincaid:
      return measure > std::int64_t{limit} * 1000;
    case Reading::kSzigrisztPazos:
      return measure < std::int64_t{limit} * 1000;
  }
  std::unreachable();
}

std::string folded(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (out[i] >= 'A' && out[i] <= 'Z') out[i] = static_cast<char>(out[i] + ('a' - 'A'));
    const auto second = static_cast<unsigned char>(i + 1 < out.size() ? out[i + 1] : '\0');
    // À to Þ, all but ×.
    if (out[i] == '\xC3' && second >= 0x80 && second <= 0x9E && second != 0x97) {
      out[i + 1] = static_cast<char>(second + 0x20);
    }
  }
  return out;
}

std::size_t find_word(std::string_view folded_text, std::string_view word) {
  const bool beginning = word.ends_with('*');
  if (beginning) word.remove_suffix(1);
  if (word.empty()) return std::string_view::npos;
  const bool sign = !is_letter(character_at(word, 0).code);
  const auto letter_at = [&](std::size_t at) {
    return at < folded_text.size() && is_letter(character_at(folded_text, at).code);
  };
  const auto letter_before = [&](std::size_t at) {
    if (at == 0) return false;
    do --at;
    while (at > 0 && (static_cast<unsigned char>(folded_text[at]) & 0xC0U) == 0x80U);
    return letter_at(at);
  };
  for (std::size_t at = folded_text.find(word); at != std::string_view::npos;
       at = folded_text.find(word, at + 1)) {
    if (sign || (!letter_before(at) && (beginning || !letter_at(at + word.size())))) return at;
  }
  return std::string_view::npos;
}

}  // namespace commonground::content
