#include "content/placeholders.h"

#include <array>

#include <gtest/gtest.h>

#include "commonground/words.h"

namespace commonground::content {
namespace {

TEST(Placeholders, AreFoundOnceEach) {
  const Placeholders found = placeholders_of("{seat}, {feelings}; {seat} and {partner-moves}.");
  EXPECT_FALSE(found.broken);
  EXPECT_EQ(found.names, (std::vector<std::string_view>{"seat", "feelings", "partner-moves"}));
  EXPECT_TRUE(placeholders_of("none").names.empty());
}

TEST(Placeholders, AreBrokenWithoutBothBracesOrAName) {
  for (const auto* text : {"{", "}", "a {seat", "seat}", "{}", "{a {b}", "{Seat}", "{a b}"}) {
    EXPECT_TRUE(placeholders_of(text).broken) << text;
  }
}

TEST(Placeholders, AreFilledIn) {
  const std::array<Filling, 2> fillings = {{{"seat", "When I ask"}, {"feelings", "I feel {calm}"}}};
  EXPECT_EQ(filled("{seat}, {feelings}.", fillings), "When I ask, I feel {calm}.");
  EXPECT_EQ(filled("{seat}{seat}", fillings), "When I askWhen I ask");
  EXPECT_EQ(filled("nothing", fillings), "nothing");
}

TEST(Joining, PutsAListIntoASentence) {
  const Joining english{
      .between = ", ", .last = " and ", .sounds = {}, .not_sounds = {}, .last_before_sounds = {}};
  using List = std::vector<std::string>;
  EXPECT_EQ(joined(english, List{}), "");
  EXPECT_EQ(joined(english, List{"a"}), "a");
  EXPECT_EQ(joined(english, List{"a", "b"}), "a and b");
  EXPECT_EQ(joined(english, List{"a", "b", "c"}), "a, b and c");
}

TEST(Joining, ChangesTheLastJointBeforeASound) {
  const Joining spanish{.between = ", ",
                        .last = " y ",
                        .sounds = {"i", "hi", "í"},
                        .not_sounds = {"hie"},
                        .last_before_sounds = " e "};
  using List = std::vector<std::string>;
  EXPECT_EQ(joined(spanish, List{"miedo", "ira"}), "miedo e ira");
  EXPECT_EQ(joined(spanish, List{"miedo", "Íntimo"}), "miedo e Íntimo");
  EXPECT_EQ(joined(spanish, List{"agua", "hielo"}), "agua y hielo");
  EXPECT_EQ(joined(spanish, List{"miedo", "calma"}), "miedo y calma");
}

}  // namespace
}  // namespace commonground::content
