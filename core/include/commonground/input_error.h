// What is wrong with a JSON file that someone gave us, as facts; the words are the caller's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "commonground/json_kind.h"

namespace commonground {

enum class InputErrorCode : std::uint8_t {
  kTooLarge,      // more than `low` bytes, so it was not read
  kSyntax,        // not JSON, or not UTF-8
  kNumberTooBig,  // beyond what numbers in JSON usually hold
  kTooDeep,       // nested deeper than `low`
  kWrongType,     // `kind` was expected
  kOutOfRange,    // a whole number outside low..high
  kNotAnInteger,  // a number with a fraction, an exponent, or beyond 64 bits
  kWrongLength,   // a list of low..high items was expected
  kTextLength,    // a text of low..high characters was expected
  kWrongFormat,   // `format` is not `wanted`
  kWrongChoice,   // not one of the words in `wanted`
  kBadId,         // not an id: small letters and figures, in words joined by single hyphens
  kBadDate,       // not a day as in 2026-11-22
  kUnknownField,
  kMissingField,
  kRepeatedField,
  kRepeatedId,
  kUnknownId,  // names none of the `wanted`
  kRetiredId,  // an id that was retired and is not to be used again
};

struct InputError {
  InputErrorCode code{};
  std::string path = {};  // JSON path, as in $.ways[3].minutes
  std::size_t line = 0;   // from 1; 0 where no place can be named
  JsonKind expected{};    // for kWrongType
  std::int64_t low = 0;   // for the limits above
  std::int64_t high = 0;
  std::string wanted = {};             // a format, words joined by ", ", or the section an id is of
  std::optional<JsonKind> found = {};  // what stood there, where something did
  std::string found_text = {};  // a number, boolean or string as it stood (at most 40 bytes), or
                                // the number of items
};

}  // namespace commonground
