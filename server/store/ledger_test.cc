// Every request that changes something, and every way in which it is refused. And the thread that
// answers them.
#include "store/ledger.h"

#include <atomic>
#include <condition_variable>
#include <fstream>
#include <iterator>
#include <mutex>
#include <optional>

#include <gtest/gtest.h>

#include "base/byte_io.h"
#include "store/folder_for_test.h"
#include "store/sqlite_store.h"
#include "store/writer.h"
#include "wire/statements.h"

namespace commonground::store {
namespace {

using relay::ErrorCode;

constexpr LogId kLog{{'l', 'o', 'g'}};
constexpr VerifyKey kAna{{'a', 'n', 'a'}};
constexpr VerifyKey kBen{{'b', 'e', 'n'}};
constexpr Hash kToken{{'t', 'o', 'k', 'e', 'n'}};
constexpr std::int64_t kNow = 1'800'000'000'000;

VerifyKey device(std::uint8_t number) { return VerifyKey{{'d', number}}; }

Put put(std::uint8_t author, std::uint64_t counter, std::uint8_t text = 0) {
  ByteWriter out;
  out.bytes(wire::written(
      {.log = kLog, .author = author, .counter = counter, .previous = {}, .nonce = {}}));
  out.bytes(Bytes(wire::kTagBytes + wire::kPadTo, text));
  out.bytes(Signature{}.span());
  const Bytes record = out.take();
  return {.log = kLog,
          .author = author,
          .id = wire::parts_of(record)->id(),
          .record = record,
          .replaces = false};
}
Put rest_of(const Put& written) {
  Put rest = written;
  rest.record = wire::erased(*wire::parts_of(written.record));
  rest.replaces = true;
  return rest;
}

class LedgerTest : public testing::Test {
 protected:
  LedgerTest() {
    store_ = std::move(*open_sqlite_store((folder_.path() / "store").string()));
    ledger_ = std::make_unique<Ledger>(*store_, limits_);
  }
  Answer ask(const Request& request) {
    store_->begin();
    const Answer answer = ledger_->perform(request, now_);
    EXPECT_TRUE(store_->commit());
    now_.steady_us += relay::kSecond;
    return answer;
  }
  ErrorCode error(const Request& request) { return ask(request).error; }

  void create() { ASSERT_EQ(error(CreateLog{kLog, kAna, device(0)}), ErrorCode::kNone); }
  MakeInvite invite(const Hash& token = kToken) const {
    return {.log = kLog,
            .author = 0,
            .token_hash = wire::join_token_hash(token),
            .sealed = {1, 2},
            .expires_at_ms = now_.wall_ms + relay::kDayMs};
  }
  void create_with_ben() {
    create();
    ASSERT_EQ(error(invite()), ErrorCode::kNone);
    ASSERT_EQ(ask(Redeem{kToken, kLog, kBen, device(1)}).author, 1);
  }

