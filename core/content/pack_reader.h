// Reads pack.json.
#pragma once

#include <vector>

#include "commonground/content.h"

namespace commonground::content {

struct ReadPack {
  Pack pack;  // as much of it as could be read; every item whose id could be read is there
  std::vector<InputError> errors;
};
[[nodiscard]] ReadPack read_pack(std::string_view json);

}  // namespace commonground::content
