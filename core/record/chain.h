// The chains of a log: for each author the hashes of what they wrote, in order. Says of every
// record that comes whether it is the next one, and if not, what is wrong with it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <vector>

#include "record/sealed_record.h"

namespace commonground::record {

class Chain {
 public:
  explicit Chain(const LogId& log) : log_(log) {}

  // Members are admitted once, for good: their records stay even if they leave. False if the place
  // is taken by another key, or the key has another place.
  [[nodiscard]] bool admit(std::uint8_t author, const VerifyKey& key);
  [[nodiscard]] std::optional<VerifyKey> member(std::uint8_t author) const;

  // Whether a record is the next of its author. Nothing is changed if it is not.
  // Looks at, in this order: the log, the author, the signature, the place.
  [[nodiscard]] std::expected<void, RecordError> check(const Parts& parts) const;
  // The same, and then it counts.
  [[nodiscard]] std::expected<void, RecordError> append(const Parts& parts);
  // The same for a record whose signature was found right before.
  [[nodiscard]] std::expected<void, RecordError> append_known(const Parts& parts);

  // Takes the last record of an author back, which could not be stored after all; and the admission
  // of one who has written nothing.
  void take_back(std::uint8_t author);
  void dismiss(std::uint8_t author);

  // What an author's next record begins with; the nonce is the caller's.
  [[nodiscard]] Head next(std::uint8_t author) const;
  [[nodiscard]] std::uint64_t written_by(std::uint8_t author) const {
    return authors_.at(author).hashes.size();
  }
  [[nodiscard]] const LogId& log() const { return log_; }

 private:
  [[nodiscard]] std::expected<void, RecordError> check_place(const Parts& parts) const;

  struct Author {
    std::optional<VerifyKey> key;
    std::vector<Hash> hashes;
  };
  LogId log_;
  std::array<Author, kMostAuthors> authors_;
};

}  // namespace commonground::record
