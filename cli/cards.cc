#include "cli/cards.h"

#include <array>
#include <optional>

#include "cli/cards_drawings.h"
#include "cli/cards_pages.h"
#include "cli/embedded.h"

namespace commonground::cli {
namespace paper {
namespace {

using content::Section;

Html cover(const Wording& wording) {
  return tag("div.cover", tag("p.over", wording.label("cover-not")), ripples(),
             tag("h1", wording.label("title")), tag("p.sub", wording.label("subtitle")),
             tag("p.lead", wording.label("cover-line")),
             tag("div.owner", tag("i"), wording.label("cover-owner")));
}

// ---- What comes where

// The number of the first page of a part; pages are numbered from 1.
std::string first_page(const Pages& pages, std::string_view part) {
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (pages[i].part == part) return std::to_string(i + 1);
  }
  return {};
}

Html contents(const Wording& wording, const Pages& pages) {
  const auto row = [&](std::string_view part, const Html& name, const Html& line) {
    return tag("li", tag("span.pg", first_page(pages, part)), tag("b", name), tag("span", line));
  };
  const Html stages = each(wording.count(Section::kStages), [&](std::size_t i) {
    return row(wording.pack().ids_of(Section::kStages)[i], wording.name(Section::kStages, i),
               wording.line(Section::kStages, i));
  });
  return all(heading(wording.label("way-title"), wording.label("way-note")),
             tag("ul.contents",
                 row("safety", wording.label("safety-title"), wording.label("safety-everyone")),
                 row("help", wording.label("help-title"), {}), stages));
}

// The pages of a use: "4–6, 9".
std::string page_numbers(const Pages& pages, Use use) {
  std::string text;
  for (std::size_t first = 0; first < pages.size(); ++first) {
    if (pages[first].use != use) continue;
    std::size_t last = first;
    while (last + 1 < pages.size() && pages[last + 1].use == use) ++last;
    if (!text.empty()) text += ", ";
    text += std::to_string(first + 1);
    if (last > first) text += "–" + std::to_string(last + 1);
    first = last;
  }
  return text;
}

std::string_view label_of(Use use) {
  static constexpr auto kLabels = std::to_array<std::string_view>(
      {{}, "to-read", "one-each", "one-both", "to-cut", "to-cut-both"});
  return kLabels[static_cast<std::size_t>(use)];
}

Html sets(const Wording& wording, const Pages& pages) {
  static constexpr auto kUses =
      std::to_array({Use::kToRead, Use::kOneEach, Use::kOneBoth, Use::kToCut, Use::kToCutBoth});
  return all(heading(wording.label("sets-title")),
             tag("ul.sets", for_all(kUses, [&](Use use) {
                   return tag("li", tag("b", wording.label(label_of(use))),
                              tag("span", page_numbers(pages, use)));
                 })));
}

Html how_to_use(const Wording& wording, const Pages& pages) {
  static constexpr auto kFirst =
      std::to_array<std::string_view>({"how-print", "how-part", "how-size", "how-cut", "how-hand"});
  static constexpr auto kSecond =
      std::to_array<std::string_view>({"how-envelope", "how-pace", "how-skip", "how-guide"});
  static constexpr auto kPrivacy = std::to_array<std::string_view>(
      {"privacy-found", "privacy-write", "privacy-yours", "privacy-end"});
  const auto item = [&](std::string_view id) { return tag("li", wording.label(id)); };
  return all(heading(wording.label("how-title")),
             tag("div.two", tag("ul.plain", for_all(kFirst, item)),
                 tag("ul.plain", for_all(kSecond, item))),
             heading(wording.label("privacy-title")), tag("ol.big", for_all(kPrivacy, item)),
             sets(wording, pages));
}

// ---- The whole

Pages pages_of(const Wording& wording) {
  Pages pages(3);
  for (const auto add : {add_safety, add_help, add_settle_in, add_closer, add_what_it_means,
                         add_what_else, add_asking, add_share, add_hear_each_other, add_both_want,
                         add_common_ground, add_try_it, add_how_did_it_go}) {
    add(wording, pages);
  }
  // The first pages tell where the others are.
  pages[1].use = pages[2].use = Use::kToRead;
  pages[0].body = cover(wording);
  pages[1].body = how_to_use(wording, pages);
  pages[2].body = contents(wording, pages);
  return pages;
}

Html footer(const Wording& wording, const Page& page, std::size_t number) {
  const std::optional<int> stage = wording.pack().find(Section::kStages, page.part);
  const Html part = stage ? wording.name(Section::kStages, static_cast<std::size_t>(*stage))
                          : wording.label("title");
  Html use = wording.label(label_of(page.use));
  if (page.use == Use::kOneEach) use += " · " + wording.label("foot-private");
  return tag("footer", tag("span", part), tag("span", use), tag("span", std::to_string(number)));
}

Html document(const Wording& wording) {
  const Pages pages = pages_of(wording);
  const Html sections = each(pages.size(), [&](std::size_t i) {
    const Page& page = pages[i];
    const bool has_footer = page.use != Use::kCover;
    return tag(page.tight ? "section.page.tight" : "section.page", page.body,
               has_footer ? footer(wording, page, i + 1) : "") +
           "\n";
  });
  return all("<!doctype html>\n<html lang=\"", wording.language(),
             "\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
             tag("title", wording.label("title")), "\n<style>\n", embedded_styles().front().text,
             "</style>\n</head>\n<body>\n", shared_drawings(), "\n", sections,
             "</body>\n</html>\n");
}

}  // namespace
}  // namespace paper

std::string cards(const content::Pack& pack, const content::Words& words, content::Date today) {
  return paper::document(paper::Wording(pack, words, today));
}

}  // namespace commonground::cli
