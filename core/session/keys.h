// All keys of one person come from two secrets: the root, which is the same on all their devices,
// and the device's own. docs/formats/keys.md lists what is derived from which, and why.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>

#include "base/bytes.h"
#include "crypto/derive.h"
#include "crypto/entropy.h"
#include "crypto/seal.h"
#include "crypto/secret.h"
#include "crypto/sign.h"

namespace commonground::session {

using InviteSecret = Secret<32, struct InviteSecretTag>;
// What the four words are also made of: the one who invites is bound to it before anyone comes.
using WordsNonce = FixedBytes<32, struct WordsNonceTag>;
using ReceiptKey = Secret<32, struct ReceiptKeyTag>;

// What a vault holds.
class Keys {
 public:
  Keys(MasterKey root, MasterKey device) : root_(std::move(root)), device_(std::move(device)) {}

  [[nodiscard]] static Keys fresh(Entropy& entropy);
  // Someone's keys on another of their devices.
  [[nodiscard]] static Keys on_new_device(MasterKey root, Entropy& entropy);

  [[nodiscard]] SecretBytes to_vault() const;
  [[nodiscard]] static std::optional<Keys> from_vault(const SecretBytes& text);

  [[nodiscard]] const MasterKey& root() const { return root_; }
  [[nodiscard]] LogId own_log() const;
  [[nodiscard]] SealKey own_log_key() const;
  // Speaks for the person in a log, and only to vouch for their devices.
  [[nodiscard]] SigningKey person(const LogId& log) const;
  // Signs what this device writes into a log.
  [[nodiscard]] SigningKey device(const LogId& log) const;
  [[nodiscard]] ReceiptKey receipts() const;

 private:
  MasterKey root_;
  MasterKey device_;
};

// What a person signs for each of their devices.
[[nodiscard]] Hash device_statement(const LogId& log, std::uint8_t author, const VerifyKey& device);

// What someone who was invited shows to be let in: nobody without the secret can make it.
[[nodiscard]] Hash invite_proof(const InviteSecret& secret, const LogId& log,
                                const VerifyKey& person);

// ---- Invites: what the link carries is the secret; what the server holds tells it nothing.

struct InviteText {
  LogId log;
  SealKey key;
  VerifyKey founder;  // their person key in this log
  std::int64_t expires = 0;
  Hash nonce_hash;
};
[[nodiscard]] Hash words_nonce_hash(const WordsNonce& nonce);
[[nodiscard]] Bytes seal_invite(const InviteSecret& secret, const InviteText& text,
                                Entropy& entropy);
[[nodiscard]] std::optional<InviteText> open_invite(const InviteSecret& secret, ByteSpan sealed);
// Shown to the server to be let into the log; the server has only its hash, wire::join_token_hash.
[[nodiscard]] Hash join_token(const InviteSecret& secret);

// ---- Backups: the root, sealed under recovery words

struct Backup {
  Hash locator;  // where the server keeps it
  Hash proof;    // shown to overwrite or delete it; the server has only its hash
  Bytes sealed;
};
[[nodiscard]] Backup make_backup(const RecoverySeed& seed, const MasterKey& root, Entropy& entropy);
[[nodiscard]] Hash backup_locator(const RecoverySeed& seed);
[[nodiscard]] Hash backup_proof(const RecoverySeed& seed);
[[nodiscard]] std::optional<MasterKey> open_backup(const RecoverySeed& seed, ByteSpan sealed);

}  // namespace commonground::session
