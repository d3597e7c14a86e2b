// The servers that can be measured.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "crypto/sign.h"
#include "load/client.h"

namespace commonground::load {

// A device that has a place in a log of our own server.
struct Place {
  LogId log;
  std::uint8_t author = 0;
  std::shared_ptr<const SigningKey> device;
  std::uint64_t written = 0;
};

// Makes logs, with two devices each, over HTTP. `first` numbers them, so that runs differ.
[[nodiscard]] std::vector<Place> make_places(std::uint16_t port, std::size_t places,
                                             std::uint64_t first);

// docs/formats/wire.md. Whoever opens is given what comes after `after`.
[[nodiscard]] std::unique_ptr<Dialect> our_dialect(Place place, std::size_t record_bytes,
                                                   std::uint64_t after);
// A toy protocol over WebSocket: what bench/peers/relay_baseline.mjs speaks.
[[nodiscard]] std::unique_ptr<Dialect> toy_dialect(std::size_t room, std::size_t record_bytes);
// XADD into a stream of Redis. To hear what is added takes a connection of its own, which asks
// again each time (XREAD BLOCK) and is told what its own client added as well.
[[nodiscard]] std::unique_ptr<Dialect> redis_writer(std::size_t stream, std::size_t record_bytes);
[[nodiscard]] std::unique_ptr<Dialect> redis_listener(std::size_t stream);

}  // namespace commonground::load
