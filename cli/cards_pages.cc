#include "cli/cards_pages.h"

#include <utility>

namespace commonground::cli::paper {

void add_sheets(Pages& pages, std::string_view part, Use use, Cards cards) {
  constexpr std::size_t kColumns = 2;
  const std::size_t on_a_sheet = kColumns * cards.rows;
  if (cards.always_own) cards.cards.push_back(cards.own);
  while (cards.cards.size() % on_a_sheet != 0) cards.cards.push_back(cards.own);
  const std::string grid = "div.cards.c2x" + std::to_string(cards.rows);
  for (std::size_t at = 0; at < cards.cards.size(); at += on_a_sheet) {
    const Html sheet = each(on_a_sheet, [&](std::size_t i) { return cards.cards[at + i]; });
    pages.push_back({.part = part, .use = use, .body = tag(grid, sheet)});
  }
}

void add_flow(const Wording& wording, Pages& pages, std::string_view part, const Flow& flow) {
  Html head = heading(flow.title, flow.lead);
  for (const Html& columns : pour(flow.blocks, flow.room)) {
    pages.push_back({.part = part, .use = Use::kToRead, .body = head + columns});
    head = continued(wording, flow.title);
  }
}

}  // namespace commonground::cli::paper
