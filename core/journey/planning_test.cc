#include <gtest/gtest.h>

#include "commonground/couple.h"

namespace commonground::couple {
namespace {

using content::Section;

constexpr content::Set kOne = 1;
constexpr content::Set kOneOrTime = 3;
constexpr content::Set wish(StartWish one) {
  return content::Set{1} << static_cast<std::size_t>(one);
}

// Three needs and three ways: a talk and a walk, and touch whose asking is like asking for sex.
content::Pack small_pack() {
  content::Pack pack;
  pack.id = "small";
  const auto ids = [&](Section section, std::vector<std::string> all) {
    pack.ids[static_cast<std::size_t>(section)] = std::move(all);
  };
  ids(Section::kNeeds, {"calm", "desired", "play"});
  ids(Section::kFamilies, {"talk", "touch"});
  ids(Section::kWays, {"question", "walk", "held"});
  ids(Section::kFeelings, {"pressured", "rejected", "anxious", "wanted"});
  pack.needs.resize(3);
  pack.families = {{.asking = 200, .why = {}}, {.asking = 1000, .why = {}}};
  const auto way = [](int family, int minutes, bool intimate, content::Set begins,
                      std::vector<content::Meet> meets) {
    return content::Way{.family = family,
                        .minutes = minutes,
                        .most = 3,
                        .intimate = intimate,
                        .begins = begins,
                        .meets = std::move(meets),
                        .variants = {},
                        .sources = {}};
  };
  pack.ways = {
      way(0, 10, false, kOneOrTime, {{.need = 0, .thousandths = 101, .why = {}}}),
      way(0, 30, false, kOneOrTime,
          {{.need = 0, .thousandths = 100, .why = {}}, {.need = 2, .thousandths = 60, .why = {}}}),
      way(1, 15, true, kOne, {{.need = 1, .thousandths = 200, .why = {}}})};
  pack.feelings = {{.seats = 0b1010, .ease = 1000, .pressure = true},
                   {.seats = 0b1001, .ease = 900, .pressure = false},
                   {.seats = 0b1111, .ease = 600, .pressure = false},
                   {.seats = 0b0011, .ease = -600, .pressure = false}};
  return pack;
}

WayAnswer said(int way, Will will) {
  return {.way = way, .will = will, .condition = {}, .more = {}, .less = {}};
}

Answers silent() {
  Answers answers;
  answers.importance = {4, 3, 0};
  answers.met = {1, 2, 3};
  answers.ways = {said(0, Will::kHappy), said(1, Will::kHappy), said(2, Will::kHappy)};
  for (auto& seat : answers.feelings) seat.assign(4, 0);
  return answers;
}

Couple couple() {
  Couple couple;
  couple.partners = {"Ana", "Ben"};
  couple.answers = {silent(), silent()};
  couple.minutes = 100;
  return couple;
}

// What beginning by each starter costs both, for one way.
plan::PerPartner<int> asking(const Planning& planning, std::size_t way, plan::Starter starter) {
  return planning.problem.ways[way].asking[static_cast<std::size_t>(starter)].value();
}

int& felt(Answers& answers, content::Seat seat, std::size_t feeling) {
  return answers.feelings[static_cast<std::size_t>(seat)][feeling];
}

TEST(Planning, HoldsTheNeedsThatMatterAndTheWaysBothSaidYesTo) {
  Couple two = couple();
  two.answers[0].ways = {said(0, Will::kLove), said(1, Will::kNotNow), said(2, Will::kIf)};
  two.answers[1].ways = {said(0, Will::kHappy), said(1, Will::kLove), said(2, Will::kHappy)};
  two.answers[0].ways[2].condition = "the door is shut";
  two.usual = Usual{.way = 2, .wish = {3, 1}};
  const Planning planning = planning_from(small_pack(), two);
  EXPECT_EQ(planning.problem.needs, (std::vector<std::string>{"calm", "desired"}));
  EXPECT_EQ(planning.problem.importance[0], (std::vector<int>{4, 3}));
  EXPECT_EQ(planning.problem.met[1], (std::vector<int>{1, 2}));
  EXPECT_EQ(planning.ways, (std::vector<int>{0, 2}));
  EXPECT_EQ(planning.conditions[1][0], "the door is shut");
  EXPECT_EQ(planning.conditions[1][1], "");
  ASSERT_TRUE(planning.problem.usual);
  EXPECT_EQ(planning.problem.usual->way, 1);
  EXPECT_EQ(planning.problem.usual->wish, (plan::PerPartner<int>{3, 1}));
}

TEST(Planning, NeverHoldsAWayThatEitherLeftOpenOrSaidNoTo) {
  for (const Will no : {Will::kNotNow, Will::kNo}) {
    Couple two = couple();
    two.answers[1].ways[2].will = no;
    two.usual = Usual{.way = 2, .wish = {3, 1}};
    const Planning planning = planning_from(small_pack(), two);
    EXPECT_EQ(planning.ways, (std::vector<int>{0, 1}));
    EXPECT_FALSE(planning.problem.usual);
  }
  Couple two = couple();
  two.answers[0].ways.pop_back();
  EXPECT_EQ(planning_from(small_pack(), two).ways, (std::vector<int>{0, 1}));
}

TEST(Planning, CostsALittleWhatWouldBeTriedIfAndNothingButJoyWhatIsLoved) {
  Couple two = couple();
  two.answers[0].ways = {said(0, Will::kLove), said(1, Will::kHappy), said(2, Will::kIf)};
  const Planning planning = planning_from(small_pack(), two);
  const auto effort = [&](std::size_t way) { return planning.problem.ways[way].effort[0]; };
  EXPECT_LT(effort(0), 0);
  EXPECT_LT(effort(0), effort(1));
  EXPECT_LT(effort(1), effort(2));
  // Less than what being held once would give for feeling desired, a need that is half met.
  EXPECT_LT(effort(2), 200 * 1000 * 3 / 7);
}

TEST(Planning, HasTheUsualWayNoMoreOftenThanEitherWishes) {
  Couple two = couple();
  const auto most = [&](std::size_t way) {
    return planning_from(small_pack(), two).problem.ways.at(way).most;
  };
  two.usual = Usual{.way = 2, .wish = {2, 7}};
  EXPECT_EQ(most(2), 2);
  EXPECT_EQ(most(1), 3);
  two.usual->wish = {7, 5};
  EXPECT_EQ(most(2), 3);
  // Not at all is in no plan, and still has its middle.
  two.usual->wish = {4, 0};
  EXPECT_EQ(most(2), 0);
  EXPECT_TRUE(planning_from(small_pack(), two).problem.usual);
}

TEST(Planning, TriesAWayHalfAsOftenAsItMayBe) {
  Couple two = couple();
  two.answers[1].ways[1].will = Will::kIf;
  EXPECT_EQ(planning_from(small_pack(), two).problem.ways[1].most, 2);
}

TEST(Planning, CorrectsWhatAWayMeetsForThePersonWhoSaysSo) {
  Couple two = couple();
  two.answers[0].ways[0].more = {0};
  two.answers[0].ways[1].more = {1};
  two.answers[1].ways[0].less = {0};
  const plan::Problem problem = planning_from(small_pack(), two).problem;
  EXPECT_EQ(problem.ways[0].meets[0], (std::vector<int>{152, 0}));  // half up
  EXPECT_EQ(problem.ways[0].meets[1], (std::vector<int>{25, 0}));
  // A need the way does not meet for most people: half of what it does best.
  EXPECT_EQ(problem.ways[1].meets[0], (std::vector<int>{100, 50}));
  EXPECT_EQ(problem.ways[1].meets[1], (std::vector<int>{100, 0}));
}

TEST(Planning, PressureMakesBeginningOneselfOrASetTimeCheaper) {
  Couple two = couple();
  felt(two.answers[1], content::Seat::kAsked, 0) = 4;
  const Planning planning = planning_from(small_pack(), two);
  const auto ana = asking(planning, 0, plan::Starter::kFirst);
  const auto ben = asking(planning, 0, plan::Starter::kSecond);
  const auto set = asking(planning, 0, plan::Starter::kEither);
  EXPECT_GT(ana[1], set[1]);
  EXPECT_GT(ana[1], ben[1]);
  EXPECT_EQ(set[1], kRates.setting + 1600);  // a tenth of 80,000 × 1000/1000 × 200/1000
  // Asking for a talk is not like asking for sex.
  EXPECT_GT(asking(planning, 2, plan::Starter::kFirst)[1], 4 * ana[1]);
  // The other partner feels none of it.
  EXPECT_EQ(ana[0], kRates.starting);
  EXPECT_EQ(ben[0], 0);
}

TEST(Planning, ASetTimeKeepsNothingOfAFeelingThatIsNoPressure) {
  Couple two = couple();
  felt(two.answers[1], content::Seat::kAsked, 2) = 4;  // anxious
  const Planning planning = planning_from(small_pack(), two);
  EXPECT_EQ(asking(planning, 0, plan::Starter::kFirst)[1], 9600);
  EXPECT_EQ(asking(planning, 0, plan::Starter::kEither)[1], kRates.setting);
}

TEST(Planning, TheHarderOfAskingAndHearingANoCounts) {
  const content::Pack pack = small_pack();
  Answers answers = silent();
  felt(answers, content::Seat::kRefused, 1) = 4;  // rejected, 900
  EXPECT_EQ(asking_cost(pack, answers).asking, 450);
  EXPECT_EQ(asking_cost(pack, answers).asked, 0);
  felt(answers, content::Seat::kAsking, 2) = 4;  // anxious, 600
  EXPECT_EQ(asking_cost(pack, answers).asking, 600);
  // A second hard feeling does not double it, a kind one eases it.
  felt(answers, content::Seat::kAsking, 1) = 2;
  EXPECT_EQ(asking_cost(pack, answers).asking, 600);
  felt(answers, content::Seat::kAsking, 3) = 4;  // wanted, -600
  EXPECT_EQ(asking_cost(pack, answers).asking, 450);
  answers = silent();
  felt(answers, content::Seat::kAsked, 3) = 4;
  EXPECT_EQ(asking_cost(pack, answers).asked, -150);
}

TEST(Planning, AWishForWhoBeginsIsHeard) {
  Couple two = couple();
  two.answers[0].ways[0].starts = wish(StartWish::kPartner) | wish(StartWish::kTime);
  two.answers[1].ways[0].starts = wish(StartWish::kMe);
  const Planning planning = planning_from(small_pack(), two);
  EXPECT_EQ(asking(planning, 0, plan::Starter::kFirst),
            (plan::PerPartner<int>{kRates.not_wished + kRates.starting, kRates.not_wished}));
  EXPECT_EQ(asking(planning, 0, plan::Starter::kSecond), (plan::PerPartner<int>{0, 0}));
  EXPECT_EQ(asking(planning, 0, plan::Starter::kEither),
            (plan::PerPartner<int>{0, kRates.not_wished + kRates.setting}));
}

TEST(Planning, AWishToBeginHalvesWhatAskingCosts) {
  Couple two = couple();
  felt(two.answers[0], content::Seat::kAsking, 2) = 4;  // anxious, 600
  two.answers[0].ways[0].starts = wish(StartWish::kMe);
  const Planning planning = planning_from(small_pack(), two);
  EXPECT_EQ(asking(planning, 0, plan::Starter::kFirst)[0], 4800);
  EXPECT_EQ(asking(planning, 1, plan::Starter::kFirst)[0], 9600 + kRates.starting);
}

TEST(Planning, OffersOnlyTheBeginningsAWayHas) {
  const Planning planning = planning_from(small_pack(), couple());
  const auto& held = planning.problem.ways[2];
  EXPECT_TRUE(held.asking[0] && held.asking[1]);
  EXPECT_FALSE(held.asking[2]);
  EXPECT_TRUE(held.intimate);
}

TEST(Planning, IsAProblemThatCanBeReadEvenWhereNothingMatters) {
  Couple two = couple();
  for (Answers& answers : two.answers) answers.importance = {0, 0, 0};
  const plan::Problem problem = planning_from(small_pack(), two).problem;
  const auto read = plan::read_problem(plan::write_problem(problem));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->needs, problem.needs);
}

TEST(Planning, IsTheSameForBothWhoeverIsNamedFirst) {
  Couple two = couple();
  two.answers[0].ways[0].more = {0};
  two.answers[0].ways[2].will = Will::kIf;
  two.answers[1].ways[1].starts = wish(StartWish::kTime);
  felt(two.answers[1], content::Seat::kAsked, 0) = 3;
  Couple swapped = two;
  std::swap(swapped.partners[0], swapped.partners[1]);
  std::swap(swapped.answers[0], swapped.answers[1]);
  const content::Pack pack = small_pack();
  const plan::Problem one = planning_from(pack, two).problem;
  const plan::Problem other = planning_from(pack, swapped).problem;
  for (std::size_t way = 0; way < one.ways.size(); ++way) {
    for (std::size_t p = 0; p < plan::kPartners; ++p) {
      EXPECT_EQ(one.ways[way].meets[p], other.ways[way].meets[1 - p]);
      EXPECT_EQ(one.ways[way].effort[p], other.ways[way].effort[1 - p]);
      const std::array<std::size_t, 3> mirrored = {1, 0, 2};
      for (std::size_t starter = 0; starter < plan::kStarters; ++starter) {
        const auto& cost = one.ways[way].asking[starter];
        const auto& mirror = other.ways[way].asking[mirrored[starter]];
        ASSERT_EQ(cost.has_value(), mirror.has_value());
        EXPECT_TRUE(!cost || (*cost)[p] == (*mirror)[1 - p]);
      }
    }
  }
}

}  // namespace
}  // namespace commonground::couple
