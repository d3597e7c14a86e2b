#include "tests/scenarios/two_people.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>

#include "base/bytes.h"
#include "tests/scenarios/hostile.h"
#include "tests/scenarios/people.h"
#include "tests/scenarios/two_people_model.h"
#include "verify/base64.h"

namespace commonground::tests {
namespace {

using Model = TwoPeopleModel;

constexpr std::size_t kMostMoves = 40;
constexpr std::size_t kDevices = 3;
constexpr std::size_t kPhone = 0;
constexpr std::size_t kLaptop = 1;
constexpr std::size_t kBens = 2;
constexpr auto kPack = "tests/fuzz/little_pack.json";
// What is said with a no, and so must never reach the other.
constexpr std::array<const char*, 2> kSecrets = {"NO-OF-ANA", "NO-OF-BEN"};
constexpr auto kStages =
    std::to_array<const char*>({"hear-each-other", "both-want", "common-ground"});
constexpr auto kNothing = "000102030405060708090a0b0c0d0e0f";

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

// What every run starts from: the three devices, joined and settled.
struct Start {
  Start() {
    for (Device* device : {&phone, &ben}) {
      device->create();
      device->settle_in();
    }
    invited = invite_and_join(phone, ben);
    laptop.recover_from(phone);
    ben.must(R"("back-up")");
    for (Device* device : {&phone, &laptop, &ben}) device->sync_all();
  }
  World world{"", kPack};
  Device phone{world, "phone"};
  Device laptop{world, "laptop"};
  Device ben{world, "ben"};
  Invite invited;
};

class Moves {
 public:
  explicit Moves(ByteSpan bytes) : left_(bytes) {}
  [[nodiscard]] bool any() const { return !left_.empty(); }
  std::size_t next(std::size_t below) {
    if (left_.empty()) return 0;
    const std::size_t value = left_.front() % below;
    left_ = left_.subspan(1);
    return value;
  }

 private:
  ByteSpan left_;
};

std::string of(const char* kind, const char* field, const std::string& value,
               const std::string& more = "") {
  return std::string(R"({"kind":")") + kind + R"(",")" + field + R"(":")" + value + "\"" + more +
         "}";
}

class Story {
 public:
  Story(const Start& start, Moves moves) : start_(start), moves_(moves), world_(start.world) {
    for (const Device* there : {&start.phone, &start.laptop, &start.ben}) {
      devices_.push_back(std::make_unique<Device>(world_, *there));
    }
  }
  void tell() {
    for (std::size_t i = 0; i < kMostMoves && moves_.any(); ++i) {
      look_at(move());
    }
    end();
  }

 private:
  using Move = void (Story::*)(std::size_t device);
  std::size_t move();  // whose it was

  void answer(std::size_t device);
  void be_ready(std::size_t device);
  void begin_round(std::size_t device);
  void propose(std::size_t device);
  void agree(std::size_t device);
  void stop(std::size_t device);
  void share(std::size_t device);
  void unshare(std::size_t device);
  void turn(std::size_t device);
  void rest(std::size_t device);
  void sync(std::size_t device);
  void weather(std::size_t device);
  void storage(std::size_t device);
  void kill(std::size_t device);
  void clock(std::size_t device);
  void flip(std::size_t device);
  void be_together(std::size_t device);
  void be_unsafe(std::size_t device);
  void leave(std::size_t device);
  void forge(std::size_t device);

  static std::size_t person_of(std::size_t device) { return device == kBens ? 1 : 0; }
  Device& at(std::size_t device) { return *devices_.at(device); }
  // The record of what was said; nothing if it was refused or could not be stored.
  std::optional<std::string> done(std::size_t device, const std::string& command);
  std::optional<std::string> say(std::size_t device, const std::string& body) {
    return done(device, R"("say","say":[)" + body + "]");
  }
  std::string some_proposal() {
    const std::size_t which = moves_.next(model_.proposals.size() + 1);
    return which == 0 ? kNothing : model_.proposals[model_.proposals.size() - which];
  }
  std::string view(std::size_t device, const char* name) {
    return at(device).call(R"({"now":)" + std::to_string(world_.now) +
                           R"(,"command":{"do":"view","view":")" + name + "\"}}");
  }
  void look_at(std::size_t device);
  void end();
  void all_comes();
  void all_is_everywhere();
  void all_see_the_same();

