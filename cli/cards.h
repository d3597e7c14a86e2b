// The whole way on paper: a page that can be opened in any browser, printed and cut into cards.
#pragma once

#include <string>

#include "commonground/content.h"

namespace commonground::cli {

// One HTML file that needs nothing else, laid out for what A4 and US Letter have in common, with
// every need, way, prompt and help line of the pack in the given words. The words must be complete
// for the pack, as `read_library` and `pseudo` give them. A help line that was checked more than a
// year before `today` says how old it is.
[[nodiscard]] std::string cards(const content::Pack& pack, const content::Words& words,
                                content::Date today);

}  // namespace commonground::cli
