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
// XADD. Nobody else hears of it, which the others have to do too.
[[nodiscard]] std::unique_ptr<Dialect> redis_dialect(std::size_t stream, std::size_t record_bytes);

}  // namespace commonground::load