  const Start& start_;
  Moves moves_;
  World world_;
  std::vector<std::unique_ptr<Device>> devices_;
  std::unique_ptr<HostileDevice> hostile_;
  Model model_;
  bool altered_ = false;
  std::array<std::set<std::string>, kDevices> stopped_at_;  // what was stopped on each device
};

std::size_t Story::move() {
  static constexpr auto kMoves = std::to_array<Move>(
      {&Story::answer, &Story::be_ready, &Story::begin_round, &Story::propose,   &Story::agree,
       &Story::stop,   &Story::share,    &Story::unshare,     &Story::turn,      &Story::rest,
       &Story::sync,   &Story::sync,     &Story::weather,     &Story::storage,   &Story::kill,
       &Story::clock,  &Story::flip,     &Story::be_together, &Story::be_unsafe, &Story::leave,
       &Story::forge});
  const std::size_t which = moves_.next(kMoves.size());
  const std::size_t device = moves_.next(kDevices);
  (this->*kMoves.at(which))(device);
  return device;
}

std::optional<std::string> Story::done(std::size_t device, const std::string& command) {
  const Json answer = at(device).ask(command);
  if (answer["error"].is_there() || at(device).storage_fails) return std::nullopt;
  const Json work = answer["work"];
  // What is said to the other comes last.
  return work.size() == 0 ? std::string() : work[work.size() - 1]["id"].text();
}

void Story::answer(std::size_t device) {
  const std::size_t person = person_of(device);
  const std::string way = Model::kWays.at(moves_.next(Model::kWays.size()));
  const std::size_t will = moves_.next(Model::kWills.size());
  const bool yes = Model::is_yes(will);
  const std::string condition = yes ? "not late" : kSecrets.at(person);
  if (say(device, of("way", "way", way,
                     std::string(R"(,"will":")") + Model::kWills.at(will) + R"(","condition":")" +
                         condition + "\""))) {
    if (yes) model_.persons.at(person).wanted.insert(way);
  }
}

void Story::be_ready(std::size_t device) {
  const std::string stage = kStages.at(moves_.next(kStages.size()));
  say(device, of("ready", "stage", stage, moves_.next(4) == 0 ? "" : R"(,"on":true)"));
}

void Story::begin_round(std::size_t device) {
  if (done(device, R"("begin-round")")) model_.put_in(person_of(device));
}

void Story::propose(std::size_t device) {
  const std::size_t which = moves_.next(1U << Model::kWays.size());
  std::string list;
  for (std::size_t i = 0; i < Model::kWays.size(); ++i) {
    if ((which >> i & 1U) == 0) continue;
    if (!list.empty()) list += ',';
    list += std::string(R"({"way":")") + Model::kWays.at(i) + R"(","times":1,"start":"either"})";
  }
  const std::string before = some_proposal();
  const std::string instead = before == kNothing ? "" : R"(,"instead-of":")" + before + "\"";
  const auto made =
      say(device, R"({"kind":"proposal","round":)" + std::to_string(1 + moves_.next(2)) +
                      R"(,"ways":[)" + list + R"(],"begins":)" + std::to_string(world_.now) +
                      R"(,"days":14)" + instead + "}");
  if (made) model_.proposals.push_back(*made);
}

void Story::agree(std::size_t device) {
  const std::string proposal = some_proposal();
  if (say(device, of("agree", "proposal", proposal))) {
    model_.persons.at(person_of(device)).agreed.insert(proposal);
  }
}

void Story::stop(std::size_t device) {
  const std::string proposal = some_proposal();
  if (say(device, of("stop", "proposal", proposal))) {
    model_.stopped.insert(proposal);
    stopped_at_.at(device).insert(proposal);
  }
}

void Story::share(std::size_t device) {
  const std::string way = Model::kWays.at(moves_.next(Model::kWays.size()));
  const auto shared = done(device, R"("share","what":[)" + of("way", "way", way) + "]");
  if (shared) model_.shares.push_back(*shared);
}

void Story::unshare(std::size_t device) {
  if (model_.shares.empty()) return;
  const std::string share = model_.shares[moves_.next(model_.shares.size())];
  if (done(device, R"("unshare","share":")" + share + "\"")) model_.taken_back.insert(share);
}

