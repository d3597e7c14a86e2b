// Secrets: they wipe themselves, are not copied by accident, and cannot be printed or compared but
// in constant time.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/bytes.h"

namespace commonground {

// Overwrites memory in a way that no compiler leaves out.
void wipe(std::span<std::uint8_t> bytes);
[[nodiscard]] bool equal_in_constant_time(ByteSpan a, ByteSpan b);

// A secret of a fixed size. Each kind has a tag of its own, so that a key for one thing is not
// taken for another. What was moved from is wiped.
template <std::size_t kBytes, class Tag>
class Secret {
 public:
  static constexpr std::size_t kSize = kBytes;

  explicit Secret(std::span<const std::uint8_t, kBytes> bytes) {
    std::copy(bytes.begin(), bytes.end(), bytes_.begin());
  }
  // fill(span) is given the bytes to write.
  template <class Fill>
  [[nodiscard]] static Secret made_by(Fill fill) {
    Secret secret;
    fill(std::span<std::uint8_t, kBytes>(secret.bytes_));
    return secret;
  }

  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  Secret(Secret&& other) noexcept : bytes_(other.bytes_) { wipe(other.bytes_); }
  Secret& operator=(Secret&& other) noexcept {
    if (this != &other) {
      bytes_ = other.bytes_;
      wipe(other.bytes_);
    }
    return *this;
  }
  ~Secret() { wipe(bytes_); }

  // A second one, on purpose.
  [[nodiscard]] Secret copy() const { return Secret(reveal()); }
  // The bytes themselves, for cryptography and for what is sealed.
  [[nodiscard]] std::span<const std::uint8_t, kBytes> reveal() const { return bytes_; }
  [[nodiscard]] bool equals(const Secret& other) const {
    return equal_in_constant_time(bytes_, other.bytes_);
  }

 private:
  Secret() = default;
  std::array<std::uint8_t, kBytes> bytes_{};
};

// A secret of any size, fixed when it is made: nothing grows, so nothing is left behind.
class SecretBytes {
 public:
  explicit SecretBytes(std::size_t size) : bytes_(size) {}
  explicit SecretBytes(ByteSpan bytes) : bytes_(bytes.begin(), bytes.end()) {}
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  SecretBytes(SecretBytes&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
  SecretBytes& operator=(SecretBytes&& other) noexcept {
    if (this != &other) {
      wipe(bytes_);
      bytes_ = std::exchange(other.bytes_, {});
    }
    return *this;
  }
  ~SecretBytes() { wipe(bytes_); }

  // Keeps the first bytes; the others are wiped.
  void shorten(std::size_t size) {
    wipe(std::span(bytes_).subspan(size));
    bytes_.resize(size);
  }
  [[nodiscard]] ByteSpan reveal() const { return bytes_; }
  [[nodiscard]] std::span<std::uint8_t> to_fill() { return bytes_; }

 private:
  std::vector<std::uint8_t> bytes_;
};

using MasterKey = Secret<32, struct MasterKeyTag>;        // from which other keys are derived
using SealKey = Secret<32, struct SealKeyTag>;            // seals and opens
using SigningSeed = Secret<32, struct SigningSeedTag>;    // makes a signing key
using RecoverySeed = Secret<16, struct RecoverySeedTag>;  // what recovery words stand for

}  // namespace commonground
