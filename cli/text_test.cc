#include "cli/text.h"

#include <gtest/gtest.h>

namespace commonground::cli {
namespace {

TEST(Text, TakesOutWhatCouldMoveTheCursorOrHide) {
  EXPECT_EQ(printable("Ana\x1b[2J\n"), "Ana·[2J·");
  const std::string right_to_left = std::string("\xe2\x80") + "\xae";  // U+202E
  EXPECT_EQ(printable("a" + right_to_left + "b"), "a·b");
  EXPECT_EQ(printable("x\xff\xc3y"), "x··y");
  EXPECT_EQ(printable("zoë 愛 😀"), "zoë 愛 😀");
}

TEST(Text, CountsColumns) {
  EXPECT_EQ(columns("zoe"), 3U);
  EXPECT_EQ(columns("zoë"), 3U);
  EXPECT_EQ(columns("zoe\u0308"), 3U);  // a combining mark
  EXPECT_EQ(columns("愛"), 2U);
}

TEST(Text, FitsAColumn) {
  EXPECT_EQ(clipped("being held", 10), "being held");
  EXPECT_EQ(clipped("being held", 6), "being…");
  EXPECT_EQ(clipped("愛愛愛", 4), "愛…");
  EXPECT_EQ(padded("ë", 3), "ë  ");
  EXPECT_EQ(right_aligned("12", 4), "  12");
}

TEST(Text, WrapsAtSpaces) {
  EXPECT_EQ(wrapped("a walk with one question", 10),
            (std::vector<std::string>{"a walk", "with one", "question"}));
  EXPECT_EQ(wrapped("unforgettable day", 5), (std::vector<std::string>{"unforgettable", "day"}));
  EXPECT_TRUE(wrapped("", 5).empty());
}

TEST(Text, ListsAsInASentence) {
  EXPECT_EQ(listed({}), "");
  EXPECT_EQ(listed({"a"}), "a");
  EXPECT_EQ(listed({"a", "b"}), "a and b");
  EXPECT_EQ(listed({"a", "b", "c"}), "a, b and c");
}

TEST(Text, IsSafeInXml) { EXPECT_EQ(xml("<a & \"b\">\x01"), "&lt;a &amp; &quot;b&quot;&gt;·"); }

}  // namespace
}  // namespace commonground::cli
