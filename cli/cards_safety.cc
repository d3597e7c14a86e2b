// Before the way begins: what everyone reads about safety, and who can be called.
#include <algorithm>
#include <utility>

#include "cli/cards_pages.h"
#include "cli/text.h"

namespace commonground::cli::paper {
namespace {

using content::Section;
using content::Slot;

constexpr std::string_view kSafety = "safety";
constexpr std::string_view kHelp = "help";
// A note about a button on a screen, which has no place on paper.
constexpr std::string_view kOnScreenOnly = "quick-exit";
constexpr std::string_view kAnywhere = "zz";
constexpr std::string_view kBetween = " · ";

Block note(const Wording& wording, std::size_t item) {
  Block block{.height = 120,
              .html = tag("h3", wording.text(Section::kSafetyNotes, item, Slot::kTitle))};
  for (const content::Text& paragraph : wording.texts(Section::kSafetyNotes, item, Slot::kText)) {
    block.height += height_of(paragraph.text, 52, 50) + 14;
    block.html += tag("p", xml(paragraph.text));
  }
  block.html = tag("div.item", block.html);
  return block;
}

Html questions(const Wording& wording) {
  const Html all_questions = each(wording.count(Section::kSafetyQuestions), [&](std::size_t i) {
    return tag("li", wording.text(Section::kSafetyQuestions, i));
  });
  return all(
      heading(wording.label("questions-title"), wording.label("questions-how")),
      tag("ol.big", all_questions),
      tag("div.panel", tag("p", wording.label("questions-after")),
          tag("p", wording.label("questions-word")), tag("p", wording.label("questions-help"))));
}

// Without what every site begins with, and the stroke at its end.
std::string_view short_site(std::string_view site) {
  for (const std::string_view start : {"https://", "http://", "www."}) {
    if (site.starts_with(start)) site.remove_prefix(start.size());
  }
  while (site.ends_with('/')) site.remove_suffix(1);
  return site;
}

// What a line says, without its country, which the heading has said.
std::string_view without_country(std::string_view line, std::string_view country) {
  constexpr std::string_view kEnd = ". ";
  const std::size_t taken = country.size() + kEnd.size();
  const bool repeats = line.starts_with(country) && line.substr(country.size()).starts_with(kEnd);
  return repeats && taken < line.size() ? line.substr(taken) : line;
}

Html ways_to_reach(const Wording& wording, const content::Help& help) {
  std::vector<Html> ways;
  if (!help.phone.empty()) ways.push_back(tag("b", xml(help.phone)));
  if (!help.text.empty()) {
    ways.push_back(all(wording.label("help-text"), " ", tag("b", xml(help.text))));
  }
  if (!help.hours.empty()) ways.push_back(xml(help.hours));
  Html html;
  for (const Html& way : ways) html += all(html.empty() ? "" : kBetween, way);
  return html;
}

// A help line, under the name of its country.
Block help_line(const Wording& wording, std::size_t item, std::string_view country) {
  const content::Help& help = wording.pack().help[item];
  const std::string_view line =
      without_country(wording.plain(Section::kHelp, item, Slot::kLine), country);
  const Html reach = ways_to_reach(wording, help);
  const bool old = content::shows_age(help.checked, wording.today());
  const Html checked =
      wording.label(old ? "help-old" : "help-checked", "date", content::to_string(help.checked));
  const std::string_view site = short_site(help.site);
  const Html before = all(xml(site), site.empty() ? "" : kBetween);
  Block block;
  block.height =
      80 + (reach.empty() ? 0 : 50) + height_of(line, 53, 50) + height_of(before + checked, 66, 35);
  block.html =
      tag("div.item.help", tag("b", xml(help.name)), reach.empty() ? "" : tag("span", reach),
          tag("p", xml(line)), tag("small", before, old ? tag("b", checked) : checked));
  return block;
}

// The countries that have help: anywhere first, then by name.
std::vector<std::size_t> countries(const Wording& wording) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < wording.count(Section::kCountries); ++i) {
    const bool has_help = std::ranges::any_of(wording.pack().help, [&](const content::Help& help) {
      return static_cast<std::size_t>(help.country) == i;
    });
    if (has_help) found.push_back(i);
  }
  std::ranges::stable_sort(found, {}, [&](std::size_t i) {
    const bool anywhere = wording.pack().ids_of(Section::kCountries)[i] == kAnywhere;
    return std::pair(!anywhere, wording.plain(Section::kCountries, i, Slot::kName));
  });
  return found;
}

Block country(const Wording& wording, std::size_t item) {
  const std::string_view name = wording.plain(Section::kCountries, item, Slot::kName);
  Block block{.height = 90, .html = tag("h3", xml(name))};
  for (std::size_t i = 0; i < wording.pack().help.size(); ++i) {
    if (static_cast<std::size_t>(wording.pack().help[i].country) != item) continue;
    const Block line = help_line(wording, i, name);
    block.height += line.height;
    block.html += line.html;
  }
  block.html = tag("div", block.html);
  return block;
}

}  // namespace

void add_safety(const Wording& wording, Pages& pages) {
  Flow notes{.title = wording.label("safety-title"),
             .lead = wording.label("safety-everyone"),
             .blocks = {},
             .room = {.first = 2200}};
  for (std::size_t i = 0; i < wording.count(Section::kSafetyNotes); ++i) {
    if (wording.pack().ids_of(Section::kSafetyNotes)[i] == kOnScreenOnly) continue;
    notes.blocks.push_back(note(wording, i));
  }
  add_flow(wording, pages, kSafety, notes);
  pages.push_back({.part = kSafety, .use = Use::kToRead, .body = questions(wording)});
}

void add_help(const Wording& wording, Pages& pages) {
  Flow help{.title = wording.label("help-title"),
            .lead = wording.label("help-how"),
            .blocks = {},
            .room = {.first = 2180}};
  for (const std::size_t item : countries(wording)) help.blocks.push_back(country(wording, item));
  add_flow(wording, pages, kHelp, help);
}

}  // namespace commonground::cli::paper
