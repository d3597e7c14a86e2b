// Making, opening and saving what is secret.
#include <algorithm>
#include <array>
#include <utility>

#include "base/hex.h"
#include "crypto/recovery.h"
#include "session/desk.h"
#include "verify/base64.h"
#include "wire/limits.h"

namespace commonground::session {
namespace {

constexpr std::size_t kMostVault = 64 * 1024;

// The key that the passphrase made, and the head that it was made with.
struct NewVault {
  VaultKey key;
  VaultHead head;
};
constexpr auto kNewVaultNames =
    std::to_array<std::string_view>({"key", "salt", "passes", "kibibytes"});

std::optional<NewVault> read_new_vault(Fields& fields) {
  Bytes key;
  Bytes salt;
  std::int64_t passes = 0;
  std::int64_t kibibytes = 0;
  if (!fields.bytes(0, VaultKey::kSize, VaultKey::kSize, key) ||
      !fields.bytes(1, PassphraseSalt::kSize, PassphraseSalt::kSize, salt) ||
      !fields.integer(2, kLeastCost.passes, kMostCost.passes, passes) ||
      !fields.integer(3, kLeastCost.kibibytes, kMostCost.kibibytes, kibibytes)) {
    return std::nullopt;
  }
  NewVault vault{.key = VaultKey(ByteSpan(key).first<VaultKey::kSize>()),
                 .head = {.cost = {.passes = static_cast<std::uint32_t>(passes),
                                   .kibibytes = static_cast<std::uint32_t>(kibibytes)},
                          .salt = *PassphraseSalt::from(salt)}};
  wipe(key);
  return vault;
}

Work vault_work(const NewVault& vault, const Keys& keys, Entropy& entropy) {
  return {.what = Work::Do::kVault,
          .vault = seal_vault(vault.key, vault.head, keys.to_vault(), entropy)};
}

// The twelve words, by their positions in the list.
std::optional<RecoverySeed> read_words(Fields& fields, std::size_t index, bool& are_words) {
  const json::Place place = fields.at(index);
  std::array<std::uint16_t, kRecoveryWords> words{};
  are_words = fields.in().list(place, kRecoveryWords, kRecoveryWords);
  if (!are_words) return std::nullopt;
  fields.in().items(place, [&](const json::Place& item) {
    int word = 0;
    are_words = fields.in().integer(item, 0, int{kWordList} - 1, word) && are_words;
    words.at(item.index) = static_cast<std::uint16_t>(word);
  });
  auto seed = are_words ? recovery_seed(words) : std::nullopt;
  overwrite(words);
  return seed;
}

}  // namespace

Result<Answer> Desk::create(Request& request) {
  if (!request.fields.read(kNewVaultNames, kNewVaultNames.size())) return request.bad();
  const auto vault = read_new_vault(request.fields);
  if (!vault) return request.bad();
  who_ = std::make_unique<Person>(Keys::fresh(*request.entropy), *pack_);
  Answer answer;
  answer.work.push_back(vault_work(*vault, who_->keys, *request.entropy));
  auto arrived =
      who_->own_log.arrive(0, introduction(who_->own_log.id(), 0), request.now, *request.entropy);
  if (!arrived) return fail(ErrorCode::kNoRoom);
  answer.work.push_back({.what = Work::Do::kStore, .stored = std::move(*arrived), .send = true});
  who_->waiting = true;
  answer.reply = claim(who_->own_log.id());
  return answer;
}

// What the host needs to make the key of a passphrase.
Result<Answer> Desk::vault_head(Request& request) {
  static constexpr auto kNames = std::to_array<std::string_view>({"vault"});
  Bytes vault;
  if (!request.fields.read(kNames, kNames.size()) ||
      !request.fields.bytes(0, 0, kMostVault, vault)) {
    return request.bad();
  }
  const auto head = read_vault_head(vault);
  if (!head) return fail(ErrorCode::kVault, name_of(head.error()));
  json::Writer out;
  out.begin_object();
  out.key("salt");
  out.string(to_base64(head->salt.span()));
  out.key("passes");
  out.integer(head->cost.passes);
  out.key("kibibytes");
  out.integer(head->cost.kibibytes);
  out.end_object();
  return Answer{.work = {}, .reply = out.take()};
}

Result<Answer> Desk::unlock(Request& request) {
  static constexpr auto kNames = std::to_array<std::string_view>({"vault", "key"});
  Bytes vault;
  Bytes key;
  if (!request.fields.read(kNames, kNames.size()) ||
      !request.fields.bytes(0, 0, kMostVault, vault) ||
      !request.fields.bytes(1, VaultKey::kSize, VaultKey::kSize, key)) {
    return request.bad();
  }
  const auto text = open_vault(VaultKey(ByteSpan(key).first<VaultKey::kSize>()), vault);
  wipe(key);
  if (!text) return fail(ErrorCode::kVault, name_of(text.error()));
  auto keys = Keys::from_vault(*text);
  if (!keys) return fail(ErrorCode::kVault, name_of(VaultError::kNotAVault));
  who_ = std::make_unique<Person>(std::move(*keys), *pack_);
  who_->loading = true;
  return Answer{};
}

// What is stored, in the order in which it was stored, in as many pieces as the host likes.
Result<Answer> Desk::load(Request& request) {
  static constexpr auto kNames = std::to_array<std::string_view>({"records", "last"});
  bool last = false;
  if (!request.fields.read(kNames, kNames.size()) ||
      !request.fields.in().is(request.fields.at(0), JsonKind::kArray) ||
      !request.fields.yes(1, last)) {
    return request.bad();
  }
  // The keys of the couple's log and its newest invite are known from the own one.
  const auto read_own = [&] {
    who_->own_log.confirm();
    fold_own();
    open_couple();
  };
  std::optional<Error> error;
  request.fields.in().items(request.fields.at(0), [&](const json::Place& item) {
    if (error) return;
    Bytes stored;
    if (!request.fields.bytes(item, 0, kReceiptBytes + record::kMostRecordBytes, stored)) {
      error = request.bad().error();
      return;
    }
    const auto parts = stored.size() < kReceiptBytes
                           ? std::unexpected(record::RecordError::kTooShort)
                           : record::parts_of(ByteSpan(stored).subspan(kReceiptBytes));
    const bool is_own = parts && parts->head.log == who_->own_log.id();
    if (!is_own && who_->own_log.has_pending()) read_own();
    if (parts && log_of(parts->head.log) == nullptr) return;  // of someone they have left
    auto loaded = parts ? log_of(parts->head.log)->load(stored) : std::unexpected(parts.error());
    if (!loaded) {
      error =
          Error{.code = ErrorCode::kRecord, .detail = name_of(loaded.error()), .index = item.index};
    }
  });
  // What was checked is stored already, so it counts, even if something after it is broken.
  read_own();
  if (who_->couple_log) who_->couple_log->confirm();
  if (error) return std::unexpected(std::move(*error));
  if (!last) return Answer{};
  who_->loading = false;
  fold();
  return follow(request);
}

Result<Answer> Desk::lock(Request& request) {
  if (!request.fields.read({}, 0)) return request.bad();
  who_.reset();
  return Answer{};
}

Result<Answer> Desk::change_passphrase(Request& request) {
  if (!request.fields.read(kNewVaultNames, kNewVaultNames.size())) return request.bad();
  const auto vault = read_new_vault(request.fields);
  if (!vault) return request.bad();
  Answer answer;
  answer.work.push_back(vault_work(*vault, who_->keys, *request.entropy));
  return answer;
}

// New words each time: those from before go on working until their backup is deleted.
Result<Answer> Desk::back_up(Request& request) {
  if (!request.fields.read({}, 0)) return request.bad();
  const auto seed = request.entropy->secret<RecoverySeed>();
  const RecoveryWords words = recovery_words(seed);
  Answer answer;
  answer.work.push_back({.what = Work::Do::kBackup,
                         .backup = make_backup(seed, who_->keys.root(), *request.entropy)});
  json::Writer out;
  out.begin_object();
  out.key("words");
  out.begin_list();
  for (std::size_t i = 0; i < kRecoveryWords; ++i) out.integer(word_at(words, i));
  out.end_list();
  out.end_object();
  answer.reply = out.take();
  return answer;
}

Result<Answer> Desk::find_backup(Request& request) {
  static constexpr auto kNames = std::to_array<std::string_view>({"words"});
  if (!request.fields.read(kNames, kNames.size())) return request.bad();
  bool are_words = false;
  const auto seed = read_words(request.fields, 0, are_words);
  if (!are_words) return request.bad();
  if (!seed) return fail(ErrorCode::kBadWords);
  json::Writer out;
  out.begin_object();
  out.key("locator");
  out.string(to_hex(backup_locator(*seed).span()));
  out.key("proof");
  out.string(to_hex(backup_proof(*seed).span()));
  out.end_object();
  return Answer{.work = {}, .reply = out.take()};
}

// On a new device: the root comes from the backup, everything else from the logs, which the host
// then receives; `arrive` lets this device write into them.
Result<Answer> Desk::recover(Request& request) {
  static constexpr auto kNames =
      std::to_array<std::string_view>({"key", "salt", "passes", "kibibytes", "words", "backup"});
  if (!request.fields.read(kNames, kNames.size())) return request.bad();
  const auto vault = read_new_vault(request.fields);
  bool are_words = false;
  Bytes sealed;
  if (!vault) return request.bad();
  const auto seed = read_words(request.fields, 4, are_words);
  if (!are_words || !request.fields.bytes(5, 0, wire::kMostBackupBytes, sealed)) {
    return request.bad();
  }
  if (!seed) return fail(ErrorCode::kBadWords);
  auto root = open_backup(*seed, sealed);
  if (!root) return fail(ErrorCode::kVault, name_of(VaultError::kCannotBeOpened));
  who_ = std::make_unique<Person>(Keys::on_new_device(std::move(*root), *request.entropy), *pack_);
  Answer answer;
  answer.work.push_back(vault_work(*vault, who_->keys, *request.entropy));
  answer.reply = claim(who_->own_log.id());
  return answer;
}

}  // namespace commonground::session
