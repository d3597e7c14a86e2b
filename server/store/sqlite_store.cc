#include "store/sqlite_store.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <tuple>
#include <utility>

#include "store/blocks.h"
#include "store/file_lock.h"
#include "store/schema.h"
#include "store/sqlite_view.h"

namespace commonground::store {
namespace {

constexpr std::int64_t kEverything = -1;     // the author of a chore that removes a log
constexpr std::int64_t kIndexedStep = 1024;  // rows between notes of how far the blocks go

constexpr const char* kWriterSettings = R"(
PRAGMA page_size = 8192;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA wal_autocheckpoint = 0;
PRAGMA secure_delete = ON;
PRAGMA cache_size = -4096;
PRAGMA temp_store = MEMORY;
)";

class SqliteStore final : public Store {
 public:
  SqliteStore(std::string path, SqliteOptions options, FileLock lock, Database database,
              Database for_checkpoints);
  ~SqliteStore() override { close(); }
  SqliteStore(const SqliteStore&) = delete;
  SqliteStore& operator=(const SqliteStore&) = delete;

  Result<void> load_tail();

  Result<std::optional<StoredLog>> find_log(const LogId& id) override;
  Result<std::uint64_t> read_records(LogNumber log, std::uint64_t after, std::size_t most_bytes,
                                     const Visit& visit) override;
  Result<std::optional<StoredInvite>> find_invite(const Hash& token_hash) override;
  Result<std::optional<StoredBackup>> find_backup(const Hash& locator) override;

  Result<std::unique_ptr<View>> open_view() override;
  void begin() override;
  Result<void> commit() override;
  LogNumber create_log(const LogId& id, std::int64_t day) override;
  void add_author(LogNumber log, std::uint8_t place, const relay::Author& author) override;
  void set_left(LogNumber log, std::uint8_t place) override;
  void touch(LogNumber log, std::int64_t day) override;
  void remove_log(LogNumber log) override;
  void append(LogNumber log, std::uint64_t number, std::uint8_t author, ByteSpan record) override;
  std::optional<Found> find_record(LogNumber log, std::uint8_t author,
                                   std::uint64_t counter) override;
  void replace(LogNumber log, std::uint64_t number, ByteSpan record) override;
  void erase(LogNumber log, std::uint8_t author) override;
  void put_invite(const Hash& token_hash, const StoredInvite& invite) override;
  void take_invite(const Hash& token_hash, std::uint8_t place) override;
  void remove_invites(std::int64_t expired_before_ms) override;
  void put_backup(const Hash& locator, const StoredBackup& backup) override;
  void delete_backup(const Hash& locator) override;
  bool has_room_for_new() override;
  std::int64_t service_hours() override { return service("hours"); }
  void set_service_hours(std::int64_t hours) override { set_service("hours", hours); }
  int remove_unused(std::int64_t used_before_day, int most) override;
  bool do_chore() override;
  bool scrub() override;

 private:
  template <class Value>
  Result<Value> answer(Value value) {
    if (database_.has_failed()) return std::unexpected(*database_.error());
    return value;
  }
  [[nodiscard]] std::int64_t service(const char* name);
  void set_service(const char* name, std::int64_t value);
  void flush(const std::vector<LogNumber>& logs);
  [[nodiscard]] std::int64_t row_of(LogNumber log, std::uint64_t number);
  void do_chore(LogNumber log, std::int64_t author, std::uint64_t next);
  void note_wal();
  void close();

  struct Statements {
    explicit Statements(Database& database);
    Statement begin, commit, append, replace, create_log, add_author, set_left, touch, remove_log,
        remove_authors, remove_log_invites, put_chore, next_chore, remove_chore, remove_row,
        void_invites, put_invite, take_invite, remove_invites, put_backup, delete_backup, service,
        set_service, unused;
  };

