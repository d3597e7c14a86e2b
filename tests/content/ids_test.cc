// An id that was ever released is in records on people's devices: it stays, or it is retired.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "commonground/content.h"
#include "tests/content/closer.h"

namespace commonground::content {
namespace {

TEST(Ids, OfEveryReleaseAreThereOrRetired) {
  const Library library = tests::closer();
  std::size_t ids = 0;
  for (const auto& entry : std::filesystem::directory_iterator("tests/vectors/content")) {
    std::ifstream in(entry.path());
    std::string name;
    std::string id;
    for (; in >> name >> id; ++ids) {
      const auto section = section_named(name);
      ASSERT_TRUE(section) << name;
      const auto& retired = library.pack.retired[static_cast<std::size_t>(*section)];
      EXPECT_TRUE(library.pack.find(*section, id) ||
                  std::ranges::find(retired, id) != retired.end())
          << name << " " << id << " of " << entry.path();
    }
  }
  EXPECT_GT(ids, 400U);
}

}  // namespace
}  // namespace commonground::content
