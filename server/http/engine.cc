#include "http/engine.h"

#include <cstdlib>
#include <cstring>

#include <sys/random.h>

namespace commonground::http {
namespace {

template <class Fixed>
Fixed random_fixed() {
  Fixed fixed;
  // Up to 256 bytes are given at once or not at all (getrandom(2)).
  if (getrandom(fixed.bytes.data(), fixed.bytes.size(), 0) !=
      static_cast<ssize_t>(fixed.bytes.size())) {
    std::abort();
  }
  return fixed;
}

// Far enough from the largest number for any clock.
std::int64_t random_epoch() {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 62;
  std::uint64_t number = 0;
  const auto noise = random_fixed<relay::ChallengeNoise>();
  static_assert(sizeof(number) == relay::ChallengeNoise::kSize);
  std::memcpy(&number, noise.bytes.data(), sizeof(number));
  return static_cast<std::int64_t>(number % kMost);
}

}  // namespace

Engine::Engine(std::unique_ptr<store::Store> store, std::unique_ptr<store::View> view,
               const relay::Limits& limits, Post post, store::Writer::Clock clock)
    : limits_(&limits),
      post_(std::move(post)),
      clock_(std::move(clock)),
      challenge_key_(random_fixed<relay::ChallengeKey>()),
      challenge_epoch_us_(random_epoch()),
      store_(std::move(store)),
      writer_(*store_, limits, clock_,
              [this](std::vector<store::Job> jobs) {
                post_([this, jobs = std::move(jobs)]() mutable { done(jobs); });
              }),
      reader_(std::move(view), limits.waiting_reads) {}

void Engine::ask(store::Request request, Answered answered) {
  const std::uint64_t asker = new_asker();
  asked_.emplace(asker, std::move(answered));
  if (writer_.submit({.request = std::move(request), .asker = asker})) return;
  const auto node = asked_.extract(asker);
  store::Answer answer;
  answer.error = relay::ErrorCode::kBusy;
  answer.retry_after_us = relay::kSecond;
  node.mapped()(answer);
}

void Engine::done(std::vector<store::Job>& jobs) {
  if (stored_) stored_(jobs);
  for (const store::Job& job : jobs) {
    if (const auto node = asked_.extract(job.asker)) node.mapped()(job.answer);
  }
}

std::int64_t Engine::challenge_now_us() const { return challenge_epoch_us_ + clock_().steady_us; }

wire::Challenge Engine::new_challenge() {
  return relay::make_challenge(challenge_key_, challenge_now_us(),
                               random_fixed<relay::ChallengeNoise>());
}

bool Engine::is_valid(const wire::Challenge& challenge) const {
  return relay::is_valid(challenge, challenge_key_, challenge_now_us(), limits_->challenge_us);
}

void Engine::stop() {
  reader_.stop();
  writer_.stop();
}

}  // namespace commonground::http
