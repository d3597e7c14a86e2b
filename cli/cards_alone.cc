// The stages that each of the two does alone.
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "cli/cards_drawings.h"
#include "cli/cards_pages.h"
#include "cli/text.h"

namespace commonground::cli::paper {
namespace {

using content::Section;
using content::Slot;

constexpr std::string_view kCloser = "closer";
constexpr std::string_view kWhatItMeans = "what-it-means";
constexpr std::string_view kAsking = "asking";

// ---- Closer

// Beginnings of pictures, by what they are about.
std::vector<Block> starters(const Wording& wording) {
  std::vector<Block> blocks;
  for (std::size_t theme = 0; theme < wording.count(Section::kThemes); ++theme) {
    Block block{.height = 120, .html = tag("h3", wording.name(Section::kThemes, theme))};
    bool found = false;
    for (std::size_t i = 0; i < wording.count(Section::kPictures); ++i) {
      if (static_cast<std::size_t>(wording.pack().pictures[i].theme) != theme) continue;
      block.height += height_of(wording.plain(Section::kPictures, i, Slot::kText), 52, 50) + 14;
      block.html += tag("p", wording.text(Section::kPictures, i));
      found = true;
    }
    block.html = tag("div.item", block.html);
    if (found) blocks.push_back(std::move(block));
  }
  return blocks;
}

// ---- What it means

// What the numbers 0 to 4 stand for.
Html key(const Wording& wording, std::string_view title, std::span<const std::string_view> ids) {
  const Html meanings =
      for_all(ids, [&](std::string_view id) { return tag("li", wording.label(id)); });
  return tag("div", tag("h4", wording.label(title)), R"(<ol start="0">)", meanings, "</ol>");
}

Html keys(const Wording& wording) {
  static constexpr auto kMatters = std::to_array<std::string_view>(
      {"matters-none", "matters-little", "matters-some", "matters-much", "matters-most"});
  static constexpr auto kMet = std::to_array<std::string_view>(
      {"met-none", "met-little", "met-half", "met-mostly", "met-fully"});
  return tag("div.two.key", key(wording, "key-matters", kMatters), key(wording, "key-met", kMet));
}

Html top_needs(const Wording& wording) {
  constexpr std::size_t kRows = 5;
  return tag("table.write",
             tag("tr", tag("th", wording.label("needs-top")),
                 tag("th", wording.label("card-matters")), tag("th", wording.label("card-met"))),
             repeated(tag("tr", tag("td"), tag("td.n", kNumbers), tag("td.n", kNumbers)), kRows));
}

// Where a need card is answered.
Html rating(const Wording& wording) {
  return tag("div.rate", tag("span", wording.label("card-matters"), kNumbers),
             tag("span", wording.label("card-met"), kNumbers));
}

Html need_card(const Wording& wording, std::size_t item) {
  const auto fine = [&](std::string_view label, Slot slot) {
    return tag("p.fine", tag("b", wording.label(label), "."), " ",
               wording.text(Section::kNeeds, item, slot));
  };
  return tag("article.card.need", tag("h3", wording.name(Section::kNeeds, item)),
             tag("p", wording.line(Section::kNeeds, item)), fine("need-met", Slot::kMet),
             fine("need-missing", Slot::kMissing), rating(wording));
}

// ---- Asking

// What one feels in a seat, and does: feelings with dots to fill, moves to tick.
Html seat(const Wording& wording, std::size_t item) {
  Html feelings;
  for (std::size_t i = 0; i < wording.count(Section::kFeelings); ++i) {
    if (!content::holds(wording.pack().feelings[i].seats, item)) continue;
    feelings += tag("li", tag("span", wording.name(Section::kFeelings, i)), kDots);
  }
  std::vector<Html> moves;
  for (std::size_t i = 0; i < wording.count(Section::kMoves); ++i) {
    if (!content::holds(wording.pack().moves[i].seats, item)) continue;
    moves.push_back(wording.name(Section::kMoves, i));
  }
  const auto title = [&](std::string_view name, std::string_view how) {
    return tag("h4", wording.label(name), " ", tag("small", wording.label(how)));
  };
  return all(heading(wording.name(Section::kSeats, item),
                     wording.text(Section::kSeats, item, Slot::kQuestion)),
             title("feelings-title", "feelings-how"), tag("ul.feel", feelings),
             title("moves-title", "moves-how"), ticks(moves, 3), field(wording.label("own-words")));
}

Html areas(const Wording& wording) {
  const Html rows = each(wording.count(Section::kAreas), [&](std::size_t i) {
    return tag("tr", tag("td.n", kBox), tag("td.n", kBox),
               tag("td", tag("b", wording.name(Section::kAreas, i)), " ",
                   tag("span", wording.line(Section::kAreas, i))));
  });
  return all(heading(wording.label("areas-title"), wording.label("areas-how")),
             tag("table.areas",
                 tag("tr", tag("th", wording.label("areas-like-asking")),
                     tag("th", wording.label("areas-like-asked")), tag("th")),
                 rows),
             field(wording.label("areas-when")));
}

// The sentence in which someone says their half of the loop; a pack may have none.
Html half_in_a_sentence(const Wording& wording) {
  const Html title = wording.label("half-sentence");
  std::optional<int> item = wording.pack().find(Section::kReflections, "my-half");
  const auto& reflections = wording.pack().reflections;
  for (std::size_t i = 0; !item && i < reflections.size(); ++i) {
    const auto from = static_cast<std::size_t>(reflections[i].kind);
    if (content::kReflectionsFrom[from] == "loop") item = static_cast<int>(i);
  }
  if (!item) return field(title);
  const Html text = wording.text(Section::kReflections, static_cast<std::size_t>(*item));
  return all(tag("h4", title), tag("p.sentence", blanks(text)));
}

Html my_half(const Wording& wording) {
  return all(
      heading(wording.label("half-title"), wording.label("half-how")), half_loop(wording),
      tag("div.two.grow", field(wording.label("half-else")), field(wording.label("half-wish"))),
      half_in_a_sentence(wording));
}

}  // namespace

void add_settle_in(const Wording& wording, Pages& pages) {
  constexpr std::string_view kSettleIn = "settle-in";
  const Html body =
      all(opener(wording, kSettleIn), tag("p.tickline", kBox, " ", wording.label("settle-adult")),
          field(wording.label("settle-why"), 4), field(wording.label("settle-hope"), 3),
          field(wording.label("settle-place"), 3),
          styled("div.two.grow", "flex-grow:2", field(wording.label("settle-when")),
                 field(wording.label("settle-stop"))));
  pages.push_back({.part = kSettleIn, .use = Use::kOneEach, .body = body});
}

void add_closer(const Wording& wording, Pages& pages) {
  std::vector<Html> themes;
  themes.reserve(wording.count(Section::kThemes));
  for (std::size_t i = 0; i < wording.count(Section::kThemes); ++i) {
    themes.push_back(
        all(tag("b", wording.name(Section::kThemes, i)), " ", wording.line(Section::kThemes, i)));
  }
  const Html about =
      all(opener(wording, kCloser),
          subheading(wording.label("closer-about"), wording.label("closer-about-how")),
          ticks(themes, 2), field(wording.label("or-own")));
  pages.push_back({.part = kCloser, .use = Use::kOneEach, .body = about});

  constexpr int kPictures = 3;
  Html pictures = heading(wording.label("share-pictures"), wording.label("closer-picture-how"));
  for (int number = 1; number <= kPictures; ++number) {
    pictures += field(wording.label("closer-picture", "number", number), 5);
  }
  pictures += field(wording.label("closer-notice"), 3);
  pages.push_back({.part = kCloser, .use = Use::kOneEach, .body = pictures});

  add_flow(wording, pages, kCloser,
           {.title = wording.label("starters-title"),
            .lead = wording.label("starters-how"),
            .blocks = starters(wording),
            .room = {.first = 2200}});
}

void add_what_it_means(const Wording& wording, Pages& pages) {
  const Html meaning = all(opener(wording, kWhatItMeans), field(wording.label("means-sex")),
                           field(wording.label("means-closeness")));
  pages.push_back({.part = kWhatItMeans, .use = Use::kOneEach, .body = meaning});
  const Html needs = all(heading(wording.label("needs-title"), wording.label("needs-how")),
                         keys(wording), top_needs(wording), field(wording.label("means-miss")),
                         field(wording.label("means-there")));
  pages.push_back({.part = kWhatItMeans, .use = Use::kOneEach, .body = needs});

  Cards cards{.cards = {}, .own = {}, .rows = 5};
  for (std::size_t i = 0; i < wording.count(Section::kNeeds); ++i) {
    cards.cards.push_back(need_card(wording, i));
  }
  cards.own =
      tag("article.card.need", tag("h3", wording.label("need-own")), lines(), rating(wording));
  add_sheets(pages, kWhatItMeans, Use::kToCut, cards);
}

void add_asking(const Wording& wording, Pages& pages) {
  for (std::size_t i = 0; i < wording.count(Section::kSeats); ++i) {
    const bool first = i == 0;
    pages.push_back({.part = kAsking,
                     .use = Use::kOneEach,
                     .body = (first ? opener(wording, kAsking) : "") + seat(wording, i),
                     .tight = first});
  }
  pages.push_back({.part = kAsking, .use = Use::kOneEach, .body = areas(wording)});
  pages.push_back({.part = kAsking, .use = Use::kOneEach, .body = my_half(wording)});
}

void add_share(const Wording& wording, Pages& pages) {
  constexpr std::string_view kShare = "share";
  static constexpr auto kItems = std::to_array<std::string_view>(
      {"settle-why", "share-pictures", "share-means", "share-miss", "share-needs", "share-feelings",
       "moves-title", "areas-title", "half-title"});
  const Html boxes = repeated(tag("td.n", kBox), 3);
  const Html items = for_all(
      kItems, [&](std::string_view id) { return tag("tr", tag("td", wording.label(id)), boxes); });
  const Html heads =
      all(tag("th", wording.label("share-what")), tag("th", wording.label("share-show")),
          tag("th", wording.label("share-say")), tag("th", wording.label("share-keep")));
  const Html list =
      tag("table.write.list", tag("tr", heads), items, tag("tr", tag("td", "&nbsp;"), boxes));
  const Html body = all(opener(wording, kShare), subheading(wording.label("share-title")), list,
                        tag("p.note", wording.label("share-not")),
                        field(wording.label("share-words")), field(wording.label("share-ask")));
  pages.push_back({.part = kShare, .use = Use::kOneEach, .body = body});
}

}  // namespace commonground::cli::paper
