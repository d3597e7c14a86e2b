// What a JSON value is, for errors that say what stood where something else was expected.
#pragma once

#include <cstdint>

namespace commonground {

enum class JsonKind : std::uint8_t { kNull, kBoolean, kNumber, kString, kArray, kObject };

}  // namespace commonground
