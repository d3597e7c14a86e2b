// Who hears what: the sockets that have a log open, how far each has come, and what waits to be
// sent to it. A socket that reads slowly holds up nobody and is never sent more than fits into its
// queue: it falls behind, and is read to from the store until it has caught up.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "relay/limits.h"
#include "wire/frames.h"

namespace commonground::relay {

// Frames that wait to be sent to one socket.
class Outbox {
 public:
  explicit Outbox(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  // To add frames to. Records are only added while there is room; answers always fit beside them,
  // because nobody may ask faster than the limits allow.
  [[nodiscard]] std::string& message() { return message_; }
  [[nodiscard]] bool has_room(std::size_t more) const {
    return on_the_way_ + message_.size() + more <= most_bytes_;
  }
  [[nodiscard]] bool is_empty() const { return message_.empty(); }

  // All that waits, as one message. Until it is `sent`, it counts.
  [[nodiscard]] std::string take() {
    on_the_way_ = message_.size();
    return std::exchange(message_, {});
  }
  void sent() { on_the_way_ = 0; }
  [[nodiscard]] bool is_sending() const { return on_the_way_ > 0; }

 private:
  std::size_t most_bytes_;
  std::string message_;
  std::size_t on_the_way_ = 0;
};

// A socket that has a log open.
struct Subscription {
  LogId log;
  std::uint8_t author = 0;
  std::uint64_t sent = 0;    // the number of the last record it was given
  bool live = false;         // it is given what comes; else it is catching up
  std::uint64_t socket = 0;  // whatever the caller knows it by
  Outbox* out = nullptr;
};

class Room {
 public:
  // Whoever comes is not live until they have caught up.
  void enter(Subscription& subscription) { present_.push_back(&subscription); }
  void leave(const Subscription& subscription);
  [[nodiscard]] bool is_empty() const { return present_.empty(); }
  [[nodiscard]] const std::vector<Subscription*>& present() const { return present_; }

  // A record that is stored now. `from` wrote it, and hears only that it is stored.
  void publish(const LogId& log, std::uint64_t number, ByteSpan record, const Subscription* from);

  // All records up to this number were given to a subscription. Whether it is live now: if not,
  // there is more to be read for it.
  [[nodiscard]] bool has_read(Subscription& subscription, std::uint64_t up_to) const;

 private:
  std::uint64_t newest_ = 0;  // as far as anything was published here
  std::vector<Subscription*> present_;
};

}  // namespace commonground::relay
