// HTTP, one request after the other.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include "http/edge.h"
#include "http/pages.h"
#include "http/socket.h"

namespace commonground::http {
namespace {

namespace beast = boost::beast;
namespace bhttp = beast::http;
using relay::ErrorCode;
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr std::string_view kSocketPath = "/v1/socket";

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

std::string_view path_of(std::string_view target) { return target.substr(0, target.find('?')); }

// Who comes by IPv4 to a server that listens to both is told as ::ffff:127.0.0.1.
asio::ip::address plain(const asio::ip::address& address) {
  if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address;
  return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
}

// All addresses that one household has.
std::string network_of(const asio::ip::address& address) {
  if (address.is_v4()) return address.to_string();
  auto bytes = address.to_v6().to_bytes();
  std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
  return asio::ip::address_v6(bytes).to_string();
}

class Connection final : public Watched, public std::enable_shared_from_this<Connection> {
 public:
  Connection(std::shared_ptr<Edge> edge, TcpSocket socket, asio::ip::address address,
             NetworkSeats::Seat seat)
      : edge_(std::move(edge)),
        address_(std::move(address)),
        seat_(std::move(seat)),
        transport_(std::make_unique<Transport>(std::move(socket), edge_->tls)),
        buffer_(edge_->engine.limits().header_bytes + edge_->engine.limits().request_bytes) {
    edge_->watched.insert(this);
    edge_->metrics.connected(1);
    allow(edge_->engine.limits().request_us);
  }
  ~Connection() override {
    edge_->metrics.connected(-1);
    edge_->watched.erase(this);
  }

  static asio::awaitable<void> run(std::shared_ptr<Connection> self) {
    if (self->transport_->has_tls()) {
      const auto [error] = co_await self->transport_->async_handshake(kAwait);
      if (error) co_return;
    }
    while (co_await self->serve_one()) {
    }
    if (self->transport_) self->transport_->cut();
  }

  void look(std::int64_t now_us) override {
    if (now_us > deadline_us_ && transport_) transport_->cut();
  }
  void stop() override {
    if (!is_answering_ && transport_) transport_->cut();
  }

 private:
  using Parser = bhttp::request_parser<bhttp::string_body>;

  void allow(std::int64_t time_us) { deadline_us_ = edge_->engine.now().steady_us + time_us; }

  // Whether another request may follow on this connection.
  asio::awaitable<bool> serve_one() {
    const relay::Limits& limits = edge_->engine.limits();
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes));
    parser.body_limit(limits.request_bytes);
    allow(limits.request_us);
    const auto [failed, read] =
        co_await bhttp::async_read_header(*transport_, buffer_, parser, kAwait);
    if (!failed && is_for_socket(parser.get())) {
      request_ = parser.release();
      co_await upgrade();
      co_return false;
    }
    if (!failed && expects_continue(parser)) co_await say_continue();
    ErrorOf error = failed;
    if (!error) {
      const auto [body_failed, more] =
          co_await bhttp::async_read(*transport_, buffer_, parser, kAwait);
      error = body_failed;
    }
    if (error) {
      co_await complain(error);
      co_return false;
    }
    const bool keep = parser.keep_alive() && !edge_->stopping;
    is_answering_ = true;
    request_ = parser.release();
    const bool may_go_on = co_await answer(keep);
    is_answering_ = false;
    co_return may_go_on;
  }

  static bool expects_continue(const Parser& parser) {
    return beast::iequals(parser.get()[bhttp::field::expect], "100-continue");
  }
  asio::awaitable<void> say_continue() {
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    (void)co_await asio::async_write(*transport_, asio::buffer(kContinue), kAwait);
  }

  // What could not be read as a request. An end between two requests is no fault.
  asio::awaitable<void> complain(ErrorOf error) {
    const auto& of_http = bhttp::make_error_code(bhttp::error::bad_version).category();
    if (error == bhttp::error::end_of_stream || error.category() != of_http) co_return;
    const bool too_large = error == bhttp::error::body_limit ||
                           error == bhttp::error::header_limit ||
                           error == bhttp::error::buffer_overflow;
    response_ = refusal(too_large ? ErrorCode::kTooLarge : ErrorCode::kBadRequest);
    co_await write(false, false);
  }

