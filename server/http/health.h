// How the server is: for whoever runs it, without ids, addresses or anything that was said.
#pragma once

#include <memory>
#include <string>

#include "http/api.h"

namespace commonground::http {

// Answers once the store has shown that it can store something.
void answer_health(Engine& engine, const Respond& respond);

// Prometheus text.
class Metrics {
 public:
  Metrics(const Engine& engine, const Hub& hub);
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  // Things that happen in the one thread.
  void connected(int more);
  void responded(int status, std::int64_t took_us);
  void refused_connection();

  [[nodiscard]] std::string text() const;

 private:
  struct Meters;
  const Engine* engine_;
  const Hub* hub_;
  std::unique_ptr<Meters> meters_;
};

}  // namespace commonground::http