void Story::turn(std::size_t device) {
  const Json turns = at(device).view("hear")["turns"];
  const std::string turn = turns.size() == 0 ? kNothing : turns[turns.size() - 1]["turn"].text();
  switch (moves_.next(5)) {
    case 0:
      say(device, R"({"kind":"speak","text":"I"})");
      return;
    case 1:
      say(device, of("say-back", "turn", turn, R"(,"text":"You")"));
      return;
    case 2:
      say(device, of("heard", "turn", turn, R"(,"answer":"yes")"));
      return;
    case 3:
      say(device, of("heard", "turn", turn, R"(,"answer":"not-quite")"));
      return;
    default:
      say(device, of("rest", "turn", turn));
  }
}

void Story::rest(std::size_t device) {
  const Json pause = at(device).view("way")["partner"]["i-rest"]["pause"];
  if (moves_.next(2) == 0) {
    say(device, R"({"kind":"pause","until":)" + std::to_string(world_.now + kHour) + "}");
  } else {
    say(device, of("resume", "pause", pause.is_there() ? pause.text() : kNothing));
  }
}

void Story::sync(std::size_t device) { at(device).sync(); }

void Story::weather(std::size_t device) {
  const std::size_t what = moves_.next(8);
  world_.relay.weather = {.shuffles = (what & 1U) != 0,
                          .repeats = (what & 2U) != 0,
                          .drops_percent = (what & 4U) != 0 ? 50 : 0};
  at(device).offline = moves_.next(4) == 0;
  at(device).is_at_both_want = moves_.next(4) != 3;
}

void Story::storage(std::size_t device) { at(device).storage_fails = moves_.next(2) == 0; }

void Story::kill(std::size_t device) {
  if (at(device).storage_fails) return;
  if (moves_.next(2) == 0) {
    at(device).kill_and_reopen();
  } else {
    at(device).dies_when_stored = true;
  }
}

void Story::clock(std::size_t device) {
  static constexpr auto kSteps =
      std::to_array<std::int64_t>({kMinute, kHour, kDay, 7 * kDay, -kHour, 15 * kDay});
  world_.now += kSteps.at(moves_.next(kSteps.size()));
  at(device).view("way");
}

void Story::flip(std::size_t device) {
  const auto& log = world_.relay.log(start_.invited.log);
  auto bytes = *from_base64(log[moves_.next(log.size())].bytes);
  bytes[moves_.next(256) * 7 % bytes.size()] ^= static_cast<std::uint8_t>(1U << moves_.next(8));
  altered_ = true;
  at(device).must(R"("receive","records":[")" + to_base64(bytes) + "\"]");
}

void Story::be_together(std::size_t device) {
  feel_safe(at(device));
  done(device, std::string(R"("together","on":)") + (moves_.next(3) == 0 ? "false" : "true"));
}

void Story::be_unsafe(std::size_t device) {
  done(device, R"("safety","answers":{"safe-here-and-now":"no"})");
}

void Story::leave(std::size_t device) {
  // It ends all there is to see; so it is seldom done.
  if (moves_.next(8) != 0) return;
  if (say(device, R"({"kind":"leave"})")) model_.persons.at(person_of(device)).left = true;
}

