#include "relay/fanout.h"

#include <algorithm>

namespace commonground::relay {

void Room::leave(const Subscription& subscription) { std::erase(present_, &subscription); }

void Room::publish(const LogId& log, std::uint64_t number, ByteSpan record,
                   const Subscription* from) {
  constexpr std::size_t kAround = 64;  // more than a frame adds
  newest_ = std::max(newest_, number);
  for (Subscription* to : present_) {
    if (!to->live || number <= to->sent) continue;
    if (to == from) {
      to->sent = number;
    } else if (to->out->has_room(record.size() + kAround)) {
      wire::add_record(to->out->message(), log, number, record);
      to->sent = number;
    } else {
      to->live = false;
    }
  }
}

bool Room::has_read(Subscription& subscription, std::uint64_t up_to) const {
  subscription.sent = std::max(subscription.sent, up_to);
  subscription.live = subscription.sent >= newest_;
  return subscription.live;
}

}  // namespace commonground::relay
