// Text for terminals and pictures.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace commonground::cli {

// The text with everything taken out that could move the cursor, hide or reorder what is read:
// control characters, bidirectional controls, bytes that are no UTF-8.
[[nodiscard]] std::string printable(std::string_view text);

// How many terminal columns a printable text takes.
[[nodiscard]] std::size_t columns(std::string_view text);

// At most so many columns, ending in "…" if something was cut.
[[nodiscard]] std::string clipped(std::string_view text, std::size_t width);

// Filled up with spaces behind, or in front.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);
[[nodiscard]] std::string right_aligned(std::string_view text, std::size_t width);

// Broken at spaces into lines of at most so many columns; a longer word gets a line of its own.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t width);

// "a", "a and b", "a, b and c".
[[nodiscard]] std::string listed(const std::vector<std::string>& items);

// Printable text for XML.
[[nodiscard]] std::string xml(std::string_view text);

}  // namespace commonground::cli
