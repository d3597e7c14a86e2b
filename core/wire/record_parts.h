// The outside of a record: all that can be read of it without a key, and what is left of it when
// its author takes it back. Devices and the server read it with the same code; what is inside is
// in record/sealed_record.h. docs/formats/record.md describes both byte by byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>

#include "base/bytes.h"
#include "verify/verify.h"
#include "wire/limits.h"

namespace commonground::wire {

// What stands in clear, and is bound to what is sealed.
struct Head {
  LogId log;
  std::uint8_t author = 0;    // position among the authors of the log
  std::uint64_t counter = 0;  // how many records this author wrote into this log before
  Hash previous;              // of that author's record before this, or zeros
  Nonce nonce;
};

inline constexpr std::size_t kHeadBytes = 1 + LogId::kSize + 1 + 8 + Hash::kSize + Nonce::kSize;

enum class RecordError : std::uint8_t {
  kTooShort,        // not even a whole head and signature
  kTooLong,         // more than kMostRecordBytes
  kNewerVersion,    // made by a later release
  kNotARecord,      // sizes that do not fit
  kWrongLog,        // of another log
  kForeignAuthor,   // by nobody who is a member
  kAltered,         // the signature is not right
  kRepeat,          // a record that is there already
  kFork,            // another record where one is already, or after another past
  kGap,             // records before it are missing
  kCannotBeOpened,  // signed by a member, but not sealed with the key of this log
  kErased,          // its text was taken away
  kAhead,           // by a clock that is days ahead of the reader's
  kFull,            // its person has written all that they can into this log
};

// A record taken apart. Points into the bytes it was read from.
struct Parts {
  Head head;
  bool erased = false;
  ByteSpan sealed;   // empty if erased
  Hash sealed_hash;  // of the sealed part, whether it is there or not
  Hash hash;         // of the record: what is signed, and what the author's next one names
  Signature signature;

  [[nodiscard]] RecordId id() const;
};
[[nodiscard]] std::expected<Parts, RecordError> parts_of(ByteSpan record);

// The head as a record begins with it.
[[nodiscard]] Bytes written(const Head& head);

// What is signed, for a record with this head and this hash of its sealed part.
[[nodiscard]] Hash record_hash(const Head& head, const Hash& sealed);
[[nodiscard]] Hash sealed_hash(ByteSpan sealed);

// The same record without its sealed part: as good as it in the chain, and forever silent.
[[nodiscard]] Bytes erased(const Parts& parts);

}  // namespace commonground::wire
