// The stages that the two do together, from hearing each other to a plan.
#include <algorithm>
#include <array>
#include <span>

#include "cli/cards_drawings.h"
#include "cli/cards_pages.h"
#include "cli/text.h"

namespace commonground::cli::paper {
namespace {

using content::Section;
using content::Slot;

constexpr std::string_view kHear = "hear-each-other";
constexpr std::string_view kBothWant = "both-want";
constexpr std::string_view kCommonGround = "common-ground";
constexpr auto kBoth = std::to_array<std::string_view>({"loop-one", "loop-other"});

Html numbered(const Wording& wording, std::span<const std::string_view> ids) {
  return tag("ol", for_all(ids, [&](std::string_view id) { return tag("li", wording.label(id)); }));
}

// ---- Hear each other

// The texts of the prompts of a use, in their order.
std::vector<std::string_view> prompts(const Wording& wording, std::string_view use) {
  std::vector<std::string_view> texts;
  for (std::size_t i = 0; i < wording.count(Section::kPrompts); ++i) {
    const auto own = static_cast<std::size_t>(wording.pack().prompts[i].use);
    if (content::kPromptUses[own] == use) {
      texts.push_back(wording.plain(Section::kPrompts, i, Slot::kText));
    }
  }
  return texts;
}

// A card for the one who speaks or listens: what they do, and how they could put it.
struct Role {
  std::string_view title;
  std::array<std::string_view, 4> steps;
  std::array<std::string_view, 2> uses;  // of the prompts to borrow
};
constexpr Role kSpeaker = {
    .title = "speaker-title",
    .steps = {"speaker-first", "speaker-second", "speaker-third", "speaker-fourth"},
    .uses = {"speak", "add"}};
constexpr Role kListener = {
    .title = "listener-title",
    .steps = {"listener-first", "listener-second", "listener-third", "listener-fourth"},
    .uses = {"say-back", "check"}};

Html role_card(const Wording& wording, const Role& role) {
  Html borrow;
  std::size_t most = 3;
  for (const std::string_view use : role.uses) {
    std::vector<std::string_view> texts = prompts(wording, use);
    texts.resize(std::min(texts.size(), most));
    borrow += for_all(texts, [](std::string_view text) { return tag("p", xml(text)); });
    most = 2;
  }
  return tag("article.card.role", tag("h2", wording.label(role.title)),
             numbered(wording, role.steps), tag("div.borrow", borrow),
             tag("p.fine", wording.label("turn")));
}

std::vector<Block> prompt_blocks(const Wording& wording) {
  struct Kind {
    std::string_view use;
    std::string_view title;
  };
  constexpr auto kKinds = std::to_array<Kind>({{"speak", "prompts-speak"},
                                               {"say-back", "prompts-say-back"},
                                               {"check", "prompts-check"},
                                               {"add", "prompts-add"},
                                               {"first-time", "prompts-first-time"}});
  std::vector<Block> blocks;
  for (const Kind& kind : kKinds) {
    Html head = tag("h3", wording.label(kind.title));
    for (const std::string_view text : prompts(wording, kind.use)) {
      blocks.push_back({.height = (head.empty() ? 22 : 142) + height_of(text, 50, 51),
                        .html = tag("div.item.say", head, tag("p", xml(text)))});
      head.clear();
    }
  }
  return blocks;
}

Html our_loop(const Wording& wording) {
  return all(heading(wording.label("loop-title"), wording.label("loop-how")), whole_loop(wording),
             tag("div.panel.center", tag("p", wording.label("loop-note"))),
             tag("div.two.grow", field(wording.label("loop-else")),
                 field(wording.label("loop-step-out"))));
}

Html pauses(const Wording& wording) {
  const Html texts = each(wording.count(Section::kPauses), [&](std::size_t i) {
    return tag("li", blanks(wording.text(Section::kPauses, i)));
  });
  const Html understood = for_all(kBoth, [&](std::string_view who) {
    return field(all(wording.label("first-one"), " ", tag("small", wording.label(who))));
  });
  return all(heading(wording.label("pauses-title")), tag("ul.quotes", texts),
             tag("div.two.grow", understood));
}

// ---- Both want

Html how_to_compare(const Wording& wording) {
  static constexpr auto kThird = std::to_array<std::string_view>(
      {"want-third-ask", "want-third-take", "want-third-compare", "want-third-return",
       "want-third-show", "want-third-silent"});
  static constexpr auto kHome =
      std::to_array<std::string_view>({"want-home-honest", "want-home-few", "want-home-same"});
  return tag(
      "div.two.roomy",
      tag("div.panel", subheading(wording.label("want-third-title")), numbered(wording, kThird)),
      tag("div.panel", subheading(wording.label("want-home-title")), numbered(wording, kHome),
          tag("p.aside", wording.label("want-none"))));
}

// ---- Common ground

Html plan_to_choose(const Wording& wording, std::string_view letter) {
  return tag("div.field",
             tag("h4", wording.label("plan-letter", "letter", letter),
                 tag("small.end", kBlank, " ", wording.label("plan-minutes"))),
             lines(),
             tag("div.pair", tag("span", wording.label("plan-good-one")),
                 tag("span", wording.label("plan-good-other"))));
}

// My order of the plans, to be cut off, and beside it what halfway on a number would give.
Html my_order(const Wording& wording) {
  constexpr std::size_t kPlaces = 5;
  constexpr std::size_t kNeeds = 4;
  const Html places = each(kPlaces, [](std::size_t i) {
    return tag("tr", tag("td.place", std::to_string(i + 1)), tag("td"));
  });
  const Html order = tag(
      "table.write.open", tag("colgroup", opening("col", "width:14%"), opening("col", "width:86%")),
      tag("tr", tag("th", wording.label("rank-place")), tag("th", wording.label("rank-plan"))),
      places);
  const Html middle =
      tag("table.write",
          tag("tr", tag("th", wording.label("gain-need")),
              for_all(kBoth, [&](std::string_view who) { return tag("th", wording.label(who)); })),
          repeated(tag("tr", tag("td"), repeated(tag("td.n", kBar), 2)), kNeeds));
  return all(heading(wording.label("rank-title"), wording.label("rank-how")), order,
             tag("p.note", wording.label("rank-honest")), tag("p.cut", wording.label("rank-cut")),
             heading(wording.label("middle-title"), wording.label("middle-how")), middle,
             field(wording.label("own-words")));
}

// What the plan could give to each, and where each says yes.
Html gains(const Wording& wording) {
  constexpr std::size_t kNeeds = 4;
  return tag("div.two", for_all(kBoth, [&](std::string_view who) {
               return tag(
                   "div",
                   tag("table.write.gain",
                       tag("tr", tag("th", wording.label(who), ": ", wording.label("gain-need")),
                           tag("th")),
                       repeated(tag("tr", tag("td"), tag("td.n", kBar)), kNeeds)));
             }));
}

Html our_plan(const Wording& wording) {
  const auto columns = std::to_array<Column>({{wording.label("plan-way"), 25},
                                              {wording.label("plan-times"), 10},
                                              {wording.label("plan-each"), 11},
                                              {wording.label("plan-who"), 13},
                                              {wording.label("plan-day"), 13},
                                              {wording.label("want-conditions"), 28}});
  const Html dates = tag("small.end", wording.label("plan-from"), " ", kBlank, " ",
                         wording.label("plan-to"), " ", kBlank);
  const Html yes = for_all(kBoth, [&](std::string_view who) {
    return tag("span", kBox, " &nbsp;", wording.label(who), ": ", wording.label("plan-yes"));
  });
  return all(heading(wording.label("plan-title") + dates), write_table(columns, 4, 22),
             subheading(wording.label("gain-title"), wording.label("gain-how")), gains(wording),
             field(wording.label("own-words")),
             tag("div.panel.center", tag("p", wording.label("plan-stop")),
                 tag("p.aside", wording.label("plan-asking")), tag("p.yes", yes)));
}

}  // namespace

void add_hear_each_other(const Wording& wording, Pages& pages) {
  const Html roles =
      all(opener(wording, kHear), tag("p.note", wording.label("hear-apart")),
          tag("div.cards.c2x1", role_card(wording, kSpeaker), role_card(wording, kListener)));
  pages.push_back({.part = kHear, .use = Use::kOneBoth, .body = roles});
  add_flow(wording, pages, kHear,
           {.title = wording.label("prompts-title"),
            .lead = {},
            .blocks = prompt_blocks(wording),
            .room = {}});
  pages.push_back({.part = kHear, .use = Use::kOneBoth, .body = our_loop(wording)});
  pages.push_back({.part = kHear, .use = Use::kOneBoth, .body = pauses(wording)});
}

void add_both_want(const Wording& wording, Pages& pages) {
  pages.push_back({.part = kBothWant,
                   .use = Use::kOneBoth,
                   .body = opener(wording, kBothWant) + how_to_compare(wording)});
  const auto columns = std::to_array<Column>({{wording.label("want-way"), 34},
                                              {wording.label("plan-who"), 16},
                                              {wording.label("plan-each"), 12},
                                              {wording.label("want-conditions"), 38}});
  pages.push_back({.part = kBothWant,
                   .use = Use::kOneBoth,
                   .body = heading(wording.label("want-list")) + write_table(columns, 12, 18)});
}

void add_common_ground(const Wording& wording, Pages& pages) {
  static constexpr auto kLetters = std::to_array<std::string_view>({"A", "B", "C", "D"});
  const Html plans = all(
      opener(wording, kCommonGround),
      subheading(wording.label("plans-title"), wording.label("plans-how")),
      for_all(kLetters, [&](std::string_view letter) { return plan_to_choose(wording, letter); }));
  pages.push_back({.part = kCommonGround, .use = Use::kOneBoth, .body = plans});
  pages.push_back({.part = kCommonGround, .use = Use::kOneEach, .body = my_order(wording)});
  pages.push_back({.part = kCommonGround, .use = Use::kOneBoth, .body = our_plan(wording)});
}

}  // namespace commonground::cli::paper
