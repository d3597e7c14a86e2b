// What a careful editor would look at in a library that can be read.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "content/each_text.h"
#include "content/placeholders.h"
#include "content/reading.h"

namespace commonground::content {
namespace {

// The balance of a pack, with its reasons in docs/formats/pack.md.
constexpr int kMostOfNeed = 600;  // thousandths that one way may meet in a week
constexpr std::size_t kLeastWaysOfNeed = 5;
constexpr std::size_t kLeastFamiliesOfNeed = 3;
constexpr std::size_t kLeastWaysOfFamily = 4;
constexpr std::size_t kMostPercentOfFamily = 20;
constexpr std::size_t kMostPercentIntimate = 33;
// The measures were made for passages of a hundred words and more.
constexpr std::int64_t kLeastWordsToMeasure = 100;
// Shorter texts may be the same in two languages, or twice in one.
constexpr std::size_t kWorthComparing = 20;  // bytes

std::string pack_path(Section section, std::size_t item) {
  return "$." + std::string(name_of(section)) + "[" + std::to_string(item) + "]";
}

class Checker {
 public:
  Checker(const Library& library, Date today)
      : library_(library), pack_(library.pack), today_(today) {}

  std::vector<Finding> run() {
    needs();
    families();
    ways();
    unused();
    help();
    for (std::size_t i = 0; i < library_.words.size(); ++i) {
      words(library_.words[i], library_.voices[i]);
    }
    return std::move(findings_);
  }

 private:
  Finding& note(FindingCode code, std::string path) {
    return findings_.emplace_back(
        Finding{.code = code, .file = "pack.json", .path = std::move(path)});
  }
  void note(FindingCode code, std::string path, std::size_t found, std::size_t limit) {
    Finding& finding = note(code, std::move(path));
    finding.found = static_cast<std::int64_t>(found);
    finding.limit = static_cast<std::int64_t>(limit);
  }

  void needs();
  void families();
  void ways();
  void help();

  void unused();
  // An item that nothing refers to; `used` holds positions.
  void unused(Section section, const std::set<int>& used);

  // The same text in the first language, if it is there.
  [[nodiscard]] const Text* in_first_language(const TextPlace& place) const;
  void words(const Words& words, const Voice& voice);
  void placeholders(const Words& words, const TextPlace& place, const Text& text);
  void forbidden(const Words& words, const Voice& voice, const TextPlace& place, const Text& text);
  void untranslated(const Words& words, const TextPlace& place, const Text& text);
  void reading(const Words& words, const Voice& voice);
  Finding& note(FindingCode code, const Words& words, const TextPlace& place, const Text& text) {
    Finding& finding = note(code, path_of(pack_, place));
    finding.file = words.language + ".json";
    finding.line = text.line;
    return finding;
  }

