// What is of SQLite alone: files that are not what they were, and a file system that changes its
// mind.
#include "store/sqlite_store.h"

#include <array>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/byte_io.h"
#include "store/folder_for_test.h"

namespace commonground::store {
namespace {

namespace fs = std::filesystem;

constexpr LogId kOnlyLog{{'l', 'o', 'g'}};

Bytes record_of(std::uint64_t counter) {
  ByteWriter out;
  out.bytes(wire::written(
      {.log = kOnlyLog, .author = 0, .counter = counter, .previous = {}, .nonce = {}}));
  out.bytes(Bytes(wire::kTagBytes + wire::kPadTo));
  out.bytes(Signature{}.span());
  return out.take();
}

// Root may do everything, so what is to be kept from it is done as somebody else.
class AsNobody {
 public:
  explicit AsNobody(const fs::path& folder) : me_(geteuid()) {
    constexpr uid_t kNobody = 65534;
    if (me_ != 0) return;
    EXPECT_EQ(chown(folder.c_str(), kNobody, kNobody), 0);
    EXPECT_EQ(seteuid(kNobody), 0);
  }
  ~AsNobody() { EXPECT_EQ(seteuid(me_), 0); }
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;

 private:
  uid_t me_;
};

class SqliteStoreTest : public testing::Test {
 protected:
  [[nodiscard]] std::string path() const { return (folder_.path() / "store").string(); }
  [[nodiscard]] std::unique_ptr<Store> open() const {
    auto store = open_sqlite_store(path());
    EXPECT_TRUE(store) << name_of(store.error());
    return store ? std::move(*store) : nullptr;
  }
  static Result<void> append(Store& store, std::uint64_t number) {
    store.begin();
    const LogNumber log = number == 1 ? store.create_log(kOnlyLog, 0) : 1;
    if (number == 1) store.add_author(log, 0, {});
    store.append(log, number, 0, record_of(number - 1));
    return store.commit();
  }
  static std::uint64_t records(Store& store) {
    const auto log = store.find_log(kOnlyLog);
    return log && *log ? (*log)->state.records : 0;
  }
  void change(const char* sql) const {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path().c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
  }

  FolderForTest folder_;
};

// It ended the program at the next start.
TEST_F(SqliteStoreTest, AnAuthorThatThereCannotBeIsDamage) {
  for (const char* author : {"8", "255", "-1"}) {
    ASSERT_TRUE(append(*open(), 1));
    change("DELETE FROM block; DELETE FROM service");
    change((std::string("UPDATE record SET author = ") + author).c_str());
    const auto store = open_sqlite_store(path());
    ASSERT_FALSE(store) << author;
    EXPECT_EQ(store.error(), StoreError::kCorrupt);
    fs::remove(path());
  }
}

// What is open stays open: it goes on until it is stopped, and the next start says why it cannot.
TEST_F(SqliteStoreTest, WhatMayNoLongerBeWrittenToIsSaidAtTheNextStart) {
  const AsNobody nobody(folder_.path());
  {
    const auto store = open();
    ASSERT_TRUE(append(*store, 1));
    fs::permissions(path(), fs::perms::owner_read);
    fs::permissions(folder_.path(), fs::perms::owner_read | fs::perms::owner_exec);
    ASSERT_TRUE(append(*store, 2));
    EXPECT_EQ(records(*store), 2);
  }
  const auto refused = open_sqlite_store(path());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error(), StoreError::kReadOnly);
  fs::permissions(folder_.path(), fs::perms::owner_all);
  fs::permissions(path(), fs::perms::owner_read | fs::perms::owner_write);
  const auto store = open();
  EXPECT_EQ(records(*store), 2);
  EXPECT_TRUE(append(*store, 3));
}

}  // namespace
}  // namespace commonground::store
