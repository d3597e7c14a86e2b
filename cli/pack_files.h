// The content pack: the one inside the program, or one in a folder.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "commonground/content.h"

namespace commonground::cli {

// The files of a folder that end in .json, by name; an empty name is the pack inside the program.
[[nodiscard]] std::expected<std::vector<content::File>, std::string> pack_files(
    const std::string& folder);

// The pack, if nothing is wrong with its files; else everything that is, a line each.
[[nodiscard]] std::expected<content::Library, Failure> usable_pack(const std::string& folder);

// The words of a language of the pack, or of "pseudo".
[[nodiscard]] std::expected<content::Words, Failure> words_in(const content::Library& library,
                                                              const std::string& language);

// Today, in UTC.
[[nodiscard]] content::Date today();

}  // namespace commonground::cli
