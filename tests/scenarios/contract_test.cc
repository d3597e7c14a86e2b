// What a session makes of requests that are wrong, or come at the wrong time. The transcripts of
// these stories are held against bridge/schema: what is refused here for its shape is refused
// there.
#include <gtest/gtest.h>

#include "base/hex.h"
#include "tests/files.h"
#include "tests/scenarios/people.h"
#include "verify/verify.h"

namespace commonground::tests {
namespace {

constexpr std::string_view kKey = R"("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")";
constexpr std::string_view kOtherKey = R"("ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICA")";
constexpr std::string_view kId = R"("00112233445566778899aabbccddeeff")";

// A value that a field must not have, and what is said of it.
struct Wrong {
  std::string_view value;
  std::string_view code;
  std::string_view where = {};  // within the field
};
struct Part {
  std::string_view name;
  std::string_view value;  // a right one, as JSON
  std::vector<Wrong> wrong;
  bool required = true;
};
struct Shape {
  std::string_view command;
  std::vector<Part> parts;
};

Part key(std::string_view name) {
  return {name,
          kKey,
          {{"7", "wrong-type"},
           {R"("A")", "wrong-format"},
           {R"("AAAA=")", "wrong-format"},
           {R"("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9")", "wrong-format"},
           {R"("AAAA")", "wrong-length"}}};
}
Part bytes(std::string_view name) {
  return {name, R"("AAAA")", {{"null", "wrong-type"}, {R"("AB")", "wrong-format"}}};
}
Part number(std::string_view name, std::string_view right, std::string_view below,
            std::string_view above) {
  return {name,
          right,
          {{below, "out-of-range"},
           {above, "out-of-range"},
           {"1.5", "not-an-integer"},
           {R"("1")", "wrong-type"}}};
}
Part record_id(std::string_view name) {
  return {name,
          kId,
          {{"7", "wrong-type"},
           {R"("00112233445566778899AABBCCDDEEFF")", "wrong-format"},
           {R"("0011")", "wrong-format"}}};
}
Part yes_or_no(std::string_view name) { return {name, "true", {{"1", "wrong-type"}}}; }
Part maybe(Part part) {
  part.required = false;
  return part;
}
Part words() {
  return {"words",
          "[0,0,0,0,0,0,0,0,0,0,0,0]",
          {{"[]", "wrong-length"},
           {"[0,0,0,0,0,0,0,0,0,0,0,0,0]", "wrong-length"},
           {"[0,0,0,0,0,0,0,0,0,0,0,2048]", "out-of-range", "[11]"},
           {R"(["abandon",0,0,0,0,0,0,0,0,0,0,0])", "wrong-type", "[0]"}}};
}
Part records() {
  return {"records",
          "[]",
          {{"{}", "wrong-type"},
           {"[7]", "wrong-type", "[0]"},
           {R"(["AAAA","A"])", "wrong-format", "[1]"}}};
}

std::vector<Part> new_vault() {
  return {key("key"),
          {"salt", R"("AAECAwQFBgcICQoLDA0ODw")", {{kKey, "wrong-length"}}},
          number("passes", "3", "0", "21"),
          number("kibibytes", "65536", "7", "1048577")};
}

// What is signed for a server.
std::vector<Part> challenged() {
  return {record_id("log"),
          number("author", "0", "-1", "8"),
          {"challenge",
           R"("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff")",
           {{"7", "wrong-type"}, {kId, "wrong-format"}, {kKey, "wrong-format"}}}};
}

// For who has nobody unlocked.
std::vector<Shape> commands_of_nobody() {
  std::vector<Part> recover = new_vault();
  recover.push_back(words());
  recover.push_back(bytes("backup"));
  return {{"create", new_vault()},
          {"unlock", {bytes("vault"), key("key")}},
          {"recover", recover},
          {"find-backup", {words()}}};
}

std::vector<Shape> commands_of_somebody() {
  std::vector<Part> leave = challenged();
  leave.push_back(yes_or_no("erase"));
  return {
      {"change-passphrase", new_vault()},
      {"back-up", {}},
      {"say", {{"say", R"([{"kind":"leave"}])", {{"[]", "wrong-length"}, {"{}", "wrong-type"}}}}},
      {"safety",
       {{"answers",
         "{}",
         {{"[]", "wrong-type"},
          {R"({"afraid-of-you":"maybe"})", "wrong-choice", ".afraid-of-you"}}}}},
      {"together", {yes_or_no("on")}},
      {"share",
       {{"what",
         R"([{"kind":"usual"}])",
         {{"[]", "wrong-length"},
          {R"([{"kind":"need"}])", "missing-field", "[0].need"},
          {R"([{"kind":"need","need":"touch","met":1}])", "unknown-field", "[0]"},
          {R"([{"kind":"usual","times":3}])", "unknown-field", "[0]"}}}}},
      {"unshare", {record_id("share")}},
      {"invite", {}},
      {"invite-token", {key("secret")}},
      {"join", {key("secret"), bytes("sealed")}},
      {"arrive", {record_id("log"), number("author", "0", "-1", "8")}},
      {"sign-open", challenged()},
      {"sign-invite", challenged()},
      {"sign-leave", leave},
      {"receive", {records()}},
      {"begin-round", {}},
      {"go-on", {}},
      {"way-out", {maybe(yes_or_no("stop")), maybe(yes_or_no("unshare"))}},
      {"begin-table", {}},
      {"go-on-at-table", {}},
      {"vault-head", {bytes("vault")}},
      {"view", {{"view", R"("way")", {{"7", "wrong-type"}}}}},
      {"view",
       {{"view", R"("own-plan")", {}},
        maybe(number("minutes", "60", "-1", "10081")),
        maybe(number("ways", "3", "0", "9")),
        maybe({"without",
               R"(["holding-hands"])",
               {{"7", "wrong-type"}, {"[7]", "wrong-type", "[0]"}}}),
        maybe({"keep",
               R"([{"way":"holding-hands"}])",
               {{R"(["holding-hands"])", "wrong-type", "[0]"},
                {R"([{"times":1}])", "missing-field", "[0].way"},
                {R"([{"way":"holding-hands","times":8}])", "out-of-range", "[0].times"}}}),
        maybe({"gentle", "true", {{"1", "wrong-type"}}}),
        maybe({"ask", R"(["touch"])", {{"7", "wrong-type"}, {"[7]", "wrong-type", "[0]"}}})}},
      {"lock", {}},
  };
}

// The inside of a command in which one part is left out, or has another value, or there is one
// more.
std::string written(const Shape& shape, std::string_view left_out, std::string_view changed = "",
                    std::string_view value = "", std::string_view more = "") {
  std::string text = '"' + std::string(shape.command) + '"';
  for (const Part& part : shape.parts) {
    if (part.name == left_out) continue;
    text += ",\"" + std::string(part.name) + "\":";
    text += part.name == changed ? value : part.value;
  }
  return text + std::string(more);
}

// Whether an answer says that this is wrong there.
bool says(const Json& answer, std::string_view code, std::string_view path) {
  if (answer["error"]["code"].text() != "bad-request") return false;
  const Json input = answer["error"]["input"];
  for (std::size_t i = 0; i < input.size(); ++i) {
    if (input[i]["code"].text() == code && input[i]["path"].text() == path) return true;
  }
  return false;
}

void expect_refused(Device& device, const std::vector<Shape>& shapes) {
  for (const Shape& shape : shapes) {
    const std::string extra = written(shape, "", "", "", R"(,"mood":"calm")");
    EXPECT_TRUE(says(device.ask(extra), "unknown-field", "$.command.mood")) << extra;
    for (const Part& part : shape.parts) {
      const std::string path = "$.command." + std::string(part.name);
      if (part.required) {
        const std::string missing = written(shape, part.name);
        EXPECT_TRUE(says(device.ask(missing), "missing-field", path)) << missing;
      }
      for (const Wrong& wrong : part.wrong) {
        const std::string text = written(shape, "", part.name, wrong.value);
        EXPECT_TRUE(says(device.ask(text), wrong.code, path + std::string(wrong.where))) << text;
      }
    }
  }
}

struct ContractTest : testing::Test {
  ContractTest() {
    ana.create();
    ben.create();
  }
  // The two, together.
  void meet() {
    ana.settle_in();
    ben.settle_in();
    invite_and_join(ana, ben);
  }
  // Of a request that is no command of a device, exactly this.
  std::string refused_call(const std::string& request) {
    const Json error = Json(ana.call(request))["error"];
    return error["code"].text() + " " + error["input"][0]["code"].text() + " " +
           error["input"][0]["path"].text();
  }

