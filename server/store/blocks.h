// Where the records of a log are. Those that came last are the tail, in memory; those before it are
// in blocks, rows of a table that hold many records each. docs/decisions/015 says why.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "store/sqlite.h"

namespace commonground::store {

inline constexpr std::size_t kBlockRecords = 64;       // as many become a block
inline constexpr std::size_t kMostBlockRecords = 128;  // to which a small one is filled up
inline constexpr std::int64_t kTailRows = 4096;        // how far back the tail goes

struct Entry {
  std::int64_t row = 0;
  std::uint64_t number = 0;
  std::uint32_t bytes = 0;  // as it was written
  std::uint8_t author = 0;
};

// The part of an entry that a block keeps.
struct BlockEntry {
  std::int64_t row = 0;
  std::uint8_t author = 0;
};

struct Block {
  std::uint64_t first = 1;
  std::uint64_t last = 0;
  std::array<std::uint64_t, wire::kMostAuthors> written{};  // records of each author up to `last`
  std::array<std::uint64_t, wire::kMostAuthors> bytes{};    // of those, as they were written
  std::vector<BlockEntry> entries;
};

// The table of blocks, through one connection.
class Blocks {
 public:
  explicit Blocks(Database& database);

  // The block with this number, the one after it if there is none, or nothing.
  [[nodiscard]] std::optional<Block> at_or_after(LogNumber log, std::uint64_t number);
  [[nodiscard]] std::optional<Block> last(LogNumber log);
  // The block before the one that begins there.
  [[nodiscard]] std::optional<Block> before(LogNumber log, std::uint64_t first);
  void put(LogNumber log, const Block& block);
  void remove(LogNumber log, std::uint64_t first);
  // Puts the entries behind what is there already.
  void extend(LogNumber log, std::span<const Entry> entries);

 private:
  std::optional<Block> read(Statement& statement);

  Database* database_;
  Statement at_;
  Statement before_;
  Statement put_;
  Statement remove_;
};

// Shared by the thread that writes and those that read. Only what is committed is in it.
class Tail {
 public:
  using Entries = std::vector<Entry>;

  [[nodiscard]] Entries of(LogNumber log) const;

  // For the writer alone. What `add` got counts after `apply`, and is forgotten by `give_up`.
  void add(LogNumber log, const Entry& entry) { pending_[log].push_back(entry); }
  [[nodiscard]] Entries with_pending(LogNumber log) const;
  // The logs of which entries are to become blocks now, if the newest row is this one.
  [[nodiscard]] std::vector<LogNumber> due(std::int64_t newest_row);
  // All logs that have a tail, if none is to be left.
  [[nodiscard]] std::vector<LogNumber> all() const;
  // The oldest row that would be in no block after those logs were put into some.
  [[nodiscard]] std::int64_t oldest_row(std::int64_t newest_row,
                                        std::span<const LogNumber> flushed) const;
  void apply(std::span<const LogNumber> flushed);
  void give_up() { pending_.clear(); }
  void clear();

 private:
  mutable std::mutex mutex_;  // guards entries_
  std::unordered_map<LogNumber, Entries> entries_;
  std::unordered_map<LogNumber, Entries> pending_;
  // In the order of their rows; some are in blocks by now.
  struct Since {
    std::int64_t row;
    LogNumber log;
  };
  std::deque<Since> since_;
  [[nodiscard]] bool is_current(const Since& since) const;
};

}  // namespace commonground::store
