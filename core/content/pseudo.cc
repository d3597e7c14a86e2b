// The pseudo-language, and writing words as the file of a language.
#include <algorithm>
#include <utility>

#include "base/json_writer.h"
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

void write_strings(json::Writer& out, std::string_view key, const std::vector<std::string>& all) {
  out.key(key);
  out.begin_list();
  for (const std::string& one : all) out.string(one);
  out.end_list();
}

void write_joining(json::Writer& out, const Joining& joining) {
  out.begin_object();
  out.key("between");
  out.string(joining.between);
  out.key("last");
  out.string(joining.last);
  if (!joining.sounds.empty()) {
    out.key("before");
    out.begin_object();
    write_strings(out, "sounds", joining.sounds);
    if (!joining.not_sounds.empty()) write_strings(out, "not", joining.not_sounds);
    out.key("last");
    out.string(joining.last_before_sounds);
    out.end_object();
  }
  out.end_object();
}

}  // namespace

Words pseudo(const Words& words) {
  Words out = words;
  out.language = "pseudo";
  out.name = pseudo(words.name);
  each_text(out, [](const TextPlace&, Text& text) { text.text = pseudo(text.text); });
  return out;
}

std::string path_of(const Pack& pack, const TextPlace& place) {
  const SlotShape& shape = slots_of(place.section)[place.slot];
  std::string path = "$." + std::string(name_of(place.section)) + "." +
                     pack.ids_of(place.section)[place.item] + "." + std::string(shape.name);
  switch (shape.form) {
    case Form::kOne:
      return path;
    case Form::kList:
      return path + "[" + std::to_string(place.part) + "]";
    case Form::kByVariant: {
      const auto variant = static_cast<std::size_t>(pack.ways[place.item].variants[place.part]);
      return path + "." + pack.ids_of(Section::kVariants)[variant];
    }
  }
  std::unreachable();
}

std::string write_words(const Pack& pack, const Words& words) {
  json::Writer out;
  const auto field = [&](std::string_view name, std::string_view text) {
    out.key(name);
    out.string(text);
  };
  out.begin_object();
  field("format", "commonground.words/1");
  field("pack", pack.id);
  field("language", words.language);
  field("name", words.name);
  out.key("joining");
  write_joining(out, words.joining);
  for (std::size_t s = 0; s < kSections; ++s) {
    const auto section = static_cast<Section>(s);
    out.key(name_of(section));
    out.begin_object();
    for (std::size_t item = 0; item < words.items[s].size(); ++item) {
      out.key(pack.ids[s][item]);
      out.begin_object();
      const auto shapes = slots_of(section);
      for (std::size_t slot = 0; slot < shapes.size(); ++slot) {
        const std::vector<Text>& texts = words.items[s][item][slot];
        if (shapes[slot].form == Form::kByVariant && texts.empty()) continue;
        out.key(shapes[slot].name);
        if (shapes[slot].form == Form::kOne) {
          out.string(texts.front().text);
        } else if (shapes[slot].form == Form::kList) {
          out.begin_list();
          for (const Text& text : texts) out.string(text.text);
          out.end_list();
        } else {
          out.begin_object();
          for (std::size_t part = 0; part < texts.size(); ++part) {
            const auto variant = static_cast<std::size_t>(pack.ways[item].variants[part]);
            field(pack.ids_of(Section::kVariants)[variant], texts[part].text);
          }
          out.end_object();
        }
      }
      out.end_object();
    }
    out.end_object();
  }
  out.end_object();
  return out.take();
}

}  // namespace commonground::content