  World world{"contract_" +
              std::string(testing::UnitTest::GetInstance()->current_test_info()->name())};
  Device ana{world, "ana"};
  Device ben{world, "ben"};
};

TEST_F(ContractTest, WrongShapesAreRefusedAndChangeNothing) {
  Device nobody(world, "nobody");
  expect_refused(nobody, commands_of_nobody());
  EXPECT_EQ(nobody.refused(R"("back-up")"), "locked");
  meet();
  const std::size_t sent = ana.sent().size();
  const std::string all = ana.call(R"({"now":1,"command":{"do":"view","view":"export"}})");
  expect_refused(ana, commands_of_somebody());
  EXPECT_EQ(ana.call(R"({"now":1,"command":{"do":"view","view":"export"}})"), all);
  EXPECT_EQ(ana.sent().size(), sent);
}

TEST_F(ContractTest, WrongEnvelopesAreRefused) {
  const std::string entropy = R"("entropy":)" + std::string(kKey);
  const std::string command = R"("command":{"do":"back-up"})";
  const auto with = [](const std::string& inside) { return "{" + inside + "}"; };
  EXPECT_EQ(refused_call("now"), "bad-request syntax $");
  EXPECT_EQ(refused_call("[]"), "bad-request wrong-type $");
  EXPECT_EQ(refused_call(with(entropy + "," + command)), "bad-request missing-field $.now");
  EXPECT_EQ(refused_call(with(R"("now":1,)" + entropy)), "bad-request missing-field $.command");
  EXPECT_EQ(refused_call(with(R"("now":-1,)" + command)), "bad-request out-of-range $.now");
  EXPECT_EQ(refused_call(with(R"("now":"1",)" + command)), "bad-request wrong-type $.now");
  EXPECT_EQ(refused_call(with(R"("now":1,"now":2,)" + command)),
            "bad-request repeated-field $.now");
  EXPECT_EQ(refused_call(with(R"("now":1,"entropy":"AAAA",)" + command)),
            "bad-request wrong-length $.entropy");
  EXPECT_EQ(refused_call(with(R"("now":1,"who":"ana",)" + command)),
            "bad-request unknown-field $.who");
  EXPECT_EQ(refused_call(R"({"now":1,"command":"lock"})"), "bad-request wrong-type $.command");
  EXPECT_EQ(refused_call(R"({"now":1,"command":{}})"), "bad-request missing-field $.command.do");
  EXPECT_EQ(refused_call(R"({"now":1,"command":{"do":7}})"), "bad-request wrong-type $.command.do");
  EXPECT_EQ(refused_call(R"({"now":1,"command":{"do":"sing"}})"),
            "bad-request unknown-id $.command.do");
  EXPECT_EQ(refused_call(R"({"now":1,"command":{"do":"view","view":"everything"}})"),
            "bad-request unknown-id $.command.view");
  EXPECT_EQ(
      refused_call(with(R"("now":1,"command":)" + std::string(20, '[') + std::string(20, ']'))),
      "bad-request too-deep $");
  EXPECT_EQ(refused_call(with(R"("now":1,)" + command)), "no-entropy  ");
}

// Of every kind that a person says, by the schema made of the table: a field too much, each that is
// missing, each of another type.
TEST_F(ContractTest, WrongThingsToSayAreRefused) {
  meet();
  const Json schema(text_of("bridge/schema/say.schema.json"));
  const Json kinds = schema["$defs"]["SayBody"]["anyOf"];
  ASSERT_GE(kinds.size(), 30U);
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const std::string name = kinds[i]["$ref"].text().substr(std::string_view("#/$defs/").size());
    const Json kind = schema["$defs"][name];
    const std::string start =
        R"("say","say":[{"kind":")" + kind["properties"]["kind"]["const"].text() + "\"";
    EXPECT_TRUE(says(ana.ask(start + R"(,"mood":1}])"), "unknown-field", "$.command.say[0].mood"))
        << name;
    const Json required = kind["required"];
    for (std::size_t r = 1; r < required.size(); ++r) {
      EXPECT_TRUE(
          says(ana.ask(start + "}]"), "missing-field", "$.command.say[0]." + required[r].text()))
          << name;
    }
    for (const std::string& field : kind["properties"].names()) {
      if (field == "kind") continue;
      std::string text = start;
      text.append(",\"").append(field).append(R"(":{}}])");
      EXPECT_TRUE(says(ana.ask(text), "wrong-type", "$.command.say[0]." + field)) << name;
    }
  }
}

