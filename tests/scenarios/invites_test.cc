// Invites that were lost, the words that two compare, and what a server is shown.
#include <gtest/gtest.h>

#include "tests/scenarios/hostile.h"
#include "tests/scenarios/stories.h"

namespace commonground::tests {
namespace {

class InvitesTest : public testing::Test {
 protected:
  InvitesTest() {
    for (Device* device : {&ana, &ben}) {
      device->create();
      device->settle_in();
    }
  }
  World world{testing::UnitTest::GetInstance()->current_test_info()->name()};
  Device ana{world, "ana"};
  Device ben{world, "ben"};
};

TEST_F(InvitesTest, TheWordsComeOnceWhoInvitedHasSeenTheOther) {
  const Invite invited = invite(ana);
  join(ben, invited);
  ben.sync_all();
  EXPECT_TRUE(ben.view("way")["together"].truth());
  EXPECT_TRUE(ben.view("words")["words"].is_null());
  EXPECT_TRUE(ana.view("words")["words"].is_null());
  sync_both(ana, ben);
  const Json words = ana.view("words")["words"];
  ASSERT_EQ(words.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(words[i].number(), ben.view("words")["words"][i].number());
  }
  EXPECT_EQ(ben.view("logs")["idle"].size(), 0U);
}

// A nonce that was chosen after Ben came is not the one that his invite was bound to.
TEST_F(InvitesTest, AnotherNonceGivesNoWords) {
  const Invite invited = invite(ana);
  join(ben, invited);
  HostileDevice other(ana, invited, 5, 0);
  other.look();
  other.say(R"({"kind":"reveal","nonce":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"})");
  sync_both(ana, ben);
  EXPECT_TRUE(ben.view("way")["together"].truth());
  EXPECT_TRUE(ben.view("words")["words"].is_null());
}

// Whoever took a link that was made anew since can take the new one, or invite in their turn.
TEST_F(InvitesTest, ALinkThatIsWorthNothingIsNoTrap) {
  const Invite before = invite(ana);
  join(ben, before);  // which the server would not let him do
  world.relay.erase(before.log);
  const Invite after = invite(ana);
  join(ben, after);
  sync_both(ana, ben);
  EXPECT_TRUE(ben.view("way")["together"].truth());
  EXPECT_TRUE(ana.view("way")["together"].truth());
  EXPECT_EQ(ben.refused(R"("invite")"), "couple");
}

TEST_F(InvitesTest, BothInviteAndOneOfThemJoins) {
  join(ben, invite(ana));
  Device cleo(world, "cleo");
  cleo.create();
  cleo.settle_in();
  const Invite hers = invite(cleo);
  invite(ana);
  join(ana, hers);
  sync_both(ana, cleo);
  EXPECT_TRUE(ana.view("way")["together"].truth());
}

TEST_F(InvitesTest, AnOpenInviteCanBeShownAgain) {
  EXPECT_TRUE(ana.view("invite")["invite"].is_null());
  const Invite invited = invite(ana);
  ana.kill_and_reopen();
  EXPECT_EQ(ana.view("invite")["invite"]["secret"].text(), invited.secret);
  EXPECT_EQ(ana.view("invite")["invite"]["log"].text(), invited.log);
  ana.must(R"("together","on":false)");
  EXPECT_TRUE(ana.view("invite")["invite"].is_null());
  feel_safe(ana);
  ana.must(R"("together","on":true)");
  const std::int64_t now = world.now;
  world.now += 7 * kDay;
  EXPECT_TRUE(ana.view("invite")["invite"].is_null());
  world.now = now;
  join(ben, invited);
  sync_both(ana, ben);
  EXPECT_TRUE(ana.view("invite")["invite"].is_null());
  EXPECT_TRUE(ben.view("invite")["invite"].is_null());
}

// What is signed for a server, and when it is not. That the server takes it is told in
// tests/server.
std::string to_sign(const std::string& what, const std::string& log,
                    const std::string& more = R"(,"author":0)") {
  return "\"sign-" + what + R"(","log":")" + log + R"(","challenge":")" + std::string(kChallenge) +
         "\"" + more;
}

TEST_F(InvitesTest, NothingIsSignedForTheLogOfSomebodyElse) {
  const std::string of_ben = ben.own_log();
  EXPECT_EQ(ana.refused(to_sign("open", of_ben)), "no-couple");
  EXPECT_EQ(ana.refused(to_sign("leave", of_ben, R"(,"author":0,"erase":true)")), "no-couple");
  const std::string own = ana.own_log();
  ana.must(to_sign("open", own));
  be_together(ana);
  EXPECT_EQ(ana.refused(to_sign("invite", own)), "no-couple");
}

TEST_F(InvitesTest, AnInviteIsSignedWhileItIsOpen) {
  const std::string log = invite(ana).log;
  ana.kill_and_reopen();
  ana.must(to_sign("invite", log));
  const std::int64_t now = world.now;
  world.now += 7 * kDay;
  EXPECT_EQ(ana.refused(to_sign("invite", log)), "invite-expired");
  world.now = now;
  ana.must(R"("together","on":false)");
  EXPECT_EQ(ana.refused(to_sign("invite", log)), "not-safe");
  const Invite taken = invite_and_join(ana, ben);
  EXPECT_EQ(ana.refused(to_sign("invite", taken.log)), "couple");
  EXPECT_EQ(ben.refused(to_sign("invite", taken.log)), "couple");
  ana.say(R"({"kind":"leave"})");
  EXPECT_EQ(ana.refused(to_sign("invite", taken.log)), "no-couple");
}

// Once the host could not give up the log of an invite that was made again.
TEST_F(InvitesTest, ALogThatOneHadCanBeLeft) {
  const std::string before = invite(ana).log;
  const std::string after = invite_and_join(ana, ben).log;
  for (const std::string& log : {before, after, std::string(ana.own_log())}) {
    ana.must(to_sign("leave", log, R"(,"author":0,"erase":false)"));
  }
  EXPECT_EQ(ana.refused(to_sign("open", before)), "no-couple");
  EXPECT_EQ(ben.refused(to_sign("leave", before, R"(,"author":0,"erase":false)")), "no-couple");
}

// Whoever closed the page between joining and the server's answer has no link any more.
TEST_F(InvitesTest, WhoJoinedCanAskForTheirPlaceAgain) {
  const Invite invited = invite(ana);
  EXPECT_TRUE(ana.view("logs")["couple"]["token"].is_null());
  be_together(ben);
  const Json joined = ben.must(R"("join","secret":")" + invited.secret + R"(","sealed":")" +
                               invited.sealed + "\"")["reply"];
  ben.kill_and_reopen();
  const Json log = ben.view("logs")["couple"];
  EXPECT_TRUE(log["author"].is_null());
  for (const std::string name : {"token", "log", "person", "device", "proof"}) {
    EXPECT_EQ(log[name].text(), joined[name].text()) << name;
  }
  ben.must(R"("arrive","author":3,"log":")" + invited.log + "\"");
  EXPECT_EQ(ben.view("logs")["couple"]["author"].number(), 3);
  EXPECT_TRUE(ben.view("logs")["couple"]["token"].is_null());
}

TEST_F(InvitesTest, TheWordsOfABackupAlsoDeleteIt) {
  const Json made = ana.must(R"("back-up")");
  std::string list;
  for (std::size_t i = 0; i < 12; ++i) {
    list += (i == 0 ? "" : ",") + std::to_string(made["reply"]["words"][i].number());
  }
  const Json found = ben.must(R"("find-backup","words":[)" + list + "]")["reply"];
  EXPECT_EQ(found["locator"].text(), made["work"][0]["locator"].text());
  EXPECT_EQ(found["proof"].text(), made["work"][0]["proof"].text());
}

}  // namespace
}  // namespace commonground::tests
