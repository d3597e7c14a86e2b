// A connection, with TLS or without, as one type, so that all above it is compiled once.
#pragma once

#include <exception>
#include <memory>
#include <utility>

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/core/role.hpp>

namespace commonground::http {

namespace asio = boost::asio;
using ErrorOf = boost::system::error_code;  // asio's, not ours
using TcpSocket = asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type>;

// How a coroutine ends: what it could not foresee is our own bug, and ends the program.
inline void loudly(const std::exception_ptr& bug) {
  if (bug) std::rethrow_exception(bug);
}

class Transport {
 public:
  using executor_type = TcpSocket::executor_type;

  Transport(TcpSocket socket, std::shared_ptr<asio::ssl::context> tls)
      : socket_(std::move(socket)), context_(std::move(tls)) {
    if (context_) tls_ = std::make_unique<Tls>(socket_, *context_);
  }
  // TLS refers to the socket where it is.
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  executor_type get_executor() { return socket_.get_executor(); }
  TcpSocket& socket() { return socket_; }
  [[nodiscard]] bool has_tls() const { return tls_ != nullptr; }
  void cut() {
    ErrorOf ignored;
    socket_.close(ignored);
  }

  template <class Token>
  auto async_handshake(Token&& token) {
    return tls_->async_handshake(asio::ssl::stream_base::server, std::forward<Token>(token));
  }
  // Tokens are not forwarded, because Asio wants them where they are.
  // NOLINTBEGIN(cppcoreguidelines-missing-std-forward)
  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    return asio::async_initiate<Token, void(ErrorOf, std::size_t)>(
        [this](auto handler, const Buffers& into) {
          if (tls_) {
            tls_->async_read_some(into, std::move(handler));
          } else {
            socket_.async_read_some(into, std::move(handler));
          }
        },
        token, buffers);
  }
  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    return asio::async_initiate<Token, void(ErrorOf, std::size_t)>(
        [this](auto handler, const Buffers& from) {
          if (tls_) {
            tls_->async_write_some(from, std::move(handler));
          } else {
            socket_.async_write_some(from, std::move(handler));
          }
        },
        token, buffers);
  }
  // NOLINTEND(cppcoreguidelines-missing-std-forward)

 private:
  using Tls = asio::ssl::stream<TcpSocket&>;
  TcpSocket socket_;
  std::shared_ptr<asio::ssl::context> context_;
  std::unique_ptr<Tls> tls_;
};

// How Beast cuts a connection off, and how it ends one once both sides have said goodbye.
inline void beast_close_socket(Transport& transport) { transport.cut(); }
inline void teardown(boost::beast::role_type /*role*/, Transport& transport, ErrorOf& error) {
  transport.socket().shutdown(asio::ip::tcp::socket::shutdown_both, error);
}
template <class Handler>
void async_teardown(boost::beast::role_type role, Transport& transport, Handler&& handler) {
  ErrorOf error;
  teardown(role, transport, error);
  asio::post(transport.get_executor(),
             boost::beast::bind_front_handler(std::forward<Handler>(handler), ErrorOf()));
}

}  // namespace commonground::http