  relay::Limits limits_;
  Now now_{.steady_us = relay::kMinute, .wall_ms = kNow};
  FolderForTest folder_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Ledger> ledger_;
};

TEST_F(LedgerTest, ALogIsCreatedOnceByOnePerson) {
  create();
  create();
  EXPECT_EQ(error(CreateLog{kLog, kBen, device(1)}), ErrorCode::kLogExists);
  EXPECT_EQ(ask(AddDevice{kLog, kAna, device(2)}).author, 1);
  EXPECT_EQ(error(AddDevice{kLog, kBen, device(3)}), ErrorCode::kNotAMember);
  EXPECT_EQ(error(AddDevice{{{9}}, kAna, device(2)}), ErrorCode::kUnknownLog);
  for (std::uint8_t i = 2; i < 8; ++i) {
    EXPECT_EQ(ask(AddDevice{kLog, kAna, device(static_cast<std::uint8_t>(i + 10))}).author, i);
  }
  EXPECT_EQ(error(AddDevice{kLog, kAna, device(30)}), ErrorCode::kNoPlace);
}

TEST_F(LedgerTest, ARecordIsStoredOnceHoweverOftenItComes) {
  create();
  const Answer first = ask(put(0, 0));
  EXPECT_EQ(first.number, 1);
  EXPECT_TRUE(first.is_new);
  EXPECT_EQ(ask(put(0, 1)).number, 2);
  const Answer again = ask(put(0, 0));
  EXPECT_EQ(again.error, ErrorCode::kNone);
  EXPECT_EQ(again.number, 1);
  EXPECT_FALSE(again.is_new);
  EXPECT_EQ(error(put(0, 0, 7)), ErrorCode::kFork);
  EXPECT_EQ(error(put(0, 3)), ErrorCode::kGap);
  EXPECT_EQ(error(put(1, 0)), ErrorCode::kNotAMember);
  Put elsewhere = put(0, 2);
  elsewhere.log = {{9}};
  EXPECT_EQ(error(elsewhere), ErrorCode::kUnknownLog);
}

TEST_F(LedgerTest, TooFastIsToldWithHowLongToWait) {
  create();
  limits_.appends = {.per_minute = 60, .burst = 2};
  const auto quickly = [&](std::uint64_t counter) {
    const Answer answer = ask(put(0, counter));
    now_.steady_us -= relay::kSecond;
    return answer;
  };
  EXPECT_EQ(quickly(0).error, ErrorCode::kNone);
  EXPECT_EQ(quickly(1).error, ErrorCode::kNone);
  const Answer refused = quickly(2);
  EXPECT_EQ(refused.error, ErrorCode::kTooFast);
  now_.steady_us += refused.retry_after_us;
  EXPECT_EQ(quickly(2).error, ErrorCode::kNone);
}

TEST_F(LedgerTest, AFullLogTakesNoMore) {
  create();
  limits_.records_per_log = 2;
  EXPECT_EQ(error(put(0, 0)), ErrorCode::kNone);
  EXPECT_EQ(error(put(0, 1)), ErrorCode::kNone);
  EXPECT_EQ(error(put(0, 2)), ErrorCode::kLogFull);
  EXPECT_EQ(error(put(0, 1)), ErrorCode::kNone) << "a repeat takes no space";
}

TEST_F(LedgerTest, WhoFillsTheirPartFillsNobodyElses) {
  create_with_ben();
  limits_.records_per_log = 4;
  EXPECT_EQ(error(put(0, 0)), ErrorCode::kNone);
  EXPECT_EQ(error(put(0, 1)), ErrorCode::kNone);
  EXPECT_EQ(error(put(0, 2)), ErrorCode::kLogFull);
  EXPECT_EQ(error(put(1, 0)), ErrorCode::kNone);
  ledger_->forget();
  EXPECT_EQ(error(put(0, 2)), ErrorCode::kLogFull);
  EXPECT_EQ(error(put(1, 1)), ErrorCode::kNone);
  EXPECT_EQ(error(put(1, 2)), ErrorCode::kLogFull);
}

TEST_F(LedgerTest, ARecordIsTakenBackByItsAuthorAlone) {
  create_with_ben();
  ASSERT_EQ(ask(put(0, 0)).number, 1);
  Put by_ben = rest_of(put(0, 0));
  by_ben.author = 1;
  EXPECT_EQ(error(by_ben), ErrorCode::kWrongAuthor);
  EXPECT_EQ(error(rest_of(put(0, 0, 7))), ErrorCode::kFork);
  EXPECT_EQ(error(rest_of(put(0, 1))), ErrorCode::kUnknownRecord);
  EXPECT_EQ(ask(rest_of(put(0, 0))).number, 1);
  EXPECT_EQ(ask(rest_of(put(0, 0))).number, 1);
  EXPECT_EQ(ask(put(0, 0)).number, 1) << "the record again: it is not brought back";
  EXPECT_TRUE(wire::parts_of(store_->find_record(1, 0, 0)->bytes)->erased);
}

TEST_F(LedgerTest, AnInviteIsUsedOnceAndByTheSameDeviceAgain) {
  create_with_ben();
  EXPECT_EQ(ask(Redeem{kToken, kLog, kBen, device(1)}).author, 1);
  EXPECT_EQ(error(Redeem{kToken, kLog, kBen, device(2)}), ErrorCode::kInviteUsed);
  EXPECT_EQ(error(Redeem{kToken, {{9}}, kBen, device(1)}), ErrorCode::kUnknownInvite);
  EXPECT_EQ(error(Redeem{{{9}}, kLog, kBen, device(1)}), ErrorCode::kUnknownInvite);
  EXPECT_EQ(error(invite()), ErrorCode::kNone) << "sent again; it stays used";
  EXPECT_EQ(error(Redeem{kToken, kLog, kBen, device(2)}), ErrorCode::kInviteUsed);
}

TEST_F(LedgerTest, AnInviteExpiresAndIsReplacedByTheNext) {
  create();
  ASSERT_EQ(error(invite()), ErrorCode::kNone);
  const Hash other{{'o'}};
  ASSERT_EQ(error(invite(other)), ErrorCode::kNone);
  EXPECT_EQ(error(Redeem{kToken, kLog, kBen, device(1)}), ErrorCode::kUnknownInvite);
  now_.wall_ms += relay::kDayMs;
  EXPECT_EQ(error(Redeem{other, kLog, kBen, device(1)}), ErrorCode::kInviteExpired);
  MakeInvite late = invite({{'l'}});
  late.expires_at_ms = now_.wall_ms + 9 * relay::kDayMs;
  EXPECT_EQ(error(late), ErrorCode::kBadRequest);
  late.expires_at_ms = now_.wall_ms;
  EXPECT_EQ(error(late), ErrorCode::kInviteExpired);
  MakeInvite foreign = invite({{'f'}});
  foreign.author = 1;
  EXPECT_EQ(error(foreign), ErrorCode::kNotAMember);
  foreign.log = {{9}};
  EXPECT_EQ(error(foreign), ErrorCode::kUnknownLog);
}

TEST_F(LedgerTest, WhoLeavesIsGoneWithAllDevicesAndTheLastTakesTheLog) {
  create_with_ben();
  ASSERT_EQ(ask(AddDevice{kLog, kBen, device(2)}).author, 2);
  EXPECT_EQ(ask(Leave{kLog, 2, false}).left, (std::vector<std::uint8_t>{1, 2}));
  EXPECT_TRUE(ask(Leave{kLog, 2, false}).left.empty());
  EXPECT_EQ(error(put(1, 0)), ErrorCode::kNotAMember);
  EXPECT_EQ(error(Touch{kLog, 1}), ErrorCode::kNotAMember);
  EXPECT_EQ(error(AddDevice{kLog, kBen, device(1)}), ErrorCode::kNotAMember);
  EXPECT_EQ(error(Redeem{kToken, kLog, kBen, device(1)}), ErrorCode::kInviteUsed);
  EXPECT_EQ(error(put(0, 0)), ErrorCode::kNone);
  EXPECT_EQ(ask(Leave{kLog, 0, true}).left, std::vector<std::uint8_t>{0});
  EXPECT_EQ(error(put(0, 1)), ErrorCode::kUnknownLog);
  EXPECT_EQ(error(Leave{kLog, 0, true}), ErrorCode::kNone);
}

TEST_F(LedgerTest, ABackupIsOverwrittenOnlyWithItsProof) {
  const Hash locator{{1}};
  const Hash proof{{2}};
  EXPECT_EQ(error(StoreBackup{locator, proof, {5}}), ErrorCode::kNone);
  EXPECT_EQ(error(StoreBackup{locator, proof, {6}}), ErrorCode::kNone);
  EXPECT_EQ(error(StoreBackup{locator, {{3}}, {7}}), ErrorCode::kWrongProof);
  EXPECT_EQ((*store_->find_backup(locator))->bytes, Bytes{6});
  EXPECT_EQ(error(DeleteBackup{locator, {{3}}}), ErrorCode::kWrongProof);
  EXPECT_EQ(error(DeleteBackup{locator, proof}), ErrorCode::kNone);
  EXPECT_EQ(error(DeleteBackup{locator, proof}), ErrorCode::kNone);
}

// A wall clock that jumps years ahead removes nothing; only hours in service do.
TEST_F(LedgerTest, ALogGoesAfterItsDaysOfService) {
  create();
  limits_.days_unused = 2;
  now_.wall_ms += 10 * 365 * relay::kDayMs;
  for (int hour = 0; hour < 3 * 24 - 1; ++hour) ask(PassHour{});
  EXPECT_EQ(error(put(0, 0)), ErrorCode::kNone);
  EXPECT_EQ(ledger_->service_day(), 2);
  ask(Touch{kLog, 0});
  for (int hour = 0; hour < 2 * 24; ++hour) ask(PassHour{});
  EXPECT_TRUE(*store_->find_log(kLog));
  for (int hour = 0; hour < 24; ++hour) ask(PassHour{});
  EXPECT_EQ(error(put(0, 1)), ErrorCode::kUnknownLog);
}

// The other way round as well. Of all that is kept only invites go by the wall.
TEST_F(LedgerTest, AClockThatJumpsTenYearsTakesNothingButInvites) {
  constexpr std::int64_t kTenYears = 10 * 365 * relay::kDayMs;
  create_with_ben();
  const Hash locator{{1}};
  const Hash proof{{2}};
  ASSERT_EQ(error(StoreBackup{locator, proof, {5}}), ErrorCode::kNone);
  const MakeInvite made = invite({{'n', 'o', 'w'}});
  ASSERT_EQ(error(made), ErrorCode::kNone);
  std::uint64_t counter = 0;
  for (const std::int64_t jump : {-kTenYears, kTenYears, kTenYears, -2 * kTenYears}) {
    now_.wall_ms += jump;
    EXPECT_EQ(error(put(0, counter)), ErrorCode::kNone);
    EXPECT_EQ(error(put(1, counter)), ErrorCode::kNone);
    EXPECT_EQ(error(rest_of(put(0, counter))), ErrorCode::kNone);
    EXPECT_EQ(error(Touch{kLog, 1}), ErrorCode::kNone);
    EXPECT_EQ(error(PassHour{}), ErrorCode::kNone);
    EXPECT_TRUE(*store_->find_log(kLog));
    EXPECT_TRUE(*store_->find_backup(locator));
    ++counter;
    EXPECT_EQ(error(invite({{'j', static_cast<std::uint8_t>(counter)}})), ErrorCode::kNone);
    if (now_.wall_ms > made.expires_at_ms) {
      EXPECT_EQ(error(made), ErrorCode::kInviteExpired);
    }
  }
}

// A device that stays connected opens its log once, and writes into it for months.
TEST_F(LedgerTest, ALogThatIsWrittenIntoIsUsed) {
  create();
  limits_.days_unused = 2;
  for (std::uint64_t day = 0; day < 6; ++day) {
    EXPECT_EQ(error(put(0, day)), ErrorCode::kNone) << day;
    for (int hour = 0; hour < 24; ++hour) ask(PassHour{});
  }
}

// A flood of logs or backups filled the disk, and those who were there could write no more.
TEST_F(LedgerTest, WhenRoomIsShortItIsKeptForThoseWhoAreHere) {
  create_with_ben();
  const Hash locator{{1}};
  const Hash proof{{2}};
  ASSERT_EQ(error(StoreBackup{locator, proof, {5}}), ErrorCode::kNone);
  const auto open_with = [&](const SqliteOptions& options) {
    ledger_.reset();
    store_.reset();
    store_ = std::move(*open_sqlite_store((folder_.path() / "store").string(), options));
    ledger_ = std::make_unique<Ledger>(*store_, limits_);
  };
  std::uint64_t counter = 0;
  for (const SqliteOptions& options :
       {SqliteOptions{.most_bytes = 1}, SqliteOptions{.spare_bytes = UINT64_MAX}}) {
    open_with(options);
    EXPECT_EQ(error(CreateLog{{{'n', 'e', 'w'}}, kAna, device(0)}), ErrorCode::kNotStored);
    EXPECT_EQ(error(invite({{'i'}})), ErrorCode::kNotStored);
    EXPECT_EQ(error(StoreBackup{{{3}}, proof, {5}}), ErrorCode::kNotStored);
    EXPECT_EQ(error(put(0, counter)), ErrorCode::kNone);
    EXPECT_EQ(error(put(1, counter)), ErrorCode::kNone);
    EXPECT_EQ(error(CreateLog{kLog, kAna, device(0)}), ErrorCode::kNone) << "its own, again";
    EXPECT_EQ(error(StoreBackup{locator, proof, {6}}), ErrorCode::kNone) << "in place of the old";
    ++counter;
  }
  open_with({.most_bytes = std::uint64_t{1} << 30});
  EXPECT_EQ(error(CreateLog{{{'n', 'e', 'w'}}, kAna, device(0)}), ErrorCode::kNone);
}

// What was believed in a transaction that failed is forgotten.
TEST_F(LedgerTest, AfterAFailureItLooksAgain) {
  create();
  store_->begin();
  EXPECT_EQ(ledger_->perform(put(0, 0), now_).number, 1);
  store_->append(1, 9, 0, {});  // a number out of turn, with a block's worth behind it
  for (std::uint64_t i = 0; i < 64; ++i) store_->append(1, 20 + i, 0, {});
  EXPECT_FALSE(store_->commit());
  ledger_->forget();
  EXPECT_EQ(ask(put(0, 0)).number, 1);
  EXPECT_EQ(ask(put(0, 1)).number, 2);
}

TEST_F(LedgerTest, TheWriterAnswersAllThatWaited) {
  create();
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<Answer> answers;
  Writer writer(
      *store_, limits_, [&] { return now_; },
      [&](const std::vector<Job>& jobs) {
        const std::lock_guard lock(mutex);
        for (const Job& job : jobs) answers.push_back(job.answer);
        changed.notify_one();
      });
  for (std::uint64_t i = 0; i < 40; ++i) {
    ASSERT_TRUE(writer.submit({.request = put(0, i), .asker = i}));
  }
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return answers.size() == 40; });
  for (std::uint64_t i = 0; i < 40; ++i) EXPECT_EQ(answers[i].number, i + 1);
  lock.unlock();
  writer.stop();
  EXPECT_FALSE(writer.submit({.request = Probe{}}));
  EXPECT_EQ(writer.figures().appended, 40);
}