  // Whether it was sent, and the connection may be kept.
  asio::awaitable<bool> answer(bool keep) {
    const std::int64_t began_us = edge_->engine.now().steady_us;
    const Request request{
        .method = std::string(view(request_.method_string())),
        .path = std::string(path_of(view(request_.target()))),
        .content_type = std::string(view(request_[bhttp::field::content_type])),
        .accepted_encodings = std::string(view(request_[bhttp::field::accept_encoding])),
        .known_version = std::string(view(request_[bhttp::field::if_none_match])),
        .body = std::move(request_.body())};
    const bool head_only = request_.method() == bhttp::verb::head;
    if (!has_seat()) {
      keep = false;
      response_ = refusal(ErrorCode::kTooManyConnections, relay::kSecond);
    } else if (const std::int64_t early = too_fast(request); early > 0) {
      response_ = refusal(ErrorCode::kTooFast, early);
    } else {
      response_ = co_await respond(&request);
    }
    edge_->metrics.responded(response_.status, edge_->engine.now().steady_us - began_us);
    const bool sent = co_await write(keep, head_only);
    co_return sent&& keep;
  }

  // Pages cost nothing; what reaches the store is counted.
  std::int64_t too_fast(const Request& request) {
    return Api::has(request.path) || request.path == "/health" ? too_early() : 0;
  }
  // 0, or after how long this address may ask.
  std::int64_t too_early() {
    const std::string who = forwarded_network().value_or(network_of(address_));
    return edge_->rates.take(who, edge_->engine.now().steady_us, edge_->engine.limits().requests);
  }
  // The network of whoever asks through a proxy.
  std::optional<std::string> forwarded_network() const {
    if (!edge_->behind_proxy || !address_.is_loopback()) return std::nullopt;
    ErrorOf bad;
    const auto address = asio::ip::make_address(forwarded_for(), bad);
    if (bad) return std::nullopt;
    return network_of(plain(address));
  }
  // A proxy may ask for one after the other on a connection. It counts as the last one's.
  bool has_seat() {
    const auto network = forwarded_network();
    if (!network || seat_.is_of(*network)) return true;
    auto seat = edge_->seats.take(*network, edge_->engine.limits().network_connections);
    if (seat) seat_ = std::move(*seat);
    return seat.has_value();
  }
  // The last address of the last such header: that one was added by the proxy itself.
  std::string forwarded_for() const {
    std::string_view addresses;
    const auto [first, end] = request_.equal_range("X-Forwarded-For");
    for (auto header = first; header != end; ++header) addresses = view(header->value());
    addresses = addresses.substr(addresses.rfind(',') + 1);
    while (addresses.starts_with(' ')) addresses.remove_prefix(1);
    return std::string(addresses);
  }

  // Through the functions that answer by calling back.
  asio::awaitable<Response> respond(const Request* request) {
    return asio::async_initiate<const asio::use_awaitable_t<>&, void(Response)>(
        [this](auto handler, const Request* asked) {
          using Handler = decltype(handler);
          auto shared = std::make_shared<Handler>(std::move(handler));
          dispatch(*asked, [shared, &io = edge_->io](Response response) {
            asio::post(io, [shared, response = std::move(response)]() mutable {
              (*shared)(std::move(response));
            });
          });
        },
        asio::use_awaitable, request);
  }

  void dispatch(const Request& request, const Respond& respond) {
    if (edge_->stopping) return respond(refusal(ErrorCode::kStopping));
    if (Api::has(request.path)) return edge_->api.handle(request, respond);
    if (request.path == "/health") return answer_health(edge_->engine, respond);
    if (request.path == "/metrics") {
      return respond({.content_type = "text/plain; version=0.0.4", .body = edge_->metrics.text()});
    }
    respond(page_for(request, edge_->findable));
  }

  using Message = bhttp::response<bhttp::span_body<const char>>;

  Message message_of(const Response& response, std::string_view content, bool keep) const {
    Message message;
    message.version(11);
    message.result(static_cast<unsigned>(response.status));
    message.keep_alive(keep);
    message.set(bhttp::field::cache_control, "no-store");
    if (!response.content_type.empty()) {
      message.set(bhttp::field::content_type, response.content_type);
    }
    for (const auto& [name, value] : safety_headers()) message.set(name, value);
    if (transport_->has_tls()) {
      message.set(bhttp::field::strict_transport_security, "max-age=31536000; includeSubDomains");
    }
    for (const auto& [name, value] : response.headers) message.set(name, value);
    message.content_length(content.size());
    return message;
  }

