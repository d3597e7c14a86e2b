#include "cli/cards.h"

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "cli/cards_pieces.h"
#include "cli/pack_files.h"
#include "cli/text.h"

namespace commonground::cli {
namespace {

using content::Section;
using content::Slot;

constexpr content::Date kToday{2026, 12, 1};

const content::Library& closer() {
  static const content::Library kLibrary = usable_pack("").value();
  return kLibrary;
}
const content::Pack& pack() { return closer().pack; }
const content::Words& closer_words(std::string_view language) { return *closer().in(language); }

// The text of a slot that has one, to be changed.
std::string& text_in(content::Words& words, Section section, std::size_t item, Slot slot) {
  const auto shapes = content::slots_of(section);
  std::size_t at = 0;
  while (shapes[at].slot != slot) ++at;
  return words.items[static_cast<std::size_t>(section)][item][at].front().text;
}

std::string label(std::string_view id) {
  const auto item = static_cast<std::size_t>(pack().find(Section::kLabels, id).value());
  return xml(closer_words("en").text(Section::kLabels, item, Slot::kText));
}

std::size_t count(std::string_view text, std::string_view wanted) {
  std::size_t found = 0;
  for (std::size_t at = text.find(wanted); at != std::string_view::npos;
       at = text.find(wanted, at + wanted.size())) {
    ++found;
  }
  return found;
}

// What stands between the two, from `at` on, which is moved past it; at the end nothing.
std::string_view between(std::string_view text, std::string_view before, std::string_view after,
                         std::size_t& at) {
  const std::size_t start = text.find(before, at);
  if (start == std::string_view::npos) {
    at = start;
    return {};
  }
  const std::size_t begin = start + before.size();
  const std::size_t end = text.find(after, begin);
  at = end;
  return text.substr(begin, end - begin);
}
std::string_view between(std::string_view text, std::string_view before, std::string_view after) {
  std::size_t at = 0;
  return between(text, before, after, at);
}

std::string without_style(const std::string& html) {
  const std::size_t begin = html.find("<style>");
  const std::size_t end = html.find("</style>");
  return html.substr(0, begin) + html.substr(end);
}

// What is wrong with the nesting of tags, or nothing.
std::string nesting_error(const std::string& html) {
  static const std::set<std::string_view> kAlone = {"!doctype", "meta", "col"};
  const std::string text =
      html.substr(0, html.find("<style>")) + html.substr(html.find("</style>") + 8);
  std::vector<std::string_view> open;
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
    const std::size_t end = text.find('>', at);
    if (end == std::string::npos) return "a tag has no end";
    const std::string_view tag = std::string_view(text).substr(at + 1, end - at - 1);
    if (tag.contains('<')) return "a tag in a tag: " + std::string(tag);
    if (tag.ends_with('/')) continue;
    const std::string_view name = tag.substr(0, tag.find_first_of(" \n"));
    if (name.starts_with('/')) {
      if (open.empty() || open.back() != name.substr(1)) {
        return std::string(name) + " closes " + (open.empty() ? "" : std::string(open.back()));
      }
      open.pop_back();
    } else if (!kAlone.contains(name)) {
      open.push_back(name);
    }
  }
  return open.empty() ? "" : std::string(open.back()) + " stays open";
}

std::vector<std::string_view> pages_of(std::string_view html) {
  std::vector<std::string_view> pages;
  for (std::size_t at = 0; at != std::string_view::npos;) {
    const std::string_view page = between(html, "<section class=\"page", "</section>", at);
    if (!page.empty()) pages.push_back(page);
  }
  return pages;
}

// The numbers of "2–4, 7".
std::set<std::size_t> numbers_of(std::string_view ranges) {
  std::set<std::size_t> numbers;
  std::size_t first = 0;
  std::size_t number = 0;
  const auto finish = [&] {
    if (first == 0) first = number;
    for (std::size_t i = first; i > 0 && i <= number; ++i) numbers.insert(i);
    first = number = 0;
  };
  for (const char c : ranges) {
    if (c >= '0' && c <= '9') {
      number = number * 10 + static_cast<std::size_t>(c - '0');
    } else if (c == ',') {
      finish();
    } else if (number != 0 && c != ' ') {
      first = number;  // at the first byte of the dash
      number = 0;
    }
  }
  finish();
  return numbers;
}

class CardsIn : public testing::TestWithParam<std::string> {
 protected:
  content::Words words_ = words_in(closer(), GetParam()).value();
  std::string html_ = cards(pack(), words_, kToday);

