#include "match/sealed_table.h"

#include <algorithm>
#include <iterator>
#include <random>

#include <gtest/gtest.h>

#include "base/hex.h"
#include "match/garbling.h"

namespace commonground::match {
namespace {

using Levels = std::vector<std::uint8_t>;

Hash hash_number(std::uint32_t number) {
  ByteWriter out;
  out.number(number);
  return hash("cg.test.1", {out.written()});
}
MatchSeed seed_of(std::uint32_t number) { return MatchSeed(hash_number(number).bytes); }
const Hash kRound = hash_number(7);

Bargainer ana(std::size_t places, const Levels& levels, std::uint32_t seed = 1,
              const Hash& round = kRound) {
  return Bargainer::make(round, 0, seed_of(seed), places, levels).value();
}
Bargainer ben(std::size_t places, const Levels& levels, std::uint32_t seed = 2,
              const Hash& round = kRound) {
  return Bargainer::make(round, 1, seed_of(seed), places, levels).value();
}

// What one of the two sends to the other, in all.
struct Said {
  Bytes keys;
  Bytes choices;
  Bytes gates;

  [[nodiscard]] TableTalk talk() const {
    return {.keys = keys, .choices = choices, .gates = gates};
  }
};

Said said(const Bargainer& by, const Bargainer& to) {
  Said all{.keys = by.keys(), .choices = by.choices(to.keys()).value(), .gates = {}};
  all.gates = by.gates(to.keys(), to.choices(all.keys).value()).value();
  return all;
}

// Fallback bargaining as it is told: both go down their lists in step, and the first plan on both
// is it. Of several, the first on the table.
std::optional<std::size_t> plainly(const Levels& a, const Levels& b) {
  for (int level = 0; level < kNever; ++level) {
    for (std::size_t plan = 0; plan < a.size(); ++plan) {
      if (a[plan] <= level && b[plan] <= level) return plan;
    }
  }
  return std::nullopt;
}

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
    const std::vector<char> found = Fallback<ClearGates>(gates).find(wires<char>(places, a, clear),
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
    const std::vector<Label> zeros = Fallback<Garbler>(garbler).find(of_a, of_b);
    const Bytes sent = garbler.take();
    ASSERT_EQ(sent.size(), fallback_ands(zeros.size()) * kGateBytes);

    next = 0;
    const auto active = [&](unsigned bit) {
      return first_half(hash_number(++next)) ^ difference.if_set(bit);
    };
    Evaluator evaluator(kRound, sent);
    const auto with_a = wires<Label>(places, a, active);
    const std::vector<Label> found =
        Fallback<Evaluator>(evaluator).find(with_a, wires<Label>(places, b, active));
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

// All that the program of one of the two knows at a table of eight places.
class Opened {
 public:
  Opened(std::uint8_t position, const Levels& levels, std::uint32_t seed,
         const Hash& round = kRound)
      : position_(position), round_(round), bits_(kPlaces * kLevelBits) {
    Levels at(kPlaces, static_cast<std::uint8_t>(kNever));
    std::ranges::copy(levels, at.begin() + 1);
    for (std::size_t i = 0; i < bits_.size(); ++i) {
      bits_[i] = static_cast<std::uint8_t>((unsigned{at[i / kLevelBits]} >> i % kLevelBits) & 1U);
    }
    secret_ = hash("cg.table.seed.1", {seed_of(seed).reveal(), round.span(), {&position, 1}, at});
  }
  [[nodiscard]] const std::vector<std::uint8_t>& bits() const { return bits_; }
  [[nodiscard]] LabelGiver giver() const { return {given_by(position_), part("cg.table.give.1")}; }
  [[nodiscard]] LabelChooser::Chosen chosen(ByteSpan their_keys,
                                            const std::vector<std::uint8_t>& bits) const {
    Offers offers;
    for (std::size_t i = 0; i < offers.size(); ++i) {
      offers.at(i) = *GroupPoint::from(their_keys.subspan(32 * (i + 1), 32));
    }
    return chooser().choose(both(their_keys), offers, bits);
  }
  // Gates of the other that are any bytes, so that they give this place.
  [[nodiscard]] Bytes gates_to(std::size_t place, ByteSpan their_keys, std::mt19937& random) const {
    const LabelChooser::Chosen chosen = this->chosen(their_keys, bits_);
    const std::uint8_t garbler = 1 - position_;
    const Hash circuit =
        hash("cg.table.of.1", {given_by(garbler).span(), both(their_keys).span(), chosen.message});
    Bytes gates(table_gates_bytes(kPlaces));
    std::ranges::generate(gates, [&] { return static_cast<std::uint8_t>(random()); });
    std::vector<Label> own;
    for (std::uint32_t i = 0; i < bits_.size(); ++i) {
      ByteWriter number;
      number.number(i);
      own.push_back(
          first_half(hash("cg.table.own.1", {given_by(garbler).span(), number.written()})));
    }
    Evaluator evaluator(circuit, gates);
    const std::vector<Label> found =
        Fallback<Evaluator>(evaluator).find(levels_from(own), levels_from(chosen.labels));
    for (std::size_t bit = 0; bit < found.size(); ++bit) {
      ByteWriter label;
      write(label, found[bit]);
      label.number(std::uint64_t{2 * (fallback_ands(found.size()) + bit)});
      const Hash told = hash("cg.table.gate.1", {circuit.span(), label.written()});
      const std::size_t at = fallback_ands(found.size()) * kGateBytes + bit * kToldBytes +
                             ((place >> bit) & 1U) * Hash::kSize;
      std::ranges::copy(told.bytes, gates.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return gates;
  }

 private:
  static constexpr std::size_t kPlaces = 8;
  [[nodiscard]] LabelChooser chooser() const {
    return {given_by(1 - position_), part("cg.table.take.1")};
  }
  [[nodiscard]] Hash given_by(int giver) const {
    const auto who = static_cast<std::uint8_t>(giver);
    return hash("cg.table.given.1", {round_.span(), {&who, 1}});
  }
  [[nodiscard]] LabelSecret part(const Context& context) const {
    return LabelSecret(hash(context, {secret_.span()}).bytes);
  }
  [[nodiscard]] Hash both(ByteSpan theirs) const {
    const LabelGiver gives = giver();
    ByteWriter mine;
    mine.bytes(chooser().key().span());
    for (const GroupPoint& offer : gives.offers()) mine.bytes(offer.span());
    return position_ == 0 ? hash("cg.table.both.1", {round_.span(), mine.written(), theirs})
                          : hash("cg.table.both.1", {round_.span(), theirs, mine.written()});
  }
  static std::vector<std::array<Label, kLevelBits>> levels_from(const std::vector<Label>& labels) {
    std::vector<std::array<Label, kLevelBits>> levels(kPlaces);
    for (std::size_t i = 0; i < labels.size(); ++i) {
      levels[i / kLevelBits].at(i % kLevelBits) = labels[i];
    }
    return levels;
  }

  std::uint8_t position_;
  Hash round_;
  std::vector<std::uint8_t> bits_;
  Hash secret_;
};

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

// ---- A partner whose program was changed

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
