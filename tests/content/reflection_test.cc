// What people answered comes back to them as a sentence.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "commonground/content.h"
#include "tests/content/closer.h"

namespace commonground::content {
namespace {

const Library& closer() {
  static const Library kLibrary = tests::closer();
  return kLibrary;
}

class Speaker {
 public:
  explicit Speaker(std::string_view language) : words_(*closer().in(language)) {}

  [[nodiscard]] std::string text(Section section, std::string_view id, Slot slot) const {
    const auto item = closer().pack.find(section, id);
    EXPECT_TRUE(item) << id;
    return std::string(words_.text(section, static_cast<std::size_t>(item.value_or(0)), slot));
  }
  [[nodiscard]] std::string list(Section section, Slot slot,
                                 const std::vector<std::string_view>& ids) const {
    std::vector<std::string> all;
    all.reserve(ids.size());
    for (const auto id : ids) all.push_back(text(section, id, slot));
    return joined(words_.joining, all);
  }
  // My half of the loop.
  [[nodiscard]] std::string half(std::string_view seat, const std::vector<std::string_view>& felt,
                                 const std::vector<std::string_view>& moves,
                                 const std::vector<std::string_view>& areas) const {
    const std::array<Filling, 4> fillings = {
        {{"seat", text(Section::kSeats, seat, Slot::kOpens)},
         {"feelings", list(Section::kFeelings, Slot::kFelt, felt)},
         {"moves", list(Section::kMoves, Slot::kMe, moves)},
         {"areas", list(Section::kAreas, Slot::kWith, areas)}}};
    return filled(text(Section::kReflections, "my-half", Slot::kText), fillings);
  }

 private:
  const Words& words_;
};

TEST(Reflection, GivesMyHalfOfTheLoopBackInEnglish) {
  EXPECT_EQ(
      Speaker("en").half("asking", {"hopeful", "anxious"}, {"ask-again"}, {"money", "chores"}),
      "When I ask, I feel hopeful and I feel anxious, and then I ask again. It also happens "
      "with money and with chores.");
}

TEST(Reflection, GivesMyHalfOfTheLoopBackInSpanish) {
  EXPECT_EQ(
      Speaker("es").half("asking", {"hopeful", "anxious"}, {"ask-again"}, {"money", "chores"}),
      "Cuando pido, siento esperanza y siento ansiedad, y entonces vuelvo a pedirlo. También "
      "pasa con el dinero y con las tareas.");
}

TEST(Reflection, FillsEveryTemplateOfEveryLanguage) {
  for (const Words& words : closer().words) {
    std::vector<Filling> fillings;
    std::string_view names = slots_of(Section::kReflections).front().placeholders;
    while (!names.empty()) {
      const std::size_t end = names.find(' ');
      fillings.push_back({names.substr(0, end), "x"});
      names.remove_prefix(end == std::string_view::npos ? names.size() : end + 1);
    }
    for (std::size_t i = 0; i < closer().pack.ids_of(Section::kReflections).size(); ++i) {
      const std::string text = filled(words.text(Section::kReflections, i, Slot::kText), fillings);
      EXPECT_EQ(text.find_first_of("{}"), std::string::npos) << text;
    }
  }
}

}  // namespace
}  // namespace commonground::content
