#include "store/schema.h"

#include <array>
#include <string>

namespace commonground::store {
namespace {

// Never changed once released: a new version is a new step.
constexpr auto kSteps = std::to_array<const char*>({
    // 1
    R"(
CREATE TABLE service(          -- one number each
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE log(
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id BLOB NOT NULL UNIQUE,
  used_day INTEGER NOT NULL    -- of service
);
CREATE INDEX log_by_use ON log(used_day);

CREATE TABLE author(
  log INTEGER NOT NULL,
  place INTEGER NOT NULL,
  person BLOB NOT NULL,
  device BLOB NOT NULL,
  has_left INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(log, place)
) WITHOUT ROWID;

CREATE TABLE record(           -- only ever appended to
  row INTEGER PRIMARY KEY,
  log INTEGER NOT NULL,
  number INTEGER NOT NULL,
  author INTEGER NOT NULL,
  size INTEGER NOT NULL,       -- as it was written, whatever is left of it
  bytes BLOB NOT NULL
);

CREATE TABLE block(            -- where the records of a log are, many at a time
  log INTEGER NOT NULL,
  first INTEGER NOT NULL,      -- number of its first record
  last INTEGER NOT NULL,
  written BLOB NOT NULL,       -- records of each author up to there: eight numbers of 4 bytes
  bytes BLOB NOT NULL,         -- of those records, as they were written; the same way
  rows BLOB NOT NULL,          -- for each record its row and author: 7 bytes and 1
  PRIMARY KEY(log, first)
) WITHOUT ROWID;

CREATE TABLE invite(
  token_hash BLOB PRIMARY KEY,
  log INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  taken_by INTEGER             -- a place
) WITHOUT ROWID;
CREATE INDEX invite_by_log ON invite(log);

CREATE TABLE backup(
  locator BLOB PRIMARY KEY,
  proof_hash BLOB NOT NULL,
  bytes BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE chore(            -- what is still to be erased: of one author, or (-1) all
  log INTEGER NOT NULL,
  author INTEGER NOT NULL,
  next INTEGER NOT NULL,       -- the number that it has come to
  PRIMARY KEY(log, author)
) WITHOUT ROWID;
)",
});

}  // namespace

std::int64_t newest_version() { return static_cast<std::int64_t>(kSteps.size()); }

Result<void> check_is_ours(Database& database) {
  const bool is_empty = database.number("SELECT count(*) FROM sqlite_schema") == 0;
  const bool is_ours = database.number("PRAGMA application_id") == kApplication;
  const std::int64_t version = database.number("PRAGMA user_version");
  if (auto read = database.take_error(); !read) return read;
  if (!is_ours && !is_empty) return std::unexpected(StoreError::kCorrupt);
  if (version > newest_version()) return std::unexpected(StoreError::kNewer);
  return {};
}

Result<void> migrate(Database& database, std::int64_t to) {
  const std::int64_t version = database.number("PRAGMA user_version");
  for (std::int64_t step = version; step < to && !database.has_failed(); ++step) {
    database.run("BEGIN IMMEDIATE");
    database.run(kSteps.at(static_cast<std::size_t>(step)));
    database.run(("PRAGMA application_id = " + std::to_string(kApplication)).c_str());
    database.run(("PRAGMA user_version = " + std::to_string(step + 1)).c_str());
    database.run("COMMIT");
  }
  return database.take_error();
}

}  // namespace commonground::store
