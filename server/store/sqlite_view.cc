#include "store/sqlite_view.h"

#include <tuple>
#include <utility>

namespace commonground::store {

SqliteReads::SqliteReads(Database& database, Blocks& blocks)
    : database_(&database),
      blocks_(&blocks),
      log_(database, "SELECT number, used_day FROM log WHERE id = ?"),
      authors_(database,
               "SELECT place, person, device, has_left FROM author WHERE log = ? ORDER BY place"),
      record_(database, "SELECT bytes FROM record WHERE row = ?"),
      invite_(database,
              "SELECT log, sealed, expires_at_ms, taken_by FROM invite WHERE token_hash = ?"),
      backup_(database, "SELECT proof_hash, bytes FROM backup WHERE locator = ?") {}

std::optional<LogNumber> SqliteReads::log_number(const LogId& id, std::int64_t& used_day) {
  if (!log_.with(id).step()) return std::nullopt;
  used_day = log_.number(1);
  const LogNumber number = log_.number(0);
  log_.reset();
  return number;
}

relay::LogState SqliteReads::log_state(LogNumber log, const Tail::Entries& tail) {
  relay::LogState state;
  authors_.with(log);
  while (authors_.step()) {
    if (authors_.number(0) != static_cast<std::int64_t>(state.authors.size()) ||
        state.authors.size() >= wire::kMostAuthors) {
      database_->fail(StoreError::kCorrupt);
      break;
    }
    state.authors.push_back({.person = authors_.fixed<VerifyKey>(1),
                             .device = authors_.fixed<VerifyKey>(2),
                             .left = authors_.number(3) != 0});
  }
  authors_.reset();
  if (const auto last = blocks_->last(log)) {
    state.records = last->last;
    state.bytes = last->bytes;
    state.written = last->written;
  }
  for (const Entry& entry : tail) {
    if (entry.number <= state.records) continue;
    state.records = entry.number;
    state.bytes.at(entry.author) += entry.bytes;
    ++state.written.at(entry.author);
  }
  return state;
}

std::optional<Bytes> SqliteReads::record_at(std::int64_t row) {
  if (!record_.with(row).step()) return std::nullopt;
  const ByteSpan bytes = record_.bytes(0);
  std::optional<Bytes> record(std::in_place, bytes.begin(), bytes.end());
  record_.reset();
  return record;
}

std::uint64_t SqliteReads::read_records(LogNumber log, std::uint64_t after, std::size_t most_bytes,
                                        const View::Visit& visit, const Tail::Entries& tail) {
  std::size_t bytes = 0;
  const auto give = [&](std::uint64_t number, std::int64_t row) {
    // A row that is not there is of a log that is being removed.
    if (!record_.with(row).step()) return;
    const ByteSpan record = record_.bytes(0);
    bytes += record.size();
    visit(number, record);
    after = number;
  };
  while (bytes < most_bytes) {
    const auto block = blocks_->at_or_after(log, after + 1);
    if (!block) break;
    const std::uint64_t from = after;
    for (std::size_t i = 0; i < block->entries.size() && bytes < most_bytes; ++i) {
      if (block->first + i > after) give(block->first + i, block->entries[i].row);
    }
    if (after == from) break;
  }
  for (const Entry& entry : tail) {
    if (bytes >= most_bytes) break;
    if (entry.number == after + 1) give(entry.number, entry.row);
  }
  record_.reset();
  return after;
}

std::optional<StoredInvite> SqliteReads::find_invite(const Hash& token_hash) {
  if (!invite_.with(token_hash).step()) return std::nullopt;
  const ByteSpan sealed = invite_.bytes(1);
  StoredInvite invite{.log = invite_.number(0),
                      .sealed = Bytes(sealed.begin(), sealed.end()),
                      .expires_at_ms = invite_.number(2),
                      .taken_by = std::nullopt};
  if (!invite_.is_null(3)) invite.taken_by = static_cast<std::uint8_t>(invite_.number(3));
  invite_.reset();
  return invite;
}

std::optional<StoredBackup> SqliteReads::find_backup(const Hash& locator) {
  if (!backup_.with(locator).step()) return std::nullopt;
  const ByteSpan bytes = backup_.bytes(1);
  StoredBackup backup{.proof_hash = backup_.fixed<Hash>(0),
                      .bytes = Bytes(bytes.begin(), bytes.end())};
  backup_.reset();
  return backup;
}

// ---- A view

SqliteView::SqliteView(Database database, std::shared_ptr<const Tail> tail)
    : database_(std::move(database)),
      tail_(std::move(tail)),
      blocks_(database_),
      reads_(database_, blocks_) {}

// Everything that is read here is of one moment.
template <class Read>
auto SqliteView::in_one_moment(Read read) -> Result<decltype(read())> {
  database_.run("BEGIN");
  auto value = read();
  if (database_.has_failed()) {
    auto failed = database_.take_error();
    database_.run("ROLLBACK");
    std::ignore = database_.take_error();  // there may be nothing to take back
    return std::unexpected(failed.error());
  }
  database_.run("COMMIT");
  return value;
}

Result<std::optional<StoredLog>> SqliteView::find_log(const LogId& id) {
  std::int64_t used_day = 0;
  const auto number = in_one_moment([&] { return reads_.log_number(id, used_day); });
  if (!number) return std::unexpected(number.error());
  if (!*number) return std::nullopt;
  // The tail first: what is put into blocks after it was looked at is found in both.
  const Tail::Entries tail = tail_->of(**number);
  auto state = in_one_moment([&] { return reads_.log_state(**number, tail); });
  if (!state) return std::unexpected(state.error());
  return StoredLog{.number = **number, .state = std::move(*state), .used_day = used_day};
}

Result<std::uint64_t> SqliteView::read_records(LogNumber log, std::uint64_t after,
                                               std::size_t most_bytes, const Visit& visit) {
  const Tail::Entries tail = tail_->of(log);
  return in_one_moment([&] { return reads_.read_records(log, after, most_bytes, visit, tail); });
}

Result<std::optional<StoredInvite>> SqliteView::find_invite(const Hash& token_hash) {
  return in_one_moment([&] { return reads_.find_invite(token_hash); });
}

Result<std::optional<StoredBackup>> SqliteView::find_backup(const Hash& locator) {
  return in_one_moment([&] { return reads_.find_backup(locator); });
}

}  // namespace commonground::store
