// The half of cryptography that needs no secret: hashes, and whether a signature is right. This is
// all that a server links. Only this folder and crypto see libsodium.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "base/bytes.h"

namespace commonground {

using Hash = FixedBytes<32, struct HashTag>;            // BLAKE2b, 256 bits
using VerifyKey = FixedBytes<32, struct VerifyKeyTag>;  // Ed25519
using Signature = FixedBytes<64, struct SignatureTag>;

// What a hash, a key or a signature is for, so that none can be used for anything else: at most 16
// bytes, as in "cg.record.1". Ends in the version of what it is for.
class Context {
 public:
  consteval Context(const char* name) : name_(name) {  // NOLINT(google-explicit-constructor)
    if (name_.empty() || name_.size() > kSize) a_context_has_1_to_16_bytes();
  }
  static constexpr std::size_t kSize = 16;
  // Filled up with zeros.
  [[nodiscard]] constexpr std::array<std::uint8_t, kSize> padded() const {
    std::array<std::uint8_t, kSize> bytes{};
    for (std::size_t i = 0; i < name_.size(); ++i) bytes[i] = static_cast<std::uint8_t>(name_[i]);
    return bytes;
  }

 private:
  static void a_context_has_1_to_16_bytes();  // is nowhere, so that no such context compiles

  std::string_view name_;
};

// BLAKE2b-256 with the context as its personalisation (RFC 7693, 2.5 and the BLAKE2 paper, 2.8),
// over the parts one after the other.
[[nodiscard]] Hash hash(const Context& context, std::initializer_list<ByteSpan> parts);

// Ed25519 (RFC 8032) over a hash.
[[nodiscard]] bool verify(const VerifyKey& key, const Hash& message, const Signature& signature);

}  // namespace commonground