struct BadBody {
  std::string_view body;
  std::string_view code;
  std::string_view path;  // in the body
};

TEST_F(ContractTest, WrongValuesAreRefused) {
  meet();
  const std::string long_text(401, 'x');
  const std::string long_gift = R"({"kind":"gift","text":")" + long_text + "\"}";
  const std::string plan = R"({"kind":"proposal","round":1,"begins":1,"days":14,"ways":)";
  const auto held = [](std::string_view more) {
    return R"({"way":"five-minutes-held","times":1,"start":"first")" + std::string(more) + "}";
  };
  const std::string no_ways = plan + "[]}";
  const std::string twice = plan + "[" + held("") + "," + held("") + "]}";
  const std::string eight_times =
      plan + R"([{"way":"five-minutes-held","times":8,"start":"first"}]})";
  const std::string by_kim = plan + R"([{"way":"five-minutes-held","times":1,"start":"kim"}]})";
  const std::string blank = plan + "[" + held(R"(,"condition":" ")") + "]}";
  for (
      const auto& [body, code, path] : std::vector<BadBody>{
          {R"({"kind":"sing"})", "unknown-id", ".kind"},
          {R"({"kind":7})", "wrong-type", ".kind"},
          {R"({})", "missing-field", ".kind"},
          {R"({"kind":"commit","round":1,"version":1,"value":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBka)"
           R"(GxwdHh8"})",
           "unknown-id", ""},
          {R"({"kind":"about-me","adult":false})", "wrong-choice", ".adult"},
          {R"({"kind":"about-me","adult":true,"name":" "})", "text-length", ".name"},
          {R"({"kind":"about-me","adult":true,"name":""})", "text-length", ".name"},
          {long_gift, "text-length", ".text"},
          {R"({"kind":"need","need":"money"})", "unknown-id", ".need"},
          {R"({"kind":"need","need":"touch","met":5})", "out-of-range", ".met"},
          {R"({"kind":"need","need":"touch","met":-1})", "out-of-range", ".met"},
          {R"({"kind":"need","need":"touch","met":0.5})", "not-an-integer", ".met"},
          {R"({"kind":"way","way":"holding-hands","will":"maybe"})", "wrong-choice", ".will"},
          {R"({"kind":"way","way":"holding-hands","start":[]})", "wrong-length", ".start"},
          {R"({"kind":"way","way":"holding-hands","start":["you"]})", "wrong-choice", ".start[0]"},
          {R"({"kind":"feeling","seat":"asking","feeling":"relieved"})", "wrong-choice",
           ".feeling"},
          {R"({"kind":"picture","slot":4})", "out-of-range", ".slot"},
          {R"({"kind":"check-in","day":"yesterday"})", "bad-date", ".day"},
          {R"({"kind":"check-in","day":"2025-02-29"})", "bad-date", ".day"},
          {R"({"kind":"ready","stage":"share"})", "wrong-choice", ".stage"},
          {R"({"kind":"stop","proposal":"no"})", "wrong-format", ".proposal"},
          {R"({"kind":"pause","until":1e3})", "not-an-integer", ".until"},
          {no_ways, "wrong-length", ".ways"},
          {twice, "repeated-id", ".ways"},
          {eight_times, "out-of-range", ".ways[0].times"},
          {by_kim, "wrong-choice", ".ways[0].start"},
          {blank, "text-length", ".ways[0].condition"}}) {
    const std::string text = R"("say","say":[)" + std::string(body) + "]";
    EXPECT_TRUE(says(ana.ask(text), code, "$.command.say[0]" + std::string(path))) << text;
  }
}

