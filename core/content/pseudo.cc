// The pseudo-language.
#include <array>

#include "content/each_text.h"

namespace commonground::content {
namespace {

constexpr std::string_view kPlain = "aeiouyncAEIOUYNC";
constexpr auto kAccented = std::to_array<std::string_view>(
    {"á", "ë", "ï", "ö", "ü", "ý", "ñ", "ç", "Á", "Ë", "Ï", "Ö", "Ü", "Ý", "Ñ", "Ç"});

// About two fifths longer, which is what a long language takes.
std::string pseudo(std::string_view text) {
  std::string out = "⟦";
  std::size_t letters = 0;
  bool in_braces = false;
  for (const char c : text) {
    if (c == '{') in_braces = true;
    const std::size_t at = in_braces ? std::string_view::npos : kPlain.find(c);
    if (at == std::string_view::npos) {
      out += c;
    } else {
      out += kAccented[at];
    }
    if (c == '}') in_braces = false;
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++letters;
  }
  for (std::size_t i = 0; i < letters * 2 / 5; ++i) out += i % 5 == 0 ? " " : "·";
  return out + "⟧";
}

}  // namespace

Words pseudo(const Words& words) {
  Words out = words;
  out.language = "pseudo";
  out.name = pseudo(words.name);
  each_text(out, [](const TextPlace&, Text& text) { text.text = pseudo(text.text); });
  return out;
}

}  // namespace commonground::content
