#include "http/socket.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <boost/beast/websocket/stream.hpp>

#include "http/pages.h"

namespace commonground::http {
namespace {

namespace beast = boost::beast;
namespace websocket = beast::websocket;
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

// Beast wants to hold what is below it by reference or by value; ours does not move.
class TransportOwner {
 public:
  explicit TransportOwner(std::unique_ptr<Transport> transport) : here_(std::move(transport)) {}
  Transport& here() { return *here_; }

 private:
  std::unique_ptr<Transport> here_;
};

class Socket final : private TransportOwner,
                     public Peer,
                     public Watched,
                     public std::enable_shared_from_this<Socket> {
 public:
  Socket(std::shared_ptr<Edge> edge, std::unique_ptr<Transport> transport, NetworkSeats::Seat seat,
         UpgradeRequest request)
      : TransportOwner(std::move(transport)),
        Peer(edge->engine.limits().send_queue_bytes),
        edge_(std::move(edge)),
        seat_(std::move(seat)),
        request_(std::make_unique<UpgradeRequest>(std::move(request))),
        stream_(std::in_place, here()),
        heard_us_(now_us()) {
    edge_->watched.insert(this);
    edge_->metrics.connected(1);
  }
  ~Socket() override {
    if (is_entered_) edge_->hub.leave(*this);
    edge_->metrics.connected(-1);
    edge_->watched.erase(this);
  }

  static asio::awaitable<void> run(std::shared_ptr<Socket> self) {
    co_await self->accept();
    if (self->is_open_) {
      self->edge_->hub.enter(*self);
      self->is_entered_ = true;
      co_await self->read_all();
      self->edge_->hub.leave(*self);
      self->is_entered_ = false;
    }
    self->cut();
  }

  void flush() override {
    if (!is_sending_ && is_open_ && !outbox.is_empty()) send();
  }

  void close(relay::ErrorCode why) override {
    if (why_ != relay::ErrorCode::kNone) return;
    why_ = why;
    cut_at_us_ = now_us() + std::min(kGoodbyeUs, edge_->engine.limits().request_us);
    wire::add_error(outbox.message(),
                    {.code = static_cast<std::uint16_t>(why), .retry_after_ms = 0, .about = {}});
    flush();
    wake();
  }

  void stop() override { is_entered_ ? close(relay::ErrorCode::kStopping) : cut(); }

  void look(std::int64_t now) override {
    const relay::Limits& limits = edge_->engine.limits();
    if (now > cut_at_us_) return is_cut_ ? forget() : cut();
    if (now - heard_us_ > limits.idle_us) return close(relay::ErrorCode::kIdle);
    // Only one at a time: behind a message that is stuck, a ping waits as well.
    const std::int64_t quiet_us = now - std::max(heard_us_, pinged_us_);
    if (quiet_us < limits.ping_us || is_pinging_ || !is_open_) return;
    is_pinging_ = true;
    pinged_us_ = now;
    stream_->async_ping({},
                        [self = shared_from_this()](const ErrorOf&) { self->is_pinging_ = false; });
  }

 private:
  static constexpr std::int64_t kGoodbyeUs = 5 * relay::kSecond;
  static constexpr std::size_t kSmallBuffer = 4096;

  std::int64_t now_us() { return edge_->engine.now().steady_us; }
  void hear() { heard_us_ = now_us(); }

  void cut() {
    here().cut();
    cut_at_us_ = std::min(cut_at_us_, now_us());
    is_cut_ = true;
    is_open_ = false;
    wake();
  }
  // What waits for the connection ends with it. But some operations of Beast wait for each other,
  // and may do so for ever, such as closing and saying no to what is no message: they end with the
  // stream.
  void forget() {
    const auto self = shared_from_this();
    stream_.reset();
  }

  asio::awaitable<void> accept() {
    // Of Beast's own answers too, a refusal of what is no upgrade. It names itself if nobody does.
    stream_->set_option(websocket::stream_base::decorator([](websocket::response_type& response) {
      response.set(beast::http::field::server, "commonground");
      response.set(beast::http::field::cache_control, "no-store");
      for (const auto& [name, value] : safety_headers()) response.set(name, value);
      if (response.result() != beast::http::status::switching_protocols) return;
      response.set(beast::http::field::sec_websocket_protocol, "commonground.1");
    }));
    stream_->read_message_max(wire::kMostMessageBytes);
    stream_->auto_fragment(false);
    stream_->binary(true);
    stream_->control_callback([this](websocket::frame_type, beast::string_view) { hear(); });
    cut_at_us_ = now_us() + edge_->engine.limits().request_us;
    const auto [error] = co_await stream_->async_accept(*request_, kAwait);
    is_open_ = !error && !is_cut_;
    cut_at_us_ = INT64_MAX;
    request_.reset();
  }

  // Through a function that is called back: a coroutine that waits for the stream itself would keep
  // it, and it would keep the coroutine, so that it could not be forgotten.
  auto read_into(beast::flat_buffer* buffer) {
    return asio::async_initiate<decltype(kAwait)&, void(ErrorOf, std::size_t)>(
        [this](auto handler, beast::flat_buffer* into) {
          auto shared = std::make_shared<decltype(handler)>(std::move(handler));
          stream_->async_read(
              *into, [shared](const ErrorOf& error, std::size_t size) { (*shared)(error, size); });
        },
        kAwait, buffer);
  }

  asio::awaitable<void> read_all() {
    beast::flat_buffer buffer;
    for (;;) {
      const auto [error, size] = co_await read_into(&buffer);
      if (error) break;
      hear();
      if (why_ == relay::ErrorCode::kNone) {
        take({static_cast<const std::uint8_t*>(buffer.data().data()), size});
      }
      buffer.consume(size);
      if (buffer.capacity() > kSmallBuffer) buffer = {};
      // Whoever does not read their answers is not asked for more.
      while (!Hub::may_send(*this) && why_ == relay::ErrorCode::kNone && !is_cut_) co_await rest();
      if (is_cut_) break;
    }
    is_open_ = false;
  }

  void take(ByteSpan message) {
    if (stream_->got_binary()) {
      edge_->hub.receive(*this, message);
    } else {
      close(relay::ErrorCode::kBadFrame);
    }
  }

  // Until an answer was sent, or it is over.
  asio::awaitable<void> rest() {
    asio::steady_timer timer(edge_->io, asio::steady_timer::time_point::max());
    resting_ = &timer;
    (void)co_await timer.async_wait(kAwait);
    resting_ = nullptr;
  }
  void wake() {
    if (resting_ != nullptr) resting_->cancel();
  }

  void send() {
    is_sending_ = true;
    message_ = outbox.take();
    stream_->async_write(
        asio::buffer(message_),
        [self = shared_from_this()](const ErrorOf& error, std::size_t) { self->sent(!error); });
  }

  void sent(bool went) {
    outbox.sent();
    is_sending_ = false;
    message_ = {};
    if (went && is_entered_) edge_->hub.drained(*this);
    wake();
    if (!went) {
      is_open_ = false;
      return cut();
    }
    if (!outbox.is_empty()) return flush();
    if (why_ != relay::ErrorCode::kNone && is_open_) say_goodbye();
  }

  void say_goodbye() {
    is_open_ = false;
    stream_->async_close(websocket::close_reason(relay::close_code(why_)),
                         [self = shared_from_this()](const ErrorOf&) { self->cut(); });
  }

  std::shared_ptr<Edge> edge_;
  NetworkSeats::Seat seat_;
  std::unique_ptr<UpgradeRequest> request_;                     // until it is accepted
  std::optional<websocket::stream<Transport&, false>> stream_;  // until it is forgotten
  std::string message_;                                         // on its way
  asio::steady_timer* resting_ = nullptr;
  std::int64_t heard_us_;
  std::int64_t pinged_us_ = 0;
  std::int64_t cut_at_us_ = INT64_MAX;
  relay::ErrorCode why_ = relay::ErrorCode::kNone;  // it is closing
  bool is_cut_ = false;
  bool is_entered_ = false;
  bool is_open_ = false;  // something may be sent
  bool is_sending_ = false;
  bool is_pinging_ = false;
};

}  // namespace

void start_socket(const std::shared_ptr<Edge>& edge, std::unique_ptr<Transport> transport,
                  NetworkSeats::Seat seat, UpgradeRequest request) {
  auto socket =
      std::make_shared<Socket>(edge, std::move(transport), std::move(seat), std::move(request));
  asio::co_spawn(edge->io, Socket::run(std::move(socket)), loudly);
}

}  // namespace commonground::http