// ---- When what may come

TEST_F(ContractTest, BeforeThePackThereIsNothing) {
  session::Session session;
  const int number = world.transcript.new_session();
  const std::string request = R"({"now":1,"command":{"do":"lock"}})";
  const std::string answer = session.call(request);
  world.transcript.add(number, request, answer);
  EXPECT_EQ(Json(answer)["error"]["code"].text(), "no-pack");
  EXPECT_EQ(Json(session.take_pack("{}"))["error"]["code"].text(), "bad-pack");
}

TEST_F(ContractTest, EachCommandHasItsTime) {
  const std::string unlock = R"("unlock","vault":")" + ana.vault() + R"(","key":)";
  EXPECT_EQ(ana.refused(unlock + std::string(kKey)), "unlocked");
  EXPECT_EQ(ana.refused(R"("load","records":[],"last":true)"), "nothing-waits");
  EXPECT_EQ(ana.refused(R"("stored")"), "nothing-waits");
  EXPECT_EQ(ana.refused(R"("not-stored")"), "nothing-waits");

  // Said, and not yet stored: it can be looked around, and nothing else be said.
  const std::string entropy = R"({"now":1,"entropy":)" + std::string(kOtherKey);
  const Json work = Json(ana.call(entropy + R"(,"command":{"do":"say","say":[{"kind":"about-me",)"
                                            R"("adult":true}]}})"))["work"];
  EXPECT_EQ(work.size(), 1U);
  EXPECT_EQ(ana.refused(R"("back-up")"), "waiting");
  EXPECT_EQ(ana.view("mine")["said"].size(), 0U);
  ana.must(R"("not-stored")");
  EXPECT_EQ(ana.view("mine")["said"].size(), 0U);

  // Locking is possible at any time, and twice.
  ana.must(R"("lock")");
  ana.must(R"("lock")");
  EXPECT_EQ(ana.refused(R"("view","view":"way")"), "locked");
  EXPECT_EQ(ana.refused(unlock + std::string(kOtherKey)), "vault: cannot-be-opened");
  EXPECT_EQ(ana.refused(R"("unlock","vault":"AAAA","key":)" + std::string(kKey)),
            "vault: not-a-vault");
  ana.must(unlock + std::string(kKey));
  EXPECT_EQ(ana.refused(R"("view","view":"way")"), "loading");
  EXPECT_EQ(ana.refused(R"("load","records":["AAAA"],"last":true)"), "record: too-short");
  // Nothing of it is loaded yet, and the device has no place that it knows of.
  ana.must(R"("load","records":[],"last":true)");
  EXPECT_EQ(ana.refused_to_say(R"({"kind":"about-me","adult":true})"), "not-arrived");
}

