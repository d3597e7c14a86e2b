// Requests that change something, decided by the rules of relay and put into the store.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <variant>
#include <vector>

#include "relay/limits.h"
#include "relay/log_id_hash.h"
#include "relay/log_rules.h"
#include "store/store.h"

namespace commonground::store {

// What these claim to be signed was checked before.
struct CreateLog {
  LogId log;
  VerifyKey person;
  VerifyKey device;
};
struct AddDevice {
  LogId log;
  VerifyKey person;
  VerifyKey device;
};
struct Leave {
  LogId log;
  std::uint8_t author = 0;
  bool erase = false;
};
struct MakeInvite {
  LogId log;
  std::uint8_t author = 0;
  Hash token_hash;
  Bytes sealed;
  std::int64_t expires_at_ms = 0;
};
struct Redeem {
  Hash token;
  LogId log;
  VerifyKey person;
  VerifyKey device;
};
struct StoreBackup {
  Hash locator;
  Hash proof;
  Bytes bytes;
};
struct DeleteBackup {
  Hash locator;
  Hash proof;
};
struct Put {
  LogId log;
  std::uint8_t author = 0;
  RecordId id;
  Bytes record;
  bool replaces = false;
};
struct Touch {  // the author opened the log
  LogId log;
  std::uint8_t author = 0;
};
struct PassHour {};  // of service
struct Probe {};     // whether something can be stored
using Request = std::variant<Put, CreateLog, AddDevice, Leave, MakeInvite, Redeem, StoreBackup,
                             DeleteBackup, Touch, PassHour, Probe>;

struct Answer {
  relay::ErrorCode error = relay::ErrorCode::kNone;
  std::int64_t retry_after_us = 0;
  std::uint64_t number = 0;          // of a record
  bool is_new = false;               // a record that was not there before
  std::uint8_t author = 0;           // a place
  std::vector<std::uint8_t> left{};  // the places of a person who left
};

struct Now {
  std::int64_t steady_us = 0;
  std::int64_t wall_ms = 0;
};

class Ledger {
 public:
  Ledger(Store& store, const relay::Limits& limits);

  // Within a transaction of the store.
  [[nodiscard]] Answer perform(const Request& request, const Now& now);
  // The transaction failed: nothing that was performed in it is so.
  void forget();

  [[nodiscard]] std::int64_t service_day() const { return service_hours_ / 24; }

 private:
  struct Known {
    LogNumber number = 0;
    relay::LogState state;
    std::int64_t used_day = 0;
    std::array<relay::Bucket, wire::kMostAuthors> appends;
  };
  Known* find(const LogId& log);
  void remember(const LogId& log, Known known);

  Answer act(const Put& put, const Now& now);
  Answer act(const CreateLog& create, const Now& now);
  Answer act(const AddDevice& add, const Now& now);
  Answer act(const Leave& leave, const Now& now);
  Answer act(const MakeInvite& make, const Now& now);
  Answer act(const Redeem& redeem, const Now& now);
  Answer act(const StoreBackup& backup, const Now& now);
  Answer act(const DeleteBackup& backup, const Now& now);
  Answer act(const Touch& touch, const Now& now);
  Answer act(const PassHour& hour, const Now& now);
  Answer act(const Probe& probe, const Now& now);

  void use(Known& log);  // today
  Answer append(Known& log, const Put& put);
  Answer replace(Known& log, const Put& put);
  Answer give_place(Known& log, relay::Admission admission, const VerifyKey& person,
                    const VerifyKey& device);

  Store* store_;
  const relay::Limits* limits_;
  std::int64_t service_hours_ = 0;
  // Logs that were used lately, in two generations, so that old ones are forgotten.
  std::unordered_map<LogId, Known, relay::LogIdHash> young_;
  std::unordered_map<LogId, Known, relay::LogIdHash> old_;
};

}  // namespace commonground::store
