// Ana alone, and Ana who is not safe.
#include <gtest/gtest.h>

#include "tests/scenarios/people.h"

namespace commonground::tests {
namespace {

constexpr auto kMyHalf =
    R"({"kind":"picture","slot":1,"text":"We sit on the steps after dinner."},)"
    R"({"kind":"need","need":"touch","importance":4,"met":0},)"
    R"({"kind":"need","need":"known","importance":3,"met":1},)"
    R"({"kind":"way","way":"five-minutes-held","will":"love"},)"
    R"({"kind":"way","way":"one-real-question","will":"happy"},)"
    R"({"kind":"feeling","seat":"asking","feeling":"hopeful","strength":1},)"
    R"({"kind":"move","seat":"refused","move":"go-quiet","on":true},)"
    R"({"kind":"area","area":"money","on":true},)"
    R"({"kind":"kind-ask","slot":1,"ask":"ten-minutes","text":"Ten minutes on the sofa with me?"},)"
    R"({"kind":"kind-no","slot":1,"no":"talk-then","text":"Not tonight; walk with me tomorrow?"})";

class AloneTest : public testing::Test {
 protected:
  AloneTest() {
    ana.create();
    ana.settle_in();
  }
  World world{testing::UnitTest::GetInstance()->current_test_info()->name()};
  Device ana{world, "ana"};
};

// No partner, and no server to send anything to.
TEST_F(AloneTest, TheWholeOwnHalf) {
  ana.offline = true;
  ana.say(kMyHalf);
  const Json stages = ana.view("way")["stages"];
  for (std::size_t i = 0; i < 5; ++i) EXPECT_TRUE(stages[i]["open"].truth()) << i;
  for (std::size_t i = 5; i < 11; ++i) EXPECT_FALSE(stages[i]["open"].truth()) << i;
  ana.say(R"({"kind":"done","stage":"asking","on":true})");
  EXPECT_TRUE(ana.view("way")["stages"][4]["done"].truth());

  // A plan for her own needs: only from her own yeses, and it gives her something.
  const Json plan = ana.must(R"("view","view":"own-plan")")["reply"]["answer"];
  EXPECT_GT(plan["fair"]["gain"][0].number(), 0);
  EXPECT_EQ(plan["fair"]["plan"].size(), 2U);
  const Json shorter = ana.must(R"("view","view":"own-plan","ways":1)")["reply"]["answer"];
  EXPECT_EQ(shorter["fair"]["plan"].size(), 1U);
  EXPECT_EQ(ana.refused(R"("view","view":"own-plan","keep":[{"way":"one-meal"}])"),
            "no-plan: not-offered");
  const Json without =
      ana.must(R"("view","view":"own-plan","without":["five-minutes-held"])")["reply"]["answer"];
  EXPECT_EQ(without["fair"]["plan"][0]["way"].text(), "one-real-question");

  // Undo is saying it anew, or nothing of it.
  ana.say(R"({"kind":"kind-no","slot":1})");
  ana.kill_and_reopen();
  const Json all = ana.view("export");
  EXPECT_EQ(all["own"].size(), 13U);  // with what she took back
  EXPECT_EQ(all["shared"].size(), 0U);
  EXPECT_EQ(ana.sent().size(), 2U);  // from before there was no server
}

// Later she invites Ben: all that she said is there, none of it is his to see, and what waited goes
// out.
TEST_F(AloneTest, InvitesLaterWithNothingLost) {
  ana.offline = true;
  ana.say(kMyHalf);
  ana.offline = false;
  Device ben(world, "ben");
  ben.create();
  ben.settle_in();
  invite_and_join(ana, ben);
  EXPECT_EQ(ana.view("mine")["said"].size(), 11U);
  EXPECT_EQ(ben.view("shown")["theirs"].size(), 0U);
  EXPECT_EQ(world.relay.log(ana.own_log()).size(), 2U + 10U + 2U);  // together and couple as well
}

TEST_F(AloneTest, TogetherNeedsThePrivateQuestions) {
  EXPECT_EQ(ana.refused(R"("together","on":true)"), "not-safe");
  EXPECT_EQ(ana.refused(R"("invite")"), "not-safe");
  feel_safe(ana);
  ana.must(R"("together","on":true)");
  ana.must(R"("invite")");
  // Another day, before anything new is opened, they come again.
  ana.must(R"("together","on":false)");
  ana.kill_and_reopen();
  EXPECT_EQ(ana.refused(R"("together","on":true)"), "not-safe");
}

// What the relay of someone has seen: how many records, and how long each.
std::vector<std::size_t> sizes(const std::vector<std::string>& sent) {
  std::vector<std::size_t> all;
  for (const std::string& bytes : sent) all.push_back(bytes.size());
  return all;
}

// Not being safe leaves no trace: what is stored and sent is what someone stores and sends who did
// not get to the questions, and what is shown is what they are shown.
TEST(Safety, LeavesNoTraceBeforeTheyAreTogether) {
  World with_answers("safety_with_answers");
  World without("safety_without");
  Device ana(with_answers, "ana");
  Device other(without, "other");
  for (Device* device : {&ana, &other}) {
    device->create();
    device->settle_in();
  }
  const Json answer = ana.must(R"("safety","answers":{"afraid-of-you":"yes"})");
  EXPECT_TRUE(answer["reply"]["closes"].truth());
  EXPECT_EQ(answer["work"].size(), 0U);
  // The next seed would differ by one request; it must not matter to what is said.
  without.entropy = with_answers.entropy;
  for (Device* device : {&ana, &other}) {
    device->say(kMyHalf);
    device->must(R"("view","view":"way")");
  }
  EXPECT_EQ(ana.refused(R"("together","on":true)"), other.refused(R"("together","on":true)"));
  EXPECT_EQ(ana.sent(), other.sent());
  for (const std::string view : {"way", "mine", "shown", "hear", "round", "plans", "export"}) {
    EXPECT_EQ(ana.call(R"({"now":1,"command":{"do":"view","view":")" + view + "\"}}"),
              other.call(R"({"now":1,"command":{"do":"view","view":")" + view + "\"}}"));
  }
}