TEST_F(ContractTest, StorageThatWasAlteredIsFoundOut) {
  const std::string said = R"({"now":1,"entropy":)" + std::string(kOtherKey) +
                           R"(,"command":{"do":"say","say":[{"kind":"about-me","adult":true}]}})";
  const std::string right = Json(ana.call(said))["work"][0]["bytes"].text();
  ana.must(R"("stored")");
  ana.must(R"("lock")");
  ana.must(R"("unlock","vault":")" + ana.vault() + R"(","key":)" + std::string(kKey));
  // In the receipt, the head and the sealed text.
  for (const std::size_t at : {std::size_t{3}, std::size_t{100}, std::size_t{300}}) {
    std::string altered = right;
    altered[at] = altered[at] == 'A' ? 'B' : 'A';
    EXPECT_EQ(ana.refused(R"("load","last":false,"records":[")" + altered + "\"]"),
              "record: altered");
  }
  // This one is as it was kept, and its author is not known yet: the first is missing.
  EXPECT_EQ(ana.refused(R"("load","last":false,"records":[")" + right + "\"]"),
            "record: foreign-author");
}

// ---- What stands against a step that is right in itself

TEST_F(ContractTest, WithoutAPartner) {
  EXPECT_EQ(ana.refused_to_say(R"({"kind":"note","slot":1,"text":"First."})"),
            "closed settle-in-first");
  ana.settle_in();
  EXPECT_EQ(ana.refused(R"("view","view":"open-table")"), "no-couple");
  EXPECT_EQ(ana.refused(R"("arrive","author":0,"log":)" + std::string(kId)), "no-couple");
  EXPECT_EQ(ana.refused(R"("arrive","author":0,"log":")" + ana.own_log() + "\""),
            "record: foreign-author");
  EXPECT_EQ(ana.refused_to_say(R"({"kind":"gift","text":"Tea."})"), "closed not-together");
  EXPECT_EQ(ana.refused_to_say(R"({"kind":"name","name":"Ana"})"), "no-couple");
  EXPECT_EQ(ana.refused(R"("begin-round")"), "closed not-together");
  EXPECT_EQ(ana.refused(R"("share","what":[{"kind":"usual"}])"), "no-such-thing");
  EXPECT_EQ(ana.refused(R"("view","view":"own-plan")"), "no-plan: no-ways");
}