TEST(Scrubs, AreDoneWhenNothingElseIsAndOnceASecond) {
  ScrubTimes times;
  EXPECT_FALSE(times.is_due(5, true));
  times.deleted(5);
  EXPECT_TRUE(times.is_due(5, true));
  EXPECT_FALSE(times.is_due(5, false));
  times.tried(5, true);
  EXPECT_FALSE(times.is_wanted());
  times.deleted(6);
  EXPECT_EQ(times.when_idle_us(), 5 + relay::kSecond);
  EXPECT_FALSE(times.is_due(4 + relay::kSecond, true));
  EXPECT_TRUE(times.is_due(5 + relay::kSecond, true));
}

TEST(Scrubs, AreNotPutOffForEverByWork) {
  ScrubTimes times;
  times.deleted(7);
  times.deleted(8 * relay::kSecond);
  const std::int64_t latest = 7 + ScrubTimes::kMostUs;
  EXPECT_FALSE(times.is_due(latest - 1, false));
  EXPECT_TRUE(times.is_due(latest, false));
  times.tried(latest, false);  // somebody reads
  EXPECT_TRUE(times.is_wanted());
  EXPECT_FALSE(times.is_due(latest + relay::kSecond - 1, false));
  EXPECT_TRUE(times.is_due(latest + relay::kSecond, false));
}

