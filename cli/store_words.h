// What went wrong with a store, in words.
#pragma once

#include <string>
#include <string_view>

namespace commonground::cli {

// `error` is a name such as "full"; see store/store_error.h.
[[nodiscard]] std::string store_words(const std::string& store, std::string_view error);

}  // namespace commonground::cli
