// What is wrong with a JSON file, in words.
#pragma once

#include <string>

#include "commonground/input_error.h"

namespace commonground::cli {

// Place, what was expected, what stood there.
[[nodiscard]] std::string words(const InputError& error);

}  // namespace commonground::cli
