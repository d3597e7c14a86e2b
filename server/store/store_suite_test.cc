// What every engine must do. Another one is added to the list at the end.
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <random>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/byte_io.h"
#include "store/folder_for_test.h"
#include "store/sqlite_store.h"

namespace commonground::store {
namespace {

namespace fs = std::filesystem;

constexpr LogId kOne{
    {'t', 'h', 'e', ' ', 'f', 'i', 'r', 's', 't', ' ', 'l', 'o', 'g', ' ', 'i', 'd'}};
constexpr LogId kTwo{{'a', 'n', 'o', 't', 'h', 'e', 'r'}};

struct Engine {
  std::string name;
  std::function<Result<std::unique_ptr<Store>>(const fs::path& folder)> open;
};

class Folder : public FolderForTest {
 public:
  // Whether these bytes are in any file.
  [[nodiscard]] bool holds(ByteSpan bytes) const {
    for (const auto& file : fs::directory_iterator(path())) {
      std::ifstream in(file.path(), std::ios::binary);
      const std::string all(std::istreambuf_iterator<char>(in), {});
      if (all.find(text_of(bytes)) != std::string::npos) return true;
    }
    return false;
  }
};

// A record as it looks from outside, with a text that nothing else has.
Bytes record(const LogId& log, std::uint8_t author, std::uint64_t counter, std::size_t blocks = 1) {
  ByteWriter out;
  out.bytes(wire::written(
      {.log = log, .author = author, .counter = counter, .previous = {}, .nonce = {}}));
  Bytes sealed(wire::kTagBytes + blocks * wire::kPadTo);
  std::mt19937 noise(static_cast<unsigned>(log.bytes[0] * 7919U + author * 104729U + counter));
  for (std::uint8_t& byte : sealed) byte = static_cast<std::uint8_t>(noise());
  out.bytes(sealed);
  out.bytes(Signature{}.span());
  return out.take();
}
Bytes text_in(const Bytes& record) {
  const ByteSpan sealed = wire::parts_of(record)->sealed;
  return {sealed.begin(), sealed.end()};
}

relay::Author author(std::uint8_t number) {
  return {.person = {{'p', number}}, .device = {{'d', number}}};
}

class StoreSuite : public testing::TestWithParam<Engine> {
 protected:
  StoreSuite() { open(); }

  void open() {
    store_.reset();
    auto opened = GetParam().open(folder_.path());
    ASSERT_TRUE(opened) << name_of(opened.error());
    store_ = std::move(*opened);
  }
  // As if the process had been killed: whoever opens the copy finds what was committed, no more.
  void open_as_after_a_kill() {
    const Folder copy;
    for (const auto& file : fs::directory_iterator(folder_.path())) {
      fs::copy(file, copy.path() / file.path().filename());
    }
    store_.reset();
    for (const auto& file : fs::directory_iterator(folder_.path())) fs::remove(file);
    for (const auto& file : fs::directory_iterator(copy.path())) {
      fs::copy(file, folder_.path() / file.path().filename());
    }
    open();
  }

  template <class Do>
  void commit(Do what) {
    store_->begin();
    what();
    const auto done = store_->commit();
    ASSERT_TRUE(done) << name_of(done.error());
  }

  LogNumber make(const LogId& id, std::uint8_t authors = 2) {
    LogNumber log = 0;
    commit([&] {
      log = store_->create_log(id, 5);
      for (std::uint8_t i = 0; i < authors; ++i) store_->add_author(log, i, author(i));
    });
    return log;
  }

  // Ana writes the even ones, Ben the odd ones.
  void append(LogNumber log, const LogId& id, std::uint64_t from, std::uint64_t to) {
    for (std::uint64_t number = from; number <= to; ++number) {
      store_->append(log, number, static_cast<std::uint8_t>((number - 1) % 2), nth(id, number));
    }
  }
  static Bytes nth(const LogId& id, std::uint64_t number) {
    return record(id, static_cast<std::uint8_t>((number - 1) % 2), (number - 1) / 2);
  }

  void expect_records(View& view, LogNumber log, const LogId& id, std::uint64_t after,
                      std::uint64_t to) {
    std::uint64_t expected = after;
    std::uint64_t before = UINT64_MAX;
    for (;;) {
      const auto read = view.read_records(log, expected, 4000, [&](auto number, ByteSpan bytes) {
        ASSERT_EQ(number, ++expected);
        ASSERT_TRUE(std::ranges::equal(bytes, nth(id, number))) << number;
      });
      ASSERT_TRUE(read);
      ASSERT_EQ(*read, expected);
      if (expected == to) break;
      ASSERT_LT(expected, to);
      ASSERT_NE(expected, before) << "there is no more";
      before = expected;
    }
    EXPECT_EQ(view.read_records(log, to, 4000, [](auto, auto) { FAIL(); }), to);
  }

