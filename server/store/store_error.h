// What can go wrong with a store.
#pragma once

#include <cstdint>
#include <expected>
#include <string_view>

namespace commonground::store {

enum class StoreError : std::uint8_t {
  kFull,      // no space is left
  kReadOnly,  // it may not be written to
  kCorrupt,   // what is there is not what was written
  kNewer,     // made by a later release
  kInUse,     // another server has it
  kMissing,   // there is none
  kFailed,    // the disk or the system said no
};
[[nodiscard]] std::string_view name_of(StoreError error);  // as in "full"

template <class Value>
using Result = std::expected<Value, StoreError>;

}  // namespace commonground::store
