// Walking through all texts of a language.
#pragma once

#include <string>

#include "commonground/content.h"

namespace commonground::content {

// Where a text stands.
struct TextPlace {
  Section section{};
  std::size_t item = 0;
  std::size_t slot = 0;  // in slots_of(section)
  std::size_t part = 0;  // of a list, or by variant
};

// Calls each(place, text) for every text, in the order of the pack.
template <class W, class Each>
void each_text(W& words, Each each) {
  for (std::size_t section = 0; section < kSections; ++section) {
    for (std::size_t item = 0; item < words.items[section].size(); ++item) {
      auto& slots = words.items[section][item];
      for (std::size_t slot = 0; slot < slots.size(); ++slot) {
        for (std::size_t part = 0; part < slots[slot].size(); ++part) {
          each(TextPlace{static_cast<Section>(section), item, slot, part}, slots[slot][part]);
        }
      }
    }
  }
}

// Its JSON path in the file of a language.
[[nodiscard]] std::string path_of(const Pack& pack, const TextPlace& place);

}  // namespace commonground::content
