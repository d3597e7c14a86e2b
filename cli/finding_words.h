// What is wrong with a content pack, in words.
#pragma once

#include <string>

#include "commonground/content.h"

namespace commonground::cli {

// "es.json: line 12, $.needs.calm.line: …", without the folder.
[[nodiscard]] std::string words(const content::Finding& finding);

}  // namespace commonground::cli
