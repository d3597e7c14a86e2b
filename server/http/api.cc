#include "http/api.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/hex.h"
#include "base/json_reader.h"
#include "base/json_writer.h"
#include "verify/base64.h"

namespace commonground::http {

using relay::ErrorCode;

namespace {

constexpr std::size_t kMostFields = 8;
constexpr std::int64_t kMostMs = std::int64_t{1} << 52;

Response json_response(std::string body) {
  return {.status = 200, .content_type = "application/json", .body = std::move(body)};
}

std::string object(std::string_view key, const std::string& value_json) {
  json::Writer out;
  out.begin_object();
  if (!key.empty()) {
    out.key(key);
    out.as_is(value_json);
  }
  out.end_object();
  return out.take();
}

}  // namespace

Response refusal(ErrorCode code, std::int64_t retry_after_us) {
  json::Writer out;
  out.begin_object();
  out.key("error");
  out.begin_object();
  out.key("code");
  out.string(relay::name_of(code));
  if (retry_after_us > 0) {
    out.key("retry-after-ms");
    out.integer(relay::whole(retry_after_us, relay::kMillisecond));
  }
  out.end_object();
  out.end_object();
  Response response = json_response(out.take());
  response.status = relay::http_status(code);
  if (retry_after_us > 0) {
    response.headers.emplace_back("Retry-After",
                                  std::to_string(relay::whole(retry_after_us, relay::kSecond)));
  }
  return response;
}

// The members of the object that was sent: exactly those that are asked for. After one that is
// wrong, nothing is right.
class Api::Fields {
 public:
  explicit Fields(std::string_view text)
      : reader_(text, 1), document_(reader_.parse({.most_bytes = text.size(), .most_depth = 2})) {}

  bool are(std::initializer_list<std::string_view> names) {
    std::array<std::string_view, kMostFields> list;
    std::ranges::copy(names, list.begin());
    if (!document_) return false;
    const json::Place root{.value = document_->root()};
    return reader_.fields(root, std::span(list).first(names.size()), names.size(),
                          std::span(values_).first(names.size()));
  }

  template <class Fixed>
  bool hex(std::size_t at, Fixed& out) {
    std::string text;
    if (!string(at, text)) return false;
    const auto bytes = from_hex(text);
    const auto fixed = bytes ? Fixed::from(*bytes) : std::nullopt;
    if (fixed) out = *fixed;
    return fixed.has_value();
  }
  bool base64(std::size_t at, std::size_t most, Bytes& out) {
    std::string text;
    if (!string(at, text)) return false;
    auto bytes = from_base64(text);
    if (!bytes || bytes->size() > most) return false;
    out = std::move(*bytes);
    return true;
  }
  bool integer(std::size_t at, std::int64_t high, std::int64_t& out) {
    return reader_.integer(place(at), 0, high, out);
  }
  bool author(std::size_t at, std::uint8_t& out) {
    std::int64_t number = 0;
    if (!integer(at, wire::kMostAuthors - 1, number)) return false;
    out = static_cast<std::uint8_t>(number);
    return true;
  }
  bool boolean(std::size_t at, bool& out) { return reader_.boolean(place(at), out); }

 private:
  bool string(std::size_t at, std::string& out) { return reader_.string(place(at), out); }
  json::Place place(std::size_t at) { return {.value = *values_.at(at)}; }

