#include "session/keys.h"

#include <algorithm>
#include <array>

#include "base/byte_io.h"
#include "journey/kinds.h"

namespace commonground::session {
namespace {

// The first byte of what is sealed in a vault, an invite, a backup.
constexpr std::uint8_t kVersion = 1;
constexpr auto kVersionByte = std::to_array<std::uint8_t>({kVersion});

DeriveSalt salt_of(const LogId& log) { return DeriveSalt{log.bytes}; }

// Derived, and then no secret: shown to a server, or known to it.
template <class Public>
Public derive_public(const MasterKey& key, const Context& context) {
  using Derived = Secret<32, struct DerivedTag>;
  const auto derived = derive<Derived>(key, context);
  Public out;
  std::copy_n(derived.reveal().begin(), Public::kSize, out.bytes.begin());
  return out;
}

MasterKey master(const InviteSecret& secret) { return MasterKey(secret.reveal()); }

MasterKey master(const RecoverySeed& seed) {
  return MasterKey::made_by([&](std::span<std::uint8_t, 32> out) {
    std::ranges::copy(seed.reveal(), out.begin());
    std::fill(out.begin() + RecoverySeed::kSize, out.end(), std::uint8_t{0});
  });
}

// A nonce, and then the sealed text.
Bytes seal_small(const SealKey& key, ByteSpan text, Entropy& entropy) {
  const auto nonce = entropy.fixed<Nonce>();
  ByteWriter out;
  out.bytes(nonce.span());
  out.bytes(seal(key, nonce, kVersionByte, text));
  return out.take();
}

std::optional<SecretBytes> open_small(const SealKey& key, ByteSpan sealed) {
  ByteReader in(sealed);
  Nonce nonce;
  ByteSpan rest;
  if (!in.fixed(nonce) || !in.bytes(in.left(), rest)) return std::nullopt;
  auto text = open(key, nonce, kVersionByte, rest);
  if (!text) return std::nullopt;
  return std::move(*text);
}

}  // namespace

Keys Keys::fresh(Entropy& entropy) {
  auto root = entropy.secret<MasterKey>();
  return on_new_device(std::move(root), entropy);
}

Keys Keys::on_new_device(MasterKey root, Entropy& entropy) {
  return {std::move(root), entropy.secret<MasterKey>()};
}

SecretBytes Keys::to_vault() const {
  SecretBytes text(1 + 2 * MasterKey::kSize);
  auto out = text.to_fill().begin();
  *out++ = kVersion;
  out = std::ranges::copy(root_.reveal(), out).out;
  std::ranges::copy(device_.reveal(), out);
  return text;
}

std::optional<Keys> Keys::from_vault(const SecretBytes& text) {
  const ByteSpan bytes = text.reveal();
  if (bytes.size() != 1 + 2 * MasterKey::kSize || bytes[0] != kVersion) return std::nullopt;
  return Keys(MasterKey(bytes.subspan<1, MasterKey::kSize>()),
              MasterKey(bytes.subspan<1 + MasterKey::kSize, MasterKey::kSize>()));
}

LogId Keys::own_log() const { return derive_public<LogId>(root_, "cg.own.log.1"); }

SealKey Keys::own_log_key() const { return derive<SealKey>(root_, "cg.own.key.1"); }

SigningKey Keys::person(const LogId& log) const {
  return SigningKey(derive<SigningSeed>(root_, "cg.person.1", salt_of(log)));
}

SigningKey Keys::device(const LogId& log) const {
  return SigningKey(derive<SigningSeed>(device_, "cg.device.1", salt_of(log)));
}

ReceiptKey Keys::receipts() const { return derive<ReceiptKey>(device_, "cg.receipt.1"); }

Hash device_statement(const LogId& log, std::uint8_t author, const VerifyKey& device) {
  const auto place = std::to_array<std::uint8_t>({author});
  return hash("cg.is.device.1", {log.span(), place, device.span()});
}

Hash words_nonce_hash(const WordsNonce& nonce) { return hash("cg.words.non.1", {nonce.span()}); }

Hash invite_proof(const InviteSecret& secret, const LogId& log, const VerifyKey& person) {
  const auto key = derive<SealKey>(master(secret), "cg.inv.proof.1");
  return hash("cg.invited.1", {key.reveal(), log.span(), person.span()});
}

Bytes seal_invite(const InviteSecret& secret, const InviteText& text, Entropy& entropy) {
  SecretBytes plain(LogId::kSize + SealKey::kSize + VerifyKey::kSize + sizeof(std::uint64_t) +
                    Hash::kSize);
  auto out = plain.to_fill().begin();
  out = std::ranges::copy(text.log.span(), out).out;
  out = std::ranges::copy(text.key.reveal(), out).out;
  out = std::ranges::copy(text.founder.span(), out).out;
  ByteWriter expires;
  expires.number(static_cast<std::uint64_t>(text.expires));
  out = std::ranges::copy(expires.written(), out).out;
  std::ranges::copy(text.nonce_hash.span(), out);
  return seal_small(derive<SealKey>(master(secret), "cg.inv.blob.1"), plain.reveal(), entropy);
}

std::optional<InviteText> open_invite(const InviteSecret& secret, ByteSpan sealed) {
  const auto text = open_small(derive<SealKey>(master(secret), "cg.inv.blob.1"), sealed);
  if (!text) return std::nullopt;
  ByteReader in(text->reveal());
  LogId log;
  ByteSpan key;
  VerifyKey founder;
  std::uint64_t expires = 0;
  Hash nonce_hash;
  if (!in.fixed(log) || !in.bytes(SealKey::kSize, key) || !in.fixed(founder) ||
      !in.number(expires) || !in.fixed(nonce_hash) || in.left() != 0 ||
      expires > static_cast<std::uint64_t>(journey::kMostTime)) {
    return std::nullopt;
  }
  return InviteText{.log = log,
                    .key = SealKey(key.first<SealKey::kSize>()),
                    .founder = founder,
                    .expires = static_cast<std::int64_t>(expires),
                    .nonce_hash = nonce_hash};
}

Hash join_token(const InviteSecret& secret) {
  return derive_public<Hash>(master(secret), "cg.inv.token.1");
}

Backup make_backup(const RecoverySeed& seed, const MasterKey& root, Entropy& entropy) {
  return {
      .locator = backup_locator(seed),
      .proof = backup_proof(seed),
      .sealed = seal_small(derive<SealKey>(master(seed), "cg.bak.key.1"), root.reveal(), entropy)};
}

Hash backup_locator(const RecoverySeed& seed) {
  return derive_public<Hash>(master(seed), "cg.bak.place.1");
}

Hash backup_proof(const RecoverySeed& seed) {
  return derive_public<Hash>(master(seed), "cg.bak.proof.1");
}

std::optional<MasterKey> open_backup(const RecoverySeed& seed, ByteSpan sealed) {
  const auto text = open_small(derive<SealKey>(master(seed), "cg.bak.key.1"), sealed);
  if (!text || text->reveal().size() != MasterKey::kSize) return std::nullopt;
  return MasterKey(text->reveal().first<MasterKey::kSize>());
}

}  // namespace commonground::session
