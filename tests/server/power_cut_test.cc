// The power is cut at every kind of moment: a file system that loses what was not synced, or part
// of it, in any order. What was committed must be there, in order, and nothing that was not.
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "base/byte_io.h"
#include "store/folder_for_test.h"
#include "store/sqlite_store.h"
#include "store/upkeep.h"

namespace commonground::tests {
namespace {

namespace fs = std::filesystem;

// One write or, without bytes, a new size.
struct Change {
  std::size_t at = 0;
  std::string bytes{};
  bool is_size = false;
};

void put_into(std::string& content, const Change& change) {
  if (change.is_size) return content.resize(change.at);
  content.resize(std::max(content.size(), change.at + change.bytes.size()));
  content.replace(change.at, change.bytes.size(), change.bytes);
}

// What every file is on the disk, and what the system still holds back.
class Disk {
 public:
  struct File {
    std::string synced;
    std::vector<Change> held_back;
  };

  static Disk& one() {
    static Disk disk;
    return disk;
  }

  std::mutex mutex;
  std::map<std::string, File> files;
  std::function<void()> before_sync;  // called while nothing changes

  // The disk as a power cut might leave it, into a folder.
  void cut(std::mt19937& dice, const fs::path& to) {
    constexpr std::size_t kSector = 512;
    for (const auto& [path, file] : files) {
      std::string content = file.synced;
      for (const Change& change : file.held_back) {
        const auto luck = dice() % 4;
        if (luck == 0) continue;  // lost
        Change torn = change;
        if (luck == 1) torn.bytes.resize(dice() % (change.bytes.size() / kSector + 1) * kSector);
        put_into(content, torn);
      }
      std::ofstream(to / fs::path(path).filename(), std::ios::binary) << content;
    }
  }
};

// ---- The same as a VFS of SQLite, on top of the usual one

struct Handle {
  sqlite3_file base;
  Disk::File* file;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
Handle& handle(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
  const std::lock_guard lock(Disk::one().mutex);
  handle(file).file->held_back.push_back(
      {.at = static_cast<std::size_t>(at),
       .bytes = std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size))});
  return handle(file).real()->pMethods->xWrite(handle(file).real(), bytes, size, at);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  const std::lock_guard lock(Disk::one().mutex);
  handle(file).file->held_back.push_back({.at = static_cast<std::size_t>(size), .is_size = true});
  return handle(file).real()->pMethods->xTruncate(handle(file).real(), size);
}

int sync(sqlite3_file* file, int /*flags*/) {
  const std::lock_guard lock(Disk::one().mutex);
  if (Disk::one().before_sync) Disk::one().before_sync();
  for (const Change& change : handle(file).file->held_back) {
    put_into(handle(file).file->synced, change);
  }
  handle(file).file->held_back.clear();
  return SQLITE_OK;
}

// A function that only passes on.
template <auto kMethod, class... Arguments>
int pass_on(sqlite3_file* file, Arguments... arguments) {
  return (handle(file).real()->pMethods->*kMethod)(handle(file).real(), arguments...);
}
void pass_barrier(sqlite3_file* file) {
  handle(file).real()->pMethods->xShmBarrier(handle(file).real());
}

const sqlite3_io_methods& methods() {
  using M = sqlite3_io_methods;
  static const M kMethods = [] {
    M m{};
    m.iVersion = 2;  // without memory maps
    m.xClose = pass_on<&M::xClose>;
    m.xRead = pass_on<&M::xRead, void*, int, sqlite3_int64>;
    m.xWrite = write;
    m.xTruncate = truncate;
    m.xSync = sync;
    m.xFileSize = pass_on<&M::xFileSize, sqlite3_int64*>;
    m.xLock = pass_on<&M::xLock, int>;
    m.xUnlock = pass_on<&M::xUnlock, int>;
    m.xCheckReservedLock = pass_on<&M::xCheckReservedLock, int*>;
    m.xFileControl = pass_on<&M::xFileControl, int, void*>;
    m.xSectorSize = pass_on<&M::xSectorSize>;
    // None of the promises that a real disk might make.
    m.xDeviceCharacteristics = [](sqlite3_file*) { return 0; };
    m.xShmMap = pass_on<&M::xShmMap, int, int, int, void volatile**>;
    m.xShmLock = pass_on<&M::xShmLock, int, int, int>;
    m.xShmBarrier = pass_barrier;
    m.xShmUnmap = pass_on<&M::xShmUnmap, int>;
    return m;
  }();
  return kMethods;
}

sqlite3_vfs* usual() { return sqlite3_vfs_find("unix"); }

int open_file(sqlite3_vfs* /*vfs*/, const char* name, sqlite3_file* file, int flags, int* out) {
  Handle& opened = handle(file);
  opened.base.pMethods = nullptr;
  const int code = usual()->xOpen(usual(), name, opened.real(), flags, out);
  if (code != SQLITE_OK) return code;
  const std::lock_guard lock(Disk::one().mutex);
  opened.file = &Disk::one().files[name];
  opened.base.pMethods = &methods();
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs* /*vfs*/, const char* name, int sync_folder) {
  const std::lock_guard lock(Disk::one().mutex);
  Disk::one().files[name] = {};
  return usual()->xDelete(usual(), name, sync_folder);
}

const char* power_cut_vfs() {
  static sqlite3_vfs vfs = [] {
    sqlite3_vfs ours = *usual();
    ours.zName = "power-cut";
    ours.szOsFile = static_cast<int>(sizeof(Handle)) + usual()->szOsFile;
    ours.pNext = nullptr;
    ours.xOpen = open_file;
    ours.xDelete = delete_file;
    return ours;
  }();
  sqlite3_vfs_register(&vfs, 0);
  return vfs.zName;
}

// ---- The store on it

constexpr LogId kOnlyLog{{'l', 'o', 'g'}};

Bytes nth(std::uint64_t number) {
  ByteWriter out;
  out.bytes(wire::written(
      {.log = kOnlyLog, .author = 0, .counter = number - 1, .previous = {}, .nonce = {}}));
  out.bytes(
      Bytes(wire::kTagBytes + (number % 5 + 1) * wire::kPadTo, static_cast<std::uint8_t>(number)));
  out.bytes(Signature{}.span());
  return out.take();
}

// How many records there are in what the cut left, in order; all of them as they were written.
std::uint64_t records_in(const fs::path& folder) {
  const auto opened = store::open_sqlite_store((folder / "store").string());
  EXPECT_TRUE(opened) << (opened ? "" : store::name_of(opened.error()));
  if (!opened) return 0;
  const auto log = (*opened)->find_log(kOnlyLog);
  if (!log || !*log) return 0;
  std::uint64_t count = 0;
  for (std::uint64_t before = 1; before != count;) {
    before = count;
    EXPECT_TRUE(
        (*opened)->read_records((*log)->number, count, 1 << 20, [&](auto number, auto bytes) {
          EXPECT_EQ(number, ++count);
          EXPECT_TRUE(std::ranges::equal(bytes, nth(number))) << number;
        }));
  }
  EXPECT_EQ((*log)->state.records, count);
  return count;
}

// Writes groups until the power goes, at the sync of that number.
class Outage {
 public:
  Outage(unsigned syncs, std::mt19937& dice)
      : syncs_(syncs), dice_(&dice), store_(open_anew(running_.path())), log_(make_log(*store_)) {
    const std::lock_guard lock(Disk::one().mutex);
    Disk::one().before_sync = [this] { look(); };
  }
  ~Outage() {
    const std::lock_guard lock(Disk::one().mutex);
    Disk::one().before_sync = nullptr;
  }
  Outage(const Outage&) = delete;
  Outage& operator=(const Outage&) = delete;

