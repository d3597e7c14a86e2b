#include "record/sealed_record.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "base/byte_io.h"
#include "crypto/padding.h"

namespace commonground::record {
namespace {

// The first byte of a record says which of the two it is. Later versions count on from the first.
constexpr std::uint8_t kVersion = 1;
constexpr std::uint8_t kErasedVersion = 0x81;
constexpr std::uint8_t kErasedBit = 0x80;

Bytes written(const Head& head, std::uint8_t version) {
  ByteWriter out;
  out.number(version);
  out.bytes(head.log.span());
  out.number(head.author);
  out.number(head.counter);
  out.bytes(head.previous.span());
  out.bytes(head.nonce.span());
  return out.take();
}

// The same for a record and for what is left of it, so that its signature and its place in the
// chain outlive its text.
Hash record_hash(const Head& head, const Hash& sealed) {
  return hash("cg.record.1", {written(head, kVersion), sealed.span()});
}

}  // namespace

RecordId Parts::id() const {
  RecordId id;
  std::copy_n(hash.bytes.begin(), RecordId::kSize, id.bytes.begin());
  return id;
}

std::expected<Parts, RecordError> parts_of(ByteSpan record) {
  if (record.size() > kMostRecordBytes) return std::unexpected(RecordError::kTooLong);
  if (record.size() < kHeadBytes + Signature::kSize) {
    return std::unexpected(RecordError::kTooShort);
  }
  ByteReader in(record);
  Parts parts;
  std::uint8_t version = 0;
  in.number(version);
  parts.erased = version == kErasedVersion;
  const auto number = static_cast<std::uint8_t>(version & ~kErasedBit);
  if (number > kVersion) return std::unexpected(RecordError::kNewerVersion);
  if (number != kVersion) return std::unexpected(RecordError::kNotARecord);
  in.fixed(parts.head.log);
  in.number(parts.head.author);
  in.number(parts.head.counter);
  in.fixed(parts.head.previous);
  in.fixed(parts.head.nonce);
  const std::size_t middle = in.left() - Signature::kSize;
  if (parts.erased) {
    if (middle != Hash::kSize) return std::unexpected(RecordError::kNotARecord);
    in.fixed(parts.sealed_hash);
  } else {
    const bool fits = middle > kSealBytes && (middle - kSealBytes) % kPadTo == 0;
    if (!fits) return std::unexpected(RecordError::kNotARecord);
    in.bytes(middle, parts.sealed);
    parts.sealed_hash = hash("cg.sealed.1", {parts.sealed});
  }
  in.fixed(parts.signature);
  parts.hash = record_hash(parts.head, parts.sealed_hash);
  return parts;
}

Bytes write_record(const Head& head, ByteSpan text, const SealKey& key, const SigningKey& author) {
  assert(text.size() <= kMostText);
  const SecretBytes filled = padded(text, kPadTo);
  const Bytes clear = written(head, kVersion);
  const Bytes sealed = seal(key, head.nonce, clear, filled.reveal());
  const Hash signed_hash = record_hash(head, hash("cg.sealed.1", {sealed}));
  ByteWriter out;
  out.bytes(clear);
  out.bytes(sealed);
  out.bytes(author.sign(signed_hash).span());
  return out.take();
}

Bytes erased(const Parts& parts) {
  ByteWriter out;
  out.bytes(written(parts.head, kErasedVersion));
  out.bytes(parts.sealed_hash.span());
  out.bytes(parts.signature.span());
  return out.take();
}

std::expected<SecretBytes, RecordError> open_record(const Parts& parts, const SealKey& key) {
  if (parts.erased) return std::unexpected(RecordError::kErased);
  auto text = open(key, parts.head.nonce, written(parts.head, kVersion), parts.sealed);
  if (!text || !take_padding(*text, kPadTo)) {
    return std::unexpected(RecordError::kCannotBeOpened);
  }
  return std::move(*text);
}

}  // namespace commonground::record
