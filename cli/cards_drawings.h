// What is drawn on paper: textures that tell the kinds of ways apart, the cover, the loops.
#pragma once

#include <cstddef>

#include "cli/cards_wording.h"

namespace commonground::cli::paper {

// The textures and the arrow head that the other drawings use; once in a document.
[[nodiscard]] Html shared_drawings();
// The edge of a card, or a sample of it, in the texture of a family.
[[nodiscard]] Html strip(std::size_t family);

[[nodiscard]] Html ripples();
// To write into: what I feel, what I do, what you then do; and both halves as one circle.
[[nodiscard]] Html half_loop(const Wording& wording);
[[nodiscard]] Html whole_loop(const Wording& wording);

}  // namespace commonground::cli::paper
