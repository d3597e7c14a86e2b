#include "tests/scenarios/people.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <utility>

#include "base/json_writer.h"
#include "tests/files.h"
#include "verify/base64.h"

namespace commonground::tests {
namespace {

// What a passphrase became; in stories nobody waits for Argon2id.
constexpr std::string_view kVaultKey =
    R"("key":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","salt":"AAECAwQFBgcICQoLDA0ODw",)"
    R"("passes":3,"kibibytes":65536)";
constexpr int kMostRounds = 200;

void require(bool holds, std::string_view what, std::string_view answer) {
  if (holds) return;
  std::fprintf(stderr, "%.*s: %.*s\n", static_cast<int>(what.size()), what.data(),
               static_cast<int>(answer.size()), answer.data());
  std::abort();
}

// Work and perhaps a reply, or an error with a code; and nothing else.
bool is_answer(const Json& answer) {
  const Json error = answer["error"];
  if (error.is_there()) return answer.size() == 1 && !error["code"].text().empty();
  return answer["work"].is_list() && answer.size() == (answer["reply"].is_there() ? 2U : 1U);
}

std::string answers_that_open(const Json& pack) {
  std::string answers;
  const Json questions = pack["safety-questions"];
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const Json closes = questions[i]["closes"];
    std::string good;
    for (const std::string answer : {"no", "yes", "unsure", "skip"}) {
      bool is_closing = false;
      for (std::size_t c = 0; c < closes.size(); ++c) {
        is_closing = is_closing || closes[c].text() == answer;
      }
      if (!is_closing && good.empty()) good = answer;
    }
    answers += (i == 0 ? "\"" : ",\"") + questions[i]["id"].text() + "\":\"" + good + "\"";
  }
  return answers;
}

// Without the receipt, which is between a device and its storage.
std::string record_of(const std::string& stored) {
  const auto bytes = from_base64(stored);
  return to_base64(ByteSpan(*bytes).subspan(32));
}

std::string quoted_list(const std::vector<std::string>& items) {
  std::string list = "[";
  for (const std::string& item : items) {
    if (list.size() > 1) list += ',';
    list += '"' + item + '"';
  }
  return list + "]";
}

}  // namespace

// ---- Relay

int FakeRelay::place_of(const std::string& log, const std::string& device) {
  auto& devices = devices_[log];
  const auto found = std::ranges::find(devices, device);
  if (found == devices.end()) devices.push_back(device);
  return static_cast<int>(std::ranges::find(devices, device) - devices.begin());
}

void FakeRelay::append(const std::string& log, const Record& record) {
  auto& records = logs_[log];
  // Sending again what arrived the first time changes nothing.
  if (std::ranges::find(records, record.id, &Record::id) == records.end()) {
    records.push_back(record);
  }
}

FakeRelay::Record FakeRelay::take_newest(const std::string& log) {
  Record newest = logs_[log].back();
  logs_[log].pop_back();
  return newest;
}

void FakeRelay::replace(const std::string& log, const Record& record) {
  for (Record& there : logs_[log]) {
    if (there.id == record.id) there.bytes = record.bytes;
  }
}

std::vector<FakeRelay::Record> FakeRelay::underway(const std::string& log,
                                                   const std::set<std::string>& has) {
  std::vector<Record> records;
  for (const Record& record : logs_[log]) {
    if (has.contains(record.id)) continue;
    if (static_cast<int>(random_() % 100) < weather.drops_percent) continue;
    records.push_back(record);
    if (weather.repeats && random_() % 3 == 0) records.push_back(record);
  }
  if (weather.shuffles) std::ranges::shuffle(records, random_);
  return records;
}

// ---- Transcripts

void Transcript::add_pack(int session) {
  if (name_.empty()) return;
  lines_ += R"({"session":)" + std::to_string(session) + R"(,"pack":")" +
            "content/closer/pack.json" + "\"}\n";
}

