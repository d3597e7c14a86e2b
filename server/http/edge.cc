#include "http/edge.h"

namespace commonground::http {

std::int64_t AddressRates::take(const std::string& address, std::int64_t now_us,
                                const relay::Rate& rate) {
  constexpr std::size_t kMostAddresses = 16 * 1024;
  if (buckets_.size() >= kMostAddresses && !buckets_.contains(address)) {
    std::erase_if(buckets_, [&](const auto& known) { return known.second.is_rested(now_us); });
    // All of them are busy: a flood from everywhere. One of them begins anew.
    if (buckets_.size() >= kMostAddresses) buckets_.erase(buckets_.begin());
  }
  return buckets_[address].take(now_us, rate);
}

std::optional<NetworkSeats::Seat> NetworkSeats::take(const std::string& network, std::size_t most) {
  const auto taken = taken_.find(network);
  if (taken != taken_.end() && taken->second >= most) return std::nullopt;
  ++taken_[network];
  return Seat(*this, network);
}

void NetworkSeats::leave(const std::string& network) {
  const auto taken = taken_.find(network);
  if (--taken->second == 0) taken_.erase(taken);
}

}  // namespace commonground::http
