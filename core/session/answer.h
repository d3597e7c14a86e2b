// What a session answers: work for the host and a reply, or an error. As JSON, described by
// bridge/schema.
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hex.h"
#include "base/json_writer.h"
#include "base/wiped.h"
#include "commonground/input_error.h"
#include "crypto/vault.h"
#include "journey/gates.h"
#include "session/log.h"

namespace commonground::session {

enum class ErrorCode : std::uint8_t {
  kBadRequest,    // `input` says what
  kBadPack,       // the same
  kNoPack,        // take_pack comes first
  kNoEntropy,     // this request needs `entropy`
  kLocked,        // nobody is unlocked
  kUnlocked,      // somebody is
  kLoading,       // what is stored is to be loaded first
  kWaiting,       // something waits to be stored: `stored` or `not-stored` comes first
  kNothingWaits,  // nothing does
  kVault,         // `detail` says what is wrong with the vault
  kRecord,        // `detail` says what is wrong with record number `index` of the request
  kNotAllowed,    // `detail` is the rule: why it would change nothing
  kClosed,        // `reasons` say why this step is not open
  kNotSafe,       // the private questions come first, or say that the joint steps stay closed
  kNoCouple,      // there is no shared log
  kNotArrived,    // this device has no place in the log yet: `arrive` comes first
  kCouple,        // there is one already, or the partner has joined already
  kBadInvite,     // the link and what the server has do not fit
  kInviteExpired,
  kBadWords,     // recovery words that cannot be right
  kNoSuchThing,  // nothing of mine is about this
  kNoRoom,       // a log, or a record, is full
  kNoPlan,       // `detail` says why there is no plan with this
};
[[nodiscard]] std::string_view name_of(ErrorCode code);
[[nodiscard]] std::string_view name_of(record::RecordError error);
[[nodiscard]] std::string_view name_of(VaultError error);
[[nodiscard]] std::string_view name_of(journey::Idle idle);
[[nodiscard]] std::string_view name_of(InputErrorCode code);

struct Error {
  ErrorCode code{};
  std::string_view detail = {};
  std::optional<std::size_t> index = {};
  std::vector<InputError> input = {};
  journey::Reasons reasons = {};
};
template <class T>
using Result = std::expected<T, Error>;

[[nodiscard]] inline std::unexpected<Error> fail(ErrorCode code, std::string_view detail = {}) {
  return std::unexpected(Error{.code = code, .detail = detail});
}

// What the host is to do.
struct Work {
  enum class Do : std::uint8_t {
    kStore,    // keep a record, and send it on if `send`; it counts only once that is said
    kReplace,  // put what is left of a record in its place, here and on the server if `send`
    kVault,    // keep the vault, in place of the one before
    kBackup,   // give a backup to the server
  };
  Do what{};
  Stored stored = {};  // of kStore and kReplace
  bool send = false;
  Bytes vault = {};
  std::optional<Backup> backup = {};
};

struct Answer {
  std::vector<Work> work;
  WipedText reply;  // JSON, or empty
};

// Members of an object: an id, a key, a hash or a signature; and what a server is shown so that it
// gives this device a place in a log, as docs/formats/wire.md has it.
template <class Fixed>
void write_hex(json::Writer& out, std::string_view name, const Fixed& value) {
  out.key(name);
  out.string(to_hex(value.span()));
}
void write_claim(json::Writer& out, const Keys& keys, const LogId& log);

[[nodiscard]] std::string to_json(const Answer& answer);
[[nodiscard]] std::string to_json(const Error& error);

}  // namespace commonground::session
