#include "load/client.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace commonground::load {

void die(std::string_view what) {
  std::fprintf(stderr, "load: %.*s: %s\n", static_cast<int>(what.size()), what.data(),
               std::strerror(errno));
  std::exit(1);
}

int connect_to(std::uint16_t port) {
  // Each address has some 28,000 ports to come from; more clients come from more addresses.
  static std::uint32_t clients = 0;
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in from{};
  from.sin_family = AF_INET;
  from.sin_addr.s_addr = htonl(INADDR_LOOPBACK + clients++ / 20'000);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  to.sin_port = htons(port);
  const int on = 1;
  setsockopt(socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof(on));
  if (socket < 0 || bind(socket, reinterpret_cast<sockaddr*>(&from), sizeof(from)) != 0 ||
      connect(socket, reinterpret_cast<sockaddr*>(&to), sizeof(to)) != 0) {
    die("connecting");
  }
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  return socket;
}

void add_message(std::string& out, std::string_view payload) {
  out += static_cast<char>(0x82);
  const std::size_t size = payload.size();
  if (size < 126) {
    out += static_cast<char>(0x80 | size);
  } else if (size < 65536) {
    out += static_cast<char>(0x80 | 126);
    out += static_cast<char>(size >> 8);
    out += static_cast<char>(size & 0xff);
  } else {
    out += static_cast<char>(0x80 | 127);
    for (int i = 7; i >= 0; --i) out += static_cast<char>(size >> (8 * i));
  }
  out.append(4, '\0');  // a mask of zeros is one
  out += payload;
}

bool next_message(std::string_view in, std::string_view& payload, std::size_t& taken) {
  if (in.size() < 2) return false;
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(in[at]); };
  std::size_t size = byte(1) & 0x7fU;
  std::size_t head = 2;
  if (size >= 126) {
    const std::size_t bytes = size == 126 ? 2 : 8;
    if (in.size() < head + bytes) return false;
    size = 0;
    for (std::size_t i = 0; i < bytes; ++i) size = (size << 8) | byte(head + i);
    head += bytes;
  }
  if (in.size() < head + size) return false;
  payload = (byte(0) & 0x0fU) == 2 ? in.substr(head, size) : std::string_view();
  taken = head + size;
  return true;
}

std::string upgrade_request(std::string_view path) {
  return "GET " + std::string(path) +
         " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
         "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
         "Sec-WebSocket-Protocol: commonground.1\r\n\r\n";
}

Client::Client(int socket, std::unique_ptr<Dialect> dialect)
    : socket_(socket), dialect_(std::move(dialect)), out_(dialect_->hello()) {
  fcntl(socket_, F_SETFL, O_NONBLOCK);
  flush();
}

Client::~Client() { close(socket_); }

void Client::append() {
  dialect_->append(out_);
  flush();
}

Heard Client::read() {
  static std::array<char, std::size_t{1} << 20> buffer;
  const ssize_t got = recv(socket_, buffer.data(), buffer.size(), 0);
  if (got == 0 || (got < 0 && errno != EAGAIN)) die("the server hung up");
  if (got > 0) in_.append(buffer.data(), static_cast<std::size_t>(got));
  const Heard heard = dialect_->hear(in_, out_);
  is_live = is_live || heard.live;
  if (in_.empty() && in_.capacity() > 4096) in_ = {};
  flush();
  return heard;
}

void Client::flush() {
  if (out_.empty()) return;
  const ssize_t sent = send(socket_, out_.data(), out_.size(), MSG_NOSIGNAL);
  if (sent < 0 && errno != EAGAIN) die("sending");
  if (sent > 0) out_.erase(0, static_cast<std::size_t>(sent));
}

}  // namespace commonground::load