  void do_all_chores() {
    for (bool more = true; more;) commit([&] { more = store_->do_chore(); });
  }

  Folder folder_;
  std::unique_ptr<Store> store_;
};

TEST_P(StoreSuite, ALogIsFoundAsItWasMade) {
  const LogNumber log = make(kOne);
  for (int round = 0; round < 2; ++round) {
    const auto found = store_->find_log(kOne);
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->number, log);
    EXPECT_EQ((*found)->used_day, 5);
    EXPECT_EQ((*found)->state.authors, (std::vector{author(0), author(1)}));
    EXPECT_EQ((*found)->state.records, 0);
    open();
  }
  EXPECT_EQ(*store_->find_log(kTwo), std::nullopt);
}

TEST_P(StoreSuite, WhatWasNotCommittedIsNotThere) {
  store_->begin();
  (void)store_->create_log(kOne, 5);
  open_as_after_a_kill();
  EXPECT_EQ(*store_->find_log(kOne), std::nullopt);
}

TEST_P(StoreSuite, RecordsComeBackInOrderWhateverHappened) {
  const LogNumber one = make(kOne);
  const LogNumber two = make(kTwo);
  std::uint64_t end = 0;
  for (const std::uint64_t size : {1U, 3U, 70U, 2U, 130U, 64U, 63U, 1U, 400U, 5U}) {
    commit([&] {
      append(one, kOne, end + 1, end + size);
      append(two, kTwo, end + 1, end + size);
    });
    end += size;
    expect_records(*store_, one, kOne, 0, end);
    if (size == 2) open();
    if (size == 64 || size == 1) open_as_after_a_kill();
  }
  const auto view = store_->open_view();
  ASSERT_TRUE(view);
  for (const std::uint64_t after :
       {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{63}, std::uint64_t{64}, std::uint64_t{65},
        std::uint64_t{200}, end - 5, end - 1}) {
    expect_records(**view, one, kOne, after, end);
    expect_records(**view, two, kTwo, after, end);
  }
  const auto state = (*(*view)->find_log(kTwo))->state;
  EXPECT_EQ(state.records, end);
  EXPECT_EQ(state.written[0], (end + 1) / 2);
  EXPECT_EQ(state.written[1], end / 2);
  EXPECT_EQ(state.bytes[0], (end + 1) / 2 * nth(kOne, 1).size());
  EXPECT_EQ(state.bytes[1], end / 2 * nth(kOne, 1).size());
}

// After a start only what was left of them counted, if they had been among the last.
TEST_P(StoreSuite, WhatWasTakenBackCountsAsItWasWritten) {
  const LogNumber log = make(kOne);
  commit([&] { append(log, kOne, 1, 70); });
  commit([&] { append(log, kOne, 71, 80); });
  const auto before = (*store_->find_log(kOne))->state;
  EXPECT_EQ(before.bytes[1], 40 * nth(kOne, 1).size());
  commit([&] {
    for (const std::uint64_t number : {2U, 72U, 80U}) {
      store_->replace(log, number, wire::erased(*wire::parts_of(nth(kOne, number))));
    }
  });
  open_as_after_a_kill();
  EXPECT_EQ((*store_->find_log(kOne))->state, before);
  open();
  EXPECT_EQ((*store_->find_log(kOne))->state, before);
}

TEST_P(StoreSuite, AnyRecordIsFoundByItsPlaceInTheChain) {
  const LogNumber log = make(kOne);
  commit([&] { append(log, kOne, 1, 300); });
  commit([&] { append(log, kOne, 301, 310); });
  for (const std::uint64_t number :
       {1U, 2U, 63U, 64U, 65U, 128U, 129U, 299U, 300U, 301U, 309U, 310U}) {
    const auto found =
        store_->find_record(log, static_cast<std::uint8_t>((number - 1) % 2), (number - 1) / 2);
    ASSERT_TRUE(found) << number;
    EXPECT_EQ(found->number, number);
    EXPECT_EQ(found->bytes, nth(kOne, number));
  }
  EXPECT_FALSE(store_->find_record(log, 0, 155));
  EXPECT_FALSE(store_->find_record(log, 2, 0));
}

// Logs that are written to now and then, while another is busy, do not hold the tail back.
TEST_P(StoreSuite, AQuietLogBesideABusyOneIsFoundAgain) {
  const LogNumber quiet = make(kOne);
  const LogNumber busy = make(kTwo);
  commit([&] { append(quiet, kOne, 1, 3); });
  for (std::uint64_t i = 0; i < 12; ++i) {
    commit([&] { append(busy, kTwo, i * 500 + 1, i * 500 + 500); });
  }
  commit([&] { append(quiet, kOne, 4, 5); });
  open_as_after_a_kill();
  expect_records(*store_, quiet, kOne, 0, 5);
  expect_records(*store_, busy, kTwo, 5900, 6000);
  commit([&] { append(quiet, kOne, 6, 6); });
  expect_records(*store_, quiet, kOne, 0, 6);
}

// Of logs that were first written to in one group, all were looked for from the wrong one on.
TEST_P(StoreSuite, ManyQuietLogsOfOneGroupAreAllFoundAgain) {
  std::vector<LogId> ids;
  std::vector<LogNumber> logs;
  for (std::uint8_t i = 0; i < 40; ++i) {
    ids.push_back({{'q', 'u', 'i', 'e', 't', i}});
    logs.push_back(make(ids.back()));
  }
  const LogNumber busy = make(kTwo);
  commit([&] {
    for (std::size_t i = 0; i < logs.size(); ++i) {
      append(logs[i], ids[i], 1, 1 + i % 3);
      append(busy, kTwo, i * 50 + 1, i * 50 + 50);
    }
  });
  commit([&] { append(busy, kTwo, 2001, 2100); });
  open_as_after_a_kill();
  for (std::size_t i = 0; i < logs.size(); ++i) {
    expect_records(*store_, logs[i], ids[i], 0, 1 + i % 3);
  }
}

TEST_P(StoreSuite, ARecordIsReplacedUnderItsNumberAndGoneFromTheDisk) {
  const LogNumber log = make(kOne);
  commit([&] { append(log, kOne, 1, 100); });
  for (const std::uint64_t number : {5U, 100U}) {
    ASSERT_TRUE(folder_.holds(text_in(nth(kOne, number))));
    const Bytes rest = wire::erased(*wire::parts_of(nth(kOne, number)));
    commit([&] { store_->replace(log, number, rest); });
    EXPECT_TRUE(store_->scrub());
    EXPECT_FALSE(folder_.holds(text_in(nth(kOne, number))));
    std::uint64_t read = 0;
    ASSERT_TRUE(store_->read_records(log, number - 1, 1, [&](auto at, ByteSpan bytes) {
      read = at;
      EXPECT_TRUE(std::ranges::equal(bytes, rest));
    }));
    EXPECT_EQ(read, number);
  }
}

// A backup, for example. It said that it was done, and what was deleted stayed in the WAL.
TEST_P(StoreSuite, WhatSomebodyStillReadsIsScrubbedLater) {
  const LogNumber log = make(kOne);
  commit([&] { append(log, kOne, 1, 1); });
  const auto view = store_->open_view();
  ASSERT_TRUE(view);
  ASSERT_TRUE((*view)->read_records(log, 0, 1, [&](auto, auto) {
    commit([&] { store_->replace(log, 1, wire::erased(*wire::parts_of(nth(kOne, 1)))); });
    EXPECT_FALSE(store_->scrub());
  }));
  EXPECT_TRUE(store_->scrub());
  EXPECT_FALSE(folder_.holds(text_in(nth(kOne, 1))));
}

TEST_P(StoreSuite, WhatAnAuthorWroteIsErased) {
  const LogNumber log = make(kOne);
  commit([&] { append(log, kOne, 1, 200); });
  commit([&] { store_->erase(log, 1); });
  commit([&] { (void)store_->do_chore(); });
  open_as_after_a_kill();
  do_all_chores();
  EXPECT_TRUE(store_->scrub());
  ASSERT_TRUE(store_->read_records(log, 0, 1 << 20, [&](auto number, ByteSpan bytes) {
    EXPECT_EQ(wire::parts_of(bytes)->erased, number % 2 == 0) << number;
  }));
  EXPECT_FALSE(folder_.holds(text_in(nth(kOne, 2))));
  EXPECT_TRUE(folder_.holds(text_in(nth(kOne, 1))));
}

TEST_P(StoreSuite, ARemovedLogIsGoneAtOnceAndThenFromTheDisk) {
  const LogNumber one = make(kOne);
  const LogNumber two = make(kTwo);
  commit([&] {
    append(one, kOne, 1, 150);
    append(two, kTwo, 1, 150);
  });
  commit([&] { store_->remove_log(one); });
  EXPECT_EQ(*store_->find_log(kOne), std::nullopt);
  open_as_after_a_kill();
  do_all_chores();
  EXPECT_TRUE(store_->scrub());
  EXPECT_FALSE(folder_.holds(kOne.span()));
  EXPECT_FALSE(folder_.holds(text_in(nth(kOne, 150))));
  EXPECT_FALSE(folder_.holds(text_in(nth(kOne, 1))));
  expect_records(*store_, two, kTwo, 0, 150);
  const LogNumber again = make(kOne);
  EXPECT_NE(again, one);
  commit([&] { append(again, kOne, 1, 2); });
  expect_records(*store_, again, kOne, 0, 2);
}

TEST_P(StoreSuite, UnusedLogsGoAFewAtATime) {
  const LogNumber log = make(kOne);
  (void)make(kTwo);
  commit([&] { store_->touch(log, 9); });
  commit([&] {
    EXPECT_EQ(store_->remove_unused(5, 10), 0);
    EXPECT_EQ(store_->remove_unused(6, 10), 1);
  });
  EXPECT_TRUE(*store_->find_log(kOne));
  EXPECT_FALSE(*store_->find_log(kTwo));
}

TEST_P(StoreSuite, ALogHasOneOpenInvite) {
  const LogNumber log = make(kOne);
  const Hash first{{1}};
  const Hash second{{2}};
  const StoredInvite invite{.log = log, .sealed = {1, 2, 3}, .expires_at_ms = 1000, .taken_by = {}};
  commit([&] { store_->put_invite(first, invite); });
  commit([&] { store_->put_invite(second, invite); });
  EXPECT_FALSE(*store_->find_invite(first));
  const auto found = *store_->find_invite(second);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->sealed, invite.sealed);
  EXPECT_FALSE(found->taken_by);
  commit([&] { store_->take_invite(second, 1); });
  commit([&] { store_->put_invite(first, invite); });
  EXPECT_EQ((*store_->find_invite(second))->taken_by, 1);
  EXPECT_TRUE((*store_->find_invite(second))->sealed.empty());
  commit([&] { store_->remove_invites(1000); });
  EXPECT_TRUE(*store_->find_invite(first));
  commit([&] { store_->remove_invites(1001); });
  EXPECT_FALSE(*store_->find_invite(first));
}

