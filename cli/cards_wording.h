// The words of a pack, ready for the pages on paper.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/cards_pieces.h"
#include "commonground/content.h"

namespace commonground::cli::paper {

// Keeps references: pack and words must outlive it.
class Wording {
 public:
  Wording(const content::Pack& pack, const content::Words& words, content::Date today)
      : pack_(pack), words_(words), today_(today) {}

  [[nodiscard]] const content::Pack& pack() const { return pack_; }
  [[nodiscard]] content::Date today() const { return today_; }
  // As the attribute lang of a page wants it.
  [[nodiscard]] std::string_view language() const;

  // A label by its id, which must be one of content::fixed_ids, with its placeholder filled in.
  [[nodiscard]] Html label(std::string_view id, std::string_view placeholder = {},
                           std::string_view value = {}) const;
  [[nodiscard]] Html label(std::string_view id, std::string_view placeholder, int value) const {
    return label(id, placeholder, std::to_string(value));
  }

  [[nodiscard]] std::size_t count(content::Section section) const {
    return pack_.ids_of(section).size();
  }
  // What an item says, as it is in the pack and as HTML.
  [[nodiscard]] std::string_view plain(content::Section section, std::size_t item,
                                       content::Slot slot) const {
    return words_.text(section, item, slot);
  }
  [[nodiscard]] Html text(content::Section section, std::size_t item,
                          content::Slot slot = content::Slot::kText) const;
  [[nodiscard]] Html name(content::Section section, std::size_t item) const {
    return text(section, item, content::Slot::kName);
  }
  [[nodiscard]] Html line(content::Section section, std::size_t item) const {
    return text(section, item, content::Slot::kLine);
  }
  [[nodiscard]] const std::vector<content::Text>& texts(content::Section section, std::size_t item,
                                                        content::Slot slot) const {
    return words_.texts(section, item, slot);
  }

 private:
  const content::Pack& pack_;
  const content::Words& words_;
  content::Date today_;
};

// A heading on the pages that follow its first.
[[nodiscard]] Html continued(const Wording& wording, std::string_view title);
// How a stage begins: its name, what it is for, and how it is done on paper.
[[nodiscard]] Html opener(const Wording& wording, std::string_view stage);

}  // namespace commonground::cli::paper
