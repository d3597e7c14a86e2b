#include "http/server.h"

#include <algorithm>
#include <csignal>
#include <optional>
#include <utility>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <sys/resource.h>

#include "http/edge.h"
#include "store/sqlite_store.h"

namespace commonground::http {
namespace {

using asio::ip::tcp;
using Acceptor = asio::basic_socket_acceptor<tcp, asio::io_context::executor_type>;

constexpr auto kTick = std::chrono::seconds(1);
constexpr auto kStopTick = std::chrono::milliseconds(10);
constexpr std::int64_t kStopUs = 8 * relay::kSecond;  // until what has not gone is cut off

store::Now clock_now() {
  using std::chrono::duration_cast;
  const auto steady = std::chrono::steady_clock::now().time_since_epoch();
  const auto wall = std::chrono::system_clock::now().time_since_epoch();
  return {.steady_us = duration_cast<std::chrono::microseconds>(steady).count(),
          .wall_ms = duration_cast<std::chrono::milliseconds>(wall).count()};
}

relay::Limits limits_of(const ServerOptions& options) {
  relay::Limits limits;
  limits.appends = {.per_minute = options.appends_per_minute, .burst = options.appends_at_once};
  limits.requests = {.per_minute = options.requests_per_minute, .burst = options.requests_at_once};
  limits.connections = static_cast<std::size_t>(options.connections);
  limits.network_connections = static_cast<std::size_t>(options.connections_per_address);
  limits.request_us = options.request_seconds * relay::kSecond;
  limits.ping_us = options.ping_seconds * relay::kSecond;
  limits.idle_us = options.idle_seconds * relay::kSecond;
  limits.days_unused = options.days_unused;
  return limits;
}

std::expected<std::shared_ptr<asio::ssl::context>, StartError> read_tls(
    const std::string& certificate, const std::string& key) {
  if (certificate.empty() && key.empty()) return nullptr;
  auto context = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
  context->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                       asio::ssl::context::no_tlsv1_1);
  ErrorOf error;
  context->use_certificate_chain_file(certificate, error);
  if (!error) context->use_private_key_file(key, asio::ssl::context::pem, error);
  if (error) {
    return std::unexpected(StartError{.what = StartError::What::kTls, .detail = error.message()});
  }
  return context;
}

// As many files as the system lets us have.
void raise_file_limit() {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
}

// A file that may not grow and a connection that is gone are errors where they happen, and no
// reason to die.
void ignore_signals() {
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
}

std::expected<Acceptor, StartError> listen_at(asio::io_context& io, const ServerOptions& options) {
  const auto fail = [](const ErrorOf& error) {
    return std::unexpected(
        StartError{.what = StartError::What::kAddress, .detail = error.message()});
  };
  ErrorOf error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) return fail(error);
  const tcp::endpoint endpoint(address, options.port);
  Acceptor acceptor(io);
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return fail(error);
  return acceptor;
}

}  // namespace

struct Server::State {
  State(ServerOptions the_options, Log the_log, std::unique_ptr<store::Store> store,
        std::unique_ptr<store::View> view)
      : options(std::move(the_options)),
        log(std::move(the_log)),
        limits(limits_of(options)),
        engine(
            std::move(store), std::move(view), limits,
            [this](std::function<void()> work) { asio::post(io, std::move(work)); }, clock_now),
        edge(std::make_shared<Edge>(io, engine)),
        hour_began_us(clock_now().steady_us) {
    edge->behind_proxy = options.behind_proxy;
    edge->findable = options.findable;
    edge->origins = options.origins;
  }

  void accept();
  void tick();
  void look_at_store();
  void pass_hours();
  void listen_to_signals();
  void reload();
  void stop();
  void say_goodbye();
  void end_when_all_are_gone();

  ServerOptions options;
  Log log;
  relay::Limits limits;
  asio::io_context io{1};
  Engine engine;
  std::shared_ptr<Edge> edge;
  std::optional<Acceptor> acceptor;
  asio::signal_set signals{io, SIGTERM, SIGINT, SIGHUP};
  asio::steady_timer ticks{io};
  asio::steady_timer goodbyes{io};
  std::int64_t hour_began_us;
  bool could_store = true;
  bool is_accepting = false;
  std::int64_t stopped_at_us = 0;
};

