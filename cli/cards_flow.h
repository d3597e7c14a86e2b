// Running text in columns: how tall it will be, and so where to break it into pages.
//
// A browser breaks columns badly when it prints, so pages are filled here, from a cautious estimate
// of heights. Where an estimate is too small, the page grows and nothing is lost.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "cli/cards_pieces.h"

namespace commonground::cli::paper {

// What stays together, and its height in tenths of a millimetre.
struct Block {
  int height = 0;
  Html html;
};

// Of a text set in lines of so many characters, each so many tenths of a millimetre tall.
[[nodiscard]] int height_of(std::string_view text, int characters, int line);

// Room for blocks, in tenths of a millimetre; the first page may have less.
struct Room {
  int first = 2300;
  int height = 2300;
  std::size_t columns = 2;
};

// All blocks in their order, page by page, in as few pages as they need and with the columns of
// each page of much the same height.
[[nodiscard]] std::vector<Html> pour(const std::vector<Block>& blocks, const Room& room);

}  // namespace commonground::cli::paper
