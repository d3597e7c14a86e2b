#include "content/reading.h"

#include <gtest/gtest.h>

namespace commonground::content {
namespace {

std::int64_t syllables_of(std::string_view word, Reading reading) {
  return count(word, reading).syllables;
}

TEST(Reading, CountsSyllablesOfEnglishWords) {
  constexpr auto kEnglish = Reading::kFleschKincaid;
  for (const auto& [word, expected] :
       std::to_array<std::pair<std::string_view, int>>({{"a", 1},
                                                        {"the", 1},
                                                        {"close", 1},
                                                        {"closeness", 2},
                                                        {"table", 2},
                                                        {"asked", 1},
                                                        {"wanted", 2},
                                                        {"partner", 2},
                                                        {"quiet", 1},
                                                        {"evening", 3},
                                                        {"times", 1},
                                                        {"kisses", 2},
                                                        {"rhythm", 1},
                                                        {"together", 3},
                                                        {"don’t", 1}})) {
    EXPECT_EQ(syllables_of(word, kEnglish), expected) << word;
  }
}

TEST(Reading, CountsSyllablesOfSpanishWords) {
  constexpr auto kSpanish = Reading::kSzigrisztPazos;
  for (const auto& [word, expected] :
       std::to_array<std::pair<std::string_view, int>>({{"y", 1},
                                                        {"que", 1},
                                                        {"pareja", 3},
                                                        {"siento", 2},
                                                        {"día", 2},
                                                        {"días", 2},
                                                        {"leer", 2},
                                                        {"guía", 2},
                                                        {"muy", 1},
                                                        {"ciudad", 2},
                                                        {"aún", 2},
                                                        {"cariño", 3},
                                                        {"quieres", 2},
                                                        {"vergüenza", 3},
                                                        {"ánimo", 3},
                                                        {"tiempo", 2},
                                                        {"oír", 2}})) {
    EXPECT_EQ(syllables_of(word, kSpanish), expected) << word;
  }
}

TEST(Reading, CountsSentencesAndWords) {
  const Counts counts =
      count("You stay. What is it, really? It’s {need} … and then 10 more", Reading::kNone);
  EXPECT_EQ(counts.sentences, 4);
  EXPECT_EQ(counts.words, 12);
  EXPECT_EQ(counts.longest_sentence, 4);
  EXPECT_EQ(count("…", Reading::kNone).words, 0);
  EXPECT_EQ(measure(count("…", Reading::kNone), Reading::kFleschKincaid), 0);
  EXPECT_EQ(count("broken {", Reading::kNone).words, 2);
}

TEST(Reading, MeasuresByThePublishedFormulas) {
  // 0.39 × 100/10 + 11.8 × 130/100 − 15.59, and 206.835 − 62.3 × 200/100 − 100/10.
  const Counts english{.sentences = 10, .words = 100, .syllables = 130};
  EXPECT_EQ(measure(english, Reading::kFleschKincaid), 3'650);
  const Counts spanish{.sentences = 10, .words = 100, .syllables = 200};
  EXPECT_EQ(measure(spanish, Reading::kSzigrisztPazos), 72'235);
  EXPECT_TRUE(too_hard(7'001, 7, Reading::kFleschKincaid));
  EXPECT_FALSE(too_hard(7'000, 7, Reading::kFleschKincaid));
  EXPECT_TRUE(too_hard(64'999, 65, Reading::kSzigrisztPazos));
  EXPECT_FALSE(too_hard(65'000, 65, Reading::kSzigrisztPazos));
  EXPECT_FALSE(too_hard(1'000'000, 0, Reading::kNone));
}

TEST(Reading, FindsForbiddenWordsWhole) {
  const std::string text = folded("Tu Pareja y ÉL: it’s a Must-have, mustard!");
  EXPECT_NE(find_word(text, "él"), std::string::npos);
  EXPECT_NE(find_word(text, "must"), std::string::npos);
  EXPECT_NE(find_word(text, "mustar*"), std::string::npos);
  EXPECT_EQ(find_word(text, "mustar"), std::string::npos);
  EXPECT_EQ(find_word(text, "parej"), std::string::npos);
  EXPECT_NE(find_word(text, "!"), std::string::npos);
  EXPECT_EQ(find_word(folded("aquél"), "él"), std::string::npos);
  EXPECT_EQ(find_word(text, "*"), std::string::npos);
}

}  // namespace
}  // namespace commonground::content