TEST_F(ContractTest, AnInviteRunsOutAndItsTokenIsWhatTheServerKnows) {
  ana.settle_in();
  ben.settle_in();
  for (Device* device : {&ana, &ben}) {
    feel_safe(*device);
    device->must(R"("together","on":true)");
  }
  const Json invite = ana.must(R"("invite")")["reply"];
  const std::string secret = R"("secret":")" + invite["secret"].text() + "\"";
  // Until its own first record stands in the log of the two, the device can say nothing there.
  EXPECT_EQ(ana.refused_to_say(R"({"kind":"name","name":"Ana"})"), "not-arrived");
  const Json token = ben.must(R"("invite-token",)" + secret)["reply"];
  const auto shown = from_hex(token["token"].text());
  ASSERT_TRUE(shown);
  const std::string sealed = leave_invite(ana, invite["log"].text(), "0");
  EXPECT_TRUE(world.relay.invites.contains(to_hex(hash("cg.token.1", {*shown}).span())));

  world.now = invite["expires"].number();
  const std::string join = R"("join",)" + secret + R"(,"sealed":")" + sealed + "\"";
  EXPECT_EQ(ben.refused(join), "invite-expired");
  --world.now;
  ben.must(join);
}

// Once it was for the same log, so that the link from before still had its key.
TEST_F(ContractTest, AnInviteMadeAgainIsForAnotherLog) {
  ana.settle_in();
  feel_safe(ana);
  ana.must(R"("together","on":true)");
  const std::string first = ana.must(R"("invite")")["reply"]["log"].text();
  const std::string again = ana.must(R"("invite")")["reply"]["log"].text();
  EXPECT_NE(first, again);
  EXPECT_EQ(ana.couple_log(), again);
  ana.kill_and_reopen();
  EXPECT_EQ(ana.couple_log(), again);
}

