// Invites that were lost, the words that two compare, and what a server is shown.
#include <gtest/gtest.h>

#include "base/hex.h"
#include "session/keys.h"
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

// A server is shown whose device asks, for this log and place, and nothing that serves elsewhere.
TEST_F(InvitesTest, ADeviceShowsThatItIsTheOneThatAsks) {
  const Json own = ana.view("logs")["own"];
  const std::string challenge(64, 'a');
  const std::string of_own = R"("sign-challenge","log":")" + own["log"].text() + "\",";
  const Json answer = ana.must(of_own + R"("author":0,"challenge":")" + challenge + "\"");
  const auto key = VerifyKey::from(*from_hex(own["device"].text()));
  const auto log = LogId::from(*from_hex(own["log"].text()));
  const auto asked = Hash::from(*from_hex(challenge));
  const auto signature = Signature::from(*from_hex(answer["reply"]["signature"].text()));
  ASSERT_TRUE(signature);
  EXPECT_TRUE(verify(*key, session::open_statement(*asked, *log, 0), *signature));
  EXPECT_FALSE(verify(*key, session::open_statement(*asked, *log, 1), *signature));
  EXPECT_FALSE(verify(*key, *asked, *signature));
  EXPECT_EQ(ana.refused(R"("sign-challenge","log":")" + ben.own_log() +
                        R"(","author":0,"challenge":")" + challenge + "\""),
            "no-couple");
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
