#include "store/sqlite.h"

#include <utility>

namespace commonground::store {

std::string_view name_of(StoreError error) {
  switch (error) {
    case StoreError::kFull:
      return "full";
    case StoreError::kReadOnly:
      return "read-only";
    case StoreError::kCorrupt:
      return "corrupt";
    case StoreError::kNewer:
      return "newer";
    case StoreError::kInUse:
      return "in-use";
    case StoreError::kMissing:
      return "missing";
    case StoreError::kFailed:
      return "failed";
  }
  std::unreachable();
}

StoreError error_of(int sqlite_code) {
  switch (sqlite_code & 0xff) {
    case SQLITE_FULL:
      return StoreError::kFull;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return StoreError::kReadOnly;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return StoreError::kCorrupt;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return StoreError::kInUse;
    case SQLITE_CANTOPEN:
      return StoreError::kMissing;
    default:
      return StoreError::kFailed;
  }
}

Result<Database> Database::open(const std::string& path, Mode mode, const char* vfs) {
  constexpr int kEverywhere = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int flags = mode == Mode::kReadOnly    ? SQLITE_OPEN_READONLY
                    : mode == Mode::kReadWrite ? SQLITE_OPEN_READWRITE
                                               : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags | kEverywhere, vfs);
  Database database(handle);
  if (code != SQLITE_OK) return std::unexpected(error_of(code));
  sqlite3_busy_timeout(handle, kPatienceMs);
  return database;
}

void Database::note(int code) {
  if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE) fail(error_of(code));
}

Result<void> Database::take_error() {
  const auto error = std::exchange(error_, std::nullopt);
  if (error) return std::unexpected(*error);
  return {};
}

void Database::run(const char* sql) {
  if (!error_) note(sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr));
}

std::int64_t Database::number(const char* sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.number(0) : 0;
}

std::string Database::text(const char* sql) {
  Statement statement(*this, sql);
  return statement.step() ? std::string(text_of(statement.bytes(0))) : std::string();
}

Statement::Statement(Database& database, const char* sql) : database_(&database) {
  if (database.has_failed()) return;
  sqlite3_stmt* handle = nullptr;
  database.note(
      sqlite3_prepare_v3(database.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, nullptr));
  handle_.reset(handle);
}

bool Statement::step() {
  if (database_->has_failed() || !handle_) return false;
  const int code = sqlite3_step(handle_.get());
  database_->note(code);
  return code == SQLITE_ROW;
}

void Statement::run() {
  step();
  reset();
}

ByteSpan Statement::bytes(int column) const {
  const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_.get(), column));
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

void Statement::bind(int at, std::int64_t value) {
  if (handle_) database_->note(sqlite3_bind_int64(handle_.get(), at, value));
}

// What is bound outlives the use: it is the caller's until the statement was run.
void Statement::bind(int at, ByteSpan value) {
  if (!handle_) return;
  static constexpr std::uint8_t kNothing = 0;  // SQLite takes a null pointer for a null
  database_->note(sqlite3_bind_blob64(handle_.get(), at, value.empty() ? &kNothing : value.data(),
                                      value.size(), SQLITE_STATIC));
}

void Statement::bind(int at, std::string_view value) {
  if (!handle_) return;
  database_->note(sqlite3_bind_text64(handle_.get(), at, value.data(), value.size(), SQLITE_STATIC,
                                      SQLITE_UTF8));
}

void Statement::bind(int at, std::optional<std::uint8_t> value) {
  if (!handle_) return;
  if (value) {
    bind(at, std::int64_t{*value});
  } else {
    database_->note(sqlite3_bind_null(handle_.get(), at));
  }
}

}  // namespace commonground::store