  void expect_all(Section section, const std::vector<Slot>& slots) const {
    for (std::size_t i = 0; i < pack().ids_of(section).size(); ++i) {
      for (const Slot slot : slots) {
        for (const content::Text& text : words_.texts(section, i, slot)) {
          EXPECT_TRUE(html_.contains(paper::blanks(xml(text.text)))) << text.text;
        }
      }
    }
  }
};

TEST_P(CardsIn, HoldsEverythingOfThePack) {
  expect_all(Section::kStages, {Slot::kName, Slot::kLine, Slot::kPaper});
  expect_all(Section::kNeeds, {Slot::kName, Slot::kLine, Slot::kMet, Slot::kMissing});
  expect_all(Section::kThemes, {Slot::kName, Slot::kLine});
  expect_all(Section::kPictures, {Slot::kText});
  expect_all(Section::kFamilies, {Slot::kName, Slot::kLine});
  expect_all(Section::kWays, {Slot::kName, Slot::kLine, Slot::kFirst, Slot::kVariants});
  expect_all(Section::kGrades, {Slot::kName, Slot::kLine});
  expect_all(Section::kSeats, {Slot::kName, Slot::kQuestion});
  expect_all(Section::kFeelings, {Slot::kName});
  expect_all(Section::kMoves, {Slot::kName});
  expect_all(Section::kAreas, {Slot::kName, Slot::kLine});
  expect_all(Section::kPrompts, {Slot::kText});
  expect_all(Section::kAsks, {Slot::kText});
  expect_all(Section::kNos, {Slot::kText});
  expect_all(Section::kPauses, {Slot::kText});
  expect_all(Section::kCheckIn, {Slot::kText});
  expect_all(Section::kReview, {Slot::kText});
  expect_all(Section::kSafetyQuestions, {Slot::kText});
}

TEST_P(CardsIn, HoldsEveryHelpLine) {
  for (std::size_t i = 0; i < pack().help.size(); ++i) {
    const content::Help& help = pack().help[i];
    const auto country = static_cast<std::size_t>(help.country);
    const auto name = words_.text(Section::kCountries, country, Slot::kName);
    EXPECT_TRUE(html_.contains(paper::tag("h3", xml(name)))) << name;
    std::string line(words_.text(Section::kHelp, i, Slot::kLine));
    if (line.starts_with(std::string(name) + ". ")) line = line.substr(name.size() + 2);
    EXPECT_TRUE(html_.contains(paper::tag("p", xml(line)))) << line;
    for (const std::string& text : {help.name, help.phone, help.text, help.hours}) {
      EXPECT_TRUE(html_.contains(xml(text))) << text;
    }
  }
}

TEST_P(CardsIn, NestsItsTags) { EXPECT_EQ(nesting_error(html_), ""); }

TEST_P(CardsIn, FillsEveryPlaceholder) {
  const std::string html = without_style(html_);
  const std::size_t at = html.find_first_of("{}");
  EXPECT_EQ(at, std::string::npos) << html.substr(at, 40);
}

TEST_P(CardsIn, SaysItsLanguage) {
  const std::string language = GetParam() == "pseudo" ? "en" : GetParam();
  EXPECT_TRUE(html_.contains("<html lang=\"" + language + "\">"));
}

TEST_P(CardsIn, NumbersItsPages) {
  const auto pages = pages_of(html_);
  ASSERT_GT(pages.size(), 50U);
  EXPECT_FALSE(pages[0].contains("<footer>"));
  for (std::size_t i = 1; i < pages.size(); ++i) {
    EXPECT_TRUE(pages[i].ends_with("<span>" + std::to_string(i + 1) + "</span></footer>"));
  }
}

TEST_P(CardsIn, PointsToTheRightPages) {
  const auto pages = pages_of(html_);
  std::size_t told = 0;
  for (std::size_t at = 0;; ++told) {
    const std::string_view row = between(pages[2], "<li>", "</li>", at);
    if (row.empty()) break;
    const auto numbers = numbers_of(between(row, "<span class=\"pg\">", "<"));
    ASSERT_EQ(numbers.size(), 1U) << row;
    const std::string title(between(row, "<b>", "</b>"));
    const std::string_view page = pages.at(*numbers.begin() - 1);
    EXPECT_TRUE(page.contains("<h1>" + title + "</h1>") || page.contains("<h2>" + title + "</h2>"))
        << title;
  }
  EXPECT_EQ(told, pack().ids_of(Section::kStages).size() + 2);
}

TEST_P(CardsIn, TellsForEachPageHowOftenItIsWanted) {
  const auto pages = pages_of(html_);
  const std::string_view sets = between(pages[1], "<ul class=\"sets\">", "</ul>");
  std::set<std::size_t> told;
  for (std::size_t at = 0;;) {
    const std::string_view row = between(sets, "<li>", "</li>", at);
    if (row.empty()) break;
    const std::string_view use = between(row, "<b>", "</b>");
    for (const std::size_t number : numbers_of(between(row, "<span>", "</span>"))) {
      EXPECT_TRUE(told.insert(number).second) << number;
      EXPECT_TRUE(pages.at(number - 1).contains("<span>" + std::string(use))) << number << use;
    }
  }
  EXPECT_EQ(told.size(), pages.size() - 1);  // all but the cover
}

INSTANTIATE_TEST_SUITE_P(Languages, CardsIn, testing::Values("en", "es", "pseudo"),
                         [](const auto& language) { return language.param; });

// A label that nothing says any more is to leave the pack.
TEST(Cards, SayEveryLabel) {
  content::Words marked = closer_words("en");
  const auto& ids = pack().ids_of(Section::kLabels);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    std::string& text = text_in(marked, Section::kLabels, i, Slot::kText);
    const std::size_t open = text.find('{');
    const std::string placeholder =
        open == std::string::npos ? "" : text.substr(open, text.find('}') + 1 - open);
    text = "label-" + ids[i] + "." + placeholder;
  }
  // Some labels are for one kind of item only; whatever the pack has today, here is one of each.
  content::Pack varied = pack();
  varied.help.front().checked = {2020, 1, 1};
  varied.help.back().checked = kToday;
  constexpr auto kTimes = std::to_array<std::pair<int, int>>({{0, 1}, {1, 7}, {20, 3}});
  for (std::size_t i = 0; i < kTimes.size(); ++i) {
    std::tie(varied.ways[i].minutes, varied.ways[i].most) = kTimes[i];
  }
  const std::string html = cards(varied, marked, kToday);
  for (const std::string& id : ids) EXPECT_TRUE(html.contains("label-" + id + ".")) << id;
}

