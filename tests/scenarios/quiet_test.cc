// Ana is not safe, at any moment of the joint way. Beside her story stands the same one in which
// her phone is switched off from that moment on. Whatever Ben does then, and whatever he and the
// relay see, it is the same in both, byte for byte, except for one record in Ana's own log that is
// as any other of her answers.
#include <functional>
#include <map>

#include <gtest/gtest.h>

#include "tests/scenarios/people.h"
#include "verify/base64.h"

namespace commonground::tests {
namespace {

constexpr auto kUnsafe = R"("safety","answers":{"afraid-of-you":"yes"})";
constexpr auto kViews = std::to_array<const char*>(
    {"way", "shown", "hear", "round", "plans", "words", "logs", "export"});

std::size_t bytes_of_record(const FakeRelay::Record& record) {
  return from_base64(record.bytes)->size();
}

// The story up to some moment.
struct Side {
  explicit Side(int moment) {
    for (Device* device : {&ana, &ben}) {
      device->create();
      device->settle_in();
      device->say(R"({"kind":"way","way":"five-minutes-held","will":"love"},)"
                  R"({"kind":"need","need":"touch","importance":4,"met":1})");
    }
    invite_and_join(ana, ben);
    for (int i = 0; i < moment; ++i) step(i);
  }
  void both_ready(const std::string& stage) {
    for (Device* device : {&ana, &ben}) {
      device->say(R"({"kind":"ready","stage":")" + stage + R"(","on":true})");
    }
    sync_both(ana, ben);
  }
  std::string turn() { return ben.view("hear")["turns"][0]["turn"].text(); }
  std::string plan() { return ben.view("plans")["proposals"][0]["proposal"].text(); }

  static constexpr int kMoments = 11;
  void step(int which) {
    switch (which) {
      case 0:
        ana.must(R"("share","what":[{"kind":"need","need":"touch"}])");
        return sync_both(ana, ben);
      case 1:
        return both_ready("hear-each-other");
      case 2:
        ana.say(R"({"kind":"speak","text":"I would like to be held."})");
        return sync_both(ana, ben);
      case 3:
        ben.say(R"({"kind":"say-back","text":"You would like that.","turn":")" + turn() + "\"}");
        return sync_both(ana, ben);
      case 4:
        return both_ready("both-want");
      case 5:
        ana.must(R"("begin-round")");  // and Ben has not
        return ben.sync_all();
      case 6:
        ben.must(R"("begin-round")");  // both have, and Ana's phone does not know yet
        return;
      case 7:
        ana.sync_all();  // her points are sent
        return ben.sync_all();
      case 8:
        sync_both(ana, ben);  // matched
        return both_ready("common-ground");
      case 9:
        ana.say(R"({"kind":"proposal","round":1,"ways":[{"way":"five-minutes-held","times":2,)"
                R"("start":"either"}],"begins":)" +
                std::to_string(world.now) + R"(,"days":14})");
        ana.say(R"({"kind":"agree","proposal":")" +
                ana.view("plans")["proposals"][0]["proposal"].text() + "\"}");
        return sync_both(ana, ben);
      default:
        ben.say(R"({"kind":"agree","proposal":")" + plan() + "\"}");
        return sync_both(ana, ben);
    }
  }

  World world{""};
  Device ana{world, "ana"};
  Device ben{world, "ben"};
};

// All that Ben might do next. What is not possible at this moment is refused, in the same words.
std::vector<std::string> what_ben_may_do(Side& side) {
  const std::string turn = side.turn();
  const std::string plan = side.plan();
  const std::string now = std::to_string(side.world.now);
  return {
      R"("say","say":[{"kind":"ready","stage":"hear-each-other","on":true}])",
      R"("say","say":[{"kind":"ready","stage":"both-want","on":true}])",
      R"("say","say":[{"kind":"speak","text":"And I?"}])",
      R"("say","say":[{"kind":"say-back","text":"You.","turn":")" + turn + "\"}]",
      R"("say","say":[{"kind":"heard","answer":"yes","turn":")" + turn + "\"}]",
      R"("begin-round")",
      R"("share","what":[{"kind":"need","need":"touch"}])",
      R"("say","say":[{"kind":"agree","proposal":")" + plan + "\"}]",
      R"("say","say":[{"kind":"try","proposal":")" + plan +
          R"(","way":"five-minutes-held","day":"2025-11-20"}])",
      R"("say","say":[{"kind":"proposal","round":1,"ways":[{"way":"five-minutes-held","times":1,)"
      R"("start":"first"}],"begins":)" +
          now + R"(,"days":7}])",
      R"("say","say":[{"kind":"gift","text":"Tea."}])",
      R"("view","view":"open-table")",
      R"("say","say":[{"kind":"pause","until":)" + now + "}]"};
}

class QuietTest : public testing::TestWithParam<int> {};