// Once neither could join the other.
TEST_F(ContractTest, BothInvitedAndOneJoins) {
  for (Device* device : {&ana, &ben}) {
    device->settle_in();
    feel_safe(*device);
    device->must(R"("together","on":true)");
  }
  const Json of_ben = ben.must(R"("invite")")["reply"];
  const std::string log = R"("arrive","log":")" + of_ben["log"].text() + R"(","author":)";
  ben.must(log + "0");
  ana.must(R"("invite")");
  ana.must(R"("join","secret":")" + of_ben["secret"].text() + R"(","sealed":")" +
           leave_invite(ben, of_ben["log"].text(), "0") + "\"");
  ana.must(log + "1");
  sync_both(ana, ben);
  EXPECT_TRUE(ana.view("way")["together"].truth());
  EXPECT_TRUE(ben.view("way")["together"].truth());
  EXPECT_EQ(ana.refused(R"("invite")"), "couple");
  EXPECT_EQ(ben.refused(R"("invite")"), "couple");
}

TEST_F(ContractTest, PlansBeginSoonAndRestsEnd) {
  meet();
  EXPECT_EQ(ana.refused_to_say(R"({"kind":"pause","until":)" +
                               std::to_string(world.now + 29 * kDay) + "}"),
            "not-allowed: untimely");
  EXPECT_EQ(ana.refused_to_say(R"({"kind":"pause","until":)" + std::to_string(world.now - 1) + "}"),
            "not-allowed: untimely");
}

// A device that was recovered and has not arrived can look, and say nothing: once this was "no
// room".
TEST_F(ContractTest, ARecoveredDeviceArrivesBeforeItSaysAnything) {
  ana.settle_in();
  const Json words = ana.must(R"("back-up")")["reply"]["words"];
  std::string list;
  for (std::size_t i = 0; i < words.size(); ++i) {
    list += (i == 0 ? "" : ",") + std::to_string(words[i].number());
  }
  Device phone(world, "ana's phone");
  phone.must(R"("recover","key":)" + std::string(kKey) +
             R"(,"salt":"AAECAwQFBgcICQoLDA0ODw","passes":3,"kibibytes":65536,"words":[)" + list +
             R"(],"backup":")" + world.relay.backups.begin()->second + "\"");
  EXPECT_EQ(phone.refused_to_say(R"({"kind":"about-me","adult":true})"), "not-arrived");
}

// Once both were stored, and the second changed nothing.
TEST_F(ContractTest, SeveralThingsAtOnceAreAllowedOneAfterTheOther) {
  meet();
  for (Device* device : {&ana, &ben}) {
    device->say(R"({"kind":"ready","stage":"hear-each-other","on":true})");
  }
  sync_both(ana, ben);
  EXPECT_EQ(ana.refused_to_say(R"({"kind":"speak"},{"kind":"speak"})"), "not-allowed: turn-open");
  EXPECT_EQ(ana.view("hear")["turns"].size(), 0U);
  ana.say(R"({"kind":"ready","stage":"both-want","on":true},{"kind":"speak"})");
  EXPECT_EQ(ana.view("hear")["turns"].size(), 1U);
  EXPECT_EQ(ana.view("logs")["idle"].size(), 0U);
}

// Who "first" is in what someone sees.
TEST_F(ContractTest, EachKnowsWhichOfTheTwoTheyAre) {
  meet();
  EXPECT_EQ(ana.view("way")["partner"]["i-am"].text(), "first");
  EXPECT_EQ(ben.view("way")["partner"]["i-am"].text(), "second");
  ana.say(R"({"kind":"need","need":"touch","importance":4,"met":1},)"
          R"({"kind":"way","way":"holding-hands","will":"if","condition":"Warm hands."})");
  const Json plan = ana.must(R"("view","view":"own-plan","minutes":60)")["reply"];
  EXPECT_EQ(plan["i-am"].text(), "first");
  EXPECT_EQ(plan["needs"].size(), plan["answer"]["reasons"]["fair"]["before"][0].size());
  EXPECT_EQ(plan["ways"][0]["conditions"][0].text(), "Warm hands.");
  EXPECT_EQ(plan["ways"][0]["conditions"][1].text(), "");
  EXPECT_EQ(plan["limits"]["minutes"].number(), 60);
}

}  // namespace
}  // namespace commonground::tests
