// A content pack as text for a terminal.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "commonground/content.h"

namespace commonground::cli {

// What the pack holds, section by section, in numbers.
[[nodiscard]] std::string show_overview(const content::Library& library);

// All items of a section, or one of them, with their words and what the program knows of them.
[[nodiscard]] std::string show_section(const content::Pack& pack, const content::Words& words,
                                       content::Section section, std::optional<int> item,
                                       content::Date today);

}  // namespace commonground::cli
