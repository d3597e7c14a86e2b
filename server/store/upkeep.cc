#include "store/upkeep.h"

#include <array>
#include <cerrno>
#include <filesystem>
#include <unordered_map>
#include <unordered_set>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/blocks.h"
#include "store/file_lock.h"
#include "store/schema.h"

namespace commonground::store {
namespace {

namespace fs = std::filesystem;

Result<Database> open_ours(const std::string& path) {
  auto database = Database::open(path, Database::Mode::kReadOnly, nullptr);
  if (!database) return database;
  if (auto ours = check_is_ours(*database); !ours) return std::unexpected(ours.error());
  if (database->number("PRAGMA application_id") != kApplication) {
    return std::unexpected(StoreError::kCorrupt);
  }
  return database;
}

std::vector<std::string> what_sqlite_says(Database& database) {
  std::vector<std::string> lines;
  Statement check(database, "PRAGMA integrity_check(20)");
  while (check.step()) {
    lines.emplace_back(text_of(check.bytes(0)));
    if (lines.back() == "ok") lines.pop_back();
  }
  return lines;
}

std::string parent_of(const std::string& path) { return fs::absolute(path).parent_path().string(); }

Result<void> to_disk(const std::string& path, int flags) {
  const int file = open(path.c_str(), flags | O_CLOEXEC);
  const bool synced = file >= 0 && fsync(file) == 0;
  if (file >= 0) close(file);
  if (!synced) return std::unexpected(StoreError::kFailed);
  return {};
}

// All pages in one go: the copy is of one moment, and whoever writes meanwhile is not disturbed.
Result<void> copy(Database& from, const std::string& to) {
  auto target = Database::open(to, Database::Mode::kCreate, nullptr);
  if (!target) return std::unexpected(target.error());
  sqlite3_backup* backup = sqlite3_backup_init(target->handle(), "main", from.handle(), "main");
  if (backup == nullptr) return std::unexpected(StoreError::kFailed);
  const int code = sqlite3_backup_step(backup, -1);
  sqlite3_backup_finish(backup);
  if (code != SQLITE_DONE) return std::unexpected(error_of(code));
  // A copy stands by itself, without a WAL beside it.
  target->run("PRAGMA journal_mode = DELETE");
  return target->take_error();
}

Result<void> copy_whole(const std::string& from, const std::string& to) {
  const std::string beside = to + ".part";
  std::error_code none;
  fs::remove(beside, none);
  auto source = open_ours(from);
  if (!source) return std::unexpected(source.error());
  auto done = copy(*source, beside);
  if (done) {
    auto copied = open_ours(beside);
    if (!copied) done = std::unexpected(copied.error());
    if (copied && !what_sqlite_says(*copied).empty()) done = std::unexpected(StoreError::kCorrupt);
  }
  if (done) done = to_disk(beside, O_RDONLY);
  std::error_code error;
  if (done) fs::rename(beside, to, error);
  if (error) done = std::unexpected(StoreError::kFailed);
  fs::remove(beside, none);
  if (!done) return done;
  return to_disk(parent_of(to), O_RDONLY | O_DIRECTORY);
}

// What root puts in place is for the user whose folder it is, who runs the server.
Result<void> give_to_owner_of_folder(const std::string& path) {
  struct stat folder{};
  const bool done = geteuid() != 0 || (stat(parent_of(path).c_str(), &folder) == 0 &&
                                       chown(path.c_str(), folder.st_uid, folder.st_gid) == 0);
  if (!done) return std::unexpected(StoreError::kFailed);
  return {};
}

// Where a log has come to while its records are read in the order in which they were stored.
struct Progress {
  LogId id;
  std::uint64_t records = 0;
  std::array<std::uint64_t, wire::kMostAuthors> written{};
  bool is_broken = false;
};
using Logs = std::unordered_map<LogNumber, Progress>;

Logs all_logs(Database& database) {
  Logs logs;
  Statement rows(database, "SELECT number, id FROM log");
  while (rows.step()) logs[rows.number(0)].id = rows.fixed<LogId>(1);
  return logs;
}

void examine_record(Progress& log, std::int64_t number, std::int64_t author, ByteSpan bytes,
                    Flaws& flaws) {
  const auto parts = wire::parts_of(bytes);
  if (!parts || parts->head.log != log.id || parts->head.author != author ||
      parts->head.author >= wire::kMostAuthors) {
    ++flaws.unreadable_records;
    return;
  }
  const std::uint64_t counter = log.written.at(parts->head.author)++;
  if (static_cast<std::uint64_t>(number) != ++log.records || parts->head.counter != counter) {
    log.is_broken = true;
  }
}

void examine_records(Database& database, Logs& logs, Flaws& flaws) {
  std::unordered_set<LogNumber> going;  // their records are still being removed
  Statement chores(database, "SELECT log FROM chore WHERE author < 0");
  while (chores.step()) going.insert(chores.number(0));
  Statement rows(database, "SELECT log, number, author, bytes FROM record ORDER BY row");
  while (rows.step()) {
    const auto log = logs.find(rows.number(0));
    if (log != logs.end()) {
      examine_record(log->second, rows.number(1), rows.number(2), rows.bytes(3), flaws);
    } else if (!going.contains(rows.number(0))) {
      ++flaws.lost_records;
    }
  }
}

// That every record is found by the blocks of its log, or is one of the last.
void examine_blocks(Database& database, const Logs& logs, Flaws& flaws) {
  Blocks blocks(database);
  Statement record(database, "SELECT log, number, author FROM record WHERE row = ?");
  for (const auto& [number, log] : logs) {
    std::uint64_t next = 1;
    while (const auto block = blocks.at_or_after(number, next)) {
      if (block->first != next) ++flaws.lost_records;
      next = block->first;
      for (const BlockEntry& entry : block->entries) {
        const bool is_it = record.with(entry.row).step() && record.number(0) == number &&
                           static_cast<std::uint64_t>(record.number(1)) == next &&
                           record.number(2) == entry.author;
        if (!is_it) ++flaws.lost_records;
        ++next;
      }
    }
  }
}

std::uint64_t size_of(const std::string& path) {
  std::error_code none;
  const auto size = fs::file_size(path, none);
  return none ? 0 : size;
}

}  // namespace

Result<std::uint64_t> back_up(const std::string& store, const std::string& to) {
  if (auto copied = copy_whole(store, to); !copied) return std::unexpected(copied.error());
  return size_of(to);
}

Result<void> restore(const std::string& from, const std::string& store, bool replace) {
  const auto lock = FileLock::take(store + ".lock");
  if (!lock) return std::unexpected(lock.error());
  if (fs::exists(store) && !replace) return std::unexpected(StoreError::kInUse);
  const std::string fresh = store + ".restored";
  if (auto copied = copy_whole(from, fresh); !copied) return copied;
  for (const std::string& ours : {fresh, store + ".lock"}) {
    if (auto given = give_to_owner_of_folder(ours); !given) return given;
  }
  std::error_code error;
  for (const char* const beside : {"-wal", "-shm"}) fs::remove(store + beside, error);
  fs::rename(fresh, store, error);
  if (error) return std::unexpected(StoreError::kFailed);
  return to_disk(parent_of(store), O_RDONLY | O_DIRECTORY);
}

Result<Figures> figures(const std::string& store) {
  auto database = open_ours(store);
  if (!database) return std::unexpected(database.error());
  const auto count = [&](const char* sql) { return database->number(sql); };
  const Figures figures{.logs = count("SELECT count(*) FROM log"),
                        .authors = count("SELECT count(*) FROM author"),
                        .records = count("SELECT coalesce(max(row), 0) FROM record"),
                        .open_invites = count("SELECT count(*) FROM invite WHERE taken_by IS NULL"),
                        .backups = count("SELECT count(*) FROM backup"),
                        .service_hours = count(
                            "SELECT coalesce((SELECT value FROM service WHERE name = 'hours'), 0)"),
                        .file_bytes = size_of(store),
                        .wal_bytes = size_of(store + "-wal")};
  if (auto read = database->take_error(); !read) return std::unexpected(read.error());
  return figures;
}

Result<Flaws> examine(const std::string& store) {
  auto database = open_ours(store);
  if (!database) return std::unexpected(database.error());
  Flaws flaws;
  database->run("BEGIN");
  flaws.in_file = what_sqlite_says(*database);
  Logs logs = all_logs(*database);
  examine_records(*database, logs, flaws);
  for (const auto& [number, log] : logs) flaws.broken_chains += log.is_broken ? 1 : 0;
  examine_blocks(*database, logs, flaws);
  if (auto read = database->take_error(); !read) {
    if (read.error() != StoreError::kCorrupt) return std::unexpected(read.error());
    flaws.in_file.emplace_back("some of it cannot be read");
  }
  return flaws;
}

}  // namespace commonground::store
