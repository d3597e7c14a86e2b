// Two weeks of trying: what to say, the check-in, and the look back.
#include <algorithm>
#include <array>

#include "cli/cards_pages.h"

namespace commonground::cli::paper {
namespace {

using content::Section;

constexpr std::string_view kTryIt = "try-it";
constexpr std::string_view kHowDidItGo = "how-did-it-go";

// ---- Try it

Html say_card(std::string_view text, std::string_view kind) {
  return tag("article.card.saying", tag("p", blanks(text)), tag("small", kind));
}

Html own_card(std::string_view kind) {
  return tag("article.card.saying", tag("small", kind), lines());
}

Cards sayings(const Wording& wording) {
  static constexpr auto kNos =
      std::to_array<std::string_view>({"nos-other", "nos-later", "nos-nothing"});
  static_assert(kNos.size() == content::kNoOffers.size());
  Cards cards{.cards = {}, .own = own_card(wording.label("no-own")), .rows = 7};
  const Html ask = wording.label("asks-title");
  for (std::size_t i = 0; i < wording.count(Section::kAsks); ++i) {
    cards.cards.push_back(say_card(wording.text(Section::kAsks, i), ask));
  }
  // The ways to say no begin a row.
  if (cards.cards.size() % 2 != 0) cards.cards.push_back(own_card(wording.label("ask-own")));
  for (std::size_t kind = 0; kind < kNos.size(); ++kind) {
    const Html no = wording.label(kNos[kind]);
    for (std::size_t i = 0; i < wording.count(Section::kNos); ++i) {
      if (static_cast<std::size_t>(wording.pack().nos[i].kind) != kind) continue;
      cards.cards.push_back(say_card(wording.text(Section::kNos, i), no));
    }
  }
  return cards;
}

constexpr auto kWatched = std::to_array<std::string_view>({"A", "B", "C"});

// A row of the check-in has a place for each question, as wide as its kind wants.
struct Place {
  Html cell;
  std::string_view width;
};

Place place_for(const content::OfKind& question) {
  const std::string_view kind = content::kCheckInKinds[static_cast<std::size_t>(question.kind)];
  if (kind == "scale") return {tag("td.n", kNumbers), "width:13.5%"};
  if (kind == "words") return {tag("td"), "width:24%"};
  const Html needs =
      for_all(kWatched, [](std::string_view need) { return tag("div", need, kNumbers); });
  return {tag("td.abc", needs), "width:18%"};
}

Html days(const Wording& wording, int week) {
  constexpr int kDays = 7;
  Html widths = opening("col", "width:7%");
  Html heads = tag("th", wording.label("check-in-day"));
  Html cells;
  int number = 0;
  for (const content::OfKind& question : wording.pack().check_in) {
    const Place place = place_for(question);
    widths += opening("col", place.width);
    heads += tag("th", std::to_string(++number));
    cells += place.cell;
  }
  Html rows;
  for (int day = 1; day <= kDays; ++day) {
    rows += tag("tr", tag("td.day", std::to_string((week - 1) * kDays + day)), cells);
  }
  return tag("table.checkin", tag("colgroup", widths), tag("tr", heads), rows);
}

Html check_in(const Wording& wording, int week) {
  const Html how = all(wording.label("check-in-how"), " ", wording.label("check-in-scale"));
  const Html questions = each(wording.count(Section::kCheckIn), [&](std::size_t i) {
    return tag("li", wording.text(Section::kCheckIn, i));
  });
  const Html watched = for_all(kWatched, [](std::string_view need) { return tag("span", need); });
  return all(heading(wording.label("check-in-title", "week", week), how), tag("ol.qs", questions),
             tag("div.abcline", tag("em", wording.label("check-in-watch")), watched),
             days(wording, week), field(wording.label("check-in-end")));
}

// ---- How did it go

// A question of the review as it is answered on paper, and how tall that is, in millimetres.
struct Asked {
  Html html;
  int mm = 0;
};

Asked words_asked(std::string_view text) { return {field(text), 34}; }

Html before_and_now(const Wording& wording) {
  return all(tag("th", wording.label("review-before")), tag("th", wording.label("review-now")));
}

Asked moved(const Wording& wording, std::string_view text) {
  const Html numbers = repeated(tag("td.n", kNumbers), 2);
  return {all(tag("h4", text),
              tag("table.write",
                  tag("tr", tag("th", wording.label("review-need")), before_and_now(wording)),
                  repeated(tag("tr", tag("td"), numbers), 4))),
          57};
}

Asked ways(const Wording& wording, std::string_view text) {
  const auto columns = std::to_array<Column>(
      {{wording.label("review-way"), 50}, {wording.label("review-really"), 50}});
  return {tag("h4", text) + write_table(columns, 4, 10), 60};
}

Asked asking(const Wording& wording, std::string_view text) {
  const Html numbers = repeated(tag("td.n", kNumbers), 2);
  const auto row = [&](std::string_view id) {
    return tag("tr", tag("td", wording.label(id)), numbers);
  };
  return {all(tag("h4", text, " ", tag("small", wording.label("review-scale"))),
              tag("table.write.list", tag("tr", tag("th"), before_and_now(wording)),
                  row("review-asking"), row("review-asked"))),
          36};
}

Asked keep(const Wording& wording, std::string_view text) {
  static constexpr auto kHeads = std::to_array<std::string_view>(
      {"review-way", "review-keep", "review-change", "review-let-go"});
  const Html heads =
      for_all(kHeads, [&](std::string_view id) { return tag("th", wording.label(id)); });
  const Html boxes = repeated(tag("td.n", kBox), 3);
  return {all(tag("h4", text),
              tag("table.write", tag("tr", heads), repeated(tag("tr", tag("td"), boxes), 4))),
          56};
}

Asked asked(const Wording& wording, std::string_view kind, std::string_view text) {
  if (kind == "moved") return moved(wording, text);
  if (kind == "ways") return ways(wording, text);
  if (kind == "asking") return asking(wording, text);
  if (kind == "keep") return keep(wording, text);
  return words_asked(text);
}

// The questions of the pack, then two of our own. What a kind asks for is there once: a second
// question of the kind is answered in words.
std::vector<Asked> review(const Wording& wording) {
  std::vector<Asked> questions;
  std::vector<int> seen;
  for (std::size_t i = 0; i < wording.count(Section::kReview); ++i) {
    const int kind = wording.pack().review[i].kind;
    const Html text = wording.text(Section::kReview, i);
    const bool again = std::ranges::find(seen, kind) != seen.end();
    seen.push_back(kind);
    const std::string_view name = content::kReviewKinds[static_cast<std::size_t>(kind)];
    questions.push_back(again ? words_asked(text) : asked(wording, name, text));
  }
  questions.push_back(words_asked(wording.label("review-next")));
  questions.push_back(words_asked(wording.label("review-guide")));
  return questions;
}

}  // namespace

void add_try_it(const Wording& wording, Pages& pages) {
  const Html own =
      all(opener(wording, kTryIt), field(wording.label("ask-own")), field(wording.label("no-own")));
  pages.push_back({.part = kTryIt, .use = Use::kOneEach, .body = own});
  add_sheets(pages, kTryIt, Use::kToCutBoth, sayings(wording));
  for (const int week : {1, 2}) {
    pages.push_back({.part = kTryIt, .use = Use::kOneEach, .body = check_in(wording, week)});
  }
}

void add_how_did_it_go(const Wording& wording, Pages& pages) {
  constexpr int kFirstMm = 168;
  constexpr int kPageMm = 226;
  int left = kFirstMm;
  Html body = opener(wording, kHowDidItGo);
  const auto finish = [&] {
    pages.push_back({.part = kHowDidItGo, .use = Use::kOneEach, .body = body});
  };
  for (const Asked& question : review(wording)) {
    if (question.mm > left) {
      finish();
      body = heading(wording.label("review-title"));
      left = kPageMm;
    }
    left -= question.mm;
    body += question.html;
  }
  body += tag("p.aside", wording.label("review-end"));
  finish();
}

}  // namespace commonground::cli::paper
