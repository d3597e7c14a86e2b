// Load for a relay: so many sockets, two on each log, each with at most one append that is not
// answered yet. One thread; says when it is itself the limit.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

#include "load/clock.h"
#include "load/dialects.h"
#include "load/memory.h"
#include "load/starting.h"

namespace commonground::load {
namespace {

using Options = std::map<std::string, std::string>;

constexpr const char* kHelp =
    "load --port N [--what ours|toy|redis|redis-alone] [--sockets N] [--seconds N] [--rate N]\n"
    "     [--bytes N] [--first N] [--fill N] [--mode append|idle|catch-up|start] [--pid N]\n"
    "     [--program PATH] [--store PATH] [--new 0|1]\n"
    "append: closed loop, or --rate appends a second over all sockets; prints acks/s and times\n"
    "idle: connects, opens, and says what each socket takes of the memory of --pid\n"
    "catch-up: one log gets --fill records, then how long reading all of them takes\n"
    "start: how long --program takes to its first answer, with --store, --new each time or not\n"
    "redis: each client has a second connection, on which it hears what is added to its stream by\n"
    "itself and by the other; redis-alone: nobody hears of anything\n";

std::int64_t number(const Options& options, const std::string& name, std::int64_t otherwise) {
  const auto found = options.find(name);
  return found != options.end() ? std::atoll(found->second.c_str()) : otherwise;
}
std::string text(const Options& options, const std::string& name, const std::string& otherwise) {
  const auto found = options.find(name);
  return found != options.end() ? found->second : otherwise;
}

class Crowd {
 public:
  Crowd() : epoll_(epoll_create1(EPOLL_CLOEXEC)) {}
  ~Crowd() { close(epoll_); }
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  void add(std::uint16_t port, std::unique_ptr<Dialect> dialect) {
    add(port, std::move(dialect), clients_);
  }
  // One that writes nothing.
  void add_listener(std::uint16_t port, std::unique_ptr<Dialect> dialect) {
    add(port, std::move(dialect), listeners_);
  }

  // Gives what every client hears to `heard`, for so long at most.
  template <class Hear>
  void listen(int milliseconds, Hear heard) {
    epoll_event events[512];
    const int count = epoll_wait(epoll_, events, 512, milliseconds);
    for (int i = 0; i < count; ++i) {
      auto& client = *static_cast<Client*>(events[i].data.ptr);
      if ((events[i].events & EPOLLOUT) != 0) client.flush();
      if ((events[i].events & EPOLLIN) != 0) heard(client, client.read());
    }
  }

  void until_all_live() {
    const auto all_live = [&] {
      const auto is_live = [](const auto& client) { return client->is_live; };
      return std::ranges::all_of(clients_, is_live) && std::ranges::all_of(listeners_, is_live);
    };
    while (!all_live()) {
      for (int i = 0; i < 100; ++i) listen(1, [](Client&, const Heard&) {});
    }
  }

  std::vector<std::unique_ptr<Client>>& clients() { return clients_; }

 private:
  using Clients = std::vector<std::unique_ptr<Client>>;

  void add(std::uint16_t port, std::unique_ptr<Dialect> dialect, Clients& to) const {
    Client& client =
        *to.emplace_back(std::make_unique<Client>(connect_to(port), std::move(dialect)));
    epoll_event event{.events = EPOLLIN | EPOLLOUT | EPOLLET, .data = {.ptr = &client}};
    if (epoll_ctl(epoll_, EPOLL_CTL_ADD, client.socket(), &event) != 0) die("epoll");
  }

