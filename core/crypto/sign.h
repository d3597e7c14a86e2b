// Signing, with what verify.h verifies.
#pragma once

#include "crypto/secret.h"
#include "verify/verify.h"

namespace commonground {

class SigningKey {
 public:
  explicit SigningKey(const SigningSeed& seed);

  [[nodiscard]] const VerifyKey& verify_key() const { return verify_key_; }
  [[nodiscard]] Signature sign(const Hash& message) const;

 private:
  using Expanded = Secret<64, struct SigningKeyTag>;  // as libsodium wants it
  static Expanded expand(const SigningSeed& seed, VerifyKey& verify_key);

  VerifyKey verify_key_;
  Expanded key_;
};

}  // namespace commonground
