// A record as it is stored and sent: what is in clear, what is sealed, and the signature over both.
// docs/formats/record.md describes it byte by byte.
//
// Who learns what: whoever carries it learns the log, which of its authors wrote it, how many this
// author wrote before, and the size up to a multiple of 256 bytes. Members of the log learn the
// text. Nobody can alter, reorder or forge it without being found out; its author can take the
// sealed part away later, and what is left still proves its place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>

#include "base/bytes.h"
#include "crypto/entropy.h"
#include "crypto/seal.h"
#include "crypto/sign.h"
#include "record/limits.h"
#include "verify/verify.h"

namespace commonground::record {

// What stands in clear, and is bound to what is sealed.
struct Head {
  LogId log;
  std::uint8_t author = 0;    // position among the members of the log
  std::uint64_t counter = 0;  // how many records this author wrote into this log before
  Hash previous;              // of that author's record before this, or zeros
  Nonce nonce;
};

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

// Seals and signs. The text is at most kMostText bytes.
inline constexpr std::size_t kHeadBytes = 1 + LogId::kSize + 1 + 8 + Hash::kSize + Nonce::kSize;
inline constexpr std::size_t kMostText =
    (kMostRecordBytes - kHeadBytes - Signature::kSize - kSealBytes) / kPadTo * kPadTo - 1;
[[nodiscard]] Bytes write_record(const Head& head, ByteSpan text, const SealKey& key,
                                 const SigningKey& author);

// The same record without its sealed part: as good as it in the chain, and forever silent.
[[nodiscard]] Bytes erased(const Parts& parts);

[[nodiscard]] std::expected<SecretBytes, RecordError> open_record(const Parts& parts,
                                                                  const SealKey& key);

}  // namespace commonground::record
