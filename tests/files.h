// Files of the repository: tests run at its root.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace commonground::tests {

// Empty if it is not there.
[[nodiscard]] inline std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace commonground::tests
