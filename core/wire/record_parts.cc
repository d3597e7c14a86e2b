#include "wire/record_parts.h"

#include <algorithm>

#include "base/byte_io.h"

namespace commonground::wire {
namespace {

// The first byte of a record says which of the two it is. Later versions count on from the first.
constexpr std::uint8_t kVersion = 1;
constexpr std::uint8_t kErasedVersion = 0x81;
constexpr std::uint8_t kErasedBit = 0x80;

Bytes with_version(const Head& head, std::uint8_t version) {
  ByteWriter out;
  out.number(version);
  out.bytes(head.log.span());
  out.number(head.author);
  out.number(head.counter);
  out.bytes(head.previous.span());
  out.bytes(head.nonce.span());
  return out.take();
}

}  // namespace

RecordId Parts::id() const {
  RecordId id;
  std::copy_n(hash.bytes.begin(), RecordId::kSize, id.bytes.begin());
  return id;
}

Bytes written(const Head& head) { return with_version(head, kVersion); }

// The same for a record and for what is left of it, so that its signature and its place in the
// chain outlive its text.
Hash record_hash(const Head& head, const Hash& sealed) {
  return hash("cg.record.1", {written(head), sealed.span()});
}

Hash sealed_hash(ByteSpan sealed) { return hash("cg.sealed.1", {sealed}); }

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
    const bool fits = middle > kTagBytes && (middle - kTagBytes) % kPadTo == 0;
    if (!fits) return std::unexpected(RecordError::kNotARecord);
    in.bytes(middle, parts.sealed);
    parts.sealed_hash = sealed_hash(parts.sealed);
  }
  in.fixed(parts.signature);
  parts.hash = record_hash(parts.head, parts.sealed_hash);
  return parts;
}

Bytes erased(const Parts& parts) {
  ByteWriter out;
  out.bytes(with_version(parts.head, kErasedVersion));
  out.bytes(parts.sealed_hash.span());
  out.bytes(parts.signature.span());
  return out.take();
}

}  // namespace commonground::wire
