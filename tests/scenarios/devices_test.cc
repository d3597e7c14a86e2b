// A second device, a lost phone, and records of strangers.
#include <gtest/gtest.h>

#include "tests/scenarios/people.h"

namespace commonground::tests {
namespace {

class DevicesTest : public testing::Test {
 protected:
  DevicesTest() {
    for (Device* device : {&ana, &ben}) {
      device->create();
      device->settle_in();
    }
    ana.say(R"({"kind":"need","need":"touch","importance":4,"met":1},)"
            R"({"kind":"way","way":"five-minutes-held","will":"love"})");
    ben.say(R"({"kind":"way","way":"five-minutes-held","will":"happy"})");
    invite_and_join(ana, ben);
    ana.must(R"("share","what":[{"kind":"need","need":"touch"}])");
    sync_both(ana, ben);
  }
  World world{testing::UnitTest::GetInstance()->current_test_info()->name()};
  Device ana{world, "ana"};
  Device ben{world, "ben"};
};

TEST_F(DevicesTest, SecondDevice) {
  Device laptop(world, "ana's laptop");
  laptop.recover_from(ana);
  sync_both(laptop, ben);
  EXPECT_EQ(laptop.view("mine")["said"].size(), ana.view("mine")["said"].size());
  EXPECT_EQ(laptop.view("words")["words"][2].number(), ana.view("words")["words"][2].number());

  // Both say things while neither knows of the other; then all is everywhere.
  laptop.say(R"({"kind":"need","need":"known","importance":2,"met":2})");
  ana.say(R"({"kind":"need","need":"play","importance":1,"met":3})");
  laptop.must(R"("share","what":[{"kind":"need","need":"known"}])");
  sync_both(ana, laptop);
  sync_both(ana, ben);
  EXPECT_EQ(ana.view("mine")["said"].size(), laptop.view("mine")["said"].size());
  EXPECT_EQ(ben.view("shown")["theirs"].size(), 2U);

  // A round that the phone began, and the laptop goes on with.
  for (Device* device : {&ana, &ben}) {
    device->say(R"({"kind":"ready","stage":"both-want","on":true})");
  }
  sync_both(ana, ben);
  sync_both(laptop, ben);
  ana.must(R"("begin-round")");
  sync_both(laptop, ben);
  ben.must(R"("begin-round")");
  sync_both(laptop, ben);
  EXPECT_EQ(laptop.view("round")["matched"].size(), 1U);
  EXPECT_EQ(ben.view("round")["matched"].size(), 1U);
  ana.sync_all();
  EXPECT_EQ(ana.view("round")["matched"].size(), 1U);
  laptop.kill_and_reopen();
  EXPECT_EQ(laptop.view("logs")["faults"].size(), 0U);
  EXPECT_EQ(ben.view("logs")["faults"].size(), 0U);
}

TEST_F(DevicesTest, LostPhoneAndRecovery) {
  const Json words = ana.must(R"("back-up")")["reply"]["words"];
  Device phone(world, "ana's new phone");
  EXPECT_EQ(phone.refused(R"("find-backup","words":[0,0,0,0,0,0,0,0,0,0,0,0])"), "bad-words");
  phone.recover_with(words);
  // The lost one never comes back; the new one has all of it and goes on.
  phone.sync_all();
  EXPECT_EQ(phone.view("mine")["said"].size(), 3U);
  phone.must(R"("share","what":[{"kind":"way","way":"five-minutes-held"}])");
  sync_both(phone, ben);
  EXPECT_EQ(ben.view("shown")["theirs"].size(), 2U);
  phone.kill_and_reopen();
  EXPECT_EQ(phone.view("shown")["mine"].size(), 2U);
}

TEST_F(DevicesTest, PassphraseChangesWithoutWords) {
  const std::string before = ana.vault();
  ana.must(R"("change-passphrase","key":"ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICA",)"
           R"("salt":"AAECAwQFBgcICQoLDA0ODw","passes":3,"kibibytes":65536)");
  EXPECT_NE(ana.vault(), before);
  const Json head = ana.must(R"("vault-head","vault":")" + ana.vault() + "\"")["reply"];
  EXPECT_EQ(head["salt"].text(), "AAECAwQFBgcICQoLDA0ODw");
  EXPECT_EQ(head["passes"].number(), 3);
  EXPECT_EQ(head["kibibytes"].number(), 65536);
  EXPECT_EQ(ana.refused(R"("vault-head","vault":"AAAA")"), "vault: not-a-vault");
  Device again(world, "again");
  EXPECT_EQ(again.refused(R"("unlock","vault":")" + ana.vault() +
                          R"(","key":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")"),
            "vault: cannot-be-opened");
}