  void until_cut() {
    while (!is_cut() && committed_ < 5000) {
      const std::uint64_t from = begin_group((*dice_)() % 40 + 1);
      store_->begin();
      for (std::uint64_t i = from + 1; i <= written_; ++i) store_->append(log_, i, 0, nth(i));
      ASSERT_TRUE(store_->commit());
      const std::lock_guard lock(Disk::one().mutex);
      committed_ = written_;
    }
    ASSERT_TRUE(is_cut());
  }

  [[nodiscard]] const fs::path& left() const { return left_.path(); }
  [[nodiscard]] std::uint64_t committed() const { return committed_at_cut_; }
  [[nodiscard]] std::uint64_t written() const { return written_at_cut_; }

 private:
  static std::unique_ptr<store::Store> open_anew(const fs::path& folder) {
    Disk::one().files.clear();
    return *store::open_sqlite_store(
        (folder / "store").string(),
        {.vfs = power_cut_vfs(), .wal = {.background = 10, .most = 60}});
  }
  static store::LogNumber make_log(store::Store& store) {
    store.begin();
    const store::LogNumber log = store.create_log(kOnlyLog, 0);
    store.add_author(log, 0, {});
    EXPECT_TRUE(store.commit());
    return log;
  }
  // Called while nothing changes.
  void look() {
    if (is_cut_ || ++seen_ < syncs_) return;
    is_cut_ = true;
    committed_at_cut_ = committed_;
    written_at_cut_ = written_;
    Disk::one().cut(*dice_, left_.path());
  }
  [[nodiscard]] bool is_cut() const {
    const std::lock_guard lock(Disk::one().mutex);
    return is_cut_;
  }
  std::uint64_t begin_group(std::uint64_t more) {
    const std::lock_guard lock(Disk::one().mutex);
    written_ = committed_ + more;
    return committed_;
  }

  store::FolderForTest running_;
  store::FolderForTest left_;
  unsigned syncs_;
  std::mt19937* dice_;
  std::unique_ptr<store::Store> store_;
  store::LogNumber log_;
  unsigned seen_ = 0;
  bool is_cut_ = false;
  std::uint64_t committed_ = 0;
  std::uint64_t written_ = 0;
  std::uint64_t committed_at_cut_ = 0;
  std::uint64_t written_at_cut_ = 0;
};

TEST(PowerCut, WhatWasCommittedIsThere) {
  std::mt19937 dice(20260101);
  for (unsigned syncs = 1; syncs <= 60; ++syncs) {
    SCOPED_TRACE("cut at sync " + std::to_string(syncs));
    Outage outage(syncs, dice);
    outage.until_cut();
    const std::uint64_t found = records_in(outage.left());
    EXPECT_TRUE(found == outage.committed() || found == outage.written())
        << found << ": " << outage.committed() << " were committed";
    const auto flaws = store::examine((outage.left() / "store").string());
    ASSERT_TRUE(flaws && flaws->none());
  }
}

}  // namespace
}  // namespace commonground::tests
