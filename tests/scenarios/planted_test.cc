// In every text that can be said, and in every secret, a word is planted that stands nowhere else.
// Then all that leaves the devices unsealed is searched for it.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/hex.h"
#include "crypto/recovery.h"
#include "journey/examples_for_test.h"
#include "record/sealed_record.h"
#include "session/keys.h"
#include "tests/scenarios/people.h"
#include "verify/base64.h"

namespace commonground::tests {
namespace {

using journey::FieldType;
using journey::Kind;
using journey::KindShape;

// As it is, in hexadecimal, and in base64 wherever in a group of three bytes it begins.
std::vector<std::string> disguises(const std::string& word) {
  std::vector<std::string> all{word, to_hex(bytes_of(word))};
  for (std::size_t before = 0; before < 3; ++before) {
    const std::string base64 = to_base64(bytes_of(std::string(before, '-') + word));
    // Characters that also hold bits of what is before or after it are left out.
    const std::size_t from = (before * 8 + 5) / 6;
    const std::size_t to = (before + word.size()) * 8 / 6;
    all.push_back(base64.substr(from, to - from));
  }
  return all;
}

bool holds(const std::string& text, const std::string& word) {
  const auto all = disguises(word);
  return std::ranges::any_of(all, [&](const std::string& one) { return text.contains(one); });
}

std::string word_of(std::string_view kind, std::string_view field) {
  return "zq-" + std::string(kind) + "-" + std::string(field) + "-qz";
}
std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

// A body of a kind, with words planted in it.
std::string planted(Kind kind) {
  const KindShape& shape = journey::shape_of(kind);
  std::string text = R"({"kind":)" + in_quotes(shape.name);
  for (const auto& field : shape.fields) {
    text += "," + in_quotes(field.name) + ":" +
            (field.type == FieldType::kText ? in_quotes(word_of(shape.name, field.name))
                                            : journey::example_of(field));
  }
  return text + "}";
}

std::vector<Kind> own_kinds() {
  std::vector<Kind> kinds;
  for (std::size_t i = 0; i < journey::kKinds; ++i) {
    const KindShape& shape = journey::shape_of(static_cast<Kind>(i));
    if (shape.where == journey::Where::kOwn && shape.by_person) {
      kinds.push_back(static_cast<Kind>(i));
    }
  }
  return kinds;
}

std::string bytes_in(const std::string& base64) {
  const auto bytes = from_base64(base64);
  return bytes ? std::string(text_of(*bytes)) : std::string();
}

class PlantedTest : public testing::Test {
 protected:
  PlantedTest() {
    for (Device* device : {&ana, &ben}) {
      device->create();
      device->settle_in();
    }
    for (const Kind kind : own_kinds()) ana.say(planted(kind));
    ben.say(planted(Kind::kWay));
    invited = invite_and_join(ana, ben);
    share_all();
    talk();
    plan();
    words = ana.must(R"("back-up")")["reply"]["words"];
    ana.must(R"("change-passphrase","key":")" + to_base64(bytes_of(kVaultKey)) +
             R"(","salt":"AAECAwQFBgcICQoLDA0ODw","passes":3,"kibibytes":65536)");
    sync_both(ana, ben);
  }
  void both_ready(const std::string& stage) {
    for (Device* device : {&ana, &ben}) {
      device->say(R"({"kind":"ready","stage":")" + stage + R"(","on":true})");
    }
    sync_both(ana, ben);
  }
  // What it is about, and nothing of what it says.
  static std::string about(Kind kind) {
    const journey::KindShape& shape = journey::shape_of(kind);
    std::string text = R"({"kind":)" + json::quoted(shape.name);
    for (const journey::FieldShape& field : shape.fields.first(shape.keys)) {
      text += "," + json::quoted(field.name) + ":" + journey::example_of(field);
    }
    return text + "}";
  }
  void share_all() {
    std::string what;
    for (const Kind kind : own_kinds()) {
      if (journey::shape_of(kind).shareable) what += (what.empty() ? "" : ",") + about(kind);
    }
    ana.must(R"("share","what":[)" + what + "]");
    sync_both(ana, ben);
  }
  // A text of a shared kind, and what else it needs.
  static std::string text(const std::string& kind, const std::string& more = "") {
    return R"({"kind":")" + kind + R"(",)" + more + R"("text":)" +
           in_quotes(word_of(kind, "text")) + "}";
  }
  void talk() {
    both_ready("hear-each-other");
    ana.say(R"({"kind":"name","name":)" + in_quotes(word_of("name", "name")) + "}");
    ana.say(text("speak"));
    sync_both(ana, ben);
    const std::string turn = R"("turn":")" + ben.view("hear")["turns"][0]["turn"].text() + "\",";
    ben.say(text("say-back", turn));
    sync_both(ana, ben);
    ana.say(text("heard", turn + R"("answer":"not-quite",)"));
    ana.say(text("first-time"));
    ana.say(text("gift"));
  }
  void plan() {
    both_ready("both-want");
    ana.must(R"("begin-round")");
    sync_both(ana, ben);
    ben.must(R"("begin-round")");
    sync_both(ana, ben);
    both_ready("common-ground");
    const std::string way = ana.view("round")["matched"][0].text();
    ana.say(R"({"kind":"proposal","round":1,"ways":[{"way":")" + way +
            R"(","times":1,"start":"first","condition":)" +
            in_quotes(word_of("proposal", "condition")) + R"(}],"begins":)" +
            std::to_string(world.now) + R"(,"days":14})");
    sync_both(ana, ben);
  }

  // Every text that was said: of each kind, what the table calls a text, and the condition in a
  // plan.
  static std::vector<std::string> all_words() {
    std::vector<std::string> all{word_of("proposal", "condition")};
    for (std::size_t i = 0; i < journey::kKinds; ++i) {
      const KindShape& shape = journey::shape_of(static_cast<Kind>(i));
      for (const auto& field : shape.fields) {
        if (field.type == FieldType::kText) all.push_back(word_of(shape.name, field.name));
      }
    }
    return all;
  }
  // What opens all of it.
  std::map<std::string, std::string> all_secrets() {
    const session::InviteSecret secret(
        bytes_of(bytes_in(invited.secret)).first<session::InviteSecret::kSize>());
    const auto text = session::open_invite(secret, bytes_of(bytes_in(invited.sealed)));
    std::array<std::uint16_t, kRecoveryWords> positions{};
    for (std::size_t i = 0; i < positions.size(); ++i) {
      positions.at(i) = static_cast<std::uint16_t>(words[i].number());
    }
    const auto seed = recovery_seed(positions);
    const std::string place = to_hex(session::backup_locator(*seed).span());
    auto root = session::open_backup(*seed, bytes_of(bytes_in(world.relay.backups[place])));
    const auto of = [](ByteSpan bytes) { return std::string(text_of(bytes)); };
    std::map<std::string, std::string> all{{"vault key", std::string(kVaultKey)},
                                           {"invite", of(secret.reveal())},
                                           {"couple's log", of(text->key.reveal())},
                                           {"recovery", of(seed->reveal())},
                                           {"root", of(root->reveal())}};
    MasterKey device = root->copy();  // whatever it is: the own log's key does not come from it
    const session::Keys keys(std::move(*root), std::move(device));
    all["own log"] = of(keys.own_log_key().reveal());
    return all;
  }
  // All that leaves the devices, as bytes and as it is written in a text.
  std::vector<std::string> all_that_left() {
    std::vector<std::string> all;
    const auto add = [&](const std::string& base64) {
      all.push_back(base64);
      all.push_back(bytes_in(base64));
    };
    for (const Device* device : {&ana, &ben}) {
      for (const std::string& sent : device->sent()) add(sent);
      add(device->vault());
    }
    for (const auto& [log, records] : world.relay.logs()) {
      for (const FakeRelay::Record& record : records) {
        add(record.bytes);
        all.push_back(log + record.id);
      }
    }
    for (const auto& kept : {world.relay.invites, world.relay.backups}) {
      for (const auto& [name, sealed] : kept) {
        add(sealed);
        all.push_back(name + bytes_in(name));
      }
    }
    return all;
  }
  // The texts inside, for those who have the keys.
  std::string all_opened() {
    const auto secrets = all_secrets();
    std::string all;
    for (const auto& [log, records] : world.relay.logs()) {
      for (const FakeRelay::Record& record : records) {
        const auto parts = record::parts_of(bytes_of(bytes_in(record.bytes)));
        for (const char* key : {"own log", "couple's log"}) {
          const auto text = record::open_record(
              *parts, SealKey(bytes_of(secrets.at(key)).first<SealKey::kSize>()));
          if (text) all += text_of(text->reveal());
        }
      }
    }
    return all;
  }

  static constexpr std::string_view kVaultKey = "zq-this-is-the-vault-key-word-qz";
  World world{""};
  Device ana{world, "ana"};
  Device ben{world, "ben"};
  Invite invited;
  Json words{"[]"};
};

