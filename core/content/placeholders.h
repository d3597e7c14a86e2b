// Placeholders in texts: names in braces that are filled in later, as in {partner}.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace commonground::content {

struct Placeholders {
  std::vector<std::string_view> names;  // in the order of the text, each once; from the text
  bool broken = false;                  // a brace without its other half, or nothing between them
};

[[nodiscard]] Placeholders placeholders_of(std::string_view text);

// Whether a name is in a list with spaces between.
[[nodiscard]] bool is_listed(std::string_view name, std::string_view list);

}  // namespace commonground::content