TEST_P(StoreSuite, BackupsAndHoursAreKept) {
  const Hash locator{{7}};
  commit([&] {
    store_->put_backup(locator, {.proof_hash = {{8}}, .bytes = {9, 9}});
    store_->set_service_hours(77);
  });
  open();
  EXPECT_EQ((*store_->find_backup(locator))->bytes, (Bytes{9, 9}));
  EXPECT_EQ((*store_->find_backup(locator))->proof_hash, (Hash{{8}}));
  EXPECT_EQ(store_->service_hours(), 77);
  commit([&] { store_->delete_backup(locator); });
  EXPECT_FALSE(*store_->find_backup(locator));
}

TEST_P(StoreSuite, OnlyOneHasIt) {
  const auto second = GetParam().open(folder_.path());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error(), StoreError::kInUse);
}

// It was opened, and refused every record.
TEST_P(StoreSuite, WhatMayNotBeWrittenToIsNotOpened) {
  store_.reset();
  fs::remove(folder_.path() / "store.lock");  // which is made again
  fs::permissions(folder_.path() / "store", fs::perms::owner_read);
  const uid_t me = geteuid();
  if (me == 0) {
    constexpr uid_t kNobody = 65534;  // may be kept out, unlike root
    for (const fs::path& path : {folder_.path(), folder_.path() / "store"}) {
      ASSERT_EQ(chown(path.c_str(), kNobody, kNobody), 0);
    }
    ASSERT_EQ(seteuid(kNobody), 0);
  }
  const auto opened = GetParam().open(folder_.path());
  ASSERT_EQ(seteuid(me), 0);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error(), StoreError::kReadOnly);
}

// A reader beside a writer sees no gap, wherever the writer is.
TEST_P(StoreSuite, AViewSeesEveryNumberWhileOthersAreWritten) {
  const LogNumber log = make(kOne);
  const auto view = store_->open_view();
  ASSERT_TRUE(view);
  for (std::uint64_t i = 1; i <= 200; ++i) {
    commit([&] { append(log, kOne, i, i); });
    std::uint64_t next = 1;
    const auto read = (*view)->read_records(log, 0, 1 << 20,
                                            [&](auto number, auto) { EXPECT_EQ(number, next++); });
    EXPECT_EQ(read, i);
    EXPECT_EQ((*(*view)->find_log(kOne))->state.records, i);
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, StoreSuite,
                         testing::Values(Engine{"sqlite",
                                                [](const fs::path& folder) {
                                                  return open_sqlite_store(
                                                      (folder / "store").string());
                                                }}),
                         [](const auto& engine) { return engine.param.name; });

}  // namespace
}  // namespace commonground::store
