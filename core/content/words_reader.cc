#include "content/words_reader.h"

#include <algorithm>
#include <utility>

#include "base/json_reader.h"
#include "content/sections.h"

namespace commonground::content {
namespace {

using json::Place;
using json::Reader;
using json::Value;

constexpr std::string_view kFormat = "commonground.words/1";
constexpr std::size_t kMostErrors = 500;
constexpr std::size_t kMostDepth = 8;
constexpr int kMostName = 40;
constexpr int kMostWord = 60;
constexpr std::size_t kMostParagraphs = 8;

class WordsReader {
 public:
  WordsReader(std::string_view json, const Pack& pack) : in_(json, kMostErrors), pack_(pack) {}

  void read(std::string_view language);
  ReadWords take() { return {std::move(words_), std::move(in_.errors())}; }

 private:
  using Item = std::vector<std::vector<Text>>;  // by slot

  // Calls each(i, field) for each of the names that is there.
  template <class Each>
  void fields(const Place& object, const std::vector<std::string_view>& names, std::size_t required,
              Each each) {
    std::vector<std::optional<Value>> found(names.size());
    in_.fields(object, names, required, found);
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (found[i]) each(i, Place{*found[i], &object, names[i]});
    }
  }
  void joining(const Place& place);
  void section(const Place& place, Section section);
  void item(const Place& place, Section section, std::size_t position, Item& out);
  void slot(const Place& place, const SlotShape& shape, const std::vector<int>& variants,
            std::vector<Text>& out);
  void text(const Place& place, const SlotShape& shape, std::vector<Text>& out) {
    Text text{.text = {}, .line = in_.line_of(place.value)};
    in_.text(place, shape.most_characters, text.text);
    out.push_back(std::move(text));
  }

