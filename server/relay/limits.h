// What the server allows, by name. docs/formats/wire.md has the same table; who runs a server can
// change some of it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "wire/limits.h"

namespace commonground::relay {

inline constexpr std::int64_t kMillisecond = 1'000;  // times here are in microseconds
inline constexpr std::int64_t kSecond = 1'000 * kMillisecond;
inline constexpr std::int64_t kMinute = 60 * kSecond;
inline constexpr std::int64_t kDayMs = 24 * 60 * 60 * std::int64_t{1000};

// A time in whole units, and never less than it is: whoever is told to wait waits long enough.
[[nodiscard]] constexpr std::int64_t whole(std::int64_t us, std::int64_t unit_us) {
  return (us + unit_us - 1) / unit_us;
}

// So often a minute, and so many at once after a rest.
struct Rate {
  std::int64_t per_minute;
  std::int64_t burst;
};

struct Limits {
  // Logs. What one person may write; half of it beside others.
  std::uint64_t records_per_log = wire::kMostRecords;
  std::uint64_t bytes_per_log = std::uint64_t{64} << 20;
  Rate appends{.per_minute = 200, .burst = 50};  // of each author
  std::int64_t days_unused = 730;                // of service; then a log is removed

  // Invites
  std::int64_t invite_ms = 7 * kDayMs;
  std::int64_t invite_slack_ms = kDayMs;  // for devices whose clocks differ

  // Who asks
  std::int64_t challenge_us = 5 * kMinute;
  Rate requests{.per_minute = 120, .burst = 60};  // over HTTP, from one address
  std::size_t request_bytes = 16 * 1024;
  std::size_t header_bytes = 8 * 1024;
  std::int64_t request_us = 10 * kSecond;  // for all of it to come, and for the answer to go

  // Sockets
  std::size_t connections = 12'000;
  std::size_t network_connections = 1'500;  // of one address, or one network of IPv6
  std::size_t logs_per_socket = 32;
  Rate opens{.per_minute = 120, .burst = 64};  // of one socket
  int failed_opens = 5;                        // of one socket; then it is closed
  std::size_t send_queue_bytes = std::size_t{1} << 20;
  std::int64_t ping_us = 30 * kSecond;
  std::int64_t idle_us = 90 * kSecond;

  // What waits inside
  std::size_t waiting_writes = 8'192;
  std::size_t waiting_write_bytes = std::size_t{32} << 20;
  std::size_t waiting_reads = 4'096;
};

inline constexpr std::size_t kPageBytes = 256 * 1024;  // of records in one message of a catch-up

}  // namespace commonground::relay