// Ben's other program. What it says yes to, Ben has said yes to; for Ana it can say nothing.
void Story::forge(std::size_t device) {
  if (!hostile_) hostile_ = std::make_unique<HostileDevice>(at(kBens), start_.invited, 7);
  if (moves_.next(2) == 0) hostile_->look();
  const std::string proposal = some_proposal();
  const std::string way = Model::kWays.at(moves_.next(Model::kWays.size()));
  const std::string now = std::to_string(world_.now);
  switch (moves_.next(6)) {
    case 0:
      hostile_->say(of("agree", "proposal", proposal));
      model_.persons[1].agreed.insert(proposal);
      break;
    case 1:
      model_.proposals.push_back(hostile_->say(R"({"kind":"proposal","round":1,"ways":[{"way":")" +
                                               way + R"(","times":1,"start":"first"}],"begins":)" +
                                               now + R"(,"days":14})"));
      break;
    case 2: {
      journey::Body body(journey::Kind::kDevice);
      body.set_number("person", 0);
      for (const char* field : {"key", "root"}) body.set_bytes(field, Bytes(32, 1));
      body.set_bytes("proof", Bytes(64, 1));
      hostile_->say(body, world_.now);
      break;
    }
    case 3:
      hostile_->say(of("way", "way", way, R"(,"will":"love")"));
      break;
    case 4:
      hostile_->say(R"({"kind":"commit","round":)" + std::to_string(1 + moves_.next(3)) +
                        R"(,"version":1,"value":")" + to_base64(Bytes(32, 7)) + "\"}",
                    world_.now + kDay);
      break;
    default:
      hostile_->say(of("stop", "proposal", proposal));
      model_.stopped.insert(proposal);
  }
  at(device).sync();
}

// ---- What holds

void Story::look_at(std::size_t device) {
  const std::string shown = view(device, "shown");
  require(shown.find(kSecrets.at(0)) == std::string::npos &&
              shown.find(kSecrets.at(1)) == std::string::npos,
          "a no is shown to nobody");
  const Json matched = Json(view(device, "round"))["reply"]["matched"];
  for (std::size_t i = 0; i < matched.size(); ++i) {
    require(model_.both_put_in(matched[i].text()), "what matched, both wanted");
  }
  const Json plans = Json(view(device, "plans"))["reply"];
  for (std::size_t i = 0; i < plans["proposals"].size(); ++i) {
    const Json ways = plans["proposals"][i]["plan"]["ways"];
    for (std::size_t w = 0; w < ways.size(); ++w) {
      require(model_.both_put_in(ways[w]["way"].text()), "what is proposed, both wanted");
    }
  }
  const Json standing = plans["standing"];
  if (!standing.is_null()) {
    require(model_.both_agreed(standing.text()), "a plan stands if both said yes");
    require(!stopped_at_.at(device).contains(standing.text()), "and it was not stopped");
  }
}

void Story::all_comes() {
  const auto records = [&] {
    std::size_t all = 0;
    for (const auto& [name, log] : world_.relay.logs()) all += log.size();
    return all;
  };
  // What one does by itself may give another something to do.
  for (std::size_t before = 0; before != records();) {
    before = records();
    for (int i = 0; i < 2; ++i) {
      for (auto& device : devices_) device->sync_all();
    }
  }
}

void Story::all_is_everywhere() {
  world_.relay.weather = {};
  for (auto& device : devices_) {
    device->storage_fails = false;
    device->dies_when_stored = false;
    device->offline = false;
    device->is_at_both_want = true;
  }
  // Going together counts only from a device that knows of every time it was ended.
  all_comes();
  for (auto& device : devices_) tests::be_together(*device);
  all_comes();
}

