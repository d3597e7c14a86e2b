// The ways to be close: how to answer them, which need they may meet, the cards, the variants.
#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <utility>

#include "cli/cards_drawings.h"
#include "cli/cards_pages.h"
#include "cli/text.h"

namespace commonground::cli::paper {
namespace {

using content::Section;
using content::Slot;

constexpr std::string_view kWhatElse = "what-else";
constexpr std::string_view kBetween = " · ";

// All ways, family by family.
std::vector<std::size_t> by_family(const content::Pack& pack) {
  std::vector<std::size_t> ways(pack.ways.size());
  for (std::size_t i = 0; i < ways.size(); ++i) ways[i] = i;
  std::ranges::stable_sort(ways, {}, [&](std::size_t way) { return pack.ways[way].family; });
  return ways;
}

Html introduction(const Wording& wording) {
  const Html answers = each(wording.count(Section::kGrades), [&](std::size_t i) {
    return all(tag("dt", kBox, " ", wording.name(Section::kGrades, i)),
               tag("dd", wording.line(Section::kGrades, i)));
  });
  const Html families = each(wording.count(Section::kFamilies), [&](std::size_t i) {
    return tag("li", strip(i),
               tag("span", tag("b", wording.name(Section::kFamilies, i)), " ",
                   wording.line(Section::kFamilies, i)));
  });
  return all(
      opener(wording, kWhatElse),
      tag("div.two",
          tag("div", subheading(wording.label("answers-title")), tag("dl.defs2", answers),
              tag("div.panel", tag("p", wording.label("answers-how")))),
          tag("div", subheading(wording.label("families-title"), wording.label("families-how")),
              tag("ul.kinds", families))));
}

// ---- From needs to ways

// How much of a need a way may meet, in thousandths; nothing if it does not.
int met_by(const content::Way& way, std::size_t need) {
  const auto meet = std::ranges::find(way.meets, static_cast<int>(need), &content::Meet::need);
  return meet == way.meets.end() ? 0 : meet->thousandths;
}

// A need and the few ways that may meet most of it.
std::optional<Block> best_ways(const Wording& wording, std::size_t need) {
  constexpr std::size_t kFew = 5;
  const auto met = [&](std::size_t way) { return met_by(wording.pack().ways[way], need); };
  std::vector<std::size_t> ways = by_family(wording.pack());
  std::erase_if(ways, [&](std::size_t way) { return met(way) == 0; });
  std::ranges::stable_sort(ways, std::greater(), met);
  ways.resize(std::min(ways.size(), kFew));
  if (ways.empty()) return std::nullopt;
  Block block{.height = 95, .html = tag("h3", wording.name(Section::kNeeds, need))};
  for (const std::size_t way : ways) {
    block.height += height_of(wording.plain(Section::kWays, way, Slot::kName), 39, 38);
    block.html += tag("p", wording.name(Section::kWays, way));
  }
  block.html = tag("div.item.index", block.html);
  return block;
}

std::vector<Block> index(const Wording& wording) {
  std::vector<Block> blocks;
  for (std::size_t need = 0; need < wording.count(Section::kNeeds); ++need) {
    if (auto block = best_ways(wording, need)) blocks.push_back(std::move(*block));
  }
  return blocks;
}

// ---- Cards

Html how_often(const Wording& wording, int most) {
  if (most == 1) return wording.label("most-once");
  if (most == 7) return wording.label("most-daily");
  return wording.label("most", "times", most);
}

Html how_long(const Wording& wording, int minutes) {
  if (minutes == 0) return wording.label("minutes-own");
  if (minutes == 1) return wording.label("minutes-one");
  return wording.label("minutes", "minutes", minutes);
}

// The needs a way may meet, the most first: as many as go on a line.
std::string gives(const Wording& wording, const content::Way& way) {
  constexpr std::size_t kLine = 46;
  std::vector<content::Meet> meets = way.meets;
  std::ranges::stable_sort(meets, std::greater(), &content::Meet::thousandths);
  std::string text;
  for (const content::Meet& meet : meets) {
    const std::string_view name =
        wording.plain(Section::kNeeds, static_cast<std::size_t>(meet.need), Slot::kName);
    const std::string longer = all(text, text.empty() ? "" : kBetween, name);
    if (!text.empty() && columns(longer) > kLine) break;
    text = longer;
  }
  return text;
}

// Where a way card is answered: whether, who starts, and on which conditions.
Html answers(const Wording& wording, bool at_a_set_time) {
  const Html grades = each(wording.count(Section::kGrades), [&](std::size_t i) {
    return tag("span", kBox, wording.name(Section::kGrades, i));
  });
  std::vector<std::string_view> starters = {"starts-me", "starts-you", "starts-either"};
  if (at_a_set_time) starters.emplace_back("starts-time");
  const Html starts =
      for_all(starters, [&](std::string_view id) { return tag("span", kBox, wording.label(id)); });
  return all(tag("div.will", grades),
             tag("div.will", tag("em", wording.label("card-starts")), starts),
             tag("div.cond", tag("em", wording.label("card-conditions")), lines(8)));
}

Html way_card(const Wording& wording, std::size_t item) {
  const content::Way& way = wording.pack().ways[item];
  const auto family = static_cast<std::size_t>(way.family);
  const Html about = all(wording.name(Section::kFamilies, family), kBetween,
                         how_long(wording, way.minutes), kBetween, how_often(wording, way.most));
  return tag(
      "article.card.way", strip(family),
      tag("div", tag("p.meta", about), tag("h3", wording.name(Section::kWays, item)),
          tag("p", wording.line(Section::kWays, item)),
          tag("p.fine", tag("b", wording.label("card-first"), "."), " ",
              wording.text(Section::kWays, item, Slot::kFirst)),
          tag("p.fine", tag("b", wording.label("card-gives"), ":"), " ", xml(gives(wording, way))),
          answers(wording, content::holds(way.begins, 1))));
}

Cards way_cards(const Wording& wording) {
  Cards cards{.cards = {}, .own = {}, .rows = 4, .always_own = true};
  for (const std::size_t way : by_family(wording.pack())) {
    cards.cards.push_back(way_card(wording, way));
  }
  cards.own =
      tag("article.card.way", R"(<svg class="strip"></svg>)",
          tag("div", tag("p.meta", wording.label("ways-own")), lines(4), answers(wording, true)));
  return cards;
}

// ---- Variants

std::vector<Block> variants(const Wording& wording, std::size_t variant) {
  std::vector<Block> blocks;
  for (const std::size_t way : by_family(wording.pack())) {
    const std::vector<int>& known = wording.pack().ways[way].variants;
    const auto at = std::ranges::find(known, static_cast<int>(variant));
    if (at == known.end()) continue;
    const auto part = static_cast<std::size_t>(at - known.begin());
    const std::string& text = wording.texts(Section::kWays, way, Slot::kVariants)[part].text;
    const std::string together = all(wording.plain(Section::kWays, way, Slot::kName), " ", text);
    blocks.push_back(
        {.height = height_of(together, 65, 40) + 16,
         .html = tag("p.item.variant", tag("b", wording.name(Section::kWays, way), "."), " ",
                     xml(text))});
  }
  return blocks;
}

}  // namespace

void add_what_else(const Wording& wording, Pages& pages) {
  pages.push_back({.part = kWhatElse, .use = Use::kToRead, .body = introduction(wording)});
  add_flow(wording, pages, kWhatElse,
           {.title = wording.label("by-need-title"),
            .lead = wording.label("by-need-how"),
            .blocks = index(wording),
            .room = {.first = 2220, .columns = 3}});
  add_sheets(pages, kWhatElse, Use::kToCut, way_cards(wording));

  static constexpr auto kTitles =
      std::to_array<std::string_view>({"variant-little-time", "variant-distance", "variant-pain",
                                       "variant-small-children", "variant-apart"});
  for (std::size_t variant = 0; variant < kTitles.size(); ++variant) {
    add_flow(wording, pages, kWhatElse,
             {.title = wording.label(kTitles[variant]),
              .lead = all(wording.label("variants-title"), ". ", wording.label("variants-how")),
              .blocks = variants(wording, variant),
              .room = {.first = 2170}});
  }
}

}  // namespace commonground::cli::paper
