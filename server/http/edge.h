// What all connections share. Everything here happens in one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "http/api.h"
#include "http/engine.h"
#include "http/health.h"
#include "http/hub.h"
#include "http/transport.h"

namespace commonground::http {

// A connection that is looked at once a second.
class Watched {
 public:
  Watched() = default;
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;
  virtual ~Watched() = default;
  virtual void look(std::int64_t now_us) = 0;
  // The server stops.
  virtual void stop() = 0;
};

// How often each address may ask. Forgets those that have rested.
class AddressRates {
 public:
  // 0, or after how long.
  [[nodiscard]] std::int64_t take(const std::string& address, std::int64_t now_us,
                                  const relay::Rate& rate);
  [[nodiscard]] std::size_t size() const { return buckets_.size(); }

 private:
  std::unordered_map<std::string, relay::Bucket> buckets_;
};

// How many connections each network has: the addresses of one household, for example.
class NetworkSeats {
 public:
  // One of them, until it goes. It must not outlive where it was taken.
  class Seat {
   public:
    Seat() = default;
    Seat(NetworkSeats& of, std::string network) : of_(&of), network_(std::move(network)) {}
    Seat(Seat&& other) noexcept
        : of_(std::exchange(other.of_, nullptr)), network_(std::move(other.network_)) {}
    Seat& operator=(Seat&& other) noexcept {
      std::swap(of_, other.of_);
      std::swap(network_, other.network_);
      return *this;
    }
    ~Seat() {
      if (of_ != nullptr) of_->leave(network_);
    }
    [[nodiscard]] bool is_of(const std::string& network) const {
      return of_ != nullptr && network_ == network;
    }

   private:
    NetworkSeats* of_ = nullptr;  // nobody's, if null
    std::string network_;
  };

  // Nothing if there are as many already.
  [[nodiscard]] std::optional<Seat> take(const std::string& network, std::size_t most);

 private:
  void leave(const std::string& network);
  std::unordered_map<std::string, std::size_t> taken_;
};

struct Edge {
  Edge(asio::io_context& the_io, Engine& the_engine)
      : io(the_io),
        engine(the_engine),
        hub(the_engine),
        api(the_engine, hub),
        metrics(the_engine, hub) {}

  asio::io_context& io;
  Engine& engine;
  Hub hub;
  Api api;
  Metrics metrics;
  AddressRates rates;
  NetworkSeats seats;
  std::unordered_set<Watched*> watched;
  std::shared_ptr<asio::ssl::context> tls;  // of the next connection
  bool behind_proxy = false;                // X-Forwarded-For says who asks
  bool findable = false;                    // search engines may list the first page
  std::vector<std::string> origins;         // pages from elsewhere that may open a socket
  bool stopping = false;
};

// Whatever it is that connects, until it goes; or that there are too many of its network.
// connection.cc
void serve_connection(const std::shared_ptr<Edge>& edge, TcpSocket socket);
// Says that there are too many, and hangs up.
void refuse_connection(const std::shared_ptr<Edge>& edge, TcpSocket socket);

}  // namespace commonground::http
