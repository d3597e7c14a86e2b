// The first pack, from the repository: tests run at its root.
#pragma once

#include <vector>

#include "commonground/content.h"

namespace commonground::tests {

[[nodiscard]] std::vector<content::File> closer_files();

// Ends the program if the pack cannot be read.
[[nodiscard]] content::Library closer();

}  // namespace commonground::tests
