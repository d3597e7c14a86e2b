#include "bench/tasks.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>

#include "journey/timeline.h"
#include "match/private_match.h"
#include "match/sealed_table.h"

namespace commonground::bench {
namespace {

constexpr std::int64_t kStart = 1'763'000'000'000;

match::Party party(std::uint8_t position, std::size_t ways) {
  std::vector<std::string> items;
  for (std::size_t i = position; i < ways; i += 2U + position) {
    items.push_back("way-" + std::to_string(i));
  }
  const auto seed = match::MatchSeed::made_by(
      [&](std::span<std::uint8_t> out) { std::ranges::fill(out, position); });
  return std::move(*match::Party::make(Hash{}, position, seed, ways, std::move(items)));
}

match::Bargainer bargainer(std::uint8_t position, std::size_t places) {
  std::vector<std::uint8_t> levels(places - 1);
  for (std::size_t i = 0; i < levels.size(); ++i) {
    levels[i] =
        static_cast<std::uint8_t>((i * (position == 0 ? 7U : 11U) + 3) % (match::kNever + 1U));
  }
  const auto seed = match::MatchSeed::made_by(
      [&](std::span<std::uint8_t> out) { std::ranges::fill(out, position); });
  return std::move(*match::Bargainer::make(Hash{}, position, seed, places, levels));
}

}  // namespace

std::string said(const content::Pack& pack, int number) {
  const auto id = [&](content::Section section) {
    const auto& ids = pack.ids_of(section);
    return ids[static_cast<std::size_t>(number) % ids.size()];
  };
  switch (number % 4) {
    case 0:
      return R"({"kind":"need","need":")" + id(content::Section::kNeeds) +
             R"(","importance":3,"met":1})";
    case 1:
      return R"({"kind":"way","way":")" + id(content::Section::kWays) +
             R"(","will":"if","condition":"when the children sleep at my mother's"})";
    case 2:
      return R"({"kind":"check-in-need","day":"2025-11-)" + std::to_string(10 + number % 20) +
             R"(","need":")" + id(content::Section::kNeeds) + R"(","met":2})";
    default:
      return R"({"kind":"note","slot":)" + std::to_string(number % 200 + 1) +
             R"(,"text":"Walked home the long way, and said what I had not said before."})";
  }
}

std::vector<std::string> record_texts(const content::Pack& pack, int records) {
  std::vector<std::string> texts;
  for (int i = 0; i < records; ++i) {
    const std::string seen = std::to_string(i / 20 * 10);
    const std::string list = i % 2 == 0 ? "0," + seen : seen + ",0";
    texts.push_back(R"({"at":)" + std::to_string(kStart + i) + R"(,"seen":[)" + list +
                    R"(],"say":)" + said(pack, i) + "}");
  }
  return texts;
}

std::optional<journey::Own> fold(const std::vector<std::string>& texts, const content::Pack& pack) {
  journey::Timeline timeline;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    auto entry = journey::read_entry(texts[i], pack, journey::Where::kOwn);
    if (!entry || !entry->body) return std::nullopt;
    RecordId id;
    id.bytes[0] = static_cast<std::uint8_t>(i);
    id.bytes[1] = static_cast<std::uint8_t>(i / 256);
    timeline.add({.author = static_cast<std::uint8_t>(i % 2),
                  .counter = i / 2,
                  .id = id,
                  .entry = std::move(*entry)});
  }
  journey::Own own;
  for (const journey::Placed* placed : timeline.ordered().records) own.apply(*placed);
  if (timeline.waiting() != 0) return std::nullopt;
  return own;
}

bool match_both_sides(std::size_t ways) {
  const match::Party ana = party(0, ways);
  const match::Party ben = party(1, ways);
  const auto at_ana = ana.meet(ben.commitment(), ben.points());
  const auto at_ben = ben.meet(ana.commitment(), ana.points());
  if (!at_ana || !at_ben) return false;
  const auto of_ana = ana.matched(*at_ana, ben.reply(*at_ben));
  const auto of_ben = ben.matched(*at_ben, ana.reply(*at_ana));
  return of_ana && of_ben && of_ana->check(of_ben->mine);
}

TableSide::TableSide(std::size_t places) : places_(places) {
  const match::Bargainer ana = bargainer(0, places);
  const match::Bargainer ben = bargainer(1, places);
  their_keys_ = ben.keys();
  their_choices_ = *ben.choices(ana.keys());
  their_gates_ = *ben.gates(ana.keys(), *ana.choices(their_keys_));
}

bool TableSide::meets() const {
  const match::Bargainer ana = bargainer(0, places_);
  const bool is_taken =
      !ana.keys().empty() && ana.choices(their_keys_) && ana.gates(their_keys_, their_choices_);
  return is_taken &&
         ana.met({.keys = their_keys_, .choices = their_choices_, .gates = their_gates_});
}

}  // namespace commonground::bench
