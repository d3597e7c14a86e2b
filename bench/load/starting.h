// How long a server takes until it first answers.
#pragma once

#include <cstdint>
#include <string>

namespace commonground::load {

// Starts `program serve` with this store again and again, asks /health until it answers, and stops
// it; each time with a store that is not there yet, if `is_new`. Prints the median of the times
// from starting to the answer, in milliseconds, and its memory then.
int run_start(const std::string& program, const std::string& store, std::uint16_t port,
              bool is_new);

}  // namespace commonground::load