// A writer with one question at a time, each a second after the one before.
class Asked {
 public:
  Asked(Store& store, const relay::Limits& limits, const Now& now)
      : now_us_(now.steady_us),
        writer_(
            store, limits,
            [this, wall_ms = now.wall_ms] { return Now{.steady_us = now_us_, .wall_ms = wall_ms}; },
            [this](const std::vector<Job>& jobs) {
              const std::lock_guard lock(mutex_);
              answer_ = jobs.back().answer;
              changed_.notify_one();
            }) {}
  ErrorCode error(const Request& request) {
    now_us_ += relay::kSecond;
    EXPECT_TRUE(writer_.submit({.request = request}));
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return answer_.has_value(); });
    return std::exchange(answer_, std::nullopt)->error;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Answer> answer_;
  std::atomic<std::int64_t> now_us_;
  Writer writer_;
};

// Each was copied into the store at once, while others waited: 142 a second made nine tenths of an
// honest writer's records wait.
TEST_F(LedgerTest, WhatIsTakenBackIsNotScrubbedWhileOthersWait) {
  create();
  constexpr std::uint64_t kRecords = 200;
  limits_.appends = {.per_minute = 60'000'000, .burst = 1'000'000};
  for (std::uint64_t i = 0; i < kRecords; ++i) ASSERT_EQ(error(put(0, i)), ErrorCode::kNone);
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t answered = 0;
  Writer writer(
      *store_, limits_, [&] { return now_; },
      [&](const std::vector<Job>& jobs) {
        const std::lock_guard lock(mutex);
        answered += jobs.size();
        changed.notify_one();
      });
  for (std::uint64_t i = 0; i < kRecords; ++i) {
    ASSERT_TRUE(writer.submit({.request = rest_of(put(0, i))}));
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return answered > i; });
  }
  writer.stop();
  EXPECT_EQ(writer.figures().scrubs, 1) << "by its clock, all of it was one moment";
}

