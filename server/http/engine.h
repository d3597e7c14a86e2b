// What stands behind the sockets: the store, the thread that writes and the thread that reads. Its
// functions are called in one thread, and so are the functions that it calls back.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include "relay/challenge.h"
#include "relay/limits.h"
#include "store/reader.h"
#include "store/writer.h"

namespace commonground::http {

class Engine {
 public:
  // Brings a piece of work into the one thread.
  using Post = std::function<void(std::function<void()>)>;
  using Answered = std::function<void(const store::Answer&)>;
  // All that was stored together, in order.
  using Stored = std::function<void(std::vector<store::Job>&)>;

  Engine(std::unique_ptr<store::Store> store, std::unique_ptr<store::View> view,
         const relay::Limits& limits, Post post, store::Writer::Clock clock);

  // What sockets write. Each has an id of its own, and is answered through `stored`.
  void on_stored(Stored stored) { stored_ = std::move(stored); }
  [[nodiscard]] std::uint64_t new_asker() { return ++askers_; }
  [[nodiscard]] bool write(store::Job job) { return writer_.submit(std::move(job)); }

  // Everything else that is written.
  void ask(store::Request request, Answered answered);
  // Work in the reader's thread, and then with what it gave in this one. Not called if too much
  // waits: then this is false.
  template <class Work, class Then>
  [[nodiscard]] bool read(Work work, Then then) {
    return reader_.submit(
        [this, work = std::move(work), then = std::move(then)](store::View& view) {
          post_([then, result = work(view)]() mutable { then(std::move(result)); });
        });
  }

  [[nodiscard]] wire::Challenge new_challenge();
  [[nodiscard]] bool is_valid(const wire::Challenge& challenge) const;

  [[nodiscard]] const relay::Limits& limits() const { return *limits_; }
  [[nodiscard]] store::Now now() const { return clock_(); }
  [[nodiscard]] const store::WriterFigures& figures() const { return writer_.figures(); }

  // All that was to be written is written, and answered, except what is called back later.
  void stop();

 private:
  void done(std::vector<store::Job>& jobs);

  const relay::Limits* limits_;
  Post post_;
  store::Writer::Clock clock_;
  [[nodiscard]] std::int64_t challenge_now_us() const;

  relay::ChallengeKey challenge_key_;
  std::int64_t challenge_epoch_us_;  // so that no challenge tells how long the machine has run
  std::uint64_t askers_ = 0;
  std::unordered_map<std::uint64_t, Answered> asked_;
  Stored stored_;
  std::unique_ptr<store::Store> store_;
  store::Writer writer_;
  store::Reader reader_;
};

}  // namespace commonground::http