void Transcript::add(int session, std::string_view in, std::string_view out) {
  if (name_.empty()) return;
  json::Writer line;
  line.begin_object();
  line.key("session");
  line.integer(session);
  line.key("in");
  line.string(in);
  line.key("out");
  line.string(out);
  line.end_object();
  lines_ += line.text() + "\n";
}

// Written where the test was told to, which is where the other builds of the core find them.
Transcript::~Transcript() {
  const char* folder = std::getenv("CG_TRANSCRIPTS");
  if (folder == nullptr || name_.empty()) return;
  std::filesystem::create_directories(folder);
  std::ofstream file(std::filesystem::path(folder) / (name_ + ".jsonl"));
  file << lines_;
}

// ---- Device

World::World(const std::string& name, std::string_view pack_file)
    : pack(text_of(pack_file)), safe_answers(answers_that_open(Json(pack))), transcript(name) {}

World::World(const World& there)
    : pack(there.pack),
      safe_answers(there.safe_answers),
      relay(there.relay),
      transcript(""),
      now(there.now),
      entropy(there.entropy) {}

Device::Device(World& world, std::string name) : world_(&world), name_(std::move(name)) { open(); }

Device::Device(World& world, const Device& there)
    : world_(&world),
      name_(there.name_),
      vault_(there.vault_),
      stored_(there.stored_),
      own_log_(there.own_log_) {
  kill_and_reopen();
}

void Device::open() {
  session_ = std::make_unique<session::Session>();
  session_number_ = world_->transcript.new_session();
  const std::string answer = session_->take_pack(world_->pack);
  require(answer == R"({"work":[]})", "the pack", answer);
  world_->transcript.add_pack(session_number_);
}

std::string Device::call(const std::string& request) {
  std::string answer = session_->call(request);
  world_->transcript.add(session_number_, request, answer);
  return answer;
}

Json Device::request(const std::string& command) {
  Bytes seed(32, 0);
  for (std::size_t i = 0; i < 8; ++i) {
    seed[i] = static_cast<std::uint8_t>(world_->entropy >> (8 * i));
  }
  ++world_->entropy;
  const std::string text = call(R"({"now":)" + std::to_string(world_->now) + R"(,"entropy":")" +
                                to_base64(seed) + R"(","command":{"do":)" + command + "}}");
  Json answer(text);
  require(is_answer(answer), "an answer", text);
  return answer;
}

// Does what the answer says, and what follows from having done it.
void Device::do_work(const Json& answer) {
  const Json work = answer["work"];
  bool has_stored = false;
  for (std::size_t i = 0; i < work.size(); ++i) {
    const std::string what = work[i]["do"].text();
    const std::string log = work[i]["log"].text();
    const std::string id = work[i]["id"].text();
    const std::string bytes = work[i]["bytes"].text();
    if (what == "vault") vault_ = bytes;
    if (what == "backup") {
      world_->relay.backups[work[i]["locator"].text()] = bytes;
      sent_.push_back(bytes);
    }
    if (what == "replace") {
      for (Stored& stored : stored_) {
        if (stored.id == id) stored.bytes = bytes;
      }
      // In place of what still waits to be sent, too.
      for (auto& [to, record] : outbox_) {
        if (record.id == id) record.bytes = record_of(bytes);
      }
      if (work[i]["send"].truth()) world_->relay.replace(log, {id, record_of(bytes)});
    }
    if (what != "store") continue;
    has_stored = true;
    if (storage_fails) continue;
    stored_.push_back({.log = log, .id = id, .bytes = bytes});
    if (work[i]["send"].truth()) outbox_.push_back({log, {id, record_of(bytes)}});
  }
  if (!has_stored) return;
  if (std::exchange(dies_when_stored, false)) return kill_and_reopen();
  const Json next = request(storage_fails ? R"("not-stored")" : R"("stored")");
  require(!next["error"].is_there(), "stored", next["error"]["code"].text());
  do_work(next);
}

