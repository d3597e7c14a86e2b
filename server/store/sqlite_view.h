// What is read of a SQLite store, by the writer and by others.
#pragma once

#include "store/blocks.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace commonground::store {

// The questions, through one connection. Errors stick to it.
class SqliteReads {
 public:
  SqliteReads(Database& database, Blocks& blocks);

  // `tail` is what came after the blocks, or was just about to become one.
  [[nodiscard]] std::optional<LogNumber> log_number(const LogId& id, std::int64_t& used_day);
  [[nodiscard]] relay::LogState log_state(LogNumber log, const Tail::Entries& tail);
  std::uint64_t read_records(LogNumber log, std::uint64_t after, std::size_t most_bytes,
                             const View::Visit& visit, const Tail::Entries& tail);
  [[nodiscard]] std::optional<StoredInvite> find_invite(const Hash& token_hash);
  [[nodiscard]] std::optional<StoredBackup> find_backup(const Hash& locator);
  [[nodiscard]] std::optional<Bytes> record_at(std::int64_t row);

 private:
  Database* database_;
  Blocks* blocks_;
  Statement log_;
  Statement authors_;
  Statement record_;
  Statement invite_;
  Statement backup_;
};

// A connection of its own, which sees what is committed.
class SqliteView final : public View {
 public:
  SqliteView(Database database, std::shared_ptr<const Tail> tail);

  Result<std::optional<StoredLog>> find_log(const LogId& id) override;
  Result<std::uint64_t> read_records(LogNumber log, std::uint64_t after, std::size_t most_bytes,
                                     const Visit& visit) override;
  Result<std::optional<StoredInvite>> find_invite(const Hash& token_hash) override;
  Result<std::optional<StoredBackup>> find_backup(const Hash& locator) override;

 private:
  template <class Read>
  auto in_one_moment(Read read) -> Result<decltype(read())>;

  Database database_;
  std::shared_ptr<const Tail> tail_;
  Blocks blocks_;
  SqliteReads reads_;
};

}  // namespace commonground::store
