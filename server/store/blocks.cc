#include "store/blocks.h"

#include <algorithm>
#include <utility>

#include "base/byte_io.h"

namespace commonground::store {
namespace {

using OfEach = std::array<std::uint64_t, wire::kMostAuthors>;  // of the authors of a log

Bytes packed(const OfEach& counts) {
  ByteWriter out;
  for (const std::uint64_t count : counts) out.number(static_cast<std::uint32_t>(count));
  return out.take();
}

bool unpack(ByteSpan bytes, OfEach& counts) {
  ByteReader in(bytes);
  for (std::uint64_t& count : counts) {
    std::uint32_t number = 0;
    if (!in.number(number)) return false;
    count = number;
  }
  return in.left() == 0;
}

// The row in the upper 7 bytes, the author in the lowest.
Bytes packed(const std::vector<BlockEntry>& entries) {
  ByteWriter out;
  for (const BlockEntry& entry : entries) {
    out.number((static_cast<std::uint64_t>(entry.row) << 8) | entry.author);
  }
  return out.take();
}

}  // namespace

Blocks::Blocks(Database& database)
    : database_(&database),
      at_(database,
          "SELECT first, last, written, bytes, rows FROM block WHERE log = ? AND first >= "
          "coalesce((SELECT max(first) FROM block WHERE log = ?1 AND first <= ?2), 0) "
          "AND last >= ?2 ORDER BY first LIMIT 1"),
      before_(database,
              "SELECT first, last, written, bytes, rows FROM block WHERE log = ? AND first < ? "
              "ORDER BY first DESC LIMIT 1"),
      put_(database, "INSERT OR REPLACE INTO block VALUES(?, ?, ?, ?, ?, ?)"),
      remove_(database, "DELETE FROM block WHERE log = ? AND first = ?") {}

std::optional<Block> Blocks::read(Statement& statement) {
  if (!statement.step()) return std::nullopt;
  Block block{.first = static_cast<std::uint64_t>(statement.number(0)),
              .last = static_cast<std::uint64_t>(statement.number(1)),
              .entries = {}};
  if (!unpack(statement.bytes(2), block.written) || !unpack(statement.bytes(3), block.bytes)) {
    database_->fail(StoreError::kCorrupt);
  }
  ByteReader rows(statement.bytes(4));
  const std::size_t entries = rows.left() / sizeof(std::uint64_t);
  block.entries.reserve(entries);
  for (std::size_t i = 0; i < entries; ++i) {
    std::uint64_t entry = 0;
    rows.number(entry);
    block.entries.push_back({.row = static_cast<std::int64_t>(entry >> 8),
                             .author = static_cast<std::uint8_t>(entry & 0xff)});
    if (block.entries.back().author >= wire::kMostAuthors) database_->fail(StoreError::kCorrupt);
  }
  if (block.entries.empty() || block.last - block.first + 1 != entries || rows.left() != 0) {
    database_->fail(StoreError::kCorrupt);
  }
  statement.reset();
  if (database_->has_failed()) return std::nullopt;
  return block;
}

std::optional<Block> Blocks::at_or_after(LogNumber log, std::uint64_t number) {
  return read(at_.with(log, number));
}

std::optional<Block> Blocks::before(LogNumber log, std::uint64_t first) {
  return read(before_.with(log, first));
}

std::optional<Block> Blocks::last(LogNumber log) { return before(log, INT64_MAX); }

void Blocks::put(LogNumber log, const Block& block) {
  const Bytes written = packed(block.written);
  const Bytes bytes = packed(block.bytes);
  const Bytes rows = packed(block.entries);
  put_.with(log, block.first, block.last, written, bytes, rows).run();
}

void Blocks::remove(LogNumber log, std::uint64_t first) { remove_.with(log, first).run(); }

void Blocks::extend(LogNumber log, std::span<const Entry> entries) {
  if (entries.empty()) return;
  auto block = last(log);
  if (!block || block->entries.size() + entries.size() > kMostBlockRecords) {
    Block next;
    if (block) {
      next.first = block->last + 1;
      next.last = block->last;
      next.bytes = block->bytes;
      next.written = block->written;
    }
    block = std::move(next);
  }
  for (const Entry& entry : entries) {
    if (entry.number != block->last + 1) return database_->fail(StoreError::kCorrupt);
    block->last = entry.number;
    block->bytes.at(entry.author) += entry.bytes;
    ++block->written.at(entry.author);
    block->entries.push_back({.row = entry.row, .author = entry.author});
  }
  put(log, *block);
}

// ---- The tail

Tail::Entries Tail::of(LogNumber log) const {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(log);
  return found != entries_.end() ? found->second : Entries();
}

Tail::Entries Tail::with_pending(LogNumber log) const {
  Entries entries = of(log);
  const auto more = pending_.find(log);
  if (more != pending_.end()) {
    entries.insert(entries.end(), more->second.begin(), more->second.end());
  }
  return entries;
}

// Only the writer changes entries_, so the writer may look at them without the lock.
bool Tail::is_current(const Since& since) const {
  const auto found = entries_.find(since.log);
  return found != entries_.end() && found->second.front().row == since.row;
}

std::vector<LogNumber> Tail::due(std::int64_t newest_row) {
  std::vector<LogNumber> logs;
  for (const auto& [log, more] : pending_) {
    const auto found = entries_.find(log);
    const std::size_t before = found != entries_.end() ? found->second.size() : 0;
    if (before + more.size() >= kBlockRecords) logs.push_back(log);
  }
  for (const Since& since : since_) {
    if (since.row >= newest_row - kTailRows) break;
    if (is_current(since) && std::ranges::find(logs, since.log) == logs.end()) {
      logs.push_back(since.log);
    }
  }
  return logs;
}

std::vector<LogNumber> Tail::all() const {
  std::vector<LogNumber> logs;
  logs.reserve(entries_.size() + pending_.size());
  for (const auto& [log, entries] : entries_) logs.push_back(log);
  for (const auto& [log, more] : pending_) {
    if (!entries_.contains(log)) logs.push_back(log);
  }
  return logs;
}

std::int64_t Tail::oldest_row(std::int64_t newest_row, std::span<const LogNumber> flushed) const {
  const auto is_left = [&](LogNumber log) {
    return std::ranges::find(flushed, log) == flushed.end();
  };
  for (const Since& since : since_) {
    if (is_current(since) && is_left(since.log)) return since.row;
  }
  std::int64_t oldest = newest_row + 1;
  for (const auto& [log, more] : pending_) {
    if (is_left(log)) oldest = std::min(oldest, more.front().row);
  }
  return oldest;
}

void Tail::apply(std::span<const LogNumber> flushed) {
  const std::size_t before = since_.size();
  {
    const std::lock_guard lock(mutex_);
    for (const LogNumber log : flushed) {
      entries_.erase(log);
      pending_.erase(log);
    }
    for (auto& [log, more] : pending_) {
      Entries& entries = entries_[log];
      if (entries.empty()) since_.push_back({.row = more.front().row, .log = log});
      entries.insert(entries.end(), more.begin(), more.end());
    }
  }
  std::sort(since_.begin() + static_cast<std::ptrdiff_t>(before), since_.end(),
            [](const Since& one, const Since& other) { return one.row < other.row; });
  pending_.clear();
  while (!since_.empty() && !is_current(since_.front())) since_.pop_front();
}

void Tail::clear() {
  const std::lock_guard lock(mutex_);
  entries_.clear();
  pending_.clear();
  since_.clear();
}

}  // namespace commonground::store
