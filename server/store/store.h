// What the server keeps, and what an engine must be able to do with it. store_suite_test.cc says
// the same in tests, which run on every engine.
//
// One thread writes, through a Store. Others read, each through a View of its own, and see what is
// committed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "relay/log_rules.h"
#include "store/store_error.h"

namespace commonground::store {

using LogNumber = std::int64_t;  // what a store calls a log; never used again

struct StoredLog {
  LogNumber number = 0;
  relay::LogState state;
  std::int64_t used_day = 0;  // of service, when it was opened last
};

struct StoredInvite {
  LogNumber log = 0;
  Bytes sealed;
  std::int64_t expires_at_ms = 0;
  std::optional<std::uint8_t> taken_by;  // the place of the device that redeemed it
};

struct StoredBackup {
  Hash proof_hash;
  Bytes bytes;
};

class View {
 public:
  View() = default;
  View(const View&) = delete;
  View& operator=(const View&) = delete;
  virtual ~View() = default;

  [[nodiscard]] virtual Result<std::optional<StoredLog>> find_log(const LogId& id) = 0;

  // Records with a number above `after`, in order, until they come to `most_bytes` (but at least
  // one). Up to which number all were given, which is `after` if there are no more.
  using Visit = std::function<void(std::uint64_t number, ByteSpan record)>;
  [[nodiscard]] virtual Result<std::uint64_t> read_records(LogNumber log, std::uint64_t after,
                                                           std::size_t most_bytes,
                                                           const Visit& visit) = 0;

  [[nodiscard]] virtual Result<std::optional<StoredInvite>> find_invite(const Hash& token_hash) = 0;
  [[nodiscard]] virtual Result<std::optional<StoredBackup>> find_backup(const Hash& locator) = 0;
};

// Everything between `begin` and `commit` is stored together or not at all, and `commit` says
// which. Once something has failed, all that follows until then does nothing.
class Store : public View {
 public:
  [[nodiscard]] virtual Result<std::unique_ptr<View>> open_view() = 0;

  virtual void begin() = 0;
  [[nodiscard]] virtual Result<void> commit() = 0;  // when it is good, it is on disk

  [[nodiscard]] virtual LogNumber create_log(const LogId& id, std::int64_t day) = 0;
  virtual void add_author(LogNumber log, std::uint8_t place, const relay::Author& author) = 0;
  virtual void set_left(LogNumber log, std::uint8_t place) = 0;
  virtual void touch(LogNumber log, std::int64_t day) = 0;
  // Gone at once for whoever looks for it. What it held goes in `do_chore`.
  virtual void remove_log(LogNumber log) = 0;

  // Numbers of a log come one after the other, from 1.
  virtual void append(LogNumber log, std::uint64_t number, std::uint8_t author,
                      ByteSpan record) = 0;
  struct Found {
    std::uint64_t number = 0;
    Bytes bytes;
  };
  [[nodiscard]] virtual std::optional<Found> find_record(LogNumber log, std::uint8_t author,
                                                         std::uint64_t counter) = 0;
  virtual void replace(LogNumber log, std::uint64_t number, ByteSpan record) = 0;
  // Of all records of this author only the rest is left; that too goes in `do_chore`.
  virtual void erase(LogNumber log, std::uint8_t author) = 0;

  // The only open invite of this log.
  virtual void put_invite(const Hash& token_hash, const StoredInvite& invite) = 0;
  // What was sealed for whoever comes is not kept.
  virtual void take_invite(const Hash& token_hash, std::uint8_t place) = 0;
  virtual void remove_invites(std::int64_t expired_before_ms) = 0;

  virtual void put_backup(const Hash& locator, const StoredBackup& backup) = 0;
  virtual void delete_backup(const Hash& locator) = 0;

  // Whether there is room for somebody new. When there is little, it is kept for those who are
  // here.
  [[nodiscard]] virtual bool has_room_for_new() = 0;

  [[nodiscard]] virtual std::int64_t service_hours() = 0;
  virtual void set_service_hours(std::int64_t hours) = 0;
  // At most so many logs that were not used since that day are removed; how many were.
  [[nodiscard]] virtual int remove_unused(std::int64_t used_before_day, int most) = 0;

  // A slice of what was put off, within a transaction. Whether there may be more.
  [[nodiscard]] virtual bool do_chore() = 0;
  // Outside a transaction: what was deleted is overwritten, in some milliseconds. False
  // if it is not yet, because somebody still reads of a moment before.
  [[nodiscard]] virtual bool scrub() = 0;
};

}  // namespace commonground::store
