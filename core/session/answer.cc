#include "session/answer.h"

#include <utility>

#include "verify/base64.h"
#include "wire/statements.h"

namespace commonground::session {
namespace {

constexpr auto kErrorNames = std::to_array<std::string_view>(
    {"bad-request",    "bad-pack",  "no-pack",       "no-entropy",  "locked", "unlocked",
     "loading",        "waiting",   "nothing-waits", "vault",       "record", "not-allowed",
     "closed",         "not-safe",  "no-couple",     "not-arrived", "couple", "bad-invite",
     "invite-expired", "bad-words", "no-such-thing", "no-room",     "no-plan"});
constexpr auto kRecordErrorNames = std::to_array<std::string_view>(
    {"too-short", "too-long", "newer-version", "not-a-record", "wrong-log", "foreign-author",
     "altered", "repeat", "fork", "gap", "cannot-be-opened", "erased", "ahead", "full"});
constexpr auto kVaultErrorNames = std::to_array<std::string_view>(
    {"not-a-vault", "newer-version", "cost-out-of-range", "no-memory", "cannot-be-opened"});
constexpr auto kIdleNames = std::to_array<std::string_view>(
    {"none",  "not-understood", "erased",      "not-a-member", "not-ready",    "paused",
     "over",  "never-shown",    "not-yours",   "turn-open",    "no-such-turn", "no-such-thing",
     "early", "twice",          "too-soon",    "expired",      "other-pack",   "not-matched",
     "ended", "untimely",       "other-table", "no-condition"});
constexpr auto kInputErrorNames = std::to_array<std::string_view>(
    {"too-large", "syntax", "number-too-big", "too-deep", "wrong-type", "out-of-range",
     "not-an-integer", "wrong-length", "text-length", "wrong-format", "wrong-choice", "bad-id",
     "bad-date", "unknown-field", "missing-field", "repeated-field", "repeated-id", "unknown-id",
     "retired-id"});
static_assert(kErrorNames.size() == static_cast<std::size_t>(ErrorCode::kNoPlan) + 1);
static_assert(kRecordErrorNames.size() == static_cast<std::size_t>(record::RecordError::kFull) + 1);
static_assert(kVaultErrorNames.size() == static_cast<std::size_t>(VaultError::kCannotBeOpened) + 1);
static_assert(kIdleNames.size() == static_cast<std::size_t>(journey::Idle::kNoCondition) + 1);
static_assert(kInputErrorNames.size() == static_cast<std::size_t>(InputErrorCode::kRetiredId) + 1);

template <class Names, class Code>
std::string_view named(const Names& names, Code code) {
  return names.at(static_cast<std::size_t>(std::to_underlying(code)));
}

// Where and what, but not what stood there: that may be somebody's answer.
void write_input_error(json::Writer& out, const InputError& error) {
  out.begin_object();
  out.key("code");
  out.string(name_of(error.code));
  out.key("path");
  out.string(error.path);
  if (error.low != 0 || error.high != 0) {
    out.key("low");
    out.integer(error.low);
    out.key("high");
    out.integer(error.high);
  }
  if (!error.wanted.empty()) {
    out.key("wanted");
    out.string(error.wanted);
  }
  out.end_object();
}

void write_work(json::Writer& out, const Work& work) {
  out.begin_object();
  out.key("do");
  switch (work.what) {
    case Work::Do::kStore:
    case Work::Do::kReplace:
      out.string(work.what == Work::Do::kStore ? "store" : "replace");
      out.key("log");
      out.string(to_hex(work.stored.log.span()));
      out.key("id");
      out.string(to_hex(work.stored.id.span()));
      out.key("send");
      out.as_is(work.send ? "true" : "false");
      out.key("bytes");
      out.string(to_base64(work.stored.bytes));
      break;
    case Work::Do::kVault:
      out.string("vault");
      out.key("bytes");
      out.string(to_base64(work.vault));
      break;
    case Work::Do::kBackup:
      out.string("backup");
      out.key("locator");
      out.string(to_hex(work.backup->locator.span()));
      out.key("proof");
      out.string(to_hex(work.backup->proof.span()));
      out.key("bytes");
      out.string(to_base64(work.backup->sealed));
      break;
  }
  out.end_object();
}

}  // namespace

std::string_view name_of(ErrorCode code) { return named(kErrorNames, code); }
std::string_view name_of(record::RecordError error) { return named(kRecordErrorNames, error); }
std::string_view name_of(VaultError error) { return named(kVaultErrorNames, error); }
std::string_view name_of(journey::Idle idle) { return named(kIdleNames, idle); }
std::string_view name_of(InputErrorCode code) { return named(kInputErrorNames, code); }

void write_claim(json::Writer& out, const Keys& keys, const LogId& log) {
  const SigningKey person = keys.person(log);
  const VerifyKey device = keys.device(log).verify_key();
  write_hex(out, "log", log);
  write_hex(out, "person", person.verify_key());
  write_hex(out, "device", device);
  write_hex(out, "proof", person.sign(wire::place_statement(log, device)));
}

std::string to_json(const Answer& answer) {
  json::Writer out;
  out.begin_object();
  out.key("work");
  out.begin_list();
  for (const Work& work : answer.work) write_work(out, work);
  out.end_list();
  if (!answer.reply.get().empty()) {
    out.key("reply");
    out.as_is(answer.reply.get());
  }
  out.end_object();
  return out.take();
}

std::string to_json(const Error& error) {
  json::Writer out;
  out.begin_object();
  out.key("error");
  out.begin_object();
  out.key("code");
  out.string(name_of(error.code));
  if (!error.detail.empty()) {
    out.key("detail");
    out.string(error.detail);
  }
  if (error.index) {
    out.key("index");
    out.integer(static_cast<std::int64_t>(*error.index));
  }
  if (!error.input.empty()) {
    out.key("input");
    out.begin_list();
    for (const InputError& input : error.input) write_input_error(out, input);
    out.end_list();
  }
  if (!error.reasons.empty()) {
    out.key("reasons");
    out.begin_list();
    for (const journey::Reason reason : error.reasons) {
      out.string(journey::kReasonNames.at(static_cast<std::size_t>(reason)));
    }
    out.end_list();
  }
  out.end_object();
  out.end_object();
  return out.take();
}

}  // namespace commonground::session