  // What stands in response_.
  asio::awaitable<bool> write(bool keep, bool head_only) {
    const std::string_view content =
        response_.fixed.empty() ? std::string_view(response_.body) : response_.fixed;
    Message message = message_of(response_, content, keep);
    if (!head_only) message.body() = {content.data(), content.size()};
    // At least 16 KiB a second.
    constexpr std::int64_t kUsPerByte = relay::kSecond / (16 * 1024);
    allow(edge_->engine.limits().request_us +
          kUsPerByte * static_cast<std::int64_t>(content.size()));
    bhttp::serializer<false, bhttp::span_body<const char>> serializer(message);
    if (head_only) {
      const auto [error, size] =
          co_await bhttp::async_write_header(*transport_, serializer, kAwait);
      co_return !error;
    }
    const auto [error, size] = co_await bhttp::async_write(*transport_, serializer, kAwait);
    co_return !error;
  }

  // ---- Becoming a WebSocket

  template <class Message>
  static bool is_for_socket(const Message& message) {
    return path_of(view(message.target())) == kSocketPath && beast::websocket::is_upgrade(message);
  }

  // A browser says which page asks. Another page than ours may not, even on the same machine.
  bool may_come_from(std::string_view origin, std::string_view host) const {
    if (origin.empty() || std::ranges::count(edge_->origins, origin) > 0) return true;
    const auto scheme_end = origin.find("://");
    return scheme_end != std::string_view::npos && origin.substr(scheme_end + 3) == host;
  }

  asio::awaitable<void> upgrade() {
    const beast::string_view protocols = request_[bhttp::field::sec_websocket_protocol];
    const bool speaks_it = bhttp::token_list(protocols).exists("commonground.1");
    const bool may =
        may_come_from(view(request_[bhttp::field::origin]), view(request_[bhttp::field::host]));
    // Nothing can be said before it was answered.
    const bool is_patient = buffer_.size() == 0;
    const std::int64_t early = too_early();
    if (early > 0) {
      response_ = refusal(ErrorCode::kTooFast, early);
    } else if (!has_seat()) {
      response_ = refusal(ErrorCode::kTooManyConnections, relay::kSecond);
    } else if (!speaks_it || !may || !is_patient) {
      response_ = refusal(ErrorCode::kBadRequest);
    } else {
      start_socket(edge_, std::move(transport_), std::move(seat_), std::move(request_));
      co_return;
    }
    co_await write(false, false);
  }

  std::shared_ptr<Edge> edge_;
  asio::ip::address address_;
  NetworkSeats::Seat seat_;
  std::unique_ptr<Transport> transport_;
  beast::flat_buffer buffer_;  // of no more than a request: what frames its parts has no limit
  // Here, and not handed from one coroutine to the next: g++-12 loses some of what is.
  UpgradeRequest request_;
  Response response_;
  std::int64_t deadline_us_ = 0;
  bool is_answering_ = false;
};

}  // namespace

void serve_connection(const std::shared_ptr<Edge>& edge, TcpSocket socket) {
  ErrorOf ignored;
  socket.set_option(asio::ip::tcp::no_delay(true), ignored);
  auto address = plain(socket.remote_endpoint(ignored).address());
  NetworkSeats::Seat seat;
  // Whoever is on this machine is its owner, or a proxy.
  if (!address.is_loopback()) {
    auto free = edge->seats.take(network_of(address), edge->engine.limits().network_connections);
    if (!free) return refuse_connection(edge, std::move(socket));
    seat = std::move(*free);
  }
  auto connection =
      std::make_shared<Connection>(edge, std::move(socket), std::move(address), std::move(seat));
  asio::co_spawn(edge->io, Connection::run(std::move(connection)), loudly);
}

void refuse_connection(const std::shared_ptr<Edge>& edge, TcpSocket socket) {
  edge->metrics.refused_connection();
  static const std::string kFull = [] {
    const Response response = refusal(ErrorCode::kTooManyConnections, relay::kSecond);
    return "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\n"
           "Connection: close\r\nRetry-After: 1\r\nContent-Length: " +
           std::to_string(response.body.size()) + "\r\n\r\n" + response.body;
  }();
  // A fresh connection has room for this little, so it is sent without waiting.
  ErrorOf ignored;
  socket.non_blocking(true, ignored);
  socket.write_some(asio::buffer(kFull), ignored);
}

}  // namespace commonground::http
