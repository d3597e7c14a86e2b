#include "match/private_match.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <random>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "base/hex.h"

namespace commonground::match {
namespace {

using Items = std::vector<std::string>;

Hash round_of(std::uint8_t number) {
  Hash round;
  round.bytes.fill(number);
  return round;
}
MatchSeed seed_of(std::uint8_t number) {
  return MatchSeed::made_by([&](std::span<std::uint8_t> out) { std::ranges::fill(out, number); });
}
const Hash kRound = round_of(7);

Party ana(std::size_t slots, const Items& items, const Hash& round = kRound,
          std::uint8_t seed = 1) {
  return Party::make(round, 0, seed_of(seed), slots, items).value();
}
Party ben(std::size_t slots, const Items& items, const Hash& round = kRound,
          std::uint8_t seed = 2) {
  return Party::make(round, 1, seed_of(seed), slots, items).value();
}

Meeting meeting(const Party& at, const Party& with) {
  return at.meet(with.commitment(), with.points()).value();
}

// What both find; an error of the test if it is not the same.
Items both_want(const Party& ana, const Party& ben) {
  const Meeting at_ana = meeting(ana, ben);
  const Meeting at_ben = meeting(ben, ana);
  const auto of_ana = ana.matched(at_ana, ben.reply(at_ben));
  const auto of_ben = ben.matched(at_ben, ana.reply(at_ana));
  EXPECT_TRUE(of_ana && of_ben);
  EXPECT_EQ(of_ana->items, of_ben->items);
  EXPECT_TRUE(of_ana->check(of_ben->mine));
  EXPECT_TRUE(of_ben->check(of_ana->mine));
  return of_ana->items;
}

Items intersection(const Items& a, const Items& b) {
  const std::set<std::string> first(a.begin(), a.end());
  const std::set<std::string> second(b.begin(), b.end());
  Items both;
  std::ranges::set_intersection(first, second, std::back_inserter(both));
  return both;
}

// ---- What matches

TEST(Match, IsWhatBothWantAndNothingElse) {
  const Items a = {"walk", "hold-hands", "massage"};
  EXPECT_EQ(both_want(ana(4, a), ben(4, {"dance", "massage", "walk"})), (Items{"massage", "walk"}));
  EXPECT_EQ(both_want(ana(4, a), ben(4, {"walk"})), (Items{"walk"}));
  EXPECT_EQ(both_want(ana(3, a), ben(3, a)), (Items{"hold-hands", "massage", "walk"}));
  EXPECT_EQ(both_want(ana(4, a), ben(4, {"dance", "read"})), Items{});
  EXPECT_EQ(both_want(ana(4, a), ben(4, {})), Items{});
  EXPECT_EQ(both_want(ana(4, {}), ben(4, {})), Items{});
}

// Small rounds, so that a thousand take a second or two; every fiftieth is larger.
TEST(Match, IsThePlainIntersectionForRandomPeople) {
  std::mt19937 random(20);
  const Items ways = {"a", "ab", "ä", "walk", "b", "c", "d", "e", "f", "g", "h", "a longer one"};
  for (std::uint32_t i = 0; i < 1000; ++i) {
    const std::size_t slots = i % 50 == 0 ? 12 : i % 10 == 0 ? 4 : 1 + random() % 2;
    const Items offered(ways.begin(), ways.begin() + (i % 50 == 0 ? 12 : 4));
    const auto some = [&] {
      Items items;
      std::ranges::sample(offered, std::back_inserter(items),
                          static_cast<std::ptrdiff_t>(random() % (slots + 1)), random);
      std::ranges::shuffle(items, random);
      return items;
    };
    const Items a = some();
    const Items b = some();
    Hash round;
    std::ranges::generate(round.bytes, [&] { return static_cast<std::uint8_t>(random()); });
    ASSERT_EQ(both_want(ana(slots, a, round), ben(slots, b, round)), intersection(a, b)) << i;
  }
}

TEST(Match, GoesUpToAsManySlotsAsThereMayBe) {
  EXPECT_EQ(both_want(ana(1, {"walk"}), ben(1, {"walk"})), (Items{"walk"}));
  EXPECT_EQ(both_want(ana(1, {"walk"}), ben(1, {"dance"})), Items{});
  Items all;
  for (std::size_t i = 0; i < kMostSlots; ++i) all.push_back("way-" + std::to_string(i));
  const Items some(all.begin(), all.begin() + 100);
  EXPECT_EQ(both_want(ana(kMostSlots, all), ben(kMostSlots, some)), intersection(all, some));
}

// Even if both are given one seed, and so without a word in common.
TEST(Match, IsNeverADecoy) {
  EXPECT_EQ(both_want(ana(8, {}, kRound, 3), ben(8, {}, kRound, 3)), Items{});
  const Meeting met = meeting(ana(8, {}, kRound, 3), ben(8, {}, kRound, 3));
  const Meeting other = meeting(ben(8, {}, kRound, 3), ana(8, {}, kRound, 3));
  for (const GroupPoint& point : met.doubled) {
    EXPECT_EQ(std::ranges::count(other.doubled, point), 0);
  }
}

// ---- What is sent

TEST(Match, SendsAsMuchWhateverTheAnswers) {
  for (const Items& items : {Items{}, Items{"walk"}, Items{"dance", "read", "walk"}}) {
    const Party mine = ana(3, items);
    const Party theirs = ben(3, {"walk"});
    EXPECT_EQ(mine.points().size(), points_bytes(3));
    EXPECT_EQ(mine.reply(meeting(mine, theirs)).size(), reply_bytes(3));
  }
  EXPECT_EQ(points_bytes(200), 6432U);
  EXPECT_EQ(reply_bytes(200), 6464U);
}

TEST(Match, SendsTheSameFromAnyDeviceOfAPerson) {
  const Party theirs = ben(5, {"walk", "read"});
  const Party phone = ana(5, {"walk", "dance"});
  const Party laptop = ana(5, {"dance", "walk"});
  EXPECT_EQ(phone.commitment(), laptop.commitment());
  EXPECT_EQ(phone.points(), laptop.points());
  const Bytes reply = phone.reply(meeting(phone, theirs));
  EXPECT_EQ(reply, laptop.reply(meeting(laptop, theirs)));
  const Meeting at_ben = meeting(theirs, phone);
  EXPECT_TRUE(theirs.matched(at_ben, reply));
}

std::set<GroupPoint> sent(const Party& party) {
  const Bytes bytes = party.points();
  std::set<GroupPoint> points;
  for (std::size_t at = 0; at < bytes.size(); at += GroupPoint::kSize) {
    points.insert(*GroupPoint::from(ByteSpan(bytes).subspan(at, GroupPoint::kSize)));
  }
  return points;
}

// Not even with the same seed, which nobody should use twice.
TEST(Match, SharesNoPointWithAnotherQuestion) {
  const std::set<GroupPoint> first = sent(ana(4, {"walk", "read"}));
  EXPECT_EQ(first.size(), 5U);
  for (const Party& other :
       {ana(4, {"walk", "read"}, round_of(8)), ana(4, {"walk", "read"}, kRound, 9),
        ana(4, {"walk", "dance"}), ana(4, {"walkr", "ead"}), ana(5, {"walk", "read"}),
        ben(4, {"walk", "read"}, kRound, 1)}) {
    for (const GroupPoint& point : sent(other)) EXPECT_FALSE(first.contains(point));
  }
}

// By a program in Python that does docs/formats/match.md with a ristretto255 of its own. Ana (seed
// 32 times 01) wants hug and walk, Ben (02) walk, in three slots.
TEST(Match, IsByteByByteAsWritten) {
  const Party one = ana(3, {"walk", "hug"});
  const Party two = ben(3, {"walk"});
  const Meeting at_one = meeting(one, two);
  const Meeting at_two = meeting(two, one);
  const auto matched = one.matched(at_one, two.reply(at_two));
  EXPECT_EQ(to_hex(one.commitment().span()),
            "9c42a59321655c7bd35479de6b3b6dab9d70c62f0558a9fba6df807438bf6008");
  EXPECT_EQ(to_hex(two.commitment().span()),
            "206d06dc7a252ce8e843718cf39fa84c7a3663cd278eee4d2d76f665326cd240");
  EXPECT_EQ(to_hex(hash("cg.test.1", {one.reply(at_one)}).span()),
            "efbeae62520bcf88c854062382a80aa2c3df7564e219b937b8ff5cf733b6d214");
  EXPECT_EQ(to_hex(hash("cg.test.1", {two.reply(at_two)}).span()),
            "7775c01ad95cd136fd58eaa03bcff3b03df8becc58875e559c88053e26ce377e");
  ASSERT_TRUE(matched);
  EXPECT_EQ(to_hex(matched->mine.span()),
            "26408ce8e556f5cbc5f538436f3a55f6123771a8a8a9e7a7c64e97dd5d34df66");
  EXPECT_EQ(to_hex(matched->theirs.span()),
            "27f96970bfef8a53c8c491dfe0c8bd053a7882ccdda1fe5a77ad340d66ff78fd");
}

// ---- What a side sees

// Everything that Ana sees of Ben, from what she put in herself and what matched, and nothing of
// him: he said yes to what matched, and the rest of what he sends is of no item.
struct Seen {
  Bytes points;
  Bytes reply;
};
Seen seen_by(const Party& ana, const Party& ben) {
  return {.points = ben.points(), .reply = ben.reply(meeting(ben, ana))};
}
Seen simulated(const Party& ana, std::size_t slots, const Items& matched, const Hash& round) {
  return seen_by(ana, ben(slots, matched, round, 77));
}

// What can be counted of it: how many points are both in her reply and in his, and where among his
// points those are.
struct Counted {
  std::size_t in_both = 0;
  std::vector<std::size_t> places;
};
Counted counted(const Party& ana, const Party& ben_or_nobody, const Seen& seen, std::size_t slots) {
  const auto met = ana.meet(ben_or_nobody.commitment(), seen.points);
  EXPECT_TRUE(met);
  std::set<std::string> in_reply;
  for (std::size_t i = 0; i < slots; ++i) {
    in_reply.insert(to_hex(ByteSpan(seen.reply).subspan(i * GroupPoint::kSize, GroupPoint::kSize)));
  }
  Counted found;
  for (std::size_t i = 0; i < slots; ++i) {
    if (!in_reply.contains(to_hex(met->doubled[i].span()))) continue;
    ++found.in_both;
    found.places.push_back(i);
  }
  return found;
}

TEST(Match, ShowsNothingThatCouldNotBeMadeFromOnesOwnItemsAndTheResult) {
  constexpr std::size_t kSlots = 6;
  const Items mine = {"walk", "read", "dance"};
  // Each of these matches Ana's items in "read" alone.
  const std::vector<Items> alike = {{"read"}, {"read", "a", "b", "c", "d", "e"}, {"read", "cook"}};
  double real_places = 0;
  double made_places = 0;
  constexpr std::uint8_t kRounds = 90;
  for (std::uint8_t i = 0; i < kRounds; ++i) {
    const Hash round = round_of(i);
    const Party me = ana(kSlots, mine, round);
    const Party them = ben(kSlots, alike[i % alike.size()], round);
    const Seen real = seen_by(me, them);
    const Seen made = simulated(me, kSlots, {"read"}, round);
    EXPECT_EQ(real.points.size(), made.points.size());
    EXPECT_EQ(real.reply.size(), made.reply.size());
    const Counted of_real = counted(me, them, real, kSlots);
    const Counted of_made = counted(me, ben(kSlots, {"read"}, round, 77), made, kSlots);
    ASSERT_EQ(of_real.in_both, 1U);
    ASSERT_EQ(of_made.in_both, 1U);
    real_places += static_cast<double>(of_real.places.front());
    made_places += static_cast<double>(of_made.places.front());
  }
  // Any place is as likely, whatever else he wanted: in the mean 2.5, with a spread of 0.18.
  EXPECT_NEAR(real_places / kRounds, 2.5, 0.7);
  EXPECT_NEAR(made_places / kRounds, 2.5, 0.7);
}

// ---- What a caller may ask

MatchError refused(std::uint8_t position, std::size_t slots, const Items& items) {
  return Party::make(kRound, position, seed_of(1), slots, items).error();
}

TEST(MatchError, IsNamedForWhatIsAsked) {
  EXPECT_EQ(refused(2, 3, {"walk"}), MatchError::kUnknownPosition);
  EXPECT_EQ(refused(0, 0, {}), MatchError::kWrongSlots);
  EXPECT_EQ(refused(0, kMostSlots + 1, {}), MatchError::kWrongSlots);
  EXPECT_EQ(refused(0, 1, {"walk", "dance"}), MatchError::kTooManyItems);
  EXPECT_EQ(refused(0, 2, {"walk", ""}), MatchError::kBadItem);
  EXPECT_EQ(refused(0, 2, {std::string(kMostItemBytes + 1, 'a')}), MatchError::kBadItem);
  EXPECT_EQ(refused(0, 3, {"walk", "dance", "walk"}), MatchError::kRepeatedItem);
  EXPECT_TRUE(Party::make(kRound, 1, seed_of(1), 1, {std::string(kMostItemBytes, 'a')}));
}

// ---- A partner whose program was changed

using Points = std::vector<GroupPoint>;
constexpr GroupPoint kNoPoint{{1}};

Points points_in(ByteSpan bytes, std::size_t count) {
  Points points;
  for (std::size_t i = 0; i < count; ++i) {
    points.push_back(*GroupPoint::from(bytes.subspan(i * GroupPoint::kSize, GroupPoint::kSize)));
  }
  return points;
}

class Cheat : public testing::Test {
 protected:
  // Ben committed to these, whatever they are.
  [[nodiscard]] MatchError met(const Bytes& points) const {
    return ana_.meet(commitment_to(kRound, 1, points), points).error();
  }
  // His key and points, with one of them another.
  [[nodiscard]] Bytes with(std::size_t at, const GroupPoint& point) const {
    Points all = points_in(ben_.points(), kSlots + 1);
    all[at] = point;
    std::ranges::sort(all.begin() + 1, all.end());
    return joined(all);
  }
  [[nodiscard]] MatchError replied(const Bytes& reply) const {
    return ana_.matched(met_, reply).error();
  }
  [[nodiscard]] Bytes honest() const { return ben_.reply(meeting(ben_, ana_)); }
  // His reply with other points, and the proof that was there.
  [[nodiscard]] Bytes replying(const Points& points) const {
    Bytes reply = joined(points);
    const Bytes right = honest();
    reply.insert(reply.end(), right.end() - Proof::kSize, right.end());
    return reply;
  }

