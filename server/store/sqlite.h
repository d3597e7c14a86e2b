// SQLite with its ends tied: handles that close themselves, and one place for what went wrong.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include "base/bytes.h"
#include "store/store.h"

namespace commonground::store {

// The first error sticks: statements then do nothing, until it is taken.
class Database {
 public:
  enum class Mode : std::uint8_t { kReadOnly, kReadWrite, kCreate };
  static constexpr int kPatienceMs = 2000;  // until another connection makes way
  // `vfs` names another way to files, for tests; null is the usual one.
  [[nodiscard]] static Result<Database> open(const std::string& path, Mode mode, const char* vfs);

  void run(const char* sql);
  [[nodiscard]] std::int64_t number(const char* sql);  // the first column of its first row
  [[nodiscard]] std::string text(const char* sql);

  [[nodiscard]] bool has_failed() const { return error_.has_value(); }
  [[nodiscard]] const std::optional<StoreError>& error() const { return error_; }
  [[nodiscard]] Result<void> take_error();
  void fail(StoreError error) {
    if (!error_) error_ = error;
  }
  void note(int code);
  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
  };
  explicit Database(sqlite3* handle) : handle_(handle) {}

  std::unique_ptr<sqlite3, Close> handle_;
  std::optional<StoreError> error_;
};

[[nodiscard]] StoreError error_of(int sqlite_code);

class Statement {
 public:
  Statement(Database& database, const char* sql);

  // Each use begins with the values for its question marks.
  template <class... Values>
  Statement& with(const Values&... values) {
    reset();
    int at = 0;
    (bind(++at, values), ...);
    return *this;
  }
  // Whether there is a row, the next one.
  bool step();
  // To the end, without rows.
  void run();
  void reset() { sqlite3_reset(handle_.get()); }

  [[nodiscard]] std::int64_t number(int column) const {
    return sqlite3_column_int64(handle_.get(), column);
  }
  [[nodiscard]] bool is_null(int column) const {
    return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
  }
  // Valid until the next step.
  [[nodiscard]] ByteSpan bytes(int column) const;
  template <class Fixed>
  [[nodiscard]] Fixed fixed(int column) {
    const auto value = Fixed::from(bytes(column));
    if (!value) database_->fail(StoreError::kCorrupt);
    return value.value_or(Fixed{});
  }

 private:
  void bind(int at, std::int64_t value);
  void bind(int at, ByteSpan value);
  void bind(int at, const Bytes& value) { bind(at, ByteSpan(value)); }
  void bind(int at, std::string_view value);
  void bind(int at, std::optional<std::uint8_t> value);
  template <std::size_t kBytes, class Tag>
  void bind(int at, const FixedBytes<kBytes, Tag>& value) {
    bind(at, value.span());
  }
  template <std::integral Number>
  void bind(int at, Number value) {
    bind(at, static_cast<std::int64_t>(value));
  }

  struct Finalize {
    void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
  };
  Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

}  // namespace commonground::store
