#include "cli/cards_flow.h"

#include <algorithm>
#include <span>
#include <utility>

#include "cli/text.h"

namespace commonground::cli::paper {
namespace {

using Blocks = std::span<const Block>;
using Columns = std::vector<Blocks>;

// As many blocks as fit under one another, at least one, taken from the front of the rest.
Blocks take_column(Blocks& rest, int height) {
  std::size_t count = 0;
  int used = 0;
  while (count < rest.size() && (count == 0 || used + rest[count].height <= height)) {
    used += rest[count].height;
    ++count;
  }
  const Blocks column = rest.first(count);
  rest = rest.subspan(count);
  return column;
}

std::vector<Columns> filled(Blocks rest, const Room& room) {
  std::vector<Columns> pages;
  while (!rest.empty()) {
    const int height = pages.empty() ? std::min(room.first, room.height) : room.height;
    Columns page;
    for (std::size_t i = 0; i < room.columns; ++i) page.push_back(take_column(rest, height));
    pages.push_back(std::move(page));
  }
  return pages;
}

// No more pages than the room asks for, and the shortest columns that still need no more.
std::vector<Columns> levelled(Blocks blocks, Room room) {
  constexpr int kStep = 20;
  constexpr int kLeast = 200;
  std::vector<Columns> best = filled(blocks, room);
  while (room.height > kLeast) {
    room.height -= kStep;
    std::vector<Columns> shorter = filled(blocks, room);
    if (shorter.size() > best.size()) break;
    best = std::move(shorter);
  }
  return best;
}

Html column_html(Blocks blocks) {
  return tag("div",
             for_all(blocks, [](const Block& block) { return std::string_view(block.html); }));
}

}  // namespace

int height_of(std::string_view text, int characters, int line) {
  constexpr int kCautious = 104;  // hundredths
  const int wide = static_cast<int>(columns(text)) * kCautious;
  const int fit = characters * 100;
  return std::max(1, (wide + fit - 1) / fit) * line;
}

std::vector<Html> pour(const std::vector<Block>& blocks, const Room& room) {
  std::vector<Columns> pages = levelled(blocks, room);
  if (pages.size() > 1) {
    // The last page holds what is left, so it is levelled on its own.
    const Block* begin = pages.back().front().data();
    const Blocks rest(begin, blocks.data() + blocks.size());
    pages.back() = levelled(rest, {room.height, room.height, room.columns}).front();
  }
  std::vector<Html> html;
  html.reserve(pages.size());
  for (const Columns& page : pages) {
    html.push_back(styled(
        "div.flow", all("grid-template-columns:repeat(", std::to_string(page.size()), ",1fr)"),
        for_all(page, column_html)));
  }
  return html;
}

}  // namespace commonground::cli::paper