  static constexpr std::size_t kSlots = 4;
  Party ana_ = ana(kSlots, {"walk", "read"});
  Party ben_ = ben(kSlots, {"walk", "dance"});
  Meeting met_ = meeting(ana_, ben_);
};

TEST_F(Cheat, WithOtherPointsThanCommitted) {
  const Party other = ben(kSlots, {"walk", "read"});
  EXPECT_EQ(ana_.meet(ben_.commitment(), other.points()).error(), MatchError::kNotAsCommitted);
  EXPECT_EQ(ana_.meet(Hash{}, ben_.points()).error(), MatchError::kNotAsCommitted);
}

TEST_F(Cheat, WithWhatWasSentInAnotherRoundOrPlace) {
  const Party before = ben(kSlots, {"walk"}, round_of(6));
  EXPECT_EQ(ana_.meet(before.commitment(), before.points()).error(), MatchError::kNotAsCommitted);
  EXPECT_EQ(ana_.meet(ana_.commitment(), ana_.points()).error(), MatchError::kNotAsCommitted);
  const Party ana_before = ana(kSlots, {"walk", "read"}, round_of(6));
  EXPECT_EQ(replied(before.reply(meeting(before, ana_before))), MatchError::kWrongProof);
}

TEST_F(Cheat, WithAnythingTooShortOrTooLong) {
  Bytes points = ben_.points();
  points.pop_back();
  EXPECT_EQ(met(points), MatchError::kWrongSize);
  EXPECT_EQ(met({}), MatchError::kWrongSize);
  EXPECT_EQ(met(ben(kSlots + 1, {}).points()), MatchError::kWrongSize);
  Bytes reply = honest();
  reply.push_back(0);
  EXPECT_EQ(replied(reply), MatchError::kWrongSize);
  reply.resize(reply_bytes(kSlots - 1));
  EXPECT_EQ(replied(reply), MatchError::kWrongSize);
}

TEST_F(Cheat, WithWhatIsNoPoint) {
  GroupPoint twin = points_in(ben_.points(), kSlots + 1)[1];
  twin.bytes.back() |= 0x80U;
  for (const std::size_t at : {0U, 1U, 4U}) {
    EXPECT_EQ(met(with(at, kNoPoint)), MatchError::kNotAPoint) << at;
    EXPECT_EQ(met(with(at, twin)), MatchError::kNotAPoint) << at;
    EXPECT_EQ(met(with(at, kIdentity)), MatchError::kIdentity) << at;
  }
  Points doubled = points_in(honest(), kSlots);
  doubled[2] = kNoPoint;
  EXPECT_EQ(replied(replying(doubled)), MatchError::kNotAPoint);
  doubled[2] = kIdentity;
  EXPECT_EQ(replied(replying(doubled)), MatchError::kIdentity);
}

TEST_F(Cheat, WithRepeats) {
  Points all = points_in(ben_.points(), kSlots + 1);
  EXPECT_EQ(met(with(2, all[3])), MatchError::kRepeatedPoint);
  std::swap(all[2], all[3]);
  EXPECT_EQ(met(joined(all)), MatchError::kNotSorted);
  Points doubled = points_in(honest(), kSlots);
  doubled[0] = doubled[3];
  EXPECT_EQ(replied(replying(doubled)), MatchError::kRepeatedPoint);
}

TEST_F(Cheat, WithTheOthersOwnPoints) {
  const Points mine = points_in(ana_.points(), kSlots + 1);
  EXPECT_EQ(met(ana_.points()), MatchError::kReflected);
  EXPECT_EQ(met(with(0, mine[0])), MatchError::kReflected);
  EXPECT_EQ(met(with(3, mine[4])), MatchError::kReflected);
}

TEST_F(Cheat, WithAReplyInAnotherOrder) {
  Points doubled = points_in(honest(), kSlots);
  std::swap(doubled[0], doubled[1]);
  EXPECT_EQ(replied(replying(doubled)), MatchError::kWrongProof);
}

TEST_F(Cheat, WithAReplyByAnotherScalar) {
  const Scalar other = hash_to_scalar("cg.test.1", {});
  const Points mine = [&] {
    Points points = points_in(ana_.points(), kSlots + 1);
    points.erase(points.begin());
    return points;
  }();
  Points doubled;
  for (const GroupPoint& point : mine) doubled.push_back(multiply(other, point));
  EXPECT_EQ(replied(replying(doubled)), MatchError::kWrongProof);
  // One only, as if it did not match; and all of them, with the best proof there can be.
  Points one = points_in(honest(), kSlots);
  one[1] = doubled[1];
  EXPECT_EQ(replied(replying(one)), MatchError::kWrongProof);
  Bytes reply = joined(doubled);
  const Proof proof = prove(
      {.about = Hash{}, .key = multiply_generator(other), .points = mine, .products = doubled},
      other);
  reply.insert(reply.end(), proof.bytes.begin(), proof.bytes.end());
  EXPECT_EQ(replied(reply), MatchError::kWrongProof);
}

TEST_F(Cheat, WithAnotherProof) {
  const Bytes right = honest();
  for (std::size_t at = right.size() - Proof::kSize; at < right.size(); ++at) {
    Bytes altered = right;
    altered[at] ^= 0x40U;
    EXPECT_EQ(replied(altered), MatchError::kWrongProof) << at;
  }
  EXPECT_TRUE(ana_.matched(met_, right));
}

TEST_F(Cheat, WithAnotherResult) {
  const auto right = ana_.matched(met_, honest());
  ASSERT_TRUE(right);
  Hash altered = right->theirs;
  altered.bytes[31] ^= 1U;
  EXPECT_EQ(right->check(altered).error(), MatchError::kDifferentResult);
  EXPECT_EQ(right->check(right->mine).error(), MatchError::kDifferentResult);  // sent back
  EXPECT_TRUE(right->check(right->theirs));
}

// docs/formats/match.md, "What it cannot do": written down here so that nobody believes otherwise.
// Ben asks for "walk" with a scalar of its own, and sees a match that Ana does not.
TEST_F(Cheat, WithAScalarForOneItemIsNotFoundOut) {
  const Scalar own = hash_to_scalar("cg.test.1", {});
  const GroupPoint walk = hash_to_group("cg.match.item.1", {kRound.span(), bytes_of("walk")});
  const Points honest_points = points_in(ben(kSlots, {}).points(), kSlots + 1);
  Points asked = honest_points;
  asked[1] = multiply(own, walk);
  std::ranges::sort(asked.begin() + 1, asked.end());
  const Bytes points = joined(asked);
  const auto at_ana = ana_.meet(commitment_to(kRound, 1, points), points);
  ASSERT_TRUE(at_ana);
  const Points of_ana = points_in(ana_.points(), kSlots + 1);
  EXPECT_TRUE(std::ranges::any_of(of_ana, [&](const GroupPoint& point) {
    return std::ranges::count(at_ana->doubled, multiply(own, point)) == 1;
  }));
}

}  // namespace
}  // namespace commonground::match