  std::string path_;
  SqliteOptions options_;
  FileLock lock_;
  Database database_;
  std::shared_ptr<Tail> tail_ = std::make_shared<Tail>();
  Blocks blocks_;
  SqliteReads reads_;
  Statements do_;
  Checkpointer checkpointer_;
  std::int64_t newest_row_ = 0;
  std::int64_t indexed_to_ = 0;  // all rows up to there are in blocks, as the store says
  std::int64_t newest_row_before_ = 0;
  bool must_load_ = false;
  std::vector<LogNumber> flushed_;  // in this transaction
  int wal_pages_ = 0;
};

SqliteStore::Statements::Statements(Database& database)
    : begin(database, "BEGIN IMMEDIATE"),
      commit(database, "COMMIT"),
      append(database, "INSERT INTO record VALUES(?, ?, ?, ?, ?, ?)"),
      replace(database, "UPDATE record SET bytes = ? WHERE row = ?"),
      create_log(database, "INSERT INTO log(id, used_day) VALUES(?, ?)"),
      add_author(database, "INSERT INTO author(log, place, person, device) VALUES(?, ?, ?, ?)"),
      set_left(database, "UPDATE author SET has_left = 1 WHERE log = ? AND place = ?"),
      touch(database, "UPDATE log SET used_day = ?2 WHERE number = ?1"),
      remove_log(database, "DELETE FROM log WHERE number = ?"),
      remove_authors(database, "DELETE FROM author WHERE log = ?"),
      remove_log_invites(database, "DELETE FROM invite WHERE log = ?"),
      put_chore(database, "INSERT OR REPLACE INTO chore VALUES(?, ?, ?)"),
      next_chore(database, "SELECT log, author, next FROM chore LIMIT 1"),
      remove_chore(database, "DELETE FROM chore WHERE log = ? AND author = ?"),
      remove_row(database, "DELETE FROM record WHERE row = ?"),
      void_invites(database, "DELETE FROM invite WHERE log = ? AND taken_by IS NULL"),
      put_invite(database, "INSERT OR REPLACE INTO invite VALUES(?, ?, ?, ?, ?)"),
      take_invite(database, "UPDATE invite SET taken_by = ?2, sealed = x'' WHERE token_hash = ?1"),
      remove_invites(database, "DELETE FROM invite WHERE expires_at_ms < ?"),
      put_backup(database, "INSERT OR REPLACE INTO backup VALUES(?, ?, ?)"),
      delete_backup(database, "DELETE FROM backup WHERE locator = ?"),
      service(database, "SELECT value FROM service WHERE name = ?"),
      set_service(database, "INSERT OR REPLACE INTO service VALUES(?, ?)"),
      unused(database, "SELECT number FROM log WHERE used_day < ? LIMIT ?") {}

SqliteStore::SqliteStore(std::string path, SqliteOptions options, FileLock lock, Database database,
                         Database for_checkpoints)
    : path_(std::move(path)),
      options_(options),
      lock_(std::move(lock)),
      database_(std::move(database)),
      blocks_(database_),
      reads_(database_, blocks_),
      do_(database_),
      checkpointer_(std::move(for_checkpoints), options.wal) {
  note_wal();
}

// SQLite tells after each commit how long the WAL is.
void SqliteStore::note_wal() {
  const auto note = [](void* pages, sqlite3*, const char*, int now) {
    *static_cast<int*>(pages) = now;
    return SQLITE_OK;
  };
  sqlite3_wal_hook(database_.handle(), note, &wal_pages_);
}

// Rows that are in no block yet, from the store. Those that are in one say so by their numbers.
Result<void> SqliteStore::load_tail() {
  tail_->clear();
  indexed_to_ = service("indexed-to");
  newest_row_ = indexed_to_;
  std::unordered_map<LogNumber, std::uint64_t> last;  // number in a block
  Statement rows(database_, "SELECT row, log, number, author, size FROM record WHERE row > ?");
  rows.with(indexed_to_);
  while (rows.step()) {
    const LogNumber log = rows.number(1);
    const auto number = static_cast<std::uint64_t>(rows.number(2));
    auto known = last.find(log);
    if (known == last.end()) {
      const auto block = blocks_.last(log);
      known = last.emplace(log, block ? block->last : 0).first;
    }
    newest_row_ = rows.number(0);
    if (rows.number(3) < 0 || rows.number(3) >= std::int64_t{wire::kMostAuthors}) {
      database_.fail(StoreError::kCorrupt);
      break;
    }
    if (number <= known->second) continue;
    tail_->add(log, {.row = newest_row_,
                     .number = number,
                     .bytes = static_cast<std::uint32_t>(rows.number(4)),
                     .author = static_cast<std::uint8_t>(rows.number(3))});
  }
  must_load_ = database_.has_failed();
  if (!must_load_) tail_->apply({});
  newest_row_before_ = newest_row_;
  return database_.take_error();
}

Result<std::optional<StoredLog>> SqliteStore::find_log(const LogId& id) {
  std::optional<StoredLog> found;
  std::int64_t used_day = 0;
  if (const auto number = reads_.log_number(id, used_day)) {
    found = StoredLog{.number = *number,
                      .state = reads_.log_state(*number, tail_->with_pending(*number)),
                      .used_day = used_day};
  }
  return answer(std::move(found));
}

Result<std::uint64_t> SqliteStore::read_records(LogNumber log, std::uint64_t after,
                                                std::size_t most_bytes, const Visit& visit) {
  return answer(reads_.read_records(log, after, most_bytes, visit, tail_->with_pending(log)));
}

Result<std::optional<StoredInvite>> SqliteStore::find_invite(const Hash& token_hash) {
  return answer(reads_.find_invite(token_hash));
}

Result<std::optional<StoredBackup>> SqliteStore::find_backup(const Hash& locator) {
  return answer(reads_.find_backup(locator));
}

Result<std::unique_ptr<View>> SqliteStore::open_view() {
  auto database = Database::open(path_, Database::Mode::kReadOnly, options_.vfs);
  if (!database) return std::unexpected(database.error());
  database->run("PRAGMA cache_size = -2048");
  return std::make_unique<SqliteView>(std::move(*database), tail_);
}

void SqliteStore::begin() {
  if (must_load_) {
    if (auto loaded = load_tail(); !loaded) return database_.fail(loaded.error());
  }
  newest_row_before_ = newest_row_;
  do_.begin.with().run();
}

Result<void> SqliteStore::commit() {
  flush(tail_->due(newest_row_));
  do_.commit.with().run();
  const auto flushed = std::exchange(flushed_, {});
  if (auto done = database_.take_error(); !done) {
    sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    tail_->give_up();
    newest_row_ = newest_row_before_;
    indexed_to_ = service("indexed-to");
    std::ignore = database_.take_error();
    return done;
  }
  tail_->apply(flushed);
  if (checkpointer_.is_writers_turn(wal_pages_)) {
    sqlite3_wal_checkpoint_v2(database_.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                              nullptr);
  }
  return {};
}

// Puts the tails of these logs into blocks, and notes now and then how far all are.
void SqliteStore::flush(const std::vector<LogNumber>& logs) {
  for (const LogNumber log : logs) {
    if (std::ranges::find(flushed_, log) != flushed_.end()) continue;
    blocks_.extend(log, tail_->with_pending(log));
    flushed_.push_back(log);
  }
  if (logs.empty()) return;
  const std::int64_t oldest = tail_->oldest_row(newest_row_, flushed_);
  if (oldest - 1 - indexed_to_ >= kIndexedStep) {
    indexed_to_ = oldest - 1;
    set_service("indexed-to", indexed_to_);
  }
}

LogNumber SqliteStore::create_log(const LogId& id, std::int64_t day) {
  do_.create_log.with(id, day).run();
  return sqlite3_last_insert_rowid(database_.handle());
}

void SqliteStore::add_author(LogNumber log, std::uint8_t place, const relay::Author& author) {
  do_.add_author.with(log, place, author.person, author.device).run();
}

void SqliteStore::set_left(LogNumber log, std::uint8_t place) {
  do_.set_left.with(log, place).run();
}

void SqliteStore::touch(LogNumber log, std::int64_t day) { do_.touch.with(log, day).run(); }

void SqliteStore::remove_log(LogNumber log) {
  do_.remove_log.with(log).run();
  do_.remove_authors.with(log).run();
  do_.remove_log_invites.with(log).run();
  do_.put_chore.with(log, kEverything, 1).run();
}

void SqliteStore::append(LogNumber log, std::uint64_t number, std::uint8_t author,
                         ByteSpan record) {
  ++newest_row_;
  do_.append.with(newest_row_, log, number, author, record.size(), record).run();
  tail_->add(log, {.row = newest_row_,
                   .number = number,
                   .bytes = static_cast<std::uint32_t>(record.size()),
                   .author = author});
}

std::optional<Store::Found> SqliteStore::find_record(LogNumber log, std::uint8_t author,
                                                     std::uint64_t counter) {
  std::int64_t row = 0;
  std::uint64_t number = 0;
  auto block = blocks_.last(log);
  std::uint64_t written = block ? block->written.at(author) : 0;
  const std::uint64_t blocks_end = block ? block->last : 0;
  if (counter >= written) {
    for (const Entry& entry : tail_->with_pending(log)) {
      if (entry.number <= blocks_end || entry.author != author || written++ != counter) continue;
      row = entry.row;
      number = entry.number;
    }
  }
  // From the end, which is where what is asked for nearly always is.
  while (block && row == 0) {
    written = block->written.at(author);
    for (std::size_t i = block->entries.size(); i-- > 0 && row == 0;) {
      if (block->entries[i].author != author || --written != counter) continue;
      row = block->entries[i].row;
      number = block->first + i;
    }
    block = blocks_.before(log, block->first);
  }
  if (row == 0) return std::nullopt;
  auto bytes = reads_.record_at(row);
  if (!bytes) return std::nullopt;
  return Found{.number = number, .bytes = std::move(*bytes)};
}

std::int64_t SqliteStore::row_of(LogNumber log, std::uint64_t number) {
  const auto block = blocks_.at_or_after(log, number);
  if (block && block->first <= number) return block->entries.at(number - block->first).row;
  for (const Entry& entry : tail_->with_pending(log)) {
    if (entry.number == number) return entry.row;
  }
  database_.fail(StoreError::kCorrupt);
  return 0;
}

void SqliteStore::replace(LogNumber log, std::uint64_t number, ByteSpan record) {
  do_.replace.with(record, row_of(log, number)).run();
}

void SqliteStore::erase(LogNumber log, std::uint8_t author) {
  do_.put_chore.with(log, author, 1).run();
}

void SqliteStore::put_invite(const Hash& token_hash, const StoredInvite& invite) {
  do_.void_invites.with(invite.log).run();
  do_.put_invite.with(token_hash, invite.log, invite.sealed, invite.expires_at_ms, invite.taken_by)
      .run();
}

void SqliteStore::take_invite(const Hash& token_hash, std::uint8_t place) {
  do_.take_invite.with(token_hash, place).run();
}

void SqliteStore::remove_invites(std::int64_t expired_before_ms) {
  do_.remove_invites.with(expired_before_ms).run();
}

void SqliteStore::put_backup(const Hash& locator, const StoredBackup& backup) {
  do_.put_backup.with(locator, backup.proof_hash, backup.bytes).run();
}

void SqliteStore::delete_backup(const Hash& locator) { do_.delete_backup.with(locator).run(); }

bool SqliteStore::has_room_for_new() {
  std::error_code error;
  const auto disk = std::filesystem::space(path_, error);
  if (!error && disk.available < options_.spare_bytes) return false;
  if (options_.most_bytes == 0) return true;
  const std::int64_t pages =
      database_.number("PRAGMA page_count") - database_.number("PRAGMA freelist_count");
  return static_cast<std::uint64_t>(pages * database_.number("PRAGMA page_size")) <
         options_.most_bytes;
}

std::int64_t SqliteStore::service(const char* name) {
  Statement& statement = do_.service.with(std::string_view(name));
  const std::int64_t value = statement.step() ? statement.number(0) : 0;
  statement.reset();
  return value;
}

void SqliteStore::set_service(const char* name, std::int64_t value) {
  do_.set_service.with(std::string_view(name), value).run();
}

int SqliteStore::remove_unused(std::int64_t used_before_day, int most) {
  std::vector<LogNumber> logs;
  do_.unused.with(used_before_day, most);
  while (do_.unused.step()) logs.push_back(do_.unused.number(0));
  do_.unused.reset();
  for (const LogNumber log : logs) remove_log(log);
  return static_cast<int>(logs.size());
}

// ---- What was put off

bool SqliteStore::do_chore() {
  if (!do_.next_chore.with().step()) return false;
  const LogNumber log = do_.next_chore.number(0);
  const std::int64_t author = do_.next_chore.number(1);
  const auto next = static_cast<std::uint64_t>(do_.next_chore.number(2));
  do_.next_chore.reset();
  do_chore(log, author, next);
  return true;
}

// One block of a log. What is in the tail becomes one first.
void SqliteStore::do_chore(LogNumber log, std::int64_t author, std::uint64_t next) {
  if (!tail_->with_pending(log).empty()) return flush({log});
  const auto block = blocks_.at_or_after(log, next);
  if (!block) return do_.remove_chore.with(log, author).run();
  for (const BlockEntry& entry : block->entries) {
    if (author == kEverything) {
      do_.remove_row.with(entry.row).run();
    } else if (entry.author == author) {
      const auto bytes = reads_.record_at(entry.row);
      const auto parts = bytes ? wire::parts_of(*bytes) : std::unexpected(wire::RecordError::kGap);
      if (parts && !parts->erased) do_.replace.with(wire::erased(*parts), entry.row).run();
    }
  }
  if (author == kEverything) blocks_.remove(log, block->first);
  do_.put_chore.with(log, author, block->last + 1).run();
}

// Whoever reads a page is soon done. A backup may take minutes, in which others want to write.
bool SqliteStore::scrub() {
  constexpr int kPatienceMs = 20;
  sqlite3_busy_timeout(database_.handle(), kPatienceMs);
  const int code = sqlite3_wal_checkpoint_v2(database_.handle(), nullptr,
                                             SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  sqlite3_busy_timeout(database_.handle(), Database::kPatienceMs);
  return code == SQLITE_OK;
}

// So that the next start has nothing to read.
void SqliteStore::close() {
  if (must_load_) return;
  begin();
  flush(tail_->all());
  set_service("indexed-to", newest_row_);
  if (commit()) std::ignore = scrub();
}

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path,
                                                 const SqliteOptions& options) {
  auto lock = FileLock::take(path + ".lock");
  if (!lock) return std::unexpected(lock.error());
  auto database = Database::open(path, Database::Mode::kCreate, options.vfs);
  if (!database) return std::unexpected(database.error());
  // SQLite opens what it may not write to, and would say so only when it is too late.
  if (sqlite3_db_readonly(database->handle(), "main") != 0) {
    return std::unexpected(StoreError::kReadOnly);
  }
  if (auto ours = check_is_ours(*database); !ours) return std::unexpected(ours.error());
  database->run(kWriterSettings);
  if (auto made = migrate(*database, newest_version()); !made) {
    return std::unexpected(made.error());
  }
  auto second = Database::open(path, Database::Mode::kReadWrite, options.vfs);
  if (!second) return std::unexpected(second.error());
  second->run("PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -64");
  auto store = std::make_unique<SqliteStore>(path, options, std::move(*lock), std::move(*database),
                                             std::move(*second));
  if (auto loaded = store->load_tail(); !loaded) return std::unexpected(loaded.error());
  return store;
}

}  // namespace commonground::store