Json Device::ask(const std::string& command) {
  Json answer = request(command);
  if (!answer["error"].is_there()) do_work(answer);
  if (!offline) {
    for (const auto& [log, record] : outbox_) {
      world_->relay.append(log, record);
      sent_.push_back(record.bytes);
    }
    outbox_.clear();
  }
  return answer;
}

Json Device::must(const std::string& command) {
  Json answer = ask(command);
  require(!answer["error"].is_there(), name_ + " asked " + command.substr(0, 200),
          answer["error"]["code"].text() + " " + answer["error"]["detail"].text() + " " +
              answer["error"]["reasons"][0].text() + " " +
              answer["error"]["input"][0]["code"].text() + " " +
              answer["error"]["input"][0]["path"].text());
  return answer;
}

std::string Device::refused(const std::string& command) {
  const Json error = ask(command)["error"];
  std::string text = error["code"].text();
  if (error["detail"].is_there()) text += ": " + error["detail"].text();
  for (std::size_t i = 0; i < error["reasons"].size(); ++i)
    text += " " + error["reasons"][i].text();
  return text;
}

void Device::create() {
  const Json answer = must(R"("create",)" + std::string(kVaultKey));
  own_log_ = answer["reply"]["log"].text();
  world_->relay.place_of(own_log_, answer["reply"]["device"].text());
}

void Device::settle_in() { say(R"({"kind":"about-me","adult":true})"); }

void Device::say(const std::string& bodies) { must(R"("say","say":[)" + bodies + "]"); }

std::string Device::refused_to_say(const std::string& bodies) {
  return refused(R"("say","say":[)" + bodies + "]");
}

Json Device::view(const std::string& name) {
  return must(R"("view","view":")" + name + "\"")["reply"];
}

const std::string& Device::couple_log() {
  const auto known = static_cast<std::size_t>(std::ranges::count(stored_, own_log_, &Stored::log));
  if (known != couple_log_known_at_) {
    couple_log_ = view("logs")["couple"]["log"].text();
    couple_log_known_at_ = known;
  }
  return couple_log_;
}

void Device::sync() {
  std::set<std::string> has;
  for (const Stored& stored : stored_) has.insert(stored.id);
  std::vector<std::string> records;
  for (const std::string& log : {own_log_, std::string(couple_log())}) {
    if (log.empty()) continue;
    for (const FakeRelay::Record& record : world_->relay.underway(log, has)) {
      records.push_back(record.bytes);
    }
  }
  must(R"("receive","records":)" + quoted_list(records));
  go_on();
}

// As the page does while someone is at these stages. What could not be stored was not sent.
void Device::go_on() {
  while (is_at_both_want && view("round")["round"]["my-move"].truth()) {
    const Json answer = ask(R"("go-on")");
    const std::string next = answer["reply"]["next"].text();
    if (storage_fails || (next != "sent" && next != "matched")) break;
  }
  while (is_at_common_ground && view("table")["table"]["my-move"].truth()) {
    const Json answer = ask(R"("go-on-at-table")");
    const std::string next = answer["reply"]["next"].text();
    if (storage_fails || (next != "sent" && next != "met")) break;
  }
}

void Device::sync_all() {
  for (int i = 0; i < kMostRounds; ++i) {
    const std::size_t before = stored_.size();
    sync();
    bool all = stored_.size() == before;
    for (const std::string& log : {own_log_, std::string(couple_log())}) {
      if (log.empty()) continue;
      std::size_t mine = 0;
      for (const Stored& stored : stored_)
        if (stored.log == log) ++mine;
      all = all && mine >= world_->relay.log(log).size();
    }
    if (all) return;
  }
  require(false, name_, "records are underway for ever");
}

void Device::recover_without_newest_of_own_log(Device& other) {
  const std::string log = other.own_log();
  const FakeRelay::Record newest = world_->relay.take_newest(log);
  recover_from(other);
  world_->relay.append(log, newest);
}