// While a backup is made the WAL cannot be emptied. It was not tried again.
TEST_F(LedgerTest, WhatWasTakenBackDuringABackupIsGoneFromTheDiskAfterIt) {
  create();
  const Put written = put(0, 0, 0x5a);
  ASSERT_EQ(error(written), ErrorCode::kNone);
  const auto is_on_disk = [&] {
    std::ifstream in(folder_.path() / "store-wal", std::ios::binary);
    const std::string all(std::istreambuf_iterator<char>(in), {});
    return all.contains(std::string(wire::kPadTo, '\x5a'));
  };
  ASSERT_TRUE(is_on_disk());
  const auto view = store_->open_view();
  ASSERT_TRUE(view);
  std::optional<Asked> writer;
  ASSERT_TRUE((*view)->read_records(1, 0, 1, [&](auto, auto) {
    Asked& asked = writer.emplace(*store_, limits_, now_);
    EXPECT_EQ(asked.error(rest_of(written)), ErrorCode::kNone);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(asked.error(Probe{}), ErrorCode::kNone);
    EXPECT_TRUE(is_on_disk());
  }));
  int times = 0;
  while (is_on_disk() && ++times < 2000) EXPECT_EQ(writer->error(Probe{}), ErrorCode::kNone);
  EXPECT_FALSE(is_on_disk());
}

}  // namespace
}  // namespace commonground::store