  const Library& library_;
  const Pack& pack_;
  Date today_;
  std::vector<Finding> findings_;
};

void Checker::needs() {
  for (std::size_t need = 0; need < pack_.needs.size(); ++need) {
    std::size_t ways = 0;
    std::set<int> families;
    for (const Way& way : pack_.ways) {
      if (std::ranges::find(way.meets, static_cast<int>(need), &Meet::need) == way.meets.end()) {
        continue;
      }
      ++ways;
      families.insert(way.family);
    }
    const std::string path = pack_path(Section::kNeeds, need);
    if (ways < kLeastWaysOfNeed) note(FindingCode::kTooFewWays, path, ways, kLeastWaysOfNeed);
    if (families.size() < kLeastFamiliesOfNeed) {
      note(FindingCode::kTooFewFamilies, path, families.size(), kLeastFamiliesOfNeed);
    }
  }
}

void Checker::families() {
  const std::size_t all = pack_.ways.size();
  for (std::size_t family = 0; family < pack_.families.size(); ++family) {
    const auto ways = static_cast<std::size_t>(
        std::ranges::count(pack_.ways, static_cast<int>(family), &Way::family));
    const std::string path = pack_path(Section::kFamilies, family);
    if (ways < kLeastWaysOfFamily)
      note(FindingCode::kFamilyTooSmall, path, ways, kLeastWaysOfFamily);
    const std::size_t most = std::max(all * kMostPercentOfFamily / 100, kLeastWaysOfFamily);
    if (ways > most) note(FindingCode::kFamilyTooLarge, path, ways, most);
  }
  const auto intimate =
      static_cast<std::size_t>(std::ranges::count(pack_.ways, true, &Way::intimate));
  const std::size_t most = all * kMostPercentIntimate / 100;
  if (intimate > most) note(FindingCode::kTooManyIntimate, "$.ways", intimate, most);
}

void Checker::ways() {
  for (std::size_t i = 0; i < pack_.ways.size(); ++i) {
    const Way& way = pack_.ways[i];
    const std::string path = pack_path(Section::kWays, i);
    if (way.meets.empty()) note(FindingCode::kMeetsNothing, path);
    for (const Meet& meet : way.meets) {
      const int found = meet.thousandths * way.most;
      if (found <= kMostOfNeed) continue;
      note(FindingCode::kTooStrong,
           path + ".meets." + pack_.ids_of(Section::kNeeds)[static_cast<std::size_t>(meet.need)],
           static_cast<std::size_t>(found), static_cast<std::size_t>(kMostOfNeed));
    }
  }
}

void Checker::unused(Section section, const std::set<int>& used) {
  for (std::size_t item = 0; item < pack_.ids_of(section).size(); ++item) {
    if (used.contains(static_cast<int>(item))) continue;
    note(FindingCode::kUnusedId, pack_path(section, item)).text = pack_.ids_of(section)[item];
  }
}

void Checker::unused() {
  std::set<int> sources;
  std::set<int> variants;
  std::set<int> themes;
  std::set<int> countries;
  for (const Need& need : pack_.needs) sources.insert(need.sources.begin(), need.sources.end());
  for (const Way& way : pack_.ways) {
    sources.insert(way.sources.begin(), way.sources.end());
    variants.insert(way.variants.begin(), way.variants.end());
  }
  for (const Picture& picture : pack_.pictures) themes.insert(picture.theme);
  for (const Help& help : pack_.help) countries.insert(help.country);
  for (std::size_t i = 0; i < pack_.sources.size(); ++i) {
    if (pack_.sources[i].sections != 0 || sources.contains(static_cast<int>(i))) continue;
    note(FindingCode::kUnusedId, "$.sources[" + std::to_string(i) + "]").text = pack_.sources[i].id;
  }
  unused(Section::kVariants, variants);
  unused(Section::kThemes, themes);
  unused(Section::kCountries, countries);
  Set felt = 0;
  Set moved = 0;
  for (const Feeling& feeling : pack_.feelings) felt |= feeling.seats;
  for (const Move& move : pack_.moves) moved |= move.seats;
  std::set<int> seats;
  for (std::size_t seat = 0; seat < kSeats; ++seat) {
    if (holds(felt & moved, seat)) seats.insert(static_cast<int>(seat));
  }
  unused(Section::kSeats, seats);
}

void Checker::help() {
  for (std::size_t i = 0; i < pack_.help.size(); ++i) {
    if (!shows_age(pack_.help[i].checked, today_)) continue;
    note(FindingCode::kOldEntry, pack_path(Section::kHelp, i) + ".checked").text =
        to_string(pack_.help[i].checked);
  }
}

const Text* Checker::in_first_language(const TextPlace& place) const {
  const auto& texts =
      library_.words.front().items[static_cast<std::size_t>(place.section)][place.item][place.slot];
  return place.part < texts.size() ? &texts[place.part] : nullptr;
}

void Checker::placeholders(const Words& words, const TextPlace& place, const Text& text) {
  const Placeholders here = placeholders_of(text.text);
  if (here.broken) {
    note(FindingCode::kBrokenPlaceholder, words, place, text);
    return;
  }
  const std::string_view allowed = slots_of(place.section)[place.slot].placeholders;
  for (const std::string_view name : here.names) {
    if (is_listed(name, allowed)) continue;
    note(FindingCode::kUnknownPlaceholder, words, place, text).text = name;
  }
  const Text* first = in_first_language(place);
  if (first == nullptr || first == &text) return;
  for (const std::string_view name : placeholders_of(first->text).names) {
    if (std::ranges::find(here.names, name) != here.names.end()) continue;
    note(FindingCode::kMissingPlaceholder, words, place, text).text = name;
  }
}

void Checker::forbidden(const Words& words, const Voice& voice, const TextPlace& place,
                        const Text& text) {
  const std::string small = folded(text.text);
  for (const Forbidden& rule : voice.forbidden) {
    if (holds(rule.except, static_cast<std::size_t>(place.section))) continue;
    for (const std::string& word : rule.words) {
      if (find_word(small, word) == std::string::npos) continue;
      Finding& finding = note(FindingCode::kForbiddenWord, words, place, text);
      finding.text = word;
      finding.why = rule.why;
    }
  }
}

void Checker::untranslated(const Words& words, const TextPlace& place, const Text& text) {
  const Text* first = in_first_language(place);
  if (first == nullptr || first == &text || text.text.size() < kWorthComparing) return;
  if (first->text == text.text) note(FindingCode::kUntranslated, words, place, text);
}

void Checker::reading(const Words& words, const Voice& voice) {
  std::array<Counts, kSections> counts;
  each_text(words, [&](const TextPlace& place, const Text& text) {
    const Counts one = count(text.text, voice.reading);
    const Slot slot = slots_of(place.section)[place.slot].slot;
    // A name is no sentence.
    if (slot != Slot::kName && slot != Slot::kTitle) {
      counts[static_cast<std::size_t>(place.section)] += one;
    }
    if (one.longest_sentence <= voice.longest_sentence) return;
    Finding& finding = note(FindingCode::kLongSentence, words, place, text);
    finding.found = one.longest_sentence;
    finding.limit = voice.longest_sentence;
  });
  for (std::size_t section = 0; section < kSections; ++section) {
    const std::int64_t found = measure(counts[section], voice.reading);
    if (counts[section].words < kLeastWordsToMeasure) continue;
    if (!too_hard(found, voice.limit, voice.reading)) continue;
    Finding& finding =
        note(FindingCode::kHardToRead, "$." + std::string(name_of(static_cast<Section>(section))));
    finding.file = words.language + ".json";
    finding.found = found;
    finding.limit = std::int64_t{voice.limit} * 1000;
  }
}

void Checker::words(const Words& words, const Voice& voice) {
  std::map<std::pair<Section, std::string_view>, TextPlace> seen;
  each_text(words, [&](const TextPlace& place, const Text& text) {
    placeholders(words, place, text);
    forbidden(words, voice, place, text);
    untranslated(words, place, text);
    const auto slot = slots_of(place.section)[place.slot].slot;
    if (slot != Slot::kName && text.text.size() < kWorthComparing) return;
    const auto [before, is_new] = seen.try_emplace({place.section, text.text}, place);
    if (!is_new)
      note(FindingCode::kSameText, words, place, text).text = path_of(pack_, before->second);
  });
  reading(words, voice);
}

}  // namespace

std::vector<Finding> check(const Library& library, Date today) {
  return Checker(library, today).run();
}

}  // namespace commonground::content
