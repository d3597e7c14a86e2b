#include "http/health.h"

#include <array>
#include <utility>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace commonground::http {
namespace {

Response health(bool is_ready) {
  return {.status = is_ready ? 200 : 503,
          .content_type = "application/json",
          .body = is_ready ? R"({"ready":true})" : R"({"ready":false})"};
}

}  // namespace

// What was written within the last second is proof enough.
void answer_health(Engine& engine, const Respond& respond) {
  const store::WriterFigures& figures = engine.figures();
  const std::int64_t since = engine.now().steady_us - figures.last_group_us;
  if (figures.groups > 0 && since < relay::kSecond) return respond(health(figures.can_store));
  engine.ask(store::Probe{}, [respond](const store::Answer& answer) {
    respond(health(answer.error == relay::ErrorCode::kNone));
  });
}

struct Metrics::Meters {
  static prometheus::Gauge& gauge(prometheus::Registry& in, const char* name, const char* help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(in).Add({});
  }
  static prometheus::Counter& counter(prometheus::Registry& in, const char* name,
                                      const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(in).Add({});
  }

  prometheus::Registry registry;
  prometheus::Gauge& connections =
      gauge(registry, "commonground_connections", "Connections that are open");
  prometheus::Gauge& sockets =
      gauge(registry, "commonground_sockets", "Connections that are WebSockets");
  prometheus::Gauge& logs =
      gauge(registry, "commonground_open_logs", "Logs that somebody has open");
  prometheus::Gauge& waiting =
      gauge(registry, "commonground_waiting_writes", "Requests that wait to be stored");
  prometheus::Gauge& can_store =
      gauge(registry, "commonground_can_store", "1 if what was last to be stored was stored");
  prometheus::Counter& appended =
      counter(registry, "commonground_records_total", "Records stored since the start");
  prometheus::Counter& groups = counter(registry, "commonground_commits_total",
                                        "Commits since the start, of whatever waited");
  prometheus::Counter& failed =
      counter(registry, "commonground_failed_commits_total", "Commits that the store refused");
  prometheus::Counter& scrubs = counter(registry, "commonground_scrubs_total",
                                        "How often what was deleted was to be overwritten");
  prometheus::Counter& refused = counter(registry, "commonground_refused_connections_total",
                                         "Connections that were one too many");
  prometheus::Family<prometheus::Counter>& by_status =
      prometheus::BuildCounter()
          .Name("commonground_responses_total")
          .Help("Responses over HTTP, by the first figure of their status")
          .Register(registry);
  std::array<prometheus::Counter*, 6> responses{nullptr,
                                                &by_status.Add({{"status", "1xx"}}),
                                                &by_status.Add({{"status", "2xx"}}),
                                                &by_status.Add({{"status", "3xx"}}),
                                                &by_status.Add({{"status", "4xx"}}),
                                                &by_status.Add({{"status", "5xx"}})};
  prometheus::Histogram& seconds =
      prometheus::BuildHistogram()
          .Name("commonground_response_seconds")
          .Help("How long responses over HTTP took")
          .Register(registry)
          .Add({}, prometheus::Histogram::BucketBoundaries{0.0005, 0.001, 0.0025, 0.005, 0.01,
                                                           0.025, 0.05, 0.1, 0.25, 0.5, 1, 5});
};

Metrics::Metrics(const Engine& engine, const Hub& hub)
    : engine_(&engine), hub_(&hub), meters_(std::make_unique<Meters>()) {}
Metrics::~Metrics() = default;

void Metrics::connected(int more) { meters_->connections.Increment(more); }

void Metrics::responded(int status, std::int64_t took_us) {
  meters_->responses.at(static_cast<std::size_t>(status) / 100)->Increment();
  meters_->seconds.Observe(static_cast<double>(took_us) / static_cast<double>(relay::kSecond));
}

void Metrics::refused_connection() { meters_->refused.Increment(); }

std::string Metrics::text() const {
  const store::WriterFigures& figures = engine_->figures();
  const auto set = [](prometheus::Gauge& gauge, auto value) {
    gauge.Set(static_cast<double>(value));
  };
  const auto raise = [](prometheus::Counter& counter, std::uint64_t to) {
    counter.Increment(static_cast<double>(to) - counter.Value());
  };
  set(meters_->sockets, hub_->sockets());
  set(meters_->logs, hub_->open_logs());
  set(meters_->waiting, figures.waiting.load());
  set(meters_->can_store, figures.can_store.load() ? 1 : 0);
  raise(meters_->appended, figures.appended);
  raise(meters_->groups, figures.groups);
  raise(meters_->failed, figures.failed_groups);
  raise(meters_->scrubs, figures.scrubs);
  return prometheus::TextSerializer().Serialize(meters_->registry.Collect());
}

}  // namespace commonground::http
