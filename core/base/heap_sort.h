// Sorting in little code. std::sort becomes two kilobytes of WebAssembly for every kind of element
// and comparison, which is too much where a few hundred elements are sorted now and then.
#pragma once

#include <cstddef>
#include <functional>
#include <ranges>
#include <span>
#include <utility>

namespace commonground {

// As std::ranges::sort, with at most 2 n log n comparisons (Williams 1964, bottom up by Floyd).
// Equal elements end up in any order.
template <std::ranges::contiguous_range Range, class Less = std::ranges::less,
          class Projection = std::identity>
void heap_sort(Range& range, Less less = {}, Projection projection = {}) {
  const std::span items(range);
  const auto is_less = [&](std::size_t a, std::size_t b) {
    return std::invoke(less, std::invoke(projection, items[a]), std::invoke(projection, items[b]));
  };
  // First a heap is made, from its last parent to the first; then its top is taken off, again and
  // again.
  std::size_t end = items.size();
  for (std::size_t first = end / 2; end > 1;) {
    if (first > 0) {
      --first;
    } else {
      --end;
      std::ranges::swap(items[0], items[end]);
    }
    for (std::size_t at = first, child = 2 * at + 1; child < end; child = 2 * at + 1) {
      if (child + 1 < end && is_less(child, child + 1)) ++child;
      if (!is_less(at, child)) break;
      std::ranges::swap(items[at], items[child]);
      at = child;
    }
  }
}

}  // namespace commonground