// What Ben sees as Ana would see it.
std::string mirrored(std::string text) {
  const auto swap = [&](const std::string& a, const std::string& b) {
    const auto replace = [&](const std::string& from, const std::string& to) {
      for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
        text.replace(at, from.size(), to);
      }
    };
    replace(a, "\x01");
    replace(b, a);
    replace("\x01", b);
  };
  swap(R"("mine":true)", R"("mine":false)");
  return text;
}

void Story::all_see_the_same() {
  for (const char* name : {"way", "mine", "shown", "hear", "round", "plans", "words"}) {
    require(view(kPhone, name) == view(kLaptop, name), "both devices of Ana see the same");
  }
  const auto idle = [&](std::size_t device) {
    const std::string logs = view(device, "logs");
    const std::size_t from = logs.find(R"("idle":)");
    return logs.substr(from, logs.find(R"("faults":)") - from);
  };
  require(idle(kPhone) == idle(kLaptop) && idle(kPhone) == idle(kBens),
          "what changed nothing changed nothing anywhere");
  require(view(kPhone, "hear") == mirrored(view(kBens, "hear")), "both hear the same");
  require(view(kPhone, "words") == view(kBens, "words"), "both have the same words");
  const Json ana = at(kPhone).view("plans")["proposals"];
  const Json ben = at(kBens).view("plans")["proposals"];
  for (std::size_t i = 0; i < ana.size(); ++i) {
    for (std::size_t k = 0; k < ben.size(); ++k) {
      const Json a = ana[i];
      const Json b = ben[k];
      if (a["proposal"].text() != b["proposal"].text()) continue;
      require(a["i-said-yes"].truth() == b["they-said-yes"].truth() &&
                  a["they-said-yes"].truth() == b["i-said-yes"].truth() &&
                  a["stands"].truth() == b["stands"].truth() &&
                  a["open"].truth() == b["open"].truth(),
              "both see the same of a plan");
    }
  }
  for (const auto& [from, to] : {std::pair{kPhone, kBens}, std::pair{kBens, kPhone}}) {
    const Json mine = at(from).view("shown")["mine"];
    const Json theirs = at(to).view("shown")["theirs"];
    require(mine.size() == theirs.size(), "what one shows, the other sees");
    for (std::size_t i = 0; i < mine.size(); ++i) {
      require(mine[i]["share"].text() == theirs[i]["share"].text(), "and the same of it");
    }
  }
}

void Story::end() {
  all_is_everywhere();
  for (std::size_t device = 0; device < kDevices; ++device) {
    look_at(device);
    for (const char* name : {"way", "mine", "hear", "round", "plans", "logs", "export"}) {
      require(view(device, name).find(kSecrets.at(1 - person_of(device))) == std::string::npos,
              "nor is it anywhere else");
    }
    const Json logs = at(device).view("logs");
    require(altered_ || logs["faults"].size() == 0, "nothing is a fault that arrived whole");
    require(logs["own"]["waiting"].number() == 0 && logs["couple"]["waiting"].number() == 0,
            "nothing waits when all has arrived");
    const Json standing = at(device).view("plans")["standing"];
    require(standing.is_null() || !model_.stopped.contains(standing.text()),
            "what one stopped stands nowhere");
    require(standing.is_null() || !(model_.persons[0].left || model_.persons[1].left),
            "nothing stands after one has left");
  }
  all_see_the_same();
  // The texts of what was taken back are nowhere any more.
  for (const FakeRelay::Record& record : world_.relay.log(start_.invited.log)) {
    require(!model_.taken_back.contains(record.id) || record.bytes.size() < 250,
            "what was taken back is gone");
  }
  // And it is all still there after a restart.
  const std::string before = view(kPhone, "plans");
  at(kPhone).kill_and_reopen();
  require(before == view(kPhone, "plans"), "a restart changes nothing");
}

}  // namespace

void tell_of_two_people(ByteSpan moves) {
  static const Start kStart;
  Story(kStart, Moves(moves)).tell();
}

}  // namespace commonground::tests
