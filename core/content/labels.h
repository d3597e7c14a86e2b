// The ids of the labels.
#pragma once

#include <span>
#include <string_view>

namespace commonground::content {

[[nodiscard]] std::span<const std::string_view> label_ids();

}  // namespace commonground::content
