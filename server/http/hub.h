// All open sockets, what they have open, and who hears what. Knows frames, and nothing of how they
// travel.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "http/engine.h"
#include "relay/bucket.h"
#include "relay/fanout.h"
#include "relay/log_id_hash.h"

namespace commonground::http {

// A socket as the hub sees it.
class Peer {
 public:
  explicit Peer(std::size_t queue_bytes) : outbox(queue_bytes) {}
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;
  virtual ~Peer() = default;

  // Something waits in the outbox.
  virtual void flush() = 0;
  // Says why, and closes once that is sent.
  virtual void close(relay::ErrorCode why) = 0;

  relay::Outbox outbox;

 private:
  friend class Hub;
  struct OpenLog {
    relay::Subscription subscription;
    store::LogNumber number = 0;
    bool is_reading = false;
  };
  std::uint64_t id_ = 0;
  wire::Challenge challenge_;
  std::vector<std::unique_ptr<OpenLog>> logs_;
  std::vector<LogId> opening_;
  relay::Bucket opens_;
  int failed_opens_ = 0;
  std::size_t waiting_ = 0;       // frames that are not answered yet,
  std::size_t waiting_puts_ = 0;  // and those of them that the writer answers
  std::size_t reading_ = 0;       // pages that are on their way from the store
  bool touched_ = false;          // has something to flush
};

class Hub {
 public:
  explicit Hub(Engine& engine);

  void enter(Peer& peer);
  void leave(Peer& peer);
  // One message. Answers come later, through the outbox.
  void receive(Peer& peer, ByteSpan message);
  // Whether it may send more now, or has to read its answers first.
  [[nodiscard]] static bool may_send(const Peer& peer);
  // What waited in its outbox was sent.
  void drained(Peer& peer);

  // These places of a log are not there any more.
  void remove(const LogId& log, const std::vector<std::uint8_t>& places);

  [[nodiscard]] std::size_t sockets() const { return peers_.size(); }
  [[nodiscard]] std::size_t open_logs() const { return rooms_.size(); }

 private:
  using OpenLog = Peer::OpenLog;
  bool take(Peer& peer, const wire::Frame& frame);
  bool open(Peer& peer, const wire::Open& open);
  struct Opened;
  static Opened check(store::View& view, const wire::Open& open, const wire::Challenge& challenge);
  void opened(std::uint64_t id, const wire::Open& open, const Opened& opened);
  void check_again(std::uint64_t id, const wire::Open& open);
  void close_unasked(std::uint64_t id, const LogId& log, relay::ErrorCode why);
  void read_on(Peer& peer, OpenLog& log);
  struct Page;
  void page(std::uint64_t id, const LogId& log, const Page& page);
  bool close_log(Peer& peer, const LogId& log);
  void drop(Peer& peer, LogId log);  // a copy: what it came from may be what goes
  void put(Peer& peer, const wire::Put& put, bool replaces);
  void stored(std::vector<store::Job>& jobs);
  void tell(Peer& peer, const store::Job& job);

  void refuse(Peer& peer, relay::ErrorCode code, ByteSpan about, std::int64_t retry_after_us = 0);
  void touch(Peer& peer);
  void flush_touched();
  [[nodiscard]] Peer* find(std::uint64_t id) const;
  [[nodiscard]] static OpenLog* find(Peer& peer, const LogId& log);

  Engine* engine_;
  std::unordered_map<std::uint64_t, Peer*> peers_;
  std::unordered_map<LogId, relay::Room, relay::LogIdHash> rooms_;
  std::vector<std::uint64_t> touched_;
};

}  // namespace commonground::http