  json::Reader reader_;
  std::optional<json::Document> document_;
  std::array<std::optional<json::Value>, kMostFields> values_;
};

const Api::Row* Api::find(std::string_view path) {
  static constexpr auto kRows = std::to_array<Row>({
      {"/v1/challenge", &Api::challenge},
      {"/v1/logs/create", &Api::give_place<store::CreateLog>},
      {"/v1/logs/devices", &Api::give_place<store::AddDevice>},
      {"/v1/logs/leave", &Api::leave_log},
      {"/v1/invites/create", &Api::create_invite},
      {"/v1/invites/open", &Api::open_invite},
      {"/v1/invites/redeem", &Api::redeem_invite},
      {"/v1/backups/store", &Api::store_backup},
      {"/v1/backups/find", &Api::find_backup},
      {"/v1/backups/delete", &Api::delete_backup},
  });
  const auto* row = std::ranges::find(kRows, path, &Row::path);
  return row != kRows.end() ? row : nullptr;
}

void Api::handle(const Request& request, const Respond& respond) {
  const Row* row = find(request.path);
  if (row == nullptr) return respond(refusal(ErrorCode::kNotFound));
  if (request.method != "POST") {
    Response response = refusal(ErrorCode::kWrongMethod);
    response.headers.emplace_back("Allow", "POST");
    return respond(std::move(response));
  }
  // A page from elsewhere cannot send this type without being asked first, which is refused.
  if (request.content_type != "application/json") return respond(refusal(ErrorCode::kWrongType));
  Fields fields(request.body);
  (this->*row->handler)(fields, respond);
}

template <class Work, class Then>
void Api::read(Work work, Then then, const Respond& respond) {
  const bool accepted = engine_->read(std::move(work), std::move(then));
  if (!accepted) respond(refusal(ErrorCode::kBusy, relay::kSecond));
}

template <class Check, class Then>
void Api::checked(Check check, Then then, const Respond& respond) {
  read(
      std::move(check),
      [then = std::move(then), respond](ErrorCode error) {
        error == ErrorCode::kNone ? then() : respond(refusal(error));
      },
      respond);
}

void Api::write(store::Request request, const Respond& respond, bool with_author) {
  engine_->ask(std::move(request), [respond, with_author](const store::Answer& answer) {
    if (answer.error != ErrorCode::kNone) {
      return respond(refusal(answer.error, answer.retry_after_us));
    }
    respond(json_response(with_author ? object("author", std::to_string(answer.author))
                                      : object({}, {})));
  });
}

void Api::challenge(Fields& fields, const Respond& respond) {
  if (!fields.are({})) return respond(refusal(ErrorCode::kBadRequest));
  respond(
      json_response(object("challenge", json::quoted(to_hex(engine_->new_challenge().span())))));
}

namespace {

// A device that shows that its person wants it in a log.
struct Claim {
  LogId log;
  VerifyKey person;
  VerifyKey device;
  Signature proof;

