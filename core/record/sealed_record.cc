#include "record/sealed_record.h"

#include <cassert>
#include <utility>

#include "base/byte_io.h"
#include "crypto/padding.h"

namespace commonground::record {

static_assert(wire::kTagBytes == kSealBytes);

Bytes write_record(const Head& head, ByteSpan text, const SealKey& key, const SigningKey& author) {
  assert(text.size() <= kMostText);
  const SecretBytes filled = padded(text, kPadTo);
  const Bytes clear = wire::written(head);
  const Bytes sealed = seal(key, head.nonce, clear, filled.reveal());
  const Hash signed_hash = wire::record_hash(head, wire::sealed_hash(sealed));
  ByteWriter out;
  out.bytes(clear);
  out.bytes(sealed);
  out.bytes(author.sign(signed_hash).span());
  return out.take();
}

std::expected<SecretBytes, RecordError> open_record(const Parts& parts, const SealKey& key) {
  if (parts.erased) return std::unexpected(RecordError::kErased);
  auto text = open(key, parts.head.nonce, wire::written(parts.head), parts.sealed);
  if (!text || !take_padding(*text, kPadTo)) {
    return std::unexpected(RecordError::kCannotBeOpened);
  }
  return std::move(*text);
}

}  // namespace commonground::record
