// Names of sections in the files of a pack.
#pragma once

#include "base/json_reader.h"
#include "commonground/content.h"

namespace commonground::content {

// A list of names of sections, as a set.
void read_sections(json::Reader& in, const json::Place& place, Set& out);

}  // namespace commonground::content
