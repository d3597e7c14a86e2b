#include "base/heap_sort.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace commonground {
namespace {

struct Named {
  std::string name;
  int number = 0;
};

TEST(HeapSort, SortsAsTheStandardLibraryDoes) {
  std::mt19937 random(20);
  for (std::size_t size = 0; size < 70; ++size) {
    for (const int most : {1, 5, 1000}) {
      std::vector<int> numbers(size);
      for (int& number : numbers) number = std::uniform_int_distribution(0, most)(random);
      std::vector<int> expected = numbers;
      std::ranges::sort(expected);
      heap_sort(numbers);
      EXPECT_EQ(numbers, expected);
    }
  }
}

TEST(HeapSort, GoesByAComparisonAndAProjection) {
  std::vector<Named> people{{"Ana", 3}, {"Ben", 1}, {"Kim", 2}};
  heap_sort(people, std::ranges::greater(), &Named::number);
  EXPECT_EQ(people.front().name, "Ana");
  EXPECT_EQ(people.back().name, "Ben");
  heap_sort(people, {}, &Named::name);
  EXPECT_EQ(people[1].number, 1);
}

}  // namespace
}  // namespace commonground