TEST_P(QuietTest, ThePartnerSeesSomeoneWhoIsNotThere) {
  Side unsafe(GetParam());
  Side absent(GetParam());
  const std::string log = unsafe.ana.couple_log();
  const std::string own = unsafe.ana.own_log();
  ASSERT_EQ(log, absent.ana.couple_log());
  const auto own_before = unsafe.world.relay.log(own).size();
  const Json answer = unsafe.ana.must(kUnsafe);
  EXPECT_TRUE(answer["reply"]["closes"].truth());

  // One at a time. Her phone stays open, takes in all that comes, and is even started again.
  std::uint64_t step = 1000;
  const auto commands = what_ben_may_do(absent);
  ASSERT_EQ(commands, what_ben_may_do(unsafe));
  for (const std::string& command : commands) {
    ++step;
    std::map<Side*, std::string> seen;
    for (Side* side : {&unsafe, &absent}) {
      side->world.entropy = 1000 * step;  // the same for both
      seen[side] = side->ben.refused(command);
      if (side == &unsafe) {
        side->ana.sync_all();
        if (step % 3 == 0) side->ana.kill_and_reopen();
      }
      side->world.entropy = 1000 * step + 500;
      side->ben.sync_all();
      side->world.now += kHour;
      for (const char* view : kViews) {
        seen[side] += side->ben.call(R"({"now":1763100000000,"command":{"do":"view","view":")" +
                                     std::string(view) + "\"}}");
      }
      // In the order in which it came, with all sizes.
      for (const FakeRelay::Record& record : side->world.relay.log(log)) seen[side] += record.bytes;
    }
    ASSERT_TRUE(seen[&unsafe] == seen[&absent]) << command;
  }

  // In her own log there is one more, and it is as long as when she says to a need what it is.
  const auto& records = unsafe.world.relay.log(own);
  ASSERT_EQ(records.size(), own_before + 1);
  absent.ana.say(R"({"kind":"need","need":"calm","importance":1,"met":1})");
  EXPECT_EQ(bytes_of_record(records.back()), bytes_of_record(absent.world.relay.log(own).back()));
}
INSTANTIATE_TEST_SUITE_P(AtAnyMoment, QuietTest, testing::Range(0, Side::kMoments + 1));

// What the host has to do is the same, piece by piece, as when she writes something down.
TEST(Quiet, TheWorkIsThatOfANote) {
  Side side(Side::kMoments);
  const auto work = [](const Json& answer) {
    std::string all;
    for (std::size_t i = 0; i < answer["work"].size(); ++i) {
      const Json one = answer["work"][i];
      all += one["do"].text() + " " + one["log"].text() + " " +
             std::to_string(one["bytes"].text().size()) + (one["send"].truth() ? " send;" : ";");
    }
    return all;
  };
  const std::string note =
      work(side.ana.must(R"("say","say":[{"kind":"note","slot":1,"text":"Tired."}])"));
  EXPECT_EQ(work(side.ana.must(kUnsafe)), note);
  // Going on alone, because she likes to, is the same again.
  be_together(side.ana);
  EXPECT_EQ(work(side.ana.must(R"("together","on":false)")), note);
  // And nothing comes of it that would not come of nothing.
  EXPECT_EQ(work(side.ana.must(kUnsafe)), "");
}

// Someone who looks at her phone, or asks it for things, finds what they would find before Ben
// came.
TEST(Quiet, HerPhoneKnowsNoBen) {
  Side side(Side::kMoments);
  Device never(side.world, "never");
  never.create();
  never.settle_in();
  side.ana.must(kUnsafe);
  never.must(kUnsafe);
  for (const char* view : {"way", "shown", "hear", "round", "plans", "words"}) {
    const std::string request =
        R"({"now":1,"command":{"do":"view","view":")" + std::string(view) + "\"}}";
    EXPECT_EQ(side.ana.call(request), never.call(request)) << view;
  }
  const std::string nothing = R"("000102030405060708090a0b0c0d0e0f")";
  for (const std::string& command :
       {std::string(R"("together","on":true)"), std::string(R"("invite")"),
        std::string(R"("begin-round")"), std::string(R"("view","view":"open-table")"),
        std::string(R"("say","say":[{"kind":"ready","stage":"both-want","on":true}])"),
        std::string(R"("say","say":[{"kind":"speak","text":"I"}])"),
        std::string(R"("say","say":[{"kind":"gift","text":"Tea."}])"),
        std::string(R"("share","what":[{"kind":"need","need":"calm"}])"),
        R"("say","say":[{"kind":"agree","proposal":)" + nothing + "}]",
        R"("say","say":[{"kind":"heard","answer":"yes","turn":)" + nothing + "}]"}) {
    EXPECT_EQ(side.ana.refused(command), never.refused(command)) << command;
    EXPECT_NE(side.ana.refused(command), "") << command;
  }
}

}  // namespace
}  // namespace commonground::tests
