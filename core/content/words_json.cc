// Writes words as the file of a language.
#include <utility>

#include "base/json_writer.h"
#include "commonground/words.h"

namespace commonground::content {
namespace {

void write_field(json::Writer& out, std::string_view name, std::string_view text) {
  out.key(name);
  out.string(text);
}

void write_strings(json::Writer& out, std::string_view key, const std::vector<std::string>& all) {
  out.key(key);
  out.begin_list();
  for (const std::string& one : all) out.string(one);
  out.end_list();
}

void write_joining(json::Writer& out, const Joining& joining) {
  out.begin_object();
  write_field(out, "between", joining.between);
  write_field(out, "last", joining.last);
  if (!joining.sounds.empty()) {
    out.key("before");
    out.begin_object();
    write_strings(out, "sounds", joining.sounds);
    if (!joining.not_sounds.empty()) write_strings(out, "not", joining.not_sounds);
    write_field(out, "last", joining.last_before_sounds);
    out.end_object();
  }
  out.end_object();
}

// `variants` are those of the way that the texts are about.
void write_slot(json::Writer& out, const Pack& pack, const std::vector<int>& variants, Form form,
                const std::vector<Text>& texts) {
  switch (form) {
    case Form::kOne:
      out.string(texts.front().text);
      return;
    case Form::kList:
      out.begin_list();
      for (const Text& text : texts) out.string(text.text);
      out.end_list();
      return;
    case Form::kByVariant:
      out.begin_object();
      for (std::size_t part = 0; part < texts.size(); ++part) {
        const auto variant = static_cast<std::size_t>(variants[part]);
        write_field(out, pack.ids_of(Section::kVariants)[variant], texts[part].text);
      }
      out.end_object();
      return;
  }
  std::unreachable();
}

void write_item(json::Writer& out, const Pack& pack, const Words& words, Section section,
                std::size_t item) {
  static const std::vector<int> kNoVariants;
  const auto& variants = section == Section::kWays ? pack.ways[item].variants : kNoVariants;
  out.begin_object();
  for (const SlotShape& shape : slots_of(section)) {
    const std::vector<Text>& texts = words.texts(section, item, shape.slot);
    if (shape.form == Form::kByVariant && texts.empty()) continue;
    out.key(shape.name);
    write_slot(out, pack, variants, shape.form, texts);
  }
  out.end_object();
}

}  // namespace

std::string write_words(const Pack& pack, const Words& words) {
  json::Writer out;
  out.begin_object();
  write_field(out, "format", "commonground.words/1");
  write_field(out, "pack", pack.id);
  write_field(out, "language", words.language);
  write_field(out, "name", words.name);
  out.key("joining");
  write_joining(out, words.joining);
  for (std::size_t s = 0; s < kSections; ++s) {
    const auto section = static_cast<Section>(s);
    out.key(name_of(section));
    out.begin_object();
    for (std::size_t item = 0; item < words.items[s].size(); ++item) {
      out.key(pack.ids[s][item]);
      write_item(out, pack, words, section, item);
    }
    out.end_object();
  }
  out.end_object();
  return out.take();
}

}  // namespace commonground::content
