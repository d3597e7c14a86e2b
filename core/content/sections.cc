// The table of sections: what each is called, which ids it has, what is said about its items.
#include "content/sections.h"

#include <algorithm>
#include <utility>

#include "base/find.h"
#include "content/labels.h"

namespace commonground::content {
namespace {

using Ids = std::span<const std::string_view>;

constexpr auto kStageIds = std::to_array<std::string_view>(
    {"settle-in", "closer", "what-it-means", "what-else", "asking", "share", "hear-each-other",
     "both-want", "common-ground", "try-it", "how-did-it-go"});
constexpr auto kVariantIds =
    std::to_array<std::string_view>({"little-time", "distance", "pain", "small-children", "apart"});
constexpr auto kGradeIds =
    std::to_array<std::string_view>({"love", "happy", "if", "not-now", "no"});
constexpr auto kSeatIds =
    std::to_array<std::string_view>({"asking", "asked", "refusing", "refused"});

constexpr SlotShape kName{.slot = Slot::kName, .name = "name", .most_characters = 48};
constexpr SlotShape kLine{.slot = Slot::kLine, .name = "line", .most_characters = 130};
constexpr SlotShape kText{.slot = Slot::kText, .name = "text", .most_characters = 160};

constexpr auto kNameOnly = std::to_array<SlotShape>({kName});
constexpr auto kNameAndLine = std::to_array<SlotShape>({kName, kLine});
constexpr auto kTextOnly = std::to_array<SlotShape>({kText});
constexpr auto kLineOnly = std::to_array<SlotShape>({{Slot::kLine, "line", 160}});

constexpr auto kOfStages =
    std::to_array<SlotShape>({kName, kLine, {Slot::kPaper, "paper", 220, Form::kList}});
constexpr auto kOfNeeds = std::to_array<SlotShape>(
    {kName, kLine, {Slot::kMet, "met", 130}, {Slot::kMissing, "missing", 130}});
constexpr auto kOfWays =
    std::to_array<SlotShape>({kName,
                              kLine,
                              {Slot::kFirst, "first", 160},
                              {Slot::kVariants, "variants", 160, Form::kByVariant}});
constexpr auto kOfSeats = std::to_array<SlotShape>(
    {kName, {Slot::kQuestion, "question", 130}, {Slot::kOpens, "opens", 40}});
constexpr auto kOfFeelings =
    std::to_array<SlotShape>({{Slot::kName, "name", 28}, {Slot::kFelt, "felt", 60}});
constexpr auto kOfMoves = std::to_array<SlotShape>(
    {{Slot::kName, "name", 40}, {Slot::kMe, "me", 60}, {Slot::kThey, "they", 60}});
constexpr auto kOfAreas = std::to_array<SlotShape>({kName, kLine, {Slot::kWith, "with", 40}});
constexpr auto kOfAsks = std::to_array<SlotShape>({{Slot::kText, "text", 160, Form::kOne, "way"}});
constexpr auto kOfNos = std::to_array<SlotShape>({{Slot::kText, "text", 160, Form::kOne, "when"}});
constexpr auto kOfReflections = std::to_array<SlotShape>(
    {{Slot::kText, "text", 220, Form::kOne,
      "seat feelings moves areas needs pictures partner partner-moves ways words"}});
constexpr auto kOfSafetyNotes = std::to_array<SlotShape>(
    {{Slot::kTitle, "title", 60}, {Slot::kText, "text", 280, Form::kList}});
constexpr auto kOfLabels = std::to_array<SlotShape>(
    {{Slot::kText, "text", 220, Form::kOne, "times minutes number date name letter week"}});

struct Row {
  Section section{};
  std::string_view name;
  std::span<const SlotShape> slots;
  Ids ids = {};
};

constexpr std::array<Row, kSections> kRows = {{
    {Section::kStages, "stages", kOfStages, kStageIds},
    {Section::kNeeds, "needs", kOfNeeds},
    {Section::kThemes, "themes", kNameAndLine},
    {Section::kPictures, "pictures", kTextOnly},
    {Section::kFamilies, "families", kNameAndLine},
    {Section::kVariants, "variants", kNameOnly, kVariantIds},
    {Section::kWays, "ways", kOfWays},
    {Section::kGrades, "grades", kNameAndLine, kGradeIds},
    {Section::kSeats, "seats", kOfSeats, kSeatIds},
    {Section::kFeelings, "feelings", kOfFeelings},
    {Section::kMoves, "moves", kOfMoves},
    {Section::kAreas, "areas", kOfAreas},
    {Section::kPrompts, "prompts", kTextOnly},
    {Section::kAsks, "asks", kOfAsks},
    {Section::kNos, "nos", kOfNos},
    {Section::kPauses, "pauses", kOfNos},
    {Section::kCheckIn, "check-in", kTextOnly},
    {Section::kReview, "review", kTextOnly},
    {Section::kReflections, "reflections", kOfReflections},
    {Section::kSafetyQuestions, "safety-questions", kTextOnly},
    {Section::kSafetyNotes, "safety-notes", kOfSafetyNotes},
    {Section::kCountries, "countries", kNameOnly},
    {Section::kHelp, "help", kLineOnly},
    {Section::kLabels, "labels", kOfLabels},
}};

constexpr bool rows_are_in_order() {
  for (std::size_t i = 0; i < kSections; ++i) {
    if (static_cast<std::size_t>(kRows[i].section) != i) return false;
  }
  return true;
}
static_assert(rows_are_in_order());

const Row& row(Section section) { return kRows[static_cast<std::size_t>(section)]; }

}  // namespace

std::string_view name_of(Section section) { return row(section).name; }

std::optional<Section> section_named(std::string_view name) {
  const Row* found = find_by(kRows, &Row::name, name);
  if (found == nullptr) return std::nullopt;
  return found->section;
}

std::span<const std::string_view> fixed_ids(Section section) {
  return section == Section::kLabels ? label_ids() : row(section).ids;
}

std::span<const SlotShape> slots_of(Section section) { return row(section).slots; }

std::optional<int> Pack::find(Section section, std::string_view wanted) const {
  const std::vector<std::string>& all = ids_of(section);
  const auto at = std::ranges::find(all, wanted);
  if (at == all.end()) return std::nullopt;
  return static_cast<int>(at - all.begin());
}

const std::vector<Text>& Words::texts(Section section, std::size_t item, Slot slot) const {
  const auto shapes = slots_of(section);
  const auto shape = std::ranges::find(shapes, slot, &SlotShape::slot);
  return items[static_cast<std::size_t>(section)][item]
              [static_cast<std::size_t>(shape - shapes.begin())];
}

void read_sections(json::Reader& in, const json::Place& place, Set& out) {
  if (!in.list(place, 1, kSections)) return;
  in.items(place, [&](const json::Place& item) {
    if (!in.is(item, JsonKind::kString)) return;
    if (const auto section = section_named(item.value.text())) {
      out |= Set{1} << static_cast<std::size_t>(*section);
    } else {
      in.fail(InputErrorCode::kUnknownId, item, 0, 0, "sections");
    }
  });
}

const Words* Library::in(std::string_view language) const {
  const auto at = std::ranges::find(words, language, &Words::language);
  return at == words.end() ? nullptr : &*at;
}

}  // namespace commonground::content
