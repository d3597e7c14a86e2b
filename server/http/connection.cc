// HTTP, one request after the other.
#include <algorithm>
#include <string>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/flat_static_buffer.hpp>
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

bool is_loopback(const asio::ip::address& address) { return address.is_loopback(); }

// All addresses that one household has.
std::string network_of(const asio::ip::address& address) {
  if (address.is_v4()) return address.to_string();
  auto bytes = address.to_v6().to_bytes();
  if (address.to_v6().is_v4_mapped()) return address.to_string();
  std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
  return asio::ip::address_v6(bytes).to_string();
}

class Connection final : public Watched, public std::enable_shared_from_this<Connection> {
 public:
  Connection(std::shared_ptr<Edge> edge, TcpSocket socket)
      : edge_(std::move(edge)),
        transport_(std::make_unique<Transport>(std::move(socket), edge_->tls)) {
    ErrorOf ignored;
    address_ = transport_->socket().remote_endpoint(ignored).address();
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
      co_return co_await upgrade(parser.release());
    }
    if (!failed && expects_continue(parser)) co_await say_continue();
    ErrorOf error = failed;
    if (!error) {
      const auto [body_failed, more] =
          co_await bhttp::async_read(*transport_, buffer_, parser, kAwait);
      error = body_failed;
    }
    if (error) co_return co_await complain(error);
    const bool keep = parser.keep_alive() && !edge_->stopping;
    is_answering_ = true;
    const bool sent = co_await answer(parser.release(), keep);
    is_answering_ = false;
    co_return sent&& keep;
  }

  static bool expects_continue(const Parser& parser) {
    return beast::iequals(parser.get()[bhttp::field::expect], "100-continue");
  }
  asio::awaitable<void> say_continue() {
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    (void)co_await asio::async_write(*transport_, asio::buffer(kContinue), kAwait);
  }

  // What could not be read as a request. An end between two requests is no fault.
  asio::awaitable<bool> complain(ErrorOf error) {
    if (error == bhttp::error::end_of_stream ||
        error.category() != bhttp::make_error_code(bhttp::error::bad_line_ending).category()) {
      co_return false;
    }
    const bool too_large = error == bhttp::error::body_limit || error == bhttp::error::header_limit;
    (void)co_await write(refusal(too_large ? ErrorCode::kTooLarge : ErrorCode::kBadRequest), false,
                         false);
    co_return false;
  }

  asio::awaitable<bool> answer(bhttp::request<bhttp::string_body> message, bool keep) {
    const std::int64_t began_us = edge_->engine.now().steady_us;
    Request request{.method = std::string(view(message.method_string())),
                    .path = std::string(path_of(view(message.target()))),
                    .content_type = std::string(view(message[bhttp::field::content_type])),
                    .accepted_encodings = std::string(view(message[bhttp::field::accept_encoding])),
                    .known_version = std::string(view(message[bhttp::field::if_none_match])),
                    .body = std::move(message.body())};
    const bool head_only = message.method() == bhttp::verb::head;
    Response response;
    if (const std::int64_t wait = too_fast(request, message); wait > 0) {
      response = refusal(ErrorCode::kTooFast, wait);
    } else {
      response = co_await respond(std::move(request));
    }
    edge_->metrics.responded(response.status, edge_->engine.now().steady_us - began_us);
    co_return co_await write(std::move(response), keep, head_only);
  }

  // Pages cost nothing; what reaches the store is counted.
  template <class Message>
  std::int64_t too_fast(const Request& request, const Message& message) {
    if (!Api::has(request.path) && request.path != "/health") return 0;
    return wait_for(message);
  }
  template <class Message>
  std::int64_t wait_for(const Message& message) {
    std::string who = network_of(address_);
    if (edge_->behind_proxy && is_loopback(address_)) {
      // The last one was added by the proxy itself.
      std::string_view forwarded = view(message["X-Forwarded-For"]);
      forwarded = forwarded.substr(std::min(forwarded.size(), forwarded.rfind(',') + 1));
      while (forwarded.starts_with(' ')) forwarded.remove_prefix(1);
      ErrorOf bad;
      const auto address = asio::ip::make_address(std::string(forwarded), bad);
      if (!bad) who = network_of(address);
    }
    return edge_->rates.take(who, edge_->engine.now().steady_us, edge_->engine.limits().requests);
  }

  // Through the functions that answer by calling back.
  asio::awaitable<Response> respond(Request request) {
    return asio::async_initiate<const asio::use_awaitable_t<>&, void(Response)>(
        [this](auto handler, const Request& asked) {
          using Handler = decltype(handler);
          auto shared = std::make_shared<Handler>(std::move(handler));
          dispatch(asked, [shared, &io = edge_->io](Response response) {
            asio::post(io, [shared, response = std::move(response)]() mutable {
              (*shared)(std::move(response));
            });
          });
        },
        asio::use_awaitable, std::move(request));
  }

  void dispatch(const Request& request, const Respond& respond) {
    if (edge_->stopping) return respond(refusal(ErrorCode::kStopping));
    if (Api::has(request.path)) return edge_->api.handle(request, respond);
    if (request.path == "/health") return answer_health(edge_->engine, respond);
    if (request.path == "/metrics") {
      return respond({.content_type = "text/plain; version=0.0.4", .body = edge_->metrics.text()});
    }
    respond(page_for(request));
  }

  asio::awaitable<bool> write(Response response, bool keep, bool head_only) {
    const std::string_view content =
        response.fixed.empty() ? std::string_view(response.body) : response.fixed;
    bhttp::response<bhttp::span_body<const char>> message;
    message.version(11);
    message.result(static_cast<unsigned>(response.status));
    message.keep_alive(keep);
    if (!response.content_type.empty()) {
      message.set(bhttp::field::content_type, response.content_type);
    }
    for (const auto& [name, value] : safety_headers()) message.set(name, value);
    if (transport_->has_tls()) {
      message.set(bhttp::field::strict_transport_security, "max-age=31536000; includeSubDomains");
    }
    message.set(bhttp::field::cache_control, "no-store");
    for (const auto& [name, value] : response.headers) message.set(name, value);
    message.content_length(content.size());
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

  asio::awaitable<bool> upgrade(UpgradeRequest request) {
    const auto refuse = [&](ErrorCode code, std::int64_t wait = 0) {
      return write(refusal(code, wait), false, false);
    };
    const beast::string_view protocols = request[bhttp::field::sec_websocket_protocol];
    const bool speaks_it = bhttp::token_list(protocols).exists("commonground.1");
    const bool may =
        may_come_from(view(request[bhttp::field::origin]), view(request[bhttp::field::host]));
    if (!speaks_it || !may) co_return (co_await refuse(ErrorCode::kBadRequest)) && false;
    if (const std::int64_t wait = wait_for(request); wait > 0) {
      co_return (co_await refuse(ErrorCode::kTooFast, wait)) && false;
    }
    start_socket(edge_, std::move(transport_), std::move(request));
    co_return false;
  }

  std::shared_ptr<Edge> edge_;
  std::unique_ptr<Transport> transport_;
  asio::ip::address address_;
  beast::flat_buffer buffer_;
  std::int64_t deadline_us_ = 0;
  bool is_answering_ = false;
};

}  // namespace

void serve_connection(const std::shared_ptr<Edge>& edge, TcpSocket socket) {
  ErrorOf ignored;
  socket.set_option(asio::ip::tcp::no_delay(true), ignored);
  auto connection = std::make_shared<Connection>(edge, std::move(socket));
  asio::co_spawn(edge->io, Connection::run(std::move(connection)), asio::detached);
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
