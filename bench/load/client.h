// One connection of the load generator: bytes in and out without waiting, and what they mean in
// the protocol of the server that is measured.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace commonground::load {

// What a server said.
struct Heard {
  int acks = 0;       // appends that are stored
  int records = 0;    // that others wrote
  bool live = false;  // it may begin
  bool refused = false;
};

// How to speak to one kind of server, for one connection.
class Dialect {
 public:
  Dialect() = default;
  Dialect(const Dialect&) = delete;
  Dialect& operator=(const Dialect&) = delete;
  virtual ~Dialect() = default;

  // What is sent first.
  [[nodiscard]] virtual std::string hello() = 0;
  // The next append.
  virtual void append(std::string& out) = 0;
  // Takes what it understands from the front of `in`; `out` is for answers.
  [[nodiscard]] virtual Heard hear(std::string& in, std::string& out) = 0;
};

// WebSocket messages, as a client has to send them and a server sends them.
void add_message(std::string& out, std::string_view payload);
// The payload of the next whole message, which stays in `in` until `taken` is cut off.
[[nodiscard]] bool next_message(std::string_view in, std::string_view& payload, std::size_t& taken);
[[nodiscard]] std::string upgrade_request(std::string_view path);

class Client {
 public:
  Client(int socket, std::unique_ptr<Dialect> dialect);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  [[nodiscard]] int socket() const { return socket_; }
  void append();
  [[nodiscard]] Heard read();  // what has come
  void flush();                // what is to go, as far as it goes
  [[nodiscard]] bool has_more_to_send() const { return !out_.empty(); }

  std::int64_t sent_us = 0;  // when the append that is not answered yet went; 0: there is none
  bool is_live = false;

 private:
  int socket_;
  std::unique_ptr<Dialect> dialect_;
  std::string in_;
  std::string out_;
};

// Connects to a port of this machine, without delay; ends the program if it cannot.
[[nodiscard]] int connect_to(std::uint16_t port);
[[noreturn]] void die(std::string_view what);

}  // namespace commonground::load
