// Ana and Ben with their devices, and a relay between them, as stories tell it. Nothing here knows
// how the core works: it speaks to the public door, in JSON, as the pages do.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "commonground/session.h"
#include "tests/json.h"

namespace commonground::tests {

inline constexpr std::int64_t kMinute = 60LL * 1000;
inline constexpr std::int64_t kHour = 60 * kMinute;
inline constexpr std::int64_t kDay = 24 * kHour;

// What a server asks devices to sign.
inline constexpr std::string_view kChallenge =
    "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc";

// What lies between the devices. Keeps what it is given in order, as a relay does; on its way to a
// device anything can come late, twice, or in another order.
class FakeRelay {
 public:
  struct Record {
    std::string id;
    std::string bytes;  // base64
  };
  struct Weather {
    bool shuffles = false;
    bool repeats = false;
    int drops_percent = 0;  // of what is on its way this time; it comes another time
  };

  explicit FakeRelay(unsigned seed = 1) : random_(seed) {}

  // The place of a device in a log; the log is made if it is not there.
  int place_of(const std::string& log, const std::string& device);
  void append(const std::string& log, const Record& record);
  void replace(const std::string& log, const Record& record);
  Record take_newest(const std::string& log);
  void erase(const std::string& log) { logs_.erase(log); }
  // What a device that has these does not have yet, or some of it, by the weather.
  std::vector<Record> underway(const std::string& log, const std::set<std::string>& has);

  [[nodiscard]] const std::vector<Record>& log(const std::string& log) { return logs_[log]; }
  [[nodiscard]] const std::map<std::string, std::vector<Record>>& logs() const { return logs_; }

  std::map<std::string, std::string> invites;  // by hash of the token: what is sealed
  std::map<std::string, std::string> backups;  // by locator
  Weather weather;

 private:
  std::map<std::string, std::vector<Record>> logs_;
  std::map<std::string, std::vector<std::string>> devices_;
  std::mt19937 random_;
};

// Everything that was asked of sessions and answered, to be replayed elsewhere. Without a name
// nothing is kept.
class Transcript {
 public:
  explicit Transcript(std::string name) : name_(std::move(name)) {}
  ~Transcript();
  Transcript(const Transcript&) = delete;
  Transcript& operator=(const Transcript&) = delete;

  int new_session() { return sessions_++; }
  void add_pack(int session);  // the session took the pack
  void add(int session, std::string_view in, std::string_view out);

 private:
  std::string name_;
  int sessions_ = 0;
  std::string lines_;
};

struct World {
  explicit World(const std::string& name, std::string_view pack_file = "content/closer/pack.json");

  // As another one is at this moment.
  World(const World& there);

  std::string pack;  // the text of the file
  // Answers to the private questions that open the joint steps, as members of an object.
  std::string safe_answers;
  FakeRelay relay;
  Transcript transcript;
  std::int64_t now = 1'763'000'000'000;  // a day in November 2025
  std::uint64_t entropy = 1;             // counted up, so that every run is the same
};

// A phone or laptop of one person.
class Device {
 public:
  Device(World& world, std::string name);
  // The same device in another world, started again from what it has stored.
  Device(World& world, const Device& there);

  // One command, given as the inside of its JSON object after "do":
  // say("\"view\",\"view\":\"way\""). All work is done, the answer to the first request is
  // returned.
  Json ask(const std::string& command);
  // The same, and it must go well.
  Json must(const std::string& command);
  // The code of the error, with the detail or reasons; empty if it went well.
  std::string refused(const std::string& command);

  // Shorter ways to say things.
  void create();
  void settle_in();                     // an adult, and alone for now
  void say(const std::string& bodies);  // the inside of the list
  std::string refused_to_say(const std::string& bodies);
  Json view(const std::string& name);  // the reply
  void sync();                         // once, by the weather, and whatever it brings goes on
  void sync_all();                     // until nothing is underway

  // Becomes another device of someone: with their words, or straight from one of their devices.
  // Until it has arrived it reads what they have, and cannot write.
  void recover_with(const Json& words);
  void read_only_from(Device& other);
  void arrive();
  void recover_from(Device& other);
  // The same, but the newest record of the own log has not come yet.
  void recover_without_newest_of_own_log(Device& other);

  // The program is killed, and started again from what is stored: all at once, or in pieces.
  void kill_and_reopen(std::size_t at_once = 1000);
  // The host's storage fails from now on.
  bool storage_fails = false;
  bool offline = false;             // keeps what is to be sent
  bool is_at_both_want = true;      // lets a matching round go on whenever it can
  bool is_at_common_ground = true;  // and a sealed table
  // The program is killed the next time something was stored, before it is told so.
  bool dies_when_stored = false;

  [[nodiscard]] World& world() { return *world_; }
  [[nodiscard]] const std::string& vault() const { return vault_; }
  // All that left this device for the relay, as bytes.
  [[nodiscard]] const std::vector<std::string>& sent() const { return sent_; }
  [[nodiscard]] const std::string& own_log() const { return own_log_; }
  [[nodiscard]] const std::string& couple_log();

  std::string call(const std::string& request);  // exactly this

 private:
  void go_on();
  void read_with(const Json& words);
  Json request(const std::string& command);
  void open();
  void do_work(const Json& answer);

  struct Stored {
    std::string log;
    std::string id;
    std::string bytes;  // receipt and record
  };

  World* world_;
  std::string name_;
  std::unique_ptr<session::Session> session_;
  int session_number_ = 0;
  std::string vault_;
  std::vector<Stored> stored_;
  std::vector<std::pair<std::string, FakeRelay::Record>> outbox_;
  std::vector<std::string> sent_;
  std::string own_log_;
  // As it was when so many records were stored in the own log: that is where it is known from.
  std::string couple_log_;
  std::size_t couple_log_known_at_ = 0;
};

// The private questions, answered so that the joint steps can be opened.
void feel_safe(Device& device);
// The same, and the joint steps are opened.
void be_together(Device& device);
// Ana opens the joint steps and makes an invite, the first or another one.
struct Invite {
  std::string log;
  std::string secret;  // what the link carries
  std::string sealed;  // what the server keeps for whoever has it
};
Invite invite(Device& ana);
// What she leaves at the server for the one whom she invited: what is sealed.
std::string leave_invite(Device& ana, const std::string& log, const std::string& place);
// Ben opens the joint steps and takes the invite.
void join(Device& ben, const Invite& invite);
// From two who are alone to two who are together.
Invite invite_and_join(Device& ana, Device& ben);
void sync_both(Device& ana, Device& ben);

}  // namespace commonground::tests
