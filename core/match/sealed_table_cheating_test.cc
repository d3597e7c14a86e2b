// A sealed table with a partner whose program was changed.
#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "base/hex.h"
#include "match/sealed_table_for_test.h"

namespace commonground::match {
namespace {

class TableCheat : public testing::Test {
 protected:
  [[nodiscard]] TableError with_keys(const Bytes& keys) const { return ana_.choices(keys).error(); }
  [[nodiscard]] Bytes keys_with(std::size_t at, const GroupPoint& point) const {
    Bytes keys = said_.keys;
    std::ranges::copy(point.bytes, keys.begin() + static_cast<std::ptrdiff_t>(at * 32));
    return keys;
  }

  Bargainer ana_ = ana(8, {4, 0, 2});
  Bargainer ben_ = ben(8, {0, 4, 1});
  Said said_ = said(ben_, ana_);
};

TEST_F(TableCheat, WithAnythingTooShortOrTooLong) {
  Bytes keys = said_.keys;
  keys.pop_back();
  EXPECT_EQ(with_keys(keys), TableError::kWrongSize);
  EXPECT_EQ(with_keys({}), TableError::kWrongSize);
  Said longer = said_;
  longer.choices.push_back(0);
  EXPECT_EQ(ana_.gates(longer.keys, longer.choices).error(), TableError::kWrongSize);
  longer = said_;
  longer.gates.push_back(0);
  EXPECT_EQ(ana_.met(longer.talk()).error(), TableError::kWrongSize);
}

TEST_F(TableCheat, WithWhatIsNoPointOrNotTheirs) {
  for (const std::size_t at : {0U, 1U, 256U}) {
    EXPECT_EQ(with_keys(keys_with(at, GroupPoint{{1}})), TableError::kNotAPoint) << at;
    EXPECT_EQ(with_keys(keys_with(at, kIdentity)), TableError::kIdentity) << at;
  }
  EXPECT_EQ(with_keys(ana_.keys()), TableError::kReflected);
}

TEST_F(TableCheat, WithOtherChoicesInOneColumn) {
  Bytes choices = said_.choices;
  choices[5] ^= 1U;
  EXPECT_EQ(ana_.gates(said_.keys, choices).error(), TableError::kChoicesDiffer);
  EXPECT_EQ(ana_.met({.keys = said_.keys, .choices = choices, .gates = said_.gates}).error(),
            TableError::kChoicesDiffer);
}

TEST_F(TableCheat, WithWhatWasSentInAnotherRound) {
  const Bargainer before = ben(8, {0, 4, 1}, 2, hash_number(6));
  EXPECT_EQ(ana_.gates(before.keys(), before.choices(ana_.keys()).value()).error(),
            TableError::kChoicesDiffer);
}

// Any other gates give another result, or one that only one of the two has.
TEST_F(TableCheat, WithOtherGates) {
  const auto honest = ben_.met(said(ana_, ben_).talk());
  ASSERT_TRUE(honest);
  std::mt19937 random(36);
  for (int i = 0; i < 10; ++i) {
    Said altered = said_;
    altered.gates[random() % altered.gates.size()] ^= static_cast<std::uint8_t>(1 + random() % 255);
    const auto met = ana_.met(altered.talk());
    if (!met) {
      EXPECT_EQ(met.error(), TableError::kNoSuchPlan);
    } else {
      EXPECT_EQ(met->check(honest->mine).error(), TableError::kDifferentResult);
    }
  }
}

// He chose labels for one list and garbled with another: if they lead to different plans, it shows.
TEST_F(TableCheat, WithOneListForEachDirection) {
  const auto with_two_lists = [&](const Levels& garbled) {
    // A Ben whose transfers are those of `said_`, and whose circuit holds another list, would need
    // the secrets of both; two rounds of honest messages with one half swapped are the same thing.
    const Bargainer second = ben(8, garbled);
    Said mixed = said_;
    mixed.gates = second.gates(ana_.keys(), ana_.choices(second.keys()).value()).value();
    return ana_.met(mixed.talk());
  };
  const auto honest = ben_.met(said(ana_, ben_).talk());
  const auto met = with_two_lists({4, 0, 4});
  EXPECT_TRUE(!met || !met->check(honest->mine));
}

// The last gates choose the place, bit by bit, from the best of either half of the table. Ben
// alters them so that the labels at the end say which plan was the other half's best, and their
// lowest bits do not change. A confirm with such labels in it would let him find them by trying,
// and Ana would see nothing.
TEST_F(TableCheat, WithLabelsThatSayMoreThanTheirBit) {
  const Bargainer him = ben(8, {0, 4, 1, 6, 2, 5, 3});
  for (const Levels& hers : {Levels{31, 31, 0, 9, 31, 31, 31}, Levels{31, 31, 0, 31, 9, 31, 31},
                             Levels{31, 31, 0, 31, 31, 9, 31}, Levels{31, 31, 0, 31, 31, 31, 9}}) {
    const Bargainer her = ana(8, hers);
    Said altered = said(him, her);
    const std::size_t end = fallback_ands(3) * kGateBytes;
    for (const std::size_t at : {end - 1, end - 1 - kGateBytes}) altered.gates[at] ^= 0x80U;
    const auto met = her.met(altered.talk());
    ASSERT_FALSE(met);
    EXPECT_EQ(met.error(), TableError::kNoSuchPlan);
  }
}

// Ben sends other choices for the same keys, to whoever of Ana's devices has not seen the first.
// The exclusive or of what he gets would be the difference of all her labels.
TEST_F(TableCheat, WithTwoListsForOneCircuit) {
  const Opened known(1, {0, 4, 1}, 2);
  const LabelGiver hers = Opened(0, {4, 0, 2}, 1).giver();
  std::vector<std::uint8_t> bits = known.bits();
  for (std::uint8_t& bit : bits) bit ^= 1U;
  const Bytes other = known.chosen(ana_.keys(), bits).message;
  const Bytes first = ana_.gates(said_.keys, said_.choices).value();
  const Bytes second = ana_.gates(said_.keys, other).value();
  ByteReader in(first);
  ByteReader in_second(second);
  while (in.left() > 0) {
    const Label both = read_label(in) ^ read_label(in_second);
    EXPECT_NE(both, Label{});
    EXPECT_NE(both, hers.difference());
  }
}

// Ben shows the keys of another list to another of Ana's devices, alike in all columns but one.
// What she chooses is hidden by other bytes, and the sums of her bits by other spare ones.
TEST_F(TableCheat, WithKeysThatAreAlmostTheSame) {
  const Bytes keys = keys_with(256, multiply_generator(hash_to_scalar("cg.test.1", {})));
  const Bytes first = ana_.choices(said_.keys).value();
  const Bytes second = ana_.choices(keys).value();
  const std::size_t column = (8 * kLevelBits + kSpareRows) / 8;
  for (std::size_t at = 0; at + column <= first.size(); at += column) {
    EXPECT_NE(to_hex(ByteSpan(first).subspan(at, column)),
              to_hex(ByteSpan(second).subspan(at, column)));
  }
}

TEST_F(TableCheat, WithAnotherResult) {
  const auto right = ana_.met(said_.talk());
  ASSERT_TRUE(right);
  Hash altered = right->theirs;
  altered.bytes[31] ^= 1U;
  EXPECT_EQ(right->check(altered).error(), TableError::kDifferentResult);
  EXPECT_EQ(right->check(right->mine).error(), TableError::kDifferentResult);  // sent back
  EXPECT_TRUE(right->check(right->theirs));
}

}  // namespace
}  // namespace commonground::match