// Skipping a question opens nothing; nor does not being asked.
TEST_F(AloneTest, TheWayOpensOnlyIfEveryQuestionWasAnswered) {
  for (const std::string answers : {"", R"("afraid-of-you":"no")"}) {
    const Json answer = ana.must(R"("safety","answers":{)" + answers + "}");
    EXPECT_FALSE(answer["reply"]["opens"].truth());
    EXPECT_EQ(ana.refused(R"("together","on":true)"), "not-safe");
  }
  feel_safe(ana);
  ana.must(R"("together","on":true)");
}

// When they are together already, she can close the joint steps without a sign: in the shared log
// there is nothing, her own log grows as with any answer, and Ben sees someone who is not there
// yet.
TEST(Safety, ShowsThePartnerNothing) {
  struct Side {
    explicit Side(const std::string& name) : world(name) {
      for (Device* device : {&ana, &ben}) {
        device->create();
        device->settle_in();
      }
      invite_and_join(ana, ben);
      ben.say(R"({"kind":"ready","stage":"hear-each-other","on":true})");
      sync_both(ana, ben);
    }
    World world;
    Device ana{world, "ana"};
    Device ben{world, "ben"};
  };
  Side unsafe("safety_partner_unsafe");
  Side busy("safety_partner_busy");
  const Json answer = unsafe.ana.must(R"("safety","answers":{"afraid-of-you":"yes"})");
  EXPECT_TRUE(answer["reply"]["closes"].truth());
  busy.ana.say(R"({"kind":"note","slot":1,"text":"Tired today."})");
  sync_both(unsafe.ana, unsafe.ben);
  sync_both(busy.ana, busy.ben);

  const std::string shared = unsafe.ana.couple_log();
  EXPECT_EQ(unsafe.world.relay.log(shared).size(), busy.world.relay.log(shared).size());
  EXPECT_EQ(sizes(unsafe.ana.sent()), sizes(busy.ana.sent()));
  for (const std::string view : {"way", "shown", "hear", "round", "plans"}) {
    const std::string request = R"({"now":1,"command":{"do":"view","view":")" + view + "\"}}";
    EXPECT_EQ(unsafe.ben.call(request), busy.ben.call(request)) << view;
  }
  // And someone who looks at her screen sees what they would see before Ben came.
  Device never(unsafe.world, "never");
  never.create();
  never.settle_in();
  for (const std::string view : {"way", "shown", "hear", "round", "plans"}) {
    const std::string request = R"({"now":1,"command":{"do":"view","view":")" + view + "\"}}";
    EXPECT_EQ(unsafe.ana.call(request), never.call(request)) << view;
  }
  EXPECT_EQ(unsafe.ana.refused_to_say(R"({"kind":"ready","stage":"both-want","on":true})"),
            "closed not-together");
}

}  // namespace
}  // namespace commonground::tests
