// What sockets are told when the store cannot do what it should, in an order of events that a
// running server comes to once in a blue moon.
#include "http/hub.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "crypto/sign.h"
#include "store/folder_for_test.h"
#include "store/sqlite_store.h"

namespace commonground::tests {
namespace {

using relay::ErrorCode;

constexpr LogId kLog{{'l', 'o', 'g'}};

// Work for the one thread, which a test does when and in which order it wants.
class Work {
 public:
  void post(std::function<void()> work) {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(work));
    changed_.notify_one();
  }
  std::function<void()> next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !waiting_.empty(); });
    auto work = std::move(waiting_.front());
    waiting_.pop_front();
    return work;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
};

class Ear final : public http::Peer {
 public:
  Ear() : Peer(std::size_t{1} << 20) {}
  void flush() override {
    heard_ += outbox.take();
    outbox.sent();
  }
  void close(ErrorCode why) override { closed = why; }

  // Of all that it was told, the last of this kind.
  [[nodiscard]] Bytes last(wire::FrameKind kind) const {
    Bytes body;
    wire::FrameReader frames(bytes_of(heard_));
    while (const auto frame = frames.next()) {
      if (frame->kind == kind) body.assign(frame->body.begin(), frame->body.end());
    }
    return body;
  }
  [[nodiscard]] ErrorCode error() const {
    const auto refusal = wire::read_refusal(last(wire::FrameKind::kError));
    return refusal ? static_cast<ErrorCode>(refusal->code) : ErrorCode::kNone;
  }

  ErrorCode closed = ErrorCode::kNone;

 private:
  std::string heard_;
};

class FailingView final : public store::View {
 public:
  using Failed = std::unexpected<store::StoreError>;
  store::Result<std::optional<store::StoredLog>> find_log(const LogId&) override {
    return Failed(store::StoreError::kFailed);
  }
  store::Result<std::uint64_t> read_records(store::LogNumber, std::uint64_t, std::size_t,
                                            const Visit&) override {
    return Failed(store::StoreError::kFailed);
  }
  store::Result<std::optional<store::StoredInvite>> find_invite(const Hash&) override {
    return Failed(store::StoreError::kFailed);
  }
  store::Result<std::optional<store::StoredBackup>> find_backup(const Hash&) override {
    return Failed(store::StoreError::kFailed);
  }
};

class HubTest : public testing::Test {
 public:
  ~HubTest() override {
    hub_.reset();
    engine_.reset();
  }

 protected:
  // With the store's own view, if none is given.
  void start(std::unique_ptr<store::View> view = nullptr) {
    auto store = std::move(*store::open_sqlite_store((folder_.path() / "store").string()));
    if (!view) view = std::move(*store->open_view());
    engine_ = std::make_unique<http::Engine>(
        std::move(store), std::move(view), limits_,
        [this](std::function<void()> work) { work_.post(std::move(work)); },
        [] { return store::Now{.steady_us = relay::kMinute, .wall_ms = 1}; });
    hub_ = std::make_unique<http::Hub>(*engine_);
    hub_->enter(ana_);
  }
  [[nodiscard]] wire::Open open_frame() const {
    const auto challenge =
        wire::Challenge::from(ByteSpan(ana_.last(wire::FrameKind::kHello)).subspan(1));
    return {.log = kLog,
            .author = 0,
            .after = 0,
            .signature = key_.sign(wire::open_statement(*challenge, kLog, 0))};
  }
  void send_open() {
    std::string message;
    wire::add_open(message, open_frame());
    hub_->receive(ana_, bytes_of(message));
  }

  relay::Limits limits_;
  SigningKey key_{SigningSeed(std::array<std::uint8_t, 32>{'a', 'n', 'a'})};
  store::FolderForTest folder_;
  Work work_;
  std::unique_ptr<http::Engine> engine_;
  std::unique_ptr<http::Hub> hub_;
  Ear ana_;
};

// They left after they had been let in and before they were there; that the log is opened was to be
// written, which shows it, and could not be. So they heard on.
TEST_F(HubTest, WhoLeavesWhileNothingCanBeWrittenDoesNotHearOn) {
  start();
  engine_->ask(store::CreateLog{kLog, key_.verify_key(), key_.verify_key()}, [](const auto&) {});
  work_.next()();
  send_open();
  const auto let_in = work_.next();
  engine_->ask(store::Leave{kLog, 0, false},
               [this](const store::Answer& answer) { hub_->remove(kLog, answer.left); });
  work_.next()();
  limits_.waiting_writes = 0;
  let_in();
  EXPECT_EQ(hub_->open_logs(), 1);
  using enum wire::FrameKind;
  while (ana_.last(kClosed).empty() && ana_.last(kLive).empty()) work_.next()();
  EXPECT_FALSE(ana_.last(kClosed).empty());
  EXPECT_EQ(ana_.error(), ErrorCode::kNotAMember);
  EXPECT_EQ(hub_->open_logs(), 0);
}

// A device that tried again while the disk failed was taken for one that guesses.
TEST_F(HubTest, AStoreThatCannotBeReadIsNoFaultOfWhoeverAsks) {
  start(std::make_unique<FailingView>());
  for (int i = 0; i < 3 * limits_.failed_opens; ++i) {
    send_open();
    work_.next()();
    EXPECT_EQ(ana_.error(), ErrorCode::kNotStored);
  }
  EXPECT_EQ(ana_.closed, ErrorCode::kNone);
}

}  // namespace
}  // namespace commonground::tests