  int epoll_;
  Clients clients_;
  Clients listeners_;
};

void gather(Crowd& crowd, const Options& options) {
  const auto port = static_cast<std::uint16_t>(number(options, "port", 0));
  const auto sockets = static_cast<std::size_t>(number(options, "sockets", 64));
  const auto bytes = static_cast<std::size_t>(number(options, "bytes", 1024));
  const std::string what = text(options, "what", "ours");
  if (what == "ours") {
    const auto first = static_cast<std::uint64_t>(number(options, "first", 1));
    for (Place& place : make_places(port, sockets, first)) {
      crowd.add(port, our_dialect(std::move(place), bytes, 0));
      // The server asks to come again if too many open at once.
      if (crowd.clients().size() % 256 == 0) crowd.until_all_live();
    }
  } else {
    for (std::size_t i = 0; i < sockets; ++i) {
      crowd.add(port, what == "toy" ? toy_dialect(i / 2, bytes) : redis_writer(i / 2, bytes));
      if (what == "redis") crowd.add_listener(port, redis_listener(i / 2));
    }
  }
  crowd.until_all_live();
}

struct Counts {
  std::int64_t acks = 0;
  std::int64_t records = 0;
  std::int64_t refused = 0;
  Durations durations;
};

// Until the time is over; what was answered before `from_us` does not count.
void append_until(Crowd& crowd, std::int64_t rate, std::int64_t from_us, std::int64_t to_us,
                  Counts& counts) {
  auto& clients = crowd.clients();
  const auto go = [&](Client& client) {
    client.sent_us = now_us();
    client.append();
  };
  const std::int64_t began_us = now_us();
  std::int64_t started = 0;
  std::size_t next = 0;
  if (rate == 0) {
    for (auto& client : clients) go(*client);
  }
  while (now_us() < to_us) {
    for (; rate > 0 && started * 1'000'000 <= (now_us() - began_us) * rate; ++started) {
      Client& client = *clients[next++ % clients.size()];
      if (client.sent_us == 0) go(client);
    }
    crowd.listen(rate > 0 ? 0 : 10, [&](Client& client, const Heard& heard) {
      const std::int64_t now = now_us();
      counts.refused += heard.refused ? 1 : 0;
      if (now >= from_us) counts.records += heard.records;
      if (heard.acks == 0) return;
      if (now >= from_us) {
        counts.acks += heard.acks;
        counts.durations.add(now - client.sent_us);
      }
      client.sent_us = 0;
      if (rate == 0) go(client);
    });
  }
}

int run_append(const Options& options) {
  Crowd crowd;
  gather(crowd, options);
  const std::int64_t warm_us = 500'000;
  const std::int64_t seconds = number(options, "seconds", 5);
  const std::int64_t from_us = now_us() + warm_us;
  Counts counts;
  const std::int64_t cpu_us = own_cpu_us();
  append_until(crowd, number(options, "rate", 0), from_us, from_us + seconds * 1'000'000, counts);
  const double own = static_cast<double>(own_cpu_us() - cpu_us) /
                     static_cast<double>(seconds * 1'000'000 + warm_us);
  std::printf(
      "%lld acks/s, p50 %.2f ms, p99 %.2f ms, %lld heard/s, %lld refused, own core %.0f%%%s\n",
      static_cast<long long>(counts.acks / seconds), counts.durations.at(500),
      counts.durations.at(990), static_cast<long long>(counts.records / seconds),
      static_cast<long long>(counts.refused), own * 100,
      own > 0.9 && number(options, "rate", 0) == 0 ? " (IT IS THE LIMIT)" : "");
  return counts.acks > 0 ? 0 : 1;
}

int run_idle(const Options& options) {
  const std::int64_t pid = number(options, "pid", 0);
  const std::int64_t before = memory_of(pid).resident_kib;
  Crowd crowd;
  gather(crowd, options);
  const std::int64_t after = memory_of(pid).resident_kib;
  std::printf("%lld KiB before, %lld KiB with %zu sockets: %.1f KiB each\n",
              static_cast<long long>(before), static_cast<long long>(after), crowd.clients().size(),
              static_cast<double>(after - before) / static_cast<double>(crowd.clients().size()));
  return 0;
}

int run_catch_up(const Options& options) {
  const auto port = static_cast<std::uint16_t>(number(options, "port", 0));
  const auto fill = number(options, "fill", 1000);
  const auto bytes = static_cast<std::size_t>(number(options, "bytes", 1024));
  const auto first = static_cast<std::uint64_t>(number(options, "first", 1));
  const std::vector<Place> places = make_places(port, 2, first);
  {
    Crowd crowd;
    crowd.add(port, our_dialect(places[0], bytes, 0));
    crowd.until_all_live();
    std::int64_t stored = 0;
    crowd.clients()[0]->append();
    while (stored < fill) {
      crowd.listen(10, [&](Client& client, const Heard& heard) {
        if (heard.acks > 0 && ++stored < fill) client.append();
      });
    }
  }
  Durations durations;
  for (int round = 0; round < 21; ++round) {
    Crowd crowd;
    std::int64_t records = 0;
    const std::int64_t began_us = now_us();
    crowd.add(port, our_dialect(places[1], bytes, 0));
    while (!crowd.clients()[0]->is_live) {
      crowd.listen(10, [&](Client&, const Heard& heard) { records += heard.records; });
    }
    if (records != fill) die("records are missing");
    durations.add(now_us() - began_us);
  }
  std::printf("%lld records from connecting to live: median %.2f ms\n",
              static_cast<long long>(fill), durations.at(500));
  return 0;
}

int run(int count, char** arguments) {
  Options options;
  for (int i = 1; i + 1 < count; i += 2)
    options[std::string(arguments[i]).substr(2)] = arguments[i + 1];
  if (!options.contains("port")) {
    std::fputs(kHelp, stderr);
    return 2;
  }
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  const std::string mode = text(options, "mode", "append");
  if (mode == "idle") return run_idle(options);
  if (mode == "start") {
    return run_start(text(options, "program", ""), text(options, "store", ""),
                     static_cast<std::uint16_t>(number(options, "port", 0)),
                     number(options, "new", 1) != 0);
  }
  return mode == "catch-up" ? run_catch_up(options) : run_append(options);
}

}  // namespace
}  // namespace commonground::load

int main(int count, char** arguments) { return commonground::load::run(count, arguments); }
