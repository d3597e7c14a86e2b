// A story that has every kind of record in it, written with keys that are always the same, so that
// what it is made of can be kept in tests/vectors/journey and read for ever.
#pragma once

#include <map>
#include <string>

#include "base/bytes.h"

namespace commonground::tests {

// When it is looked back on.
inline constexpr std::int64_t kStoryEnd = 1'763'000'000'000 + 1000;

struct KeptStory {
  Bytes vault;                           // of Ana
  std::map<std::string, Bytes> records;  // by name: "couple-07-share"
};
// As this release writes it.
[[nodiscard]] KeptStory write_story();

// The text of one of its records, or nothing if it is of a log that the name does not say.
[[nodiscard]] std::string text_of_story_record(const std::string& name, ByteSpan record);

}  // namespace commonground::tests