void Server::State::accept() {
  is_accepting = true;
  acceptor->async_accept([this](const ErrorOf& error, TcpSocket socket) {
    is_accepting = false;
    // Out of files, most likely. It is tried again at the next tick.
    if (error) return;
    const bool has_room = edge->watched.size() < limits.connections;
    (has_room ? serve_connection : refuse_connection)(edge, std::move(socket));
    accept();
  });
}

void Server::State::tick() {
  ticks.expires_after(kTick);
  ticks.async_wait([this](const ErrorOf& error) {
    if (error) return;
    const std::int64_t now_us = engine.now().steady_us;
    for (Watched* watched : std::vector(edge->watched.begin(), edge->watched.end())) {
      if (edge->watched.contains(watched)) watched->look(now_us);
    }
    look_at_store();
    pass_hours();
    if (!is_accepting && !edge->stopping) accept();
    tick();
  });
}

void Server::State::look_at_store() {
  const bool can_store = engine.figures().can_store;
  if (can_store != could_store) log(can_store ? "store-recovered" : "store-refuses", "");
  could_store = can_store;
}

void Server::State::pass_hours() {
  constexpr std::int64_t kHour = 60 * relay::kMinute;
  if (engine.now().steady_us - hour_began_us < kHour) return;
  hour_began_us += kHour;
  engine.ask(store::PassHour{}, [](const store::Answer&) {});
}

void Server::State::listen_to_signals() {
  signals.async_wait([this](const ErrorOf& error, int signal) {
    if (error) return;
    signal == SIGHUP ? reload() : stop();
    if (!edge->stopping) listen_to_signals();
  });
}

// What is open stays as it is; what comes next gets the new certificate. A wrong one is not taken.
void Server::State::reload() {
  if (options.certificate.empty()) return;
  auto tls = read_tls(options.certificate, options.key);
  if (!tls) return log("certificate-refused", tls.error().detail);
  edge->tls = std::move(*tls);
  log("certificate-read", "");
}

// No more comes in; what waits to be stored is stored and answered; then all are told.
void Server::State::stop() {
  if (edge->stopping) return;
  edge->stopping = true;
  log("stopping", "");
  ErrorOf ignored;
  acceptor->close(ignored);
  stopped_at_us = engine.now().steady_us + kStopUs;
  engine.ask(store::Probe{}, [this](const store::Answer&) {
    say_goodbye();
    end_when_all_are_gone();
  });
}

void Server::State::say_goodbye() {
  for (Watched* watched : std::vector(edge->watched.begin(), edge->watched.end())) {
    if (edge->watched.contains(watched)) watched->stop();
  }
}

void Server::State::end_when_all_are_gone() {
  if (edge->watched.empty() || engine.now().steady_us > stopped_at_us) return io.stop();
  goodbyes.expires_after(kStopTick);
  goodbyes.async_wait([this](const ErrorOf&) { end_when_all_are_gone(); });
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::~Server() = default;

std::expected<std::unique_ptr<Server>, StartError> Server::start(const ServerOptions& options,
                                                                 Log log) {
  raise_file_limit();
  ignore_signals();
  const auto no_store = [](store::StoreError error) {
    return std::unexpected(
        StartError{.what = StartError::What::kStore, .detail = std::string(store::name_of(error))});
  };
  auto tls = read_tls(options.certificate, options.key);
  if (!tls) return std::unexpected(tls.error());
  auto store = store::open_sqlite_store(
      options.store,
      {.vfs = options.vfs, .most_bytes = static_cast<std::uint64_t>(options.store_bytes)});
  if (!store) return no_store(store.error());
  auto view = (*store)->open_view();
  if (!view) return no_store(view.error());
  auto state =
      std::make_unique<State>(options, std::move(log), std::move(*store), std::move(*view));
  auto acceptor = listen_at(state->io, options);
  if (!acceptor) return std::unexpected(acceptor.error());
  state->acceptor.emplace(std::move(*acceptor));
  state->edge->tls = std::move(*tls);
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

std::uint16_t Server::port() const {
  ErrorOf ignored;
  return state_->acceptor->local_endpoint(ignored).port();
}

void Server::run() {
  state_->accept();
  state_->tick();
  state_->listen_to_signals();
  state_->io.run();
  state_->engine.stop();
  state_->log("stopped", "");
}

void Server::stop() {
  asio::post(state_->io, [this] { state_->stop(); });
}

}  // namespace commonground::http
