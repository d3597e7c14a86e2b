#include "tests/scenarios/hostile.h"

#include <array>
#include <cstdlib>

#include "base/hex.h"
#include "crypto/recovery.h"
#include "journey/examples_for_test.h"
#include "verify/base64.h"

namespace commonground::tests {
namespace {

using journey::Body;
using journey::Kind;

Bytes bytes(const std::string& base64) { return from_base64(base64).value_or(Bytes{}); }

template <class T>
T must(std::optional<T> found) {
  if (!found) std::abort();
  return std::move(*found);
}

// What their recovery words give.
MasterKey root_of(Device& owner) {
  const Json list = owner.must(R"("back-up")")["reply"]["words"];
  std::array<std::uint16_t, kRecoveryWords> words{};
  for (std::size_t i = 0; i < words.size(); ++i) {
    words.at(i) = static_cast<std::uint16_t>(list[i].number());
  }
  const auto seed = must(recovery_seed(words));
  const std::string place = to_hex(session::backup_locator(seed).span());
  return must(session::open_backup(seed, bytes(owner.world().relay.backups[place])));
}

}  // namespace

HostileDevice::HostileDevice(Device& owner, const Invite& invite, std::uint8_t author,
                             std::size_t person)
    : world_(&owner.world()), log_name_(invite.log) {
  Entropy random = entropy();
  keys_ = std::make_unique<session::Keys>(session::Keys::on_new_device(root_of(owner), random));
  const session::InviteSecret secret(
      ByteSpan(bytes(invite.secret)).first<session::InviteSecret::kSize>());
  const auto text = must(session::open_invite(secret, bytes(invite.sealed)));
  log_ = std::make_unique<session::Log>(text.log, text.key.copy(), journey::Where::kShared, *keys_,
                                        journey::closer_for_test());
  const SigningKey root = keys_->person(text.log);
  log_->know(0, text.founder);
  log_->know(1, root.verify_key());
  const Hash statement =
      session::device_statement(text.log, author, keys_->device(text.log).verify_key());
  Body device(Kind::kDevice);
  device.set_number("person", static_cast<std::int64_t>(person));
  device.set_bytes("root", root.verify_key().span());
  device.set_bytes("proof", root.sign(statement).span());
  device.set_bytes("invite", session::invite_proof(secret, text.log, root.verify_key()).span());
  put(*log_->arrive(author, std::move(device), world_->now, random));
}

Entropy HostileDevice::entropy() {
  return Entropy(EntropySeed::made_by([&](std::span<std::uint8_t> out) {
    for (std::uint8_t& byte : out) byte = static_cast<std::uint8_t>(world_->entropy);
    ++world_->entropy;
  }));
}

std::string HostileDevice::put(const session::Stored& stored) {
  log_->confirm();
  std::string id = to_hex(stored.id.span());
  const auto record = ByteSpan(stored.bytes).subspan(session::kReceiptBytes);
  world_->relay.append(log_name_, {.id = id, .bytes = to_base64(record)});
  return id;
}

void HostileDevice::look() {
  for (const FakeRelay::Record& record : world_->relay.log(log_name_)) {
    static_cast<void>(log_->receive(bytes(record.bytes), world_->now));
    log_->confirm();
  }
}

std::string HostileDevice::say(const std::string& body, std::int64_t at) {
  return say(journey::said(body), at);
}

std::string HostileDevice::say(Body body, std::int64_t at) {
  Entropy random = entropy();
  const auto written = log_->write(std::move(body), at, random);
  if (!written) std::abort();
  return put(*written);
}

Body HostileDevice::body_of(const std::string& id) const {
  const auto* placed = log_->timeline().find(*RecordId::from(*from_hex(id)));
  if (placed == nullptr || !placed->entry.body) std::abort();
  return *placed->entry.body;
}

}  // namespace commonground::tests
