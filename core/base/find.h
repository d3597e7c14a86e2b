// Looking something up in a short table.
#pragma once

#include <algorithm>
#include <memory>

namespace commonground {

// The first in a table whose member is this, or null.
template <class Table, class Value, class Member>
[[nodiscard]] auto* find_by(Table& table, Member member, const Value& value) {
  const auto found = std::ranges::find(table, value, member);
  return found == std::ranges::end(table) ? nullptr : std::to_address(found);
}

}  // namespace commonground
