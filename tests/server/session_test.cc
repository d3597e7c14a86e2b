// Ana, Ben and the server, told with nothing but what sessions give for it: what is signed on a
// device is what the server's own code takes.
#include <algorithm>

#include <gtest/gtest.h>

#include "server/host.h"
#include "wire/record_parts.h"

namespace commonground::tests {
namespace {

using relay::ErrorCode;

constexpr std::string_view kNewVault =
    R"("key":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","salt":"AAECAwQFBgcICQoLDA0ODw",)"
    R"("passes":3,"kibibytes":65536)";

std::string field(std::string_view name, const std::string& value) {
  return '"' + std::string(name) + R"(":")" + value + '"';
}

// The error of an answer, or nothing.
std::string error_in(const Json& answer) { return answer["error"]["code"].text(); }

// As in the view `logs`.
std::string claim_to(const Json& log) {
  std::string text;
  for (const std::string name : {"log", "person", "device", "proof"}) {
    text += (text.empty() ? "{" : ",") + field(name, log[name].text());
  }
  return text + "}";
}

class SessionTest : public testing::Test {
 protected:
  // Someone new, with their own log at the server.
  void create(Phone& phone) {
    const std::string claim = phone.must(R"("create",)" + std::string(kNewVault));
    ASSERT_EQ(phone.take_place("/v1/logs/create", claim), "");
    ASSERT_EQ(phone.open(Json(claim)["log"].text()), ErrorCode::kNone);
    phone.be_together();
    phone.send();
  }
  // Ana's invite, from the first request to what her link carries.
  std::string invite() {
    const std::string invited = ana.must(R"("invite")");
    couple = Json(invited)["log"].text();
    EXPECT_EQ(ana.take_place("/v1/logs/create", claim_to(ana.log("couple"))), "");
    ana.arrive(couple);
    EXPECT_EQ(ana.open(couple), ErrorCode::kNone);
    ana.send();
    EXPECT_EQ(error_in(service.post("/v1/invites/create",
                                    ana.sign("invite", couple, service.challenge()))),
              "");
    return field("secret", Json(invited)["secret"].text());
  }
  // Ben takes it: from the link to a place in the log.
  void join(const std::string& secret) {
    const Json opened = service.post("/v1/invites/open", ben.must(R"("invite-token",)" + secret));
    ASSERT_EQ(error_in(opened), "");
    const std::string claim =
        ben.must(R"("join",)" + secret + "," + field("sealed", opened["sealed"].text()));
    ASSERT_EQ(ben.take_place("/v1/invites/redeem", claim), "");
    ASSERT_EQ(ben.open(couple), ErrorCode::kNone);
    ben.arrive(couple);
    ben.send();
  }
  void meet() {
    create(ana);
    create(ben);
    join(invite());
    take_in(ana, couple);
    take_in(ben, couple);
  }
  // Everything that is in a log, on a line of its own.
  static void take_in(Phone& phone, const std::string& log) {
    phone.connect();
    ASSERT_EQ(phone.open(log), ErrorCode::kNone);
    phone.send();
  }