TEST(Planted, AWordIsFoundInAnyDisguise) {
  const std::string word = "zq-word-qz";
  for (const std::string before : {"", "a", "ab", "abc"}) {
    const std::string all = before + word + "after";
    EXPECT_TRUE(holds(all, word));
    EXPECT_TRUE(holds(to_base64(bytes_of(all)), word));
    EXPECT_TRUE(holds(to_hex(bytes_of(all)), word));
  }
  EXPECT_FALSE(holds("zq-ward-qz", word));
  EXPECT_FALSE(holds(to_base64(bytes_of("zq-ward-qz")), word));
}

TEST_F(PlantedTest, NoTextLeavesADeviceUnsealed) {
  const auto left = all_that_left();
  ASSERT_GT(left.size(), 200U);
  const std::string opened = all_opened();
  for (const std::string& word : all_words()) {
    // It was really said, and is really in there.
    EXPECT_TRUE(holds(opened, word)) << word;
    for (const std::string& text : left) ASSERT_FALSE(holds(text, word)) << word;
  }
}

TEST_F(PlantedTest, NoSecretLeavesADeviceUnsealed) {
  const auto left = all_that_left();
  const auto secrets = all_secrets();
  ASSERT_EQ(secrets.size(), 6U);
  for (const auto& [name, secret] : secrets) {
    EXPECT_GE(secret.size(), 16U) << name;
    for (const std::string& text : left) ASSERT_FALSE(holds(text, secret)) << name;
  }
}