void Device::recover_from(Device& other) {
  recover_with(other.must(R"("back-up")")["reply"]["words"]);
}

void Device::recover_with(const Json& words) {
  read_with(words);
  arrive();
}

void Device::read_only_from(Device& other) {
  read_with(other.must(R"("back-up")")["reply"]["words"]);
}

void Device::read_with(const Json& words) {
  std::string list;
  for (std::size_t i = 0; i < words.size(); ++i) {
    list += (i == 0 ? "" : ",") + std::to_string(words[i].number());
  }
  const Json found = must(R"("find-backup","words":[)" + list + "]");
  const Json answer =
      must(R"("recover",)" + std::string(kVaultKey) + R"(,"words":[)" + list + R"(],"backup":")" +
           world_->relay.backups[found["reply"]["locator"].text()] + "\"");
  own_log_ = answer["reply"]["log"].text();
  sync_all();
}

void Device::arrive() {
  for (const std::string log : {"own", "couple"}) {
    const Json there = view("logs")[log];
    if (there.is_null()) continue;
    const std::string id = there["log"].text();
    const int place = world_->relay.place_of(id, there["device"].text());
    must(R"("arrive","log":")" + id + R"(","author":)" + std::to_string(place));
  }
  sync_all();
}

void Device::kill_and_reopen(std::size_t at_once) {
  open();
  must(R"("unlock","vault":")" + vault_ + R"(",)" + std::string(kVaultKey.substr(0, 51)));
  std::vector<std::string> records;
  for (const Stored& stored : std::vector(stored_)) {
    if (records.size() == at_once) {
      must(R"("load","last":false,"records":)" + quoted_list(std::exchange(records, {})));
    }
    records.push_back(stored.bytes);
  }
  must(R"("load","last":true,"records":)" + quoted_list(records));
}

// ---- Stories

void feel_safe(Device& device) {
  const Json answer = device.must(R"("safety","answers":{)" + device.world().safe_answers + "}");
  require(!answer["reply"]["closes"].truth(), "the private questions", "close the way");
}

void be_together(Device& device) {
  feel_safe(device);
  device.must(R"("together","on":true)");
}

Invite invite(Device& ana) {
  be_together(ana);
  FakeRelay& relay = ana.world().relay;
  const Json made = ana.must(R"("invite")")["reply"];
  const std::string log = made["log"].text();
  const std::string place = std::to_string(relay.place_of(log, made["device"].text()));
  ana.must(R"("arrive","log":")" + log + R"(","author":)" + place);
  return {.log = log, .secret = made["secret"].text(), .sealed = leave_invite(ana, log, place)};
}

std::string leave_invite(Device& ana, const std::string& log, const std::string& place) {
  const Json body = ana.must(R"("sign-invite","log":")" + log + R"(","author":)" + place +
                             R"(,"challenge":")" + std::string(kChallenge) + "\"")["reply"];
  ana.world().relay.invites[body["token-hash"].text()] = body["sealed"].text();
  return body["sealed"].text();
}

void join(Device& ben, const Invite& invite) {
  be_together(ben);
  const Json joined = ben.must(R"("join","secret":")" + invite.secret + R"(","sealed":")" +
                               invite.sealed + "\"")["reply"];
  require(joined["log"].text() == invite.log, "the log", joined["log"].text());
  const int place = ben.world().relay.place_of(invite.log, joined["device"].text());
  ben.must(R"("arrive","log":")" + invite.log + R"(","author":)" + std::to_string(place));
}

Invite invite_and_join(Device& ana, Device& ben) {
  const Invite taken = invite(ana);
  join(ben, taken);
  sync_both(ana, ben);
  return taken;
}

void sync_both(Device& ana, Device& ben) {
  // What one does by itself may give the other something to do.
  for (int i = 0; i < 6; ++i) {
    ana.sync_all();
    ben.sync_all();
  }
}

}  // namespace commonground::tests
