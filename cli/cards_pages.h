// The pages on paper, part by part.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "cli/cards_flow.h"
#include "cli/cards_wording.h"

namespace commonground::cli::paper {

// How often a page is wanted, and what for.
enum class Use : std::uint8_t { kCover, kToRead, kOneEach, kOneBoth, kToCut, kToCutBoth };

struct Page {
  std::string_view part;  // the id of a stage, or "safety", "help", or nothing
  Use use{};
  Html body;
  bool tight = false;  // it holds much
};
using Pages = std::vector<Page>;

// Cards in full sheets of two columns; what lacks to a full sheet is filled with `own`, cards that
// are still empty, of which there is at least one sheet's rest if `always_own`.
struct Cards {
  std::vector<Html> cards;
  Html own;
  std::size_t rows = 0;
  bool always_own = false;
};
void add_sheets(Pages& pages, std::string_view part, Use use, Cards cards);

// Running text under a heading, on as many pages as it takes.
struct Flow {
  Html title;
  Html lead;
  std::vector<Block> blocks;
  Room room;
};
void add_flow(const Wording& wording, Pages& pages, std::string_view part, const Flow& flow);

// Each adds the pages of one part.
void add_safety(const Wording& wording, Pages& pages);
void add_help(const Wording& wording, Pages& pages);
void add_settle_in(const Wording& wording, Pages& pages);
void add_closer(const Wording& wording, Pages& pages);
void add_what_it_means(const Wording& wording, Pages& pages);
void add_what_else(const Wording& wording, Pages& pages);
void add_asking(const Wording& wording, Pages& pages);
void add_share(const Wording& wording, Pages& pages);
void add_hear_each_other(const Wording& wording, Pages& pages);
void add_both_want(const Wording& wording, Pages& pages);
void add_common_ground(const Wording& wording, Pages& pages);
void add_try_it(const Wording& wording, Pages& pages);
void add_how_did_it_go(const Wording& wording, Pages& pages);

}  // namespace commonground::cli::paper
