// The lists of words for recovery codes: 2,048 that can be told apart by their first four letters.
#include <algorithm>
#include <array>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "crypto/recovery.h"
#include "tests/files.h"

namespace commonground::tests {
namespace {

std::vector<std::string> list(const std::string& language) {
  std::istringstream text(text_of("content/recovery/" + language + ".txt"));
  std::vector<std::string> words;
  for (std::string word; std::getline(text, word);) words.push_back(word);
  return words;
}

// The letters of the two languages; ñ is n and ü is u, as for someone typing in a hurry.
std::string plain(std::string word) {
  static const std::vector<std::pair<std::string, std::string>> kPlain = {
      {"á", "a"}, {"é", "e"}, {"í", "i"}, {"ó", "o"}, {"ú", "u"}, {"ü", "u"}, {"ñ", "n"}};
  for (const auto& [accented, letter] : kPlain) {
    for (std::size_t at = word.find(accented); at != std::string::npos; at = word.find(accented)) {
      word.replace(at, accented.size(), letter);
    }
  }
  return word;
}

class RecoveryWordsTest : public testing::TestWithParam<std::string> {};

TEST_P(RecoveryWordsTest, CanBeToldApart) {
  const auto words = list(GetParam());
  ASSERT_EQ(words.size(), kWordList);
  std::set<std::string> beginnings;
  for (const std::string& word : words) {
    const std::string letters = plain(word);
    EXPECT_GE(letters.size(), 3U) << word;
    EXPECT_LE(letters.size(), 9U) << word;
    EXPECT_TRUE(std::ranges::all_of(letters, [](char c) { return c >= 'a' && c <= 'z'; })) << word;
    EXPECT_TRUE(beginnings.insert(letters.substr(0, 4)).second) << word;
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, RecoveryWordsTest, testing::Values("en", "es"),
                         [](const auto& language) { return language.param; });

// From the vectors of BIP-39: 128 bits of 0x7f.
TEST(RecoveryWords, AreThoseOfTheStandard) {
  std::array<std::uint8_t, RecoverySeed::kSize> bits{};
  bits.fill(0x7f);
  const RecoveryWords words = recovery_words(RecoverySeed(bits));
  const auto english = list("en");
  std::string sentence;
  for (std::size_t i = 0; i < kRecoveryWords; ++i) {
    sentence += english.at(word_at(words, i)) + " ";
  }
  EXPECT_EQ(sentence,
            "legal winner thank year wave sausage worth useful legal winner thank yellow ");
}

}  // namespace
}  // namespace commonground::tests
