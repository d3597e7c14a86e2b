#include "journey/timeline.h"

#include <algorithm>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "journey/examples_for_test.h"

namespace commonground::journey {
namespace {

RecordId id_of(std::uint8_t author, std::uint64_t counter) {
  return RecordId{{author, static_cast<std::uint8_t>(counter)}};
}

Placed record(std::uint8_t author, std::uint64_t counter, const Seen& seen) {
  return {.author = author,
          .counter = counter,
          .id = id_of(author, counter),
          .entry = {.seen = seen, .body = said(R"({"kind":"leave"})")}};
}

// "a0 b0 a1": the first of Ana, the first of Ben, the second of Ana.
std::string names(std::span<const Placed* const> records) {
  std::string all;
  for (const Placed* placed : records) {
    if (!all.empty()) all += ' ';
    all += static_cast<char>('a' + placed->author);
    all += std::to_string(placed->counter);
  }
  return all;
}

TEST(Timeline, PutsEachAfterWhatItsAuthorKnew) {
  Timeline timeline;
  timeline.add(record(0, 0, {}));
  timeline.add(record(1, 0, {1}));
  timeline.add(record(0, 1, {0, 1}));
  timeline.add(record(0, 2, {0, 1}));
  timeline.add(record(1, 1, {2}));
  EXPECT_EQ(names(timeline.records()), "a0 b0 a1 a2 b1");
  EXPECT_EQ(timeline.counts(), (Seen{3, 2}));
}

TEST(Timeline, PutsWhatNeitherKnewByAuthor) {
  Timeline timeline;
  timeline.add(record(1, 0, {}));
  timeline.add(record(0, 0, {}));
  EXPECT_EQ(names(timeline.records()), "a0 b0");
}

TEST(Timeline, LetsWaitWhatCannotStandYet) {
  Timeline timeline;
  timeline.add(record(1, 0, {1}));
  timeline.add(record(1, 1, {1}));
  EXPECT_EQ(names(timeline.records()), "");
  EXPECT_EQ(timeline.waiting(), 2U);
  EXPECT_EQ(timeline.counts(), Seen{});
  timeline.add(record(0, 0, {}));
  EXPECT_EQ(names(timeline.records()), "a0 b0 b1");
  EXPECT_EQ(timeline.waiting(), 0U);
}

// Ben says to have seen more than there will ever be: that is his own loss.
TEST(Timeline, LetsNobodyElseWaitForALie) {
  Timeline timeline;
  timeline.add(record(1, 0, {50000}));
  timeline.add(record(0, 0, {}));
  timeline.add(record(0, 1, {}));
  EXPECT_EQ(names(timeline.records()), "a0 a1");
  EXPECT_EQ(timeline.waiting(), 1U);
}

TEST(Timeline, SaysHowManyStandWhereTheyStood) {
  Timeline timeline;
  timeline.add(record(0, 0, {}));
  timeline.add(record(0, 1, {}));
  EXPECT_EQ(timeline.ordered().unchanged, 0U);
  EXPECT_EQ(timeline.ordered().unchanged, 2U);
  // Something that Ana did not know comes to stand between her two.
  timeline.add(record(1, 0, {}));
  // Whoever only looks does not take that away from whoever folds.
  EXPECT_EQ(names(timeline.records()), "a0 b0 a1");
  const auto ordered = timeline.ordered();
  EXPECT_EQ(names(ordered.records), "a0 b0 a1");
  EXPECT_EQ(ordered.unchanged, 1U);
  timeline.erase(id_of(0, 0));
  EXPECT_EQ(timeline.ordered().unchanged, 0U);
}

TEST(Timeline, FindsByIdWhereverItStands) {
  Timeline timeline;
  timeline.add(record(1, 0, {1}));
  ASSERT_NE(timeline.find(id_of(1, 0)), nullptr);
  EXPECT_EQ(timeline.find(id_of(1, 0))->author, 1);
  EXPECT_EQ(timeline.find(id_of(1, 1)), nullptr);
}

TEST(Timeline, ErasedSaysNothingAndWaitsForNothing) {
  Timeline timeline;
  timeline.add(record(1, 0, {1}));
  EXPECT_EQ(timeline.waiting(), 1U);
  timeline.erase(id_of(1, 0));
  timeline.erase(id_of(1, 0));
  ASSERT_EQ(names(timeline.records()), "b0");
  EXPECT_TRUE(timeline.records()[0]->erased);
  EXPECT_FALSE(timeline.records()[0]->entry.body);
}

// A history as honest devices write it: each has seen some of what is there, and never less than
// before.
std::vector<Placed> history(std::mt19937& random, std::size_t authors, std::size_t records) {
  std::vector<Placed> all;
  Seen there{};
  std::array<Seen, record::kMostAuthors> seen{};
  for (std::size_t i = 0; i < records; ++i) {
    const auto author = static_cast<std::uint8_t>(random() % authors);
    Seen& mine = seen.at(author);
    // Takes in records one after the other, and with each all that its author knew.
    for (std::size_t k = 0; k < random() % 4; ++k) {
      const std::size_t other = random() % authors;
      if (other == author || mine.at(other) == there.at(other)) continue;
      const std::uint64_t next = mine.at(other)++;
      const auto theirs = std::ranges::find_if(all, [&](const Placed& placed) {
        return placed.author == other && placed.counter == next;
      });
      for (std::size_t b = 0; b < authors; ++b) {
        if (b != author) mine.at(b) = std::max(mine.at(b), theirs->entry.seen.at(b));
      }
    }
    all.push_back(record(author, there.at(author), mine));
    ++there.at(author);
  }
  return all;
}

// The records of each author in order, and those of different authors as it comes.
std::vector<Placed> another_way(std::mt19937& random, const std::vector<Placed>& all) {
  std::array<std::vector<Placed>, record::kMostAuthors> of;
  for (const Placed& placed : all) of.at(placed.author).push_back(placed);
  for (auto& one : of) std::ranges::reverse(one);
  std::vector<Placed> way;
  while (way.size() < all.size()) {
    auto& one = of.at(random() % of.size());
    if (one.empty()) continue;
    way.push_back(one.back());
    one.pop_back();
  }
  return way;
}

TEST(TimelineProperty, TheOrderOfArrivalDoesNotMatter) {
  std::mt19937 random(1);
  for (int i = 0; i < 300; ++i) {
    const auto all = history(random, 1 + random() % 5, 40);
    Timeline one;
    for (const Placed& placed : all) one.add(placed);
    Timeline other;
    for (const Placed& placed : another_way(random, all)) {
      other.add(placed);
      if (random() % 3 == 0) static_cast<void>(other.ordered());
    }
    ASSERT_EQ(names(one.records()), names(other.records()));
    ASSERT_EQ(other.waiting(), 0U);
  }
}

// What is promised in the header: of two records that have a height, none ever changes sides; and
// before each stands all that its author knew.
TEST(TimelineProperty, WhatComesLaterNeverChangesThePast) {
  std::mt19937 random(2);
  for (int i = 0; i < 200; ++i) {
    const auto all = history(random, 2 + random() % 3, 30);
    Timeline timeline;
    std::vector<RecordId> before;
    for (const Placed& placed : another_way(random, all)) {
      timeline.add(placed);
      const auto order = timeline.records();
      std::vector<RecordId> now;
      for (const Placed* one : order) now.push_back(one->id);
      std::vector<RecordId> same;
      std::ranges::copy_if(now, std::back_inserter(same), [&](const RecordId& id) {
        return std::ranges::find(before, id) != before.end();
      });
      ASSERT_EQ(same, before);
      before = now;
      for (const Placed* one : order) {
        for (std::uint8_t b = 0; b < record::kMostAuthors; ++b) {
          for (std::uint64_t c = 0; c < one->entry.seen.at(b); ++c) {
            const auto known = std::ranges::find(now, id_of(b, c));
            ASSERT_LT(known, std::ranges::find(now, one->id));
          }
        }
      }
    }
  }
}

// Found by thought, before anyone met it: a height that was one more than the highest before let
// what stood after an erased record slip forward, past what another had said meanwhile.
TEST(TimelineProperty, ErasingMovesNothingElse) {
  std::mt19937 random(3);
  for (int i = 0; i < 300; ++i) {
    const auto all = history(random, 2 + random() % 3, 30);
    const RecordId gone = all[random() % all.size()].id;
    const auto others = [&](Timeline& timeline) {
      std::vector<RecordId> ids;
      for (const Placed* placed : timeline.records()) {
        if (placed->id != gone) ids.push_back(placed->id);
      }
      return ids;
    };
    Timeline whole;
    for (const Placed& placed : all) whole.add(placed);
    // Erased at any moment, or before it came.
    Timeline erased;
    const std::size_t moment = random() % all.size();
    for (std::size_t k = 0; k < all.size(); ++k) {
      Placed placed = all[k];
      if (k >= moment && placed.id == gone) {
        placed.erased = true;
        placed.entry = {};
      }
      erased.add(std::move(placed));
      if (k == moment) erased.erase(gone);
    }
    ASSERT_EQ(others(whole), others(erased));
    whole.erase(gone);
    ASSERT_EQ(names(whole.records()), names(erased.records()));
  }
}

}  // namespace
}  // namespace commonground::journey
