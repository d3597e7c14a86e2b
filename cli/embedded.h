// Files that are part of the program.
#pragma once

#include <string_view>
#include <vector>

namespace commonground::cli {

struct EmbeddedFile {
  std::string_view name;
  std::string_view text;
};

// The content pack that comes with the program: content/closer.
[[nodiscard]] std::vector<EmbeddedFile> embedded_pack();

// How the pages on paper look: cli/cards.css.
[[nodiscard]] std::vector<EmbeddedFile> embedded_styles();

}  // namespace commonground::cli
