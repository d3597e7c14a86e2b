#include "cli/cards_pieces.h"

#include <gtest/gtest.h>

namespace commonground::cli::paper {
namespace {

TEST(CardsPieces, WriteElements) {
  EXPECT_EQ(tag("td"), "<td></td>");
  EXPECT_EQ(tag("p.note", "a", tag("b", "c")), "<p class=\"note\">a<b>c</b></p>");
  EXPECT_EQ(styled("div.two.grow", "top:1mm", "a"),
            "<div class=\"two grow\" style=\"top:1mm\">a</div>");
}

TEST(CardsPieces, MakePlaceholdersPlacesToWrite) {
  EXPECT_EQ(blanks(""), "");
  EXPECT_EQ(blanks("no  braces"), "no  braces");
  EXPECT_EQ(blanks("now ‘{way}’, or"),
            "now <span class=\"nb\">‘<i class=\"blank\"></i>’,</span> or");
  EXPECT_EQ(blanks("{a}/{b}"),
            "<span class=\"nb\"><i class=\"blank\"></i>/<i class=\"blank\"></i></span>");
  EXPECT_EQ(blanks("half a {brace"), "half a {brace");
  EXPECT_EQ(blanks("} {"), "} {");
}

}  // namespace
}  // namespace commonground::cli::paper