TEST(Cards, ShowTheAgeOfHelpThatWasCheckedLongAgo) {
  content::Pack aged = pack();
  for (content::Help& help : aged.help) help.checked = {2027, 6, 1};
  aged.help.front().checked = {2026, 11, 22};
  content::Words marked = closer_words("en");
  const auto old = static_cast<std::size_t>(pack().find(Section::kLabels, "help-old").value());
  text_in(marked, Section::kLabels, old, Slot::kText) = "old: {date}";
  EXPECT_EQ(count(cards(aged, marked, {2027, 11, 22}), "old: "), 0U);
  EXPECT_EQ(count(cards(aged, marked, {2028, 1, 1}), "old: 2026-11-22"), 1U);
  EXPECT_EQ(count(cards(aged, marked, {2028, 6, 2}), "old: "), aged.help.size());
}

TEST(Cards, PutHelpFromAnywhereFirst) {
  const std::string html = cards(pack(), closer_words("en"), kToday);
  const std::string title = paper::tag("h2", label("help-title"));
  const std::size_t help = html.find(title);
  ASSERT_NE(help, std::string::npos);
  const auto anywhere = pack().find(Section::kCountries, "zz");
  ASSERT_TRUE(anywhere);
  EXPECT_EQ(between(html.substr(help), "<h3>", "</h3>"),
            closer_words("en").text(Section::kCountries, static_cast<std::size_t>(*anywhere),
                                    Slot::kName));
}

TEST(Cards, EscapeWhatThePackSays) {
  content::Words odd = closer_words("en");
  text_in(odd, Section::kNeeds, 0, Slot::kName) = R"(<i>Tea & "us"</i>)";
  text_in(odd, Section::kAsks, 0, Slot::kText) = R"(<b>{way}</b> & you?)";
  const std::string html = cards(pack(), odd, kToday);
  EXPECT_TRUE(html.contains("<h3>&lt;i&gt;Tea &amp; &quot;us&quot;&lt;/i&gt;</h3>"));
  EXPECT_FALSE(html.contains("<i>Tea"));
  EXPECT_TRUE(html.contains("&lt;b&gt;<i class=\"blank\"></i>&lt;/b&gt;</span> &amp; you?"));
  EXPECT_EQ(nesting_error(html), "");
}

TEST(Cards, LeaveOutTheNoteAboutAButtonOnTheScreen) {
  const auto note = pack().find(Section::kSafetyNotes, "quick-exit");
  ASSERT_TRUE(note);
  const auto item = static_cast<std::size_t>(*note);
  const std::string title = xml(closer_words("en").text(Section::kSafetyNotes, item, Slot::kTitle));
  EXPECT_FALSE(cards(pack(), closer_words("en"), kToday).contains("<h3>" + title + "</h3>"));
}

TEST(Cards, DoWithoutIdsThatAPackMayLack) {
  content::Pack bare = pack();
  const auto rename = [&](Section section, std::string_view id) {
    const auto item = static_cast<std::size_t>(bare.find(section, id).value());
    bare.ids[static_cast<std::size_t>(section)][item] = "something-else";
  };
  rename(Section::kSafetyNotes, "quick-exit");
  rename(Section::kReflections, "my-half");
  const std::string with_a_loop = cards(bare, closer_words("en"), kToday);
  EXPECT_TRUE(with_a_loop.contains("<p class=\"sentence\">"));
  EXPECT_EQ(nesting_error(with_a_loop), "");
  for (content::OfKind& reflection : bare.reflections) reflection.kind = 0;
  const std::string html = cards(bare, closer_words("en"), kToday);
  EXPECT_FALSE(html.contains("<p class=\"sentence\">"));
  EXPECT_TRUE(html.contains("<h4>" + label("half-sentence") + "</h4>"));
  EXPECT_EQ(nesting_error(html), "");
}

}  // namespace
}  // namespace commonground::cli
