#include "match/sealed_table.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "match/sealed_table_for_test.h"

namespace commonground::match {
namespace {

std::optional<std::size_t> met(const Bargainer& ana, const Bargainer& ben) {
  const auto at_ana = ana.met(said(ben, ana).talk());
  const auto at_ben = ben.met(said(ana, ben).talk());
  EXPECT_TRUE(at_ana && at_ben);
  EXPECT_EQ(at_ana->plan, at_ben->plan);
  EXPECT_TRUE(at_ana->check(at_ben->mine));
  EXPECT_TRUE(at_ben->check(at_ana->mine));
  return at_ana->plan;
}

Levels random_levels(std::size_t plans, int from, std::mt19937& random) {
  Levels levels(plans);
  const auto range = static_cast<std::uint32_t>(kNever + 1 - from);
  std::ranges::generate(levels, [&] {
    return static_cast<std::uint8_t>(static_cast<std::uint32_t>(from) + random() % range);
  });
  return levels;
}

// ---- The circuit

struct ClearGates {
  using Wire = char;
  std::size_t ands = 0;
  Wire both(Wire a, Wire b) {
    ++ands;
    return static_cast<Wire>(a & b);
  }
  static Wire differ(Wire a, Wire b) { return static_cast<Wire>(a ^ b); }
};

// Impasse first, then the plans, then empty places.
template <class Wire, class Make>
std::vector<std::array<Wire, kLevelBits>> wires(std::size_t places, const Levels& levels,
                                                Make make) {
  std::vector<std::array<Wire, kLevelBits>> all(places);
  for (std::size_t place = 0; place < places; ++place) {
    const bool plan = place > 0 && place <= levels.size();
    const unsigned level = plan ? levels[place - 1] : static_cast<unsigned>(kNever);
    for (std::size_t bit = 0; bit < kLevelBits; ++bit)
      all[place].at(bit) = make((level >> bit) & 1U);
  }
  return all;
}

std::optional<std::size_t> plan_at(std::size_t place) {
  return place == 0 ? std::nullopt : std::optional(place - 1);
}

TEST(Fallback, FindsThePlanThatIsFirstOnBothLists) {
  std::mt19937 random(31);
  for (std::uint32_t i = 0; i < 3000; ++i) {
    const std::size_t places = std::size_t{8} << random() % 4;
    const std::size_t plans = random() % places;
    const int from = i % 3 == 0 ? 29 : 0;  // near the end of the lists, and impasse
    const Levels a = random_levels(plans, from, random);
    const Levels b = random_levels(plans, from, random);
    ClearGates gates;
    const auto clear = [](unsigned bit) { return static_cast<char>(bit); };
    const auto found = Fallback<ClearGates>(gates).find(wires<char>(places, a, clear),
                                                        wires<char>(places, b, clear));
    std::size_t place = 0;
    for (std::size_t bit = 0; bit < found.size(); ++bit) {
      place |= static_cast<std::size_t>(found[bit]) << bit;
    }
    ASSERT_EQ(plan_at(place), plainly(a, b)) << i;
    ASSERT_EQ(gates.ands, fallback_ands(found.size()));
  }
}

// The same through labels, without the transfers that bring them to the evaluator.
TEST(Garbling, GivesWhatTheCircuitGivesInTheClear) {
  std::mt19937 random(32);
  for (std::uint32_t i = 0; i < 1000; ++i) {
    const std::size_t places = i % 10 == 0 ? 32 : 8;
    const std::size_t plans = random() % places;
    const int from = i % 3 == 0 ? 29 : 0;
    const Levels a = random_levels(plans, from, random);
    const Levels b = random_levels(plans, from, random);
    Label difference = first_half(hash_number(i));
    difference.low |= 1U;
    std::uint32_t next = 0;
    const auto zero = [&](unsigned) { return first_half(hash_number(++next)); };
    const auto of_a = wires<Label>(places, a, zero);
    const auto of_b = wires<Label>(places, b, zero);
    Garbler garbler(kRound, difference);
    const auto zeros = Fallback<Garbler>(garbler).find(of_a, of_b);
    const Bytes sent = garbler.take();
    ASSERT_EQ(sent.size(), fallback_ands(zeros.size()) * kGateBytes);

    next = 0;
    const auto active = [&](unsigned bit) {
      return first_half(hash_number(++next)) ^ difference.if_set(bit);
    };
    Evaluator evaluator(kRound, sent);
    const auto with_a = wires<Label>(places, a, active);
    const auto found = Fallback<Evaluator>(evaluator).find(with_a, wires<Label>(places, b, active));
    std::size_t place = 0;
    for (std::size_t bit = 0; bit < found.size(); ++bit) {
      const bool one = found[bit] != zeros[bit];
      if (one) {
        ASSERT_EQ(found[bit], zeros[bit] ^ difference);
        place |= std::size_t{1} << bit;
      }
    }
    ASSERT_EQ(plan_at(place), plainly(a, b)) << i;
  }
}

TEST(Label, IsMultipliedInTheField) {
  const Label x{.low = 2};
  const Label high{.high = std::uint64_t{1} << 63};
  EXPECT_EQ(product(high, x), (Label{.low = 0x87}));
  EXPECT_EQ(product(x, high), (Label{.low = 0x87}));
  const Label a = first_half(hash_number(1));
  const Label b = first_half(hash_number(2));
  const Label c = first_half(hash_number(3));
  EXPECT_EQ(product(a, b), product(b, a));
  EXPECT_EQ(product(product(a, b), c), product(a, product(b, c)));
  EXPECT_EQ(product(a, b ^ c), product(a, b) ^ product(a, c));
  EXPECT_EQ(product(a, Label{.low = 1}), a);
}

// ---- What is chosen

TEST(ChosenLabels, AreTheOnesOfTheBitsAndNothingIsKnownOfTheOthers) {
  const LabelChooser chooser(kRound, LabelSecret(hash_number(1).bytes));
  const LabelGiver giver(kRound, LabelSecret(hash_number(2).bytes));
  std::mt19937 random(33);
  std::vector<std::uint8_t> bits(64);
  std::ranges::generate(bits, [&] { return static_cast<std::uint8_t>(random() % 2); });
  const auto chosen = chooser.choose(kRound, giver.offers(), bits);
  EXPECT_EQ(chosen.message.size(), choices_bytes(bits.size()));
  const auto given = giver.give(kRound, chooser.key(), chosen.message);
  ASSERT_TRUE(given);
  for (std::size_t i = 0; i < bits.size(); ++i) {
    EXPECT_EQ(chosen.labels[i], (*given)[i] ^ giver.difference().if_set(bits[i]));
  }
  EXPECT_EQ(giver.difference().low & 1U, 1U);
}

// Each column in which the chooser chose otherwise for one row would show a bit of the difference;
// where that bit is 0, nothing is different.
TEST(ChosenLabels, AreRefusedIfOneColumnDiffersWhereverThatCanBeSeen) {
  const LabelChooser chooser(kRound, LabelSecret(hash_number(1).bytes));
  const LabelGiver giver(kRound, LabelSecret(hash_number(2).bytes));
  const std::vector<std::uint8_t> bits(40, 1);
  const Bytes honest = chooser.choose(kRound, giver.offers(), bits).message;
  const std::size_t column_bytes = (bits.size() + kSpareRows) / 8;
  for (std::size_t column = 0; column < kColumns; column += 3) {
    Bytes altered = honest;
    altered[column * column_bytes + 2] ^= 4U;
    EXPECT_FALSE(giver.give(kRound, chooser.key(), altered)) << column;
  }
  for (std::size_t at = honest.size() - 2 * Label::kBytes; at < honest.size(); ++at) {
    Bytes altered = honest;
    altered[at] ^= 0x10U;
    EXPECT_FALSE(giver.give(kRound, chooser.key(), altered)) << at;
  }
}

// ---- The table

TEST(SealedTable, MeetsWherePlainFallbackBargainingDoes) {
  std::mt19937 random(34);
  for (std::uint32_t i = 0; i < 8; ++i) {
    const std::size_t places = std::size_t{8} << random() % 3;
    const std::size_t plans = random() % places;
    const int from = i % 3 == 0 ? 29 : 0;
    const Levels a = random_levels(plans, from, random);
    const Levels b = random_levels(plans, from, random);
    ASSERT_EQ(met(ana(places, a, i), ben(places, b, i + 1000)), plainly(a, b)) << i;
  }
}

TEST(SealedTable, IsAnImpasseIfNothingIsOnBothLists) {
  EXPECT_EQ(met(ana(8, {}), ben(8, {})), std::nullopt);
  EXPECT_EQ(met(ana(8, {0, kNever, 5}), ben(8, {kNever, 0, kNever})), std::nullopt);
  EXPECT_EQ(met(ana(8, {0, kNever, 30}), ben(8, {kNever, 0, 30})), 2U);
}

TEST(SealedTable, TakesTheFirstOfSeveralAtOneLevel) {
  EXPECT_EQ(met(ana(8, {9, 4, 2, 4, 0}), ben(8, {9, 3, 4, 0, 4})), 1U);
}

TEST(SealedTable, GoesUpToAsManyPlacesAsThereMayBe) {
  std::mt19937 random(35);
  const Levels a = random_levels(kMostPlaces - 1, 0, random);
  const Levels b = random_levels(kMostPlaces - 1, 0, random);
  EXPECT_EQ(met(ana(kMostPlaces, a), ben(kMostPlaces, b)), plainly(a, b));
}

TEST(SealedTable, SendsAsMuchWhateverTheLists) {
  const Bargainer theirs = ben(16, {1, 2, 3});
  for (const Levels& levels : {Levels{}, Levels(15, 0), Levels(15, kNever), Levels{3, 31, 0}}) {
    const Said all = said(ana(16, levels), theirs);
    EXPECT_EQ(all.keys.size(), kTableKeysBytes);
    EXPECT_EQ(all.choices.size(), table_choices_bytes(16));
    EXPECT_EQ(all.gates.size(), table_gates_bytes(16));
  }
  EXPECT_EQ(kTableKeysBytes, 8224U);
  EXPECT_EQ(table_choices_bytes(512), 44064U);
  EXPECT_EQ(table_gates_bytes(512), 344000U);
}

TEST(SealedTable, SendsTheSameFromAnyDeviceOfAPerson) {
  const Bargainer theirs = ben(8, {1, 2});
  const Said phone = said(ana(8, {2, 1}), theirs);
  const Said laptop = said(ana(8, {2, 1}), theirs);
  EXPECT_EQ(phone.keys, laptop.keys);
  EXPECT_EQ(phone.choices, laptop.choices);
  EXPECT_EQ(phone.gates, laptop.gates);
}

// Not even with the same seed, which nobody should use twice.
TEST(SealedTable, SharesNothingWithAnotherList) {
  const Bytes first = ana(8, {2, 1}).keys();
  for (const Bargainer& other : {ana(8, {2, 2}), ana(8, {2, 1}, 9), ana(16, {2, 1}),
                                 ana(8, {2, 1}, 1, hash_number(8)), ben(8, {2, 1}, 1)}) {
    const Bytes second = other.keys();
    for (std::size_t at = 0; at < first.size(); at += GroupPoint::kSize) {
      EXPECT_FALSE(std::equal(first.begin() + static_cast<std::ptrdiff_t>(at),
                              first.begin() + static_cast<std::ptrdiff_t>(at) + 32,
                              second.begin() + static_cast<std::ptrdiff_t>(at)));
    }
  }
}

// ---- What a caller may ask

TEST(TableError, IsNamedForWhatIsAsked) {
  const auto refused = [](std::uint8_t position, std::size_t places, const Levels& levels) {
    return Bargainer::make(kRound, position, seed_of(1), places, levels).error();
  };
  EXPECT_EQ(refused(2, 8, {}), TableError::kUnknownPosition);
  EXPECT_EQ(refused(0, 4, {}), TableError::kWrongPlaces);
  EXPECT_EQ(refused(0, 12, {}), TableError::kWrongPlaces);
  EXPECT_EQ(refused(0, 4096, {}), TableError::kWrongPlaces);
  EXPECT_EQ(refused(0, 8, Levels(8, 0)), TableError::kTooManyPlans);
  EXPECT_EQ(refused(0, 8, {0, 32}), TableError::kBadLevel);
}

// ---- What a side sees

// Everything that Ana sees of Ben, from what she put in herself and what came of it, and nothing of
// him: he lists nothing, and his gates are any bytes, read so that they give what came of it.
Said simulated(const Bargainer& ana, const Opened& of_ana, std::optional<std::size_t> result,
               std::uint32_t seed, const Hash& round) {
  const Bargainer nobody = ben(8, {}, seed, round);
  std::mt19937 random(seed);
  const Bytes keys = nobody.keys();
  return {.keys = keys,
          .choices = nobody.choices(ana.keys()).value(),
          .gates = of_ana.gates_to(result ? *result + 1 : 0, keys, random)};
}

// How often each byte is there, as a chi-square statistic; of evenly spread bytes it is near 255,
// with a spread of 23.
double unevenness(const std::vector<Bytes>& messages) {
  std::array<double, 256> counts{};
  double all = 0;
  for (const Bytes& message : messages) {
    for (const std::uint8_t byte : message) counts.at(byte) += 1;
    all += static_cast<double>(message.size());
  }
  double sum = 0;
  for (const double count : counts) sum += (count - all / 256) * (count - all / 256);
  return sum / (all / 256);
}

// How often two messages have one byte at one place: of 256, about one.
double likeness(const std::vector<Bytes>& some, const std::vector<Bytes>& others) {
  double same = 0;
  double all = 0;
  for (const Bytes& a : some) {
    for (const Bytes& b : others) {
      for (std::size_t i = 0; i < a.size(); ++i) same += a[i] == b[i] ? 1 : 0;
      all += static_cast<double>(a.size());
    }
  }
  return 256 * same / all;
}

TEST(SealedTable, ShowsNothingThatCouldNotBeMadeFromOnesOwnListAndTheResult) {
  const Levels mine = {4, 0, 9, 30, kNever, 2, 7};
  // Each of these meets Ana's list at plan 2, at quite different depths and for different reasons;
  // the last two are the same for an impasse.
  const std::vector<Levels> alike = {{kNever, kNever, 0, kNever, 0, kNever, kNever},
                                     {10, 10, 9, 30, 0, 30, 30},
                                     {kNever, kNever, 30, 30, 30, kNever, kNever}};
  std::vector<Bytes> real_choices;
  std::vector<Bytes> real_gates;
  std::vector<Bytes> made_choices;
  std::vector<Bytes> made_gates;
  for (std::uint32_t i = 0; i < 6; ++i) {
    const Hash round = hash_number(100 + i);
    const Bargainer me = ana(8, mine, 300 + i, round);
    const Said real = said(ben(8, alike[i % alike.size()], 400 + i, round), me);
    const Said made = simulated(me, Opened(0, mine, 300 + i, round), 2, 500 + i, round);
    const auto of_real = me.met(real.talk());
    const auto of_made = me.met(made.talk());
    ASSERT_TRUE(of_real && of_made);
    EXPECT_EQ(of_real->plan, 2U);
    EXPECT_EQ(of_made->plan, 2U);
    EXPECT_TRUE(of_made->check(of_made->theirs));
    EXPECT_EQ(real.keys.size(), made.keys.size());
    EXPECT_EQ(real.choices.size(), made.choices.size());
    EXPECT_EQ(real.gates.size(), made.gates.size());
    real_choices.push_back(real.choices);
    made_choices.push_back(made.choices);
    real_gates.push_back(real.gates);
    made_gates.push_back(made.gates);
  }
  for (const auto* messages : {&real_choices, &made_choices, &real_gates, &made_gates}) {
    EXPECT_GT(unevenness(*messages), 255 - 5 * 23);
    EXPECT_LT(unevenness(*messages), 255 + 5 * 23);
  }
  EXPECT_NEAR(likeness(real_gates, made_gates), 1, 0.1);
  EXPECT_NEAR(likeness(real_choices, made_choices), 1, 0.1);
}

TEST(SealedTable, ShowsAnImpasseAndNothingElse) {
  const Levels mine = {4, 0, kNever};
  const Bargainer me = ana(8, mine);
  const Said real = said(ben(8, {kNever, kNever, 0}), me);
  const Said made = simulated(me, Opened(0, mine, 1), std::nullopt, 9, kRound);
  EXPECT_EQ(me.met(real.talk())->plan, std::nullopt);
  EXPECT_EQ(me.met(made.talk())->plan, std::nullopt);
  EXPECT_EQ(real.gates.size(), made.gates.size());
}

}  // namespace
}  // namespace commonground::match
