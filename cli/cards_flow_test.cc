#include "cli/cards_flow.h"

#include <gtest/gtest.h>

namespace commonground::cli::paper {
namespace {

std::vector<Block> blocks(const std::vector<int>& heights) {
  std::vector<Block> blocks;
  blocks.reserve(heights.size());
  for (std::size_t i = 0; i < heights.size(); ++i) {
    blocks.push_back({.height = heights[i], .html = std::to_string(i)});
  }
  return blocks;
}

// What the columns of each page hold: "01|2" for two columns.
std::vector<std::string> poured(const std::vector<int>& heights, const Room& room) {
  std::vector<std::string> pages;
  for (const Html& page : pour(blocks(heights), room)) {
    std::string held;
    for (std::size_t at = page.find("<div>"); at != Html::npos; at = page.find("<div>", at + 1)) {
      held += (held.empty() ? "" : "|") + page.substr(at + 5, page.find('<', at + 5) - at - 5);
    }
    pages.push_back(held);
  }
  return pages;
}

using Held = std::vector<std::string>;

TEST(CardsFlow, MeasuresInWholeLines) {
  EXPECT_EQ(height_of("", 50, 40), 40);
  EXPECT_EQ(height_of(std::string(40, 'a'), 50, 40), 40);
  EXPECT_EQ(height_of(std::string(50, 'a'), 50, 40), 80);  // cautious
  EXPECT_EQ(height_of(std::string(96, 'a'), 50, 40), 80);
  EXPECT_EQ(height_of("ñandúñandúñandú", 16, 40), 40);  // letters, not bytes
}

TEST(CardsFlow, LevelsTheColumns) {
  EXPECT_EQ(poured({}, {}), Held{});
  EXPECT_EQ(poured({300, 300, 300, 300}, {}), Held{"01|23"});
  EXPECT_EQ(poured({300, 300, 300, 300, 300}, {.columns = 3}), Held{"01|23|4"});
}

TEST(CardsFlow, GoesOnOnTheNextPage) {
  EXPECT_EQ(poured({600, 600, 600, 600, 600, 600}, {.first = 1000, .height = 1000}),
            (Held{"0|1", "2|3", "4|5"}));
  EXPECT_EQ(poured({500, 500, 500, 500, 500, 500}, {.first = 500, .height = 1000}),
            (Held{"0|1", "23|45"}));
}

TEST(CardsFlow, LosesNothingThatIsTallerThanAPage) {
  EXPECT_EQ(poured({5000, 100, 5000}, {.first = 1000, .height = 1000}), (Held{"0|1", "2|"}));
}

}  // namespace
}  // namespace commonground::cli::paper