  Reader in_;
  const Pack& pack_;
  Words words_;
};

void WordsReader::slot(const Place& place, const SlotShape& shape, const std::vector<int>& variants,
                       std::vector<Text>& out) {
  switch (shape.form) {
    case Form::kOne:
      text(place, shape, out);
      return;
    case Form::kList:
      if (!in_.list(place, 1, kMostParagraphs)) return;
      in_.items(place, [&](const Place& item) { text(item, shape, out); });
      return;
    case Form::kByVariant: {
      std::vector<std::string_view> names;
      names.reserve(variants.size());
      for (const int variant : variants) {
        names.emplace_back(pack_.ids_of(Section::kVariants)[static_cast<std::size_t>(variant)]);
      }
      fields(place, names, names.size(),
             [&](std::size_t, const Place& field) { text(field, shape, out); });
      return;
    }
  }
  std::unreachable();
}

void WordsReader::item(const Place& place, Section section, std::size_t position, Item& out) {
  static const std::vector<int> kNoVariants;
  // A way that was broken in the pack may be there by its id alone.
  const bool has_variants = section == Section::kWays && position < pack_.ways.size();
  const std::vector<int>& variants = has_variants ? pack_.ways[position].variants : kNoVariants;
  const auto shapes = slots_of(section);
  std::vector<std::string_view> names;
  std::size_t required = shapes.size();
  for (const SlotShape& shape : shapes) names.push_back(shape.name);
  // A way without variants needs no word on them; they are the last slot of a way.
  if (shapes.back().form == Form::kByVariant && variants.empty()) --required;
  out.resize(shapes.size());
  fields(place, names, required,
         [&](std::size_t i, const Place& field) { slot(field, shapes[i], variants, out[i]); });
}

// {"between": ", ", "last": " y ",
//  "before": {"sounds": ["i", "hi"], "not": ["hie"], "last": " e "}}
void WordsReader::joining(const Place& place) {
  static constexpr auto kNames = std::to_array<std::string_view>({"between", "last", "before"});
  static constexpr auto kBefore = std::to_array<std::string_view>({"sounds", "last", "not"});
  static constexpr int kMostJoint = 20;
  Joining& out = words_.joining;
  const auto beginnings = [&](const Place& list, std::vector<std::string>& sounds) {
    if (!in_.list(list, 1, 40)) return;
    in_.items(list, [&](const Place& item) {
      std::string sound;
      if (in_.text(item, kMostJoint, sound)) sounds.push_back(std::move(sound));
    });
  };
  std::array<std::optional<Value>, kNames.size()> fields;
  in_.fields(place, kNames, 2, fields);
  if (fields[0]) in_.text({*fields[0], &place, kNames[0]}, kMostJoint, out.between);
  if (fields[1]) in_.text({*fields[1], &place, kNames[1]}, kMostJoint, out.last);
  if (!fields[2]) return;
  const Place before{*fields[2], &place, kNames[2]};
  std::array<std::optional<Value>, kBefore.size()> parts;
  in_.fields(before, kBefore, 2, parts);
  if (parts[0]) beginnings({*parts[0], &before, kBefore[0]}, out.sounds);
  if (parts[1]) in_.text({*parts[1], &before, kBefore[1]}, kMostJoint, out.last_before_sounds);
  if (parts[2]) beginnings({*parts[2], &before, kBefore[2]}, out.not_sounds);
}

void WordsReader::section(const Place& place, Section section) {
  const std::vector<std::string>& ids = pack_.ids_of(section);
  auto& items = words_.items[static_cast<std::size_t>(section)];
  items.resize(ids.size());
  const std::vector<std::string_view> names(ids.begin(), ids.end());
  fields(place, names, names.size(),
         [&](std::size_t i, const Place& field) { item(field, section, i, items[i]); });
}

void WordsReader::read(std::string_view language) {
  const auto document = in_.parse({.most_bytes = kMaxFileBytes, .most_depth = kMostDepth});
  if (!document) return;
  const Place root{document->root()};
  if (!in_.format(root, kFormat)) return;
  static constexpr std::size_t kOwnFields = 5;
  std::array<std::string_view, kOwnFields + kSections + 1> names = {"format", "pack", "language",
                                                                    "name", "joining"};
  for (std::size_t i = 0; i < kSections; ++i) {
    names[kOwnFields + i] = name_of(static_cast<Section>(i));
  }
  names.back() = "$schema";
  std::array<std::optional<Value>, names.size()> fields;
  in_.fields(root, names, names.size() - 1, fields);
  const auto at = [&](std::size_t field) { return Place{*fields[field], &root, names[field]}; };
  if (fields[1]) in_.exactly(at(1), pack_.id);
  if (fields[2]) in_.exactly(at(2), language);
  words_.language = language;
  if (fields[3]) in_.text(at(3), kMostName, words_.name);
  if (fields[4]) joining(at(4));
  for (std::size_t i = 0; i < kSections; ++i) {
    if (fields[kOwnFields + i]) section(at(kOwnFields + i), static_cast<Section>(i));
  }
}

constexpr std::string_view kVoiceFormat = "commonground.voice/1";
constexpr auto kReadings =
    std::to_array<std::string_view>({"none", "flesch-kincaid", "szigriszt-pazos"});

void read_forbidden(Reader& in, const Place& place, Forbidden& out) {
  static constexpr auto kNames = std::to_array<std::string_view>({"words", "why", "except"});
  std::array<std::optional<Value>, kNames.size()> fields;
  in.fields(place, kNames, 2, fields);
  const Place words{fields[0].value_or(place.value), &place, kNames[0]};
  if (fields[0] && in.list(words, 1, 1000)) {
    in.items(words, [&](const Place& item) {
      std::string word;
      if (!in.text(item, kMostWord, word)) return;
      // A star alone would stand for every word.
      if (word == "*") in.fail(InputErrorCode::kTextLength, item, 2, kMostWord);
      out.words.push_back(std::move(word));
    });
  }
  if (fields[1]) in.text({*fields[1], &place, kNames[1]}, 300, out.why);
  if (fields[2]) read_sections(in, {*fields[2], &place, kNames[2]}, out.except);
}

}  // namespace

ReadWords read_words(std::string_view json, const Pack& pack, std::string_view language) {
  WordsReader reader(json, pack);
  reader.read(language);
  return reader.take();
}

ReadVoice read_voice(std::string_view json, std::string_view language) {
  Reader in(json, kMostErrors);
  Voice voice;
  voice.language = language;
  const auto finished = [&] { return ReadVoice{std::move(voice), std::move(in.errors())}; };
  const auto document = in.parse({.most_bytes = kMaxFileBytes, .most_depth = kMostDepth});
  if (!document) return finished();
  const Place root{document->root()};
  if (!in.format(root, kVoiceFormat)) return finished();
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"format", "language", "reading", "limit", "longest-sentence", "forbidden", "$schema"});
  std::array<std::optional<Value>, kNames.size()> fields;
  in.fields(root, kNames, kNames.size() - 1, fields);
  const auto at = [&](std::size_t field) { return Place{*fields[field], &root, kNames[field]}; };
  std::size_t position = 0;
  if (fields[1]) in.exactly(at(1), language);
  if (fields[2] && in.choice(at(2), kReadings, position)) {
    voice.reading = static_cast<Reading>(position);
  }
  if (fields[3]) in.integer(at(3), 0, 100, voice.limit);
  if (fields[4]) in.integer(at(4), 1, 100, voice.longest_sentence);
  if (fields[5]) {
    const Place list = at(5);
    if (in.list(list, 1, 400)) {
      in.items(list, [&](const Place& item) {
        voice.forbidden.emplace_back();
        read_forbidden(in, item, voice.forbidden.back());
      });
    }
  }
  return finished();
}

}  // namespace commonground::content
