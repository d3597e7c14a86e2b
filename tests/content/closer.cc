#include "tests/content/closer.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace commonground::tests {

std::vector<content::File> closer_files() {
  std::vector<content::File> files;
  for (const auto& entry : std::filesystem::directory_iterator("content/closer")) {
    std::ifstream in(entry.path(), std::ios::binary);
    files.push_back({entry.path().filename().string(), {std::istreambuf_iterator<char>(in), {}}});
  }
  return files;
}

content::Library closer() {
  auto library = content::read_library(closer_files());
  if (!library) std::abort();
  return std::move(*library);
}

}  // namespace commonground::tests
