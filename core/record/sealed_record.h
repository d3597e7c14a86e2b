// A record as it is stored and sent: what is in clear, what is sealed, and the signature over both.
// What can be read of it without a key is in wire/record_parts.h; the rest is here.
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
#include "wire/record_parts.h"

namespace commonground::record {

using wire::erased;
using wire::Head;
using wire::kHeadBytes;
using wire::Parts;
using wire::parts_of;
using wire::RecordError;

// Seals and signs. The text is at most kMostText bytes.
inline constexpr std::size_t kMostText =
    (kMostRecordBytes - kHeadBytes - Signature::kSize - kSealBytes) / kPadTo * kPadTo - 1;
[[nodiscard]] Bytes write_record(const Head& head, ByteSpan text, const SealKey& key,
                                 const SigningKey& author);

[[nodiscard]] std::expected<SecretBytes, RecordError> open_record(const Parts& parts,
                                                                  const SealKey& key);

}  // namespace commonground::record