// If one text went out in clear, it would be found.
TEST_F(PlantedTest, ATextInClearIsFound) {
  const std::string word = word_of("note", "text");
  const auto parts =
      record::parts_of(bytes_of(bytes_in(world.relay.log(ana.own_log()).back().bytes)));
  const std::string record = bytes_in(world.relay.log(ana.own_log()).back().bytes);
  std::string clear = record.substr(0, record::kHeadBytes);
  clear += R"({"at":1,"seen":[],"say":)" + planted(Kind::kNote) + "}";
  clear.resize(record.size());
  ASSERT_TRUE(parts);
  EXPECT_FALSE(holds(record, word));
  EXPECT_TRUE(holds(clear, word));
  EXPECT_TRUE(holds(to_base64(bytes_of(clear)), word));
}

// What is wrong with a request is said without what stood there: errors are shown, and logged.
TEST_F(PlantedTest, NoErrorRepeatsWhatWasSaid) {
  const std::string word = "zq-in-a-bad-request-qz";
  std::vector<std::string> requests;
  const auto ask = [&](const std::string& command) {
    requests.push_back(
        R"({"now":1763000000000,"entropy":"CAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg","command":{"do":)" +
        command + "}}");
  };
  for (std::size_t i = 0; i < journey::kKinds; ++i) {
    const KindShape& shape = journey::shape_of(static_cast<Kind>(i));
    // The word where each field is; and all well but for one more field.
    for (const auto& wrong : shape.fields) {
      std::string body = R"({"kind":)" + in_quotes(shape.name);
      for (const auto& field : shape.fields) {
        const bool is_text = field.type == FieldType::kText;
        std::string value = is_text ? in_quotes(word) : journey::example_of(field);
        if (field.name == wrong.name) {
          value = is_text ? in_quotes(word + std::string(4000, 'x')) : in_quotes(word);
        }
        body += "," + in_quotes(field.name) + ":" + value;
      }
      ask(R"("say","say":[)" + body + "}]");
      ask(R"("say","say":[)" + body + R"(,"more":")" + word + "\"}]");
    }
  }
  for (const char* field :
       {"key", "salt", "secret", "sealed", "vault", "backup", "view", "share"}) {
    for (const char* command :
         {"create", "unlock", "change-passphrase", "join", "recover", "view", "unshare"}) {
      ask("\"" + std::string(command) + "\",\"" + field + "\":\"" + word + "\"");
    }
  }
  ask("\"" + word + "\"");
  ask(R"("say","say":[{"kind":")" + word + "\"}]");
  ask(R"("say","say":")" + word + "\"");
  ask(R"("safety","answers":{"afraid-of-you":")" + word + "\"}");
  ask(R"("receive","records":[")" + word + "\"]");
  requests.push_back(word);
  requests.push_back(R"({"now":1,"command":{"do":"say","say":[{"text":")" + word);
  std::size_t refused = 0;
  for (const std::string& request : requests) {
    const std::string answer = ana.call(request);
    if (answer.starts_with(R"({"error")")) {
      ++refused;
      EXPECT_FALSE(holds(answer, word)) << request.substr(0, 200) << "\n" << answer;
    }
  }
  EXPECT_EQ(refused, requests.size());
}

}  // namespace
}  // namespace commonground::tests
