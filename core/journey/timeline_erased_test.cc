// Texts that go and come back, and reading in between.
#include <gtest/gtest.h>

#include "journey/timeline.h"

namespace commonground::journey {
namespace {

RecordId id_of(std::uint8_t number) {
  RecordId id;
  id.bytes[0] = number;
  return id;
}

TEST(ErasedTimeline, ReadingTakesNoChangeAway) {
  Timeline timeline;
  timeline.add({.author = 0, .counter = 0, .id = id_of(1)});
  timeline.add({.author = 1, .counter = 0, .id = id_of(2), .entry = {.seen = {1}, .body = {}}});
  ASSERT_EQ(timeline.ordered().records.size(), 2U);
  ASSERT_EQ(timeline.ordered().unchanged, 2U);
  timeline.erase(id_of(2));
  EXPECT_EQ(timeline.records().size(), 2U);
  EXPECT_EQ(timeline.ordered().unchanged, 0U);
}

TEST(ErasedTimeline, ATextComesBackToWhereItStood) {
  Timeline timeline;
  timeline.add({.author = 0, .counter = 0, .id = id_of(1)});
  timeline.add({.author = 1, .counter = 0, .id = id_of(2), .entry = {.seen = {1}, .body = {}}});
  timeline.erase(id_of(2));
  EXPECT_EQ(timeline.ordered().records[1]->height, 1U);
  EXPECT_TRUE(timeline.find(id_of(2))->erased);
  timeline.restore(id_of(2), {.seen = {1}, .body = {}});
  EXPECT_EQ(timeline.ordered().records[1]->height, 2U);
  EXPECT_FALSE(timeline.find(id_of(2))->erased);
  EXPECT_EQ(timeline.find(id_of(9)), nullptr);
}

}  // namespace
}  // namespace commonground::journey
