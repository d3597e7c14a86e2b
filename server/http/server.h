// The server: the blind middle between two people's devices. It stores sealed records and hands
// them on, and can read none of them.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace commonground::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8787;  // 0: any that is free
  std::string store;          // the file
  std::string certificate;    // PEM files for TLS, both or none
  std::string key;
  bool behind_proxy = false;
  bool findable = false;
  std::vector<std::string> origins;

  // Limits that who runs a server can set.
  std::int64_t appends_per_minute = 200;
  std::int64_t appends_at_once = 50;
  std::int64_t requests_per_minute = 120;
  std::int64_t requests_at_once = 60;
  std::int64_t connections = 12'000;
  std::int64_t connections_per_address = 1'500;
  std::int64_t request_seconds = 10;
  std::int64_t ping_seconds = 30;
  std::int64_t idle_seconds = 90;
  std::int64_t days_unused = 730;
  std::int64_t store_bytes = 0;  // none

  const char* vfs = nullptr;  // of SQLite, for tests
};

// Why it could not start: what it was about, and what went wrong, such as "full" or "in-use".
struct StartError {
  enum class What : std::uint8_t { kStore, kAddress, kTls };
  What what{};
  std::string detail;
};

// What happens, one line each, without ids or addresses of anybody.
using Log = std::function<void(std::string_view event, std::string_view detail)>;

class Server {
 public:
  [[nodiscard]] static std::expected<std::unique_ptr<Server>, StartError> start(
      const ServerOptions& options, Log log);
  ~Server();

  [[nodiscard]] std::uint16_t port() const;
  // Until SIGTERM, SIGINT or `stop`. SIGHUP reads the certificate again. What was begun is
  // finished, within 10 seconds.
  void run();
  // From any thread.
  void stop();

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace commonground::http