  [[nodiscard]] ErrorCode check() const {
    return verify(person, wire::place_statement(log, device), proof) ? ErrorCode::kNone
                                                                     : ErrorCode::kBadSignature;
  }
};

// What the device of an author signed, with its key as the store has it.
ErrorCode check_author(store::View& view, const LogId& id, std::uint8_t author,
                       const Hash& statement, const Signature& proof) {
  const auto log = view.find_log(id);
  if (!log) return ErrorCode::kNotStored;
  if (!*log) return ErrorCode::kUnknownLog;
  const auto& authors = (*log)->state.authors;
  if (author >= authors.size()) return ErrorCode::kNotAMember;
  return verify(authors[author].device, statement, proof) ? ErrorCode::kNone
                                                          : ErrorCode::kBadSignature;
}

}  // namespace

// By a statement of the person: for a new log, or in one where they have a place.
template <class Request>
void Api::give_place(Fields& fields, const Respond& respond) {
  Claim claim;
  if (!fields.are({"log", "person", "device", "proof"}) || !fields.hex(0, claim.log) ||
      !fields.hex(1, claim.person) || !fields.hex(2, claim.device) || !fields.hex(3, claim.proof)) {
    return respond(refusal(ErrorCode::kBadRequest));
  }
  checked([claim](store::View&) { return claim.check(); },
          [this, claim, respond] {
            write(Request{claim.log, claim.person, claim.device}, respond, true);
          },
          respond);
}

void Api::leave_log(Fields& fields, const Respond& respond) {
  store::Leave leave;
  wire::Challenge challenge;
  Signature proof;
  if (!fields.are({"log", "author", "erase", "challenge", "proof"}) || !fields.hex(0, leave.log) ||
      !fields.author(1, leave.author) || !fields.boolean(2, leave.erase) ||
      !fields.hex(3, challenge) || !fields.hex(4, proof)) {
    return respond(refusal(ErrorCode::kBadRequest));
  }
  if (!engine_->is_valid(challenge)) return respond(refusal(ErrorCode::kChallengeExpired));
  const Hash statement = wire::leave_statement(challenge, leave.log, leave.erase);
  const auto check = [leave, statement, proof](store::View& view) {
    // Whoever was the last to leave took the log with them, and may not have heard it.
    const auto log = view.find_log(leave.log);
    if (log && !*log) return ErrorCode::kNone;
    return check_author(view, leave.log, leave.author, statement, proof);
  };
  const auto go = [this, leave, respond] {
    engine_->ask(leave, [this, leave, respond](const store::Answer& answer) {
      if (answer.error != ErrorCode::kNone) return respond(refusal(answer.error));
      hub_->remove(leave.log, answer.left);
      respond(json_response(object({}, {})));
    });
  };
  checked(check, go, respond);
}

void Api::create_invite(Fields& fields, const Respond& respond) {
  store::MakeInvite make;
  wire::Challenge challenge;
  Signature proof;
  if (!fields.are({"log", "author", "token-hash", "sealed", "expires", "challenge", "proof"}) ||
      !fields.hex(0, make.log) || !fields.author(1, make.author) ||
      !fields.hex(2, make.token_hash) || !fields.base64(3, wire::kMostInviteBytes, make.sealed) ||
      !fields.integer(4, kMostMs, make.expires_at_ms) || !fields.hex(5, challenge) ||
      !fields.hex(6, proof)) {
    return respond(refusal(ErrorCode::kBadRequest));
  }
  if (!engine_->is_valid(challenge)) return respond(refusal(ErrorCode::kChallengeExpired));
  const Hash statement = wire::invite_statement(challenge, make.log, make.token_hash, make.sealed,
                                                static_cast<std::uint64_t>(make.expires_at_ms));
  checked([log = make.log, author = make.author, statement,
           proof](store::View& view) { return check_author(view, log, author, statement, proof); },
          [this, make, respond] { write(make, respond, false); }, respond);
}

void Api::open_invite(Fields& fields, const Respond& respond) {
  Hash token;
  if (!fields.are({"token"}) || !fields.hex(0, token)) {
    return respond(refusal(ErrorCode::kBadRequest));
  }
  const std::int64_t now_ms = engine_->now().wall_ms;
  read(
      [token, now_ms](store::View& view) {
        const auto invite = view.find_invite(wire::join_token_hash(token));
        if (!invite) return refusal(ErrorCode::kNotStored);
        if (!*invite) return refusal(ErrorCode::kUnknownInvite);
        if ((*invite)->taken_by) return refusal(ErrorCode::kInviteUsed);
        if (now_ms >= (*invite)->expires_at_ms) return refusal(ErrorCode::kInviteExpired);
        json::Writer out;
        out.begin_object();
        out.key("sealed");
        out.string(to_base64((*invite)->sealed));
        out.key("expires");
        out.integer((*invite)->expires_at_ms);
        out.end_object();
        return json_response(out.take());
      },
      respond, respond);
}

void Api::redeem_invite(Fields& fields, const Respond& respond) {
  Hash token;
  Claim claim;
  if (!fields.are({"token", "log", "person", "device", "proof"}) || !fields.hex(0, token) ||
      !fields.hex(1, claim.log) || !fields.hex(2, claim.person) || !fields.hex(3, claim.device) ||
      !fields.hex(4, claim.proof)) {
    return respond(refusal(ErrorCode::kBadRequest));
  }
  checked([claim](store::View&) { return claim.check(); },
          [this, token, claim, respond] {
            write(store::Redeem{token, claim.log, claim.person, claim.device}, respond, true);
          },
          respond);
}

void Api::store_backup(Fields& fields, const Respond& respond) {
  store::StoreBackup backup;
  if (!fields.are({"locator", "proof", "bytes"}) || !fields.hex(0, backup.locator) ||
      !fields.hex(1, backup.proof) || !fields.base64(2, wire::kMostBackupBytes, backup.bytes)) {
    return respond(refusal(ErrorCode::kBadRequest));
  }
  write(std::move(backup), respond, false);
}

void Api::find_backup(Fields& fields, const Respond& respond) {
  Hash locator;
  if (!fields.are({"locator"}) || !fields.hex(0, locator)) {
    return respond(refusal(ErrorCode::kBadRequest));
  }
  read(
      [locator](store::View& view) {
        const auto backup = view.find_backup(locator);
        if (!backup) return refusal(ErrorCode::kNotStored);
        if (!*backup) return refusal(ErrorCode::kUnknownBackup);
        return json_response(object("bytes", json::quoted(to_base64((*backup)->bytes))));
      },
      respond, respond);
}

void Api::delete_backup(Fields& fields, const Respond& respond) {
  store::DeleteBackup backup;
  if (!fields.are({"locator", "proof"}) || !fields.hex(0, backup.locator) ||
      !fields.hex(1, backup.proof)) {
    return respond(refusal(ErrorCode::kBadRequest));
  }
  write(backup, respond, false);
}

}  // namespace commonground::http
