// Ana and Ben, who write into one log, and Kim, who is no member of it. Their keys are always the
// same, so that what they write can be kept.
#pragma once

#include <string_view>

#include "crypto/sign.h"
#include "record/chain.h"

namespace commonground::tests {

inline constexpr LogId kLog{{'a', 'n', 'a', ' ', 'a', 'n', 'd', ' ', 'b', 'e', 'n', 0, 0, 0, 0, 1}};

class Writer {
 public:
  // Every writer has a seed of their own; who shares a log shares its key.
  Writer(std::uint8_t author, std::uint8_t seed, const LogId& log = kLog);

  [[nodiscard]] const VerifyKey& key() const { return signing_.verify_key(); }
  [[nodiscard]] const SigningKey& signing() const { return signing_; }
  [[nodiscard]] static SealKey seal_key();

  // The next record of this writer.
  [[nodiscard]] Bytes write(std::string_view text);
  // One in any place. Its nonce comes from place and text.
  [[nodiscard]] Bytes write_at(record::Head head, std::string_view text) const;
  [[nodiscard]] record::Head next() const { return own_.next(author_); }

 private:
  std::uint8_t author_;
  SigningKey signing_;
  record::Chain own_;
};

}  // namespace commonground::tests
