#include "tests/content/closer.h"

#include <cstdlib>
#include <filesystem>
#include <utility>

#include "tests/files.h"

namespace commonground::tests {

std::vector<content::File> closer_files() {
  std::vector<content::File> files;
  for (const auto& entry : std::filesystem::directory_iterator("content/closer")) {
    files.push_back({entry.path().filename().string(), text_of(entry.path())});
  }
  return files;
}

content::Library closer() {
  auto library = content::read_library(closer_files());
  if (!library) std::abort();
  return std::move(*library);
}

}  // namespace commonground::tests