// Found while reading: what is stored was loaded with the first invite in mind, so that Ben, who
// came with the second, was a stranger, and nothing more could be loaded.
TEST(Invites, ASecondInviteOpensAfterARestart) {
  World world("ASecondInviteOpensAfterARestart");
  Device ana(world, "ana");
  Device ben(world, "ben");
  for (Device* device : {&ana, &ben}) {
    device->create();
    device->settle_in();
  }
  const Invite first = invite(ana);
  world.now += 8 * kDay;
  be_together(ben);
  EXPECT_EQ(
      ben.refused(R"("join","secret":")" + first.secret + R"(","sealed":")" + first.sealed + "\""),
      "invite-expired");
  const Invite second = invite(ana);
  EXPECT_NE(second.log, first.log);
  join(ben, second);
  sync_both(ana, ben);
  ana.kill_and_reopen();
  EXPECT_TRUE(ana.view("way")["together"].truth());
  Device laptop(world, "ana's laptop");
  laptop.recover_from(ana);
  EXPECT_TRUE(laptop.view("way")["together"].truth());
}

// Found while reading: who joined was known for good, even if their record could not be stored.
TEST(Invites, WhoCouldNotBeStoredHasNotJoined) {
  World world("WhoCouldNotBeStoredHasNotJoined");
  Device ana(world, "ana");
  Device ben(world, "ben");
  for (Device* device : {&ana, &ben}) {
    device->create();
    device->settle_in();
  }
  join(ben, invite(ana));
  const auto words = [&] {
    return ana.call(R"({"now":1,"command":{"do":"view","view":"words"}})");
  };
  const std::string before = words();
  // Not with a signature that is not right, and not if there is no room for it.
  const std::string log = ana.couple_log();
  std::string broken = world.relay.log(log).back().bytes;
  broken[broken.size() - 3] = broken[broken.size() - 3] == 'A' ? 'B' : 'A';
  const Json answer = ana.must(R"("receive","records":[")" + broken + "\"]");
  EXPECT_EQ(answer["reply"]["faults"][0]["record"].text(), "altered");
  EXPECT_EQ(words(), before);
  ana.storage_fails = true;
  ana.sync();
  ana.storage_fails = false;
  EXPECT_EQ(words(), before);
  sync_both(ana, ben);
  EXPECT_NE(words(), before);
  EXPECT_EQ(words(), ben.call(R"({"now":1,"command":{"do":"view","view":"words"}})"));
}

// Someone whose link was found by another: who was first is in, and the words differ.
TEST_F(DevicesTest, AnInviteIsForOne) {
  EXPECT_EQ(ana.refused(R"("invite")"), "couple");
  Device eve(world, "eve");
  eve.create();
  eve.settle_in();
  feel_safe(eve);
  eve.must(R"("together","on":true)");
  EXPECT_EQ(eve.refused(R"("join","secret":"ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICA",)"
                        R"("sealed":")" +
                        world.relay.invites.begin()->second + "\""),
            "bad-invite");
}

TEST_F(DevicesTest, StrangersAndBrokenRecordsAreShownAndChangeNothing) {
  const std::string log = ana.couple_log();
  const auto& records = world.relay.log(log);
  std::string broken = records.back().bytes;
  broken[200] = broken[200] == 'A' ? 'B' : 'A';
  const std::string before = ben.call(R"({"now":1,"command":{"do":"view","view":"shown"}})");
  Device late(world, "ben's tablet");
  late.recover_from(ben);
  const Json answer = late.must(R"("receive","records":[")" + broken + R"(","AAAA"])");
  EXPECT_EQ(answer["reply"]["faults"].size(), 2U);
  EXPECT_EQ(answer["reply"]["faults"][1]["record"].text(), "too-short");
  EXPECT_EQ(ben.call(R"({"now":1,"command":{"do":"view","view":"shown"}})"), before);
  late.sync_all();
  EXPECT_EQ(late.view("shown")["theirs"].size(), 1U);
}

// Keys and the like are the program's to write, and what is no kind is nobody's.
TEST_F(DevicesTest, WhatNoPersonSaysIsRefused) {
  EXPECT_EQ(ana.refused_to_say(R"({"kind":"guide","name":"Kim"})"), "bad-request");
  EXPECT_EQ(ana.refused_to_say(R"({"kind":"matched","round":1,"ways":[]})"), "bad-request");
}

}  // namespace
}  // namespace commonground::tests