  Service service;
  Phone ana{service, 1};
  Phone ben{service, 2};
  std::string couple;  // the log of the two
};

TEST_F(SessionTest, TwoMeet) {
  meet();
  for (Phone* phone : {&ana, &ben}) EXPECT_TRUE(phone->view("way")["together"].truth());
  EXPECT_EQ(ana.log("couple")["author"].number(), 0);
  EXPECT_EQ(ben.log("couple")["author"].number(), 1);
  ASSERT_EQ(ben.view("words")["words"].size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(ana.view("words")["words"][i].number(), ben.view("words")["words"][i].number());
  }
}

TEST_F(SessionTest, WhatIsSignedServesOnce) {
  meet();
  // Of another line, and of another place.
  ana.connect();
  ben.connect();
  EXPECT_EQ(ana.open(couple, ben.line().challenge()), ErrorCode::kBadSignature);
  const std::string by_ben =
      ben.must(R"("sign-leave","author":0,"erase":false,)" + field("log", couple) + "," +
               field("challenge", service.challenge()));
  EXPECT_EQ(error_in(service.post("/v1/logs/leave", by_ben)), "bad-signature");
  const std::string old = ben.sign("leave", couple, std::string(64, '0'), R"(,"erase":false)");
  EXPECT_EQ(error_in(service.post("/v1/logs/leave", old)), "challenge-expired");
  // That she leaves is not that she leaves with all she wrote.
  std::string altered = ana.sign("leave", couple, service.challenge(), R"(,"erase":false)");
  altered.replace(altered.find("false"), 5, "true");
  EXPECT_EQ(error_in(service.post("/v1/logs/leave", altered)), "bad-signature");
  EXPECT_EQ(ana.open(couple), ErrorCode::kNone);
}

// The claim of a device is for that device, and for that log.
TEST_F(SessionTest, AClaimIsForOneDeviceInOneLog) {
  meet();
  std::string claim = claim_to(ana.log("own"));
  const std::string device = ana.log("own")["device"].text();
  claim.replace(claim.find(device), device.size(), ben.log("own")["device"].text());
  EXPECT_EQ(ana.take_place("/v1/logs/devices", claim), "bad-signature");
  claim = claim_to(ana.log("own"));
  claim.replace(claim.find(ana.log("own")["log"].text()), 32, couple);
  EXPECT_EQ(ana.take_place("/v1/logs/devices", claim), "bad-signature");
}

TEST_F(SessionTest, AnInviteIsForOnePerson) {
  create(ana);
  create(ben);
  const std::string secret = invite();
  // A request that was lost is made again, sealed anew.
  EXPECT_EQ(
      error_in(service.post("/v1/invites/create", ana.sign("invite", couple, service.challenge()))),
      "");
  join(secret);
  Phone eve(service, 3);
  create(eve);
  EXPECT_EQ(error_in(service.post("/v1/invites/open", eve.must(R"("invite-token",)" + secret))),
            "invite-used");
}

// Before the answer of the server came, the page was closed: the view `logs` has all to ask again.
TEST_F(SessionTest, APlaceIsAskedForAgain) {
  create(ana);
  create(ben);
  const std::string secret = invite();
  const Json opened = service.post("/v1/invites/open", ben.must(R"("invite-token",)" + secret));
  ben.must(R"("join",)" + secret + "," + field("sealed", opened["sealed"].text()));
  const Json log = ben.log("couple");
  std::string claim = claim_to(log);
  EXPECT_EQ(ben.take_place("/v1/logs/devices", claim), "not-a-member");
  claim.insert(1, field("token", log["token"].text()) + ",");
  for (int i = 0; i < 2; ++i) EXPECT_EQ(ben.take_place("/v1/invites/redeem", claim), "");
  EXPECT_EQ(ben.take_place("/v1/logs/devices", claim_to(log)), "");
  EXPECT_EQ(ben.open(couple), ErrorCode::kNone);
  ben.arrive(couple);
  ben.send();
  EXPECT_TRUE(ben.view("way")["together"].truth());
}

// From the words to a device that can do all, and then the backup is deleted.
TEST_F(SessionTest, ASecondDeviceGetsItsPlaces) {
  meet();
  const Json words = Json(ana.must(R"("back-up")"))["words"];
  std::string list;
  for (std::size_t i = 0; i < words.size(); ++i) {
    list += (list.empty() ? "" : ",") + std::to_string(words[i].number());
  }
  Phone laptop(service, 4);
  const std::string found = laptop.must(R"("find-backup","words":[)" + list + "]");
  const auto find = [&] {
    return service.post("/v1/backups/find",
                        "{" + field("locator", Json(found)["locator"].text()) + "}");
  };
  const std::string claim = laptop.must(R"("recover",)" + std::string(kNewVault) + R"(,"words":[)" +
                                        list + "]," + field("backup", find()["bytes"].text()));
  EXPECT_EQ(error_in(service.post("/v1/backups/delete", found)), "");
  EXPECT_EQ(error_in(find()), "unknown-backup");

  ASSERT_EQ(laptop.take_place("/v1/logs/devices", claim), "");
  const std::string own = Json(claim)["log"].text();
  ASSERT_EQ(laptop.open(own), ErrorCode::kNone);
  ASSERT_EQ(laptop.take_place("/v1/logs/devices", claim_to(laptop.log("couple"))), "");
  ASSERT_EQ(laptop.open(couple), ErrorCode::kNone);
  laptop.arrive(own);
  laptop.arrive(couple);
  laptop.must(R"("say","say":[{"kind":"name","name":"Ana"}])");
  laptop.send();
  EXPECT_EQ(laptop.log("couple")["author"].number(), 2);
  take_in(ben, couple);
  EXPECT_EQ(ben.view("way")["partner"]["name"].text(), "Ana");
  EXPECT_EQ(ben.view("logs")["faults"].size(), 0U);
}

TEST_F(SessionTest, WhoLeavesTakesAllThatTheyWrote) {
  meet();
  ana.must(R"("say","say":[{"kind":"leave"}])");
  ana.send();
  const auto whole_of_ana = [&] {
    take_in(ben, couple);
    return std::ranges::count_if(ben.given(), [](const Bytes& record) {
      const auto parts = wire::parts_of(record);
      return parts->head.author == 0 && !parts->erased;
    });
  };
  EXPECT_GT(whole_of_ana(), 0);
  const std::string leave = ana.sign("leave", couple, service.challenge(), R"(,"erase":true)");
  EXPECT_EQ(error_in(service.post("/v1/logs/leave", leave)), "");
  EXPECT_EQ(ana.line().next().kind, wire::FrameKind::kClosed);
  EXPECT_EQ(ana.open(couple), ErrorCode::kNotAMember);
  // It is erased a little at a time, after what waits.
  constexpr int kEnough = 100;
  for (int i = 0; i < kEnough && whole_of_ana() > 0; ++i) service.store_something();
  EXPECT_EQ(whole_of_ana(), 0);
  EXPECT_GT(ben.given().size(), 0U);

  // The last one takes the log. Nothing is left of Ana's own either.
  const std::string last = ben.sign("leave", couple, service.challenge(), R"(,"erase":true)");
  EXPECT_EQ(error_in(service.post("/v1/logs/leave", last)), "");
  ben.connect();
  EXPECT_EQ(ben.open(couple), ErrorCode::kUnknownLog);
  const std::string own = ana.log("own")["log"].text();
  EXPECT_EQ(error_in(service.post("/v1/logs/leave",
                                  ana.sign("leave", own, service.challenge(), R"(,"erase":true)"))),
            "");
  ana.connect();
  EXPECT_EQ(ana.open(own), ErrorCode::kUnknownLog);
}

// The log of an invite that was made again is given up.
TEST_F(SessionTest, ALogThatNobodyCameToIsLeft) {
  create(ana);
  const std::string secret = invite();
  const std::string before = couple;
  static_cast<void>(invite());
  EXPECT_EQ(error_in(service.post("/v1/logs/leave", ana.sign("leave", before, service.challenge(),
                                                             R"(,"erase":true)"))),
            "");
  EXPECT_EQ(error_in(service.post("/v1/invites/open", ana.must(R"("invite-token",)" + secret))),
            "unknown-invite");
}

}  // namespace
}  // namespace commonground::tests
