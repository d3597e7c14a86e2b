// Whoever reaches the port and says anything: bytes go through what reads requests and their
// limits, the routes, the pages, what JSON is taken for, the upgrade to a WebSocket, its messages
// and frames, the thread that reads, the thread that writes and a store in a folder of its own.
// Only what listens at the port and TLS are not in it.
// Signatures over a challenge cannot be guessed; what stands behind them is in the tests of the
// ledger.
//
// A line --- in the input is not sent: what is behind it is, once the server has read and answered
// what is before it. It never stops; each connection ends when its input does, and leaves nothing
// behind; and what it is told is HTTP, with a status that docs/formats/wire.md knows.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/executor_work_guard.hpp>
#include <sys/socket.h>
#include <unistd.h>

#include "http/edge.h"
#include "store/folder_for_test.h"
#include "store/sqlite_store.h"

namespace {

using namespace commonground;  // NOLINT(google-build-using-namespace): one short program
namespace fs = std::filesystem;
using http::asio::io_context;

void require(bool holds) {
  if (!holds) std::abort();
}

// Nobody asks too often here.
relay::Limits unhurried() {
  relay::Limits limits;
  limits.requests = limits.appends = {.per_minute = 60'000'000, .burst = 1'000'000};
  return limits;
}

store::Now now() {
  using std::chrono::duration_cast;
  constexpr std::int64_t kWallMs = 1'800'000'000'000;  // so that it is the same every day
  const auto steady = std::chrono::steady_clock::now().time_since_epoch();
  return {.steady_us = duration_cast<std::chrono::microseconds>(steady).count(),
          .wall_ms = kWallMs};
}

struct Server {
  explicit Server(std::unique_ptr<store::Store> store)
      : view(std::move(*store->open_view())),
        engine(
            std::move(store), std::move(view), limits,
            [this](std::function<void()> work) { http::asio::post(io, std::move(work)); }, now),
        edge(std::make_shared<http::Edge>(io, engine)) {}

  relay::Limits limits = unhurried();
  io_context io{1};
  http::asio::executor_work_guard<io_context::executor_type> working{io.get_executor()};
  std::unique_ptr<store::View> view;
  http::Engine engine;
  std::shared_ptr<http::Edge> edge;
};

Server& server() {
  static store::FolderForTest folder;
  static Server one(std::move(*store::open_sqlite_store((folder.path() / "store").string())));
  return one;
}

// The other end of a connection.
class Caller {
 public:
  explicit Caller(Server& server) : server_(&server) {
    std::array<int, 2> ends{};
    require(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) == 0);
    socket_ = ends[0];
    http::TcpSocket other(server.io);
    other.assign(http::asio::ip::tcp::v4(), ends[1]);
    http::serve_connection(server.edge, std::move(other));
  }
  ~Caller() { close(socket_); }
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;

  void send(std::string_view text) {
    while (!text.empty() && !is_over()) {
      const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent > 0) text.remove_prefix(static_cast<std::size_t>(sent));
      if (server_->io.poll() == 0 && sent < 0) break;  // it does not read on
      listen();
    }
    while (server_->io.poll() > 0) listen();
  }
  // To the end of the connection. When nothing happens any more, time passes quickly.
  void hang_up() {
    constexpr int kMostLooks = 10;
    shutdown(socket_, SHUT_WR);
    int looks = 0;
    for (int quiet = 0; !is_over(); listen()) {
      quiet = server_->io.run_one_for(std::chrono::milliseconds(1)) > 0 ? 0 : quiet + 1;
      if (quiet < kQuietMs) continue;
      require(++looks < kMostLooks);
      look();
    }
    listen();
  }
  [[nodiscard]] const std::string& heard() const { return heard_; }

 private:
  static constexpr int kQuietMs = 50;  // longer than a commit takes

  void look() {
    const auto later = server_->engine.now().steady_us + 60 * relay::kMinute;
    const auto& watched = server_->edge->watched;
    for (auto* one : std::vector(watched.begin(), watched.end())) {
      if (watched.contains(one)) one->look(later);
    }
  }
  [[nodiscard]] bool is_over() const { return server_->edge->watched.empty(); }
  void listen() {
    std::array<char, std::size_t{16} * 1024> buffer{};
    for (;;) {
      const ssize_t size = recv(socket_, buffer.data(), buffer.size(), 0);
      if (size <= 0) return;
      heard_.append(buffer.data(), static_cast<std::size_t>(size));
    }
  }

  Server* server_;
  int socket_ = -1;
  std::string heard_;
};

void check(std::string_view heard) {
  constexpr std::string_view kHttp = "HTTP/1.1 ";
  static constexpr auto kKnown =
      std::to_array<std::string_view>({"100", "101", "200", "304", "400", "403", "404", "405",
                                       "409", "410", "413", "415", "426", "429", "503", "507"});
  if (heard.empty()) return;
  require(heard.starts_with(kHttp));
  require(std::ranges::count(kKnown, heard.substr(kHttp.size(), 3)) == 1);
  require(!heard.substr(0, heard.find("\r\n\r\n")).contains("Beast"));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view kPause = "\n---\n";
  std::string_view input(reinterpret_cast<const char*>(data), size);
  Caller caller(server());
  for (;;) {
    const auto pause = input.find(kPause);
    caller.send(input.substr(0, pause));
    if (pause == std::string_view::npos) break;
    input.remove_prefix(pause + kPause.size());
  }
  caller.hang_up();
  check(caller.heard());
  require(server().edge->hub.sockets() == 0 && server().edge->hub.open_logs() == 0);
  return 0;
}
