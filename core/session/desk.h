// What is behind a Session: who is unlocked, their logs and what stands in them, and every command.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commonground/session.h"
#include "journey/gates.h"
#include "journey/table.h"
#include "match/private_match.h"
#include "match/sealed_table.h"
#include "session/answer.h"
#include "session/faults.h"
#include "session/log.h"
#include "session/request.h"

namespace commonground::session {

// What both know of a sealed table.
struct TableTop {
  journey::Table table;
  journey::TableSetting setting;
  std::vector<journey::TablePlan> plans;
  Hash name;
};

// Someone who is unlocked.
struct Person {
  Person(Keys their_keys, const content::Pack& pack);

  Keys keys;
  Log own_log;
  std::unique_ptr<Log> couple_log;  // or null
  std::size_t place = 0;            // which of the two they are

  journey::Own own;
  std::size_t own_folded = 0;
  journey::Matches matches;
  std::unique_ptr<journey::Shared> shared;  // as long as there is a couple_log
  std::size_t shared_folded = 0;
  struct Idle {
    RecordId id;
    journey::Idle why{};
  };
  std::vector<Idle> idle;  // records of the couple's log that changed nothing

  Faults faults;

  std::optional<TableTop> table_top;  // of the last table that was looked at

  bool safe = false;     // the private questions were answered, here and now, and opened the way
  bool closed = false;   // they said here that they go on alone, or are not safe
  bool loading = false;  // what is stored is still being loaded
  bool waiting = false;  // something waits to be stored

  [[nodiscard]] bool goes_together() const {
    return !closed && own.find(journey::Kind::kTogether) != nullptr;
  }
  // What lets this person into a log for which they took an invite, until this device has arrived.
  [[nodiscard]] std::optional<Hash> token_for(const Log& log) const;
  // Whether the text of a record is gone, and nobody who could take it back says so.
  [[nodiscard]] bool is_missing(const journey::Placed& placed) const;
  // Whether this person knows that both want all that is in a plan.
  [[nodiscard]] bool has_matched(int round, const std::vector<journey::PlanChoice>& plan) const;

  [[nodiscard]] journey::Standpoint standpoint(std::int64_t now) const {
    return {.own = own, .shared = shared.get(), .person = place, .now = now, .closed = closed};
  }
};

class Desk {
 public:
  [[nodiscard]] std::string take_pack(std::string_view json);
  [[nodiscard]] std::string call(std::string_view text);

  [[nodiscard]] static std::vector<std::string_view> command_names();

 private:
  using Command = Result<Answer> (Desk::*)(Request&);
  struct Row;
  [[nodiscard]] static std::span<const Row> rows();
  Result<Answer> answer(std::string_view text);
  [[nodiscard]] Result<void> is_time_for(const Row& row) const;

  // Vault: desk_vault.cc
  Result<Answer> create(Request& request);
  Result<Answer> vault_head(Request& request);
  Result<Answer> unlock(Request& request);
  Result<Answer> load(Request& request);
  Result<Answer> lock(Request& request);
  Result<Answer> change_passphrase(Request& request);
  Result<Answer> back_up(Request& request);
  Result<Answer> find_backup(Request& request);
  Result<Answer> recover(Request& request);

  // What is said: desk_say.cc
  Result<Answer> say(Request& request);
  Result<Answer> safety(Request& request);
  Result<Answer> together(Request& request);
  Result<Answer> share(Request& request);
  Result<Answer> unshare(Request& request);
  Result<Answer> way_out(Request& request);

  // The two: desk_couple.cc
  Result<Answer> invite(Request& request);
  Result<Answer> invite_token(Request& request);
  Result<Answer> join(Request& request);
  Result<Answer> arrive(Request& request);
  Result<Answer> receive(Request& request);

  // What the server asks to be signed: desk_sign.cc
  Result<Answer> sign_open(Request& request);
  Result<Answer> sign_invite(Request& request);
  Result<Answer> sign_leave(Request& request);

  // Matching rounds: desk_round.cc
  Result<Answer> begin_round(Request& request);
  Result<Answer> go_on(Request& request);

  // A sealed table: desk_table.cc
  Result<Answer> begin_table(Request& request);
  Result<Answer> go_on_at_table(Request& request);

  // Storage: desk.cc
  Result<Answer> stored(Request& request);
  Result<Answer> not_stored(Request& request);

  // Views: one file for each group
  Result<Answer> view(Request& request);

  // ---- Shared by them

  // Writes into the own log and the couple's log, all of it or nothing.
  struct Writing {
    std::vector<journey::Body> own;
    std::vector<journey::Body> shared;
  };
  Result<Answer> write(Writing writing, Request& request);
  // Whether the rules would let this person say them now, one after the other.
  Result<void> allowed(std::span<const journey::Body> bodies, std::int64_t now);
  // What is folded anew after something came to stand, and what follows from it by itself.
  void fold();
  void fold_own();
  void fold_matches();
  void fold_shared();
  void open_couple();
  [[nodiscard]] bool is_couple() const;
  Result<Answer> follow(Request& request);
  [[nodiscard]] std::optional<journey::Body> reveal(std::int64_t now) const;
  void replace_taken_back(Answer& answer);
  std::expected<Work, record::RecordError> take(ByteSpan bytes, std::int64_t now);
  [[nodiscard]] bool holds_only_matched(const journey::Body& body) const;
  [[nodiscard]] bool has_my_conditions(const journey::Body& body) const;
  [[nodiscard]] Result<void> is_open(journey::Stage stage, std::int64_t now) const;
  Result<std::string> put_batch(int round, Request& request, Writing& writing);
  [[nodiscard]] match::Party party(int round, const journey::Body& batch) const;
  enum class Next : std::uint8_t { kWaits, kSent, kMatched, kFailed };
  // Writes a step of a protocol and says how it stands; `end` names how it ends well.
  Result<Answer> write_step(Next next, std::string_view end, Writing writing, Request& request);
  [[nodiscard]] bool has_shown_too_early(const journey::Round& round, ByteSpan points) const;
  Next next_in_round(const journey::Round& round, std::int64_t now, Writing& writing) const;

  [[nodiscard]] const TableTop& table_top(const journey::Table& table) const;
  [[nodiscard]] journey::TableGuest guest() const;
  Result<Bytes> put_list(const TableTop& top, Request& request, Writing& writing);
  [[nodiscard]] match::Bargainer bargainer(const TableTop& top, const journey::Body& list) const;
  [[nodiscard]] Bytes said_in(const std::vector<RecordId>& records) const;
  [[nodiscard]] bool has_met(const journey::Table& table) const;
  [[nodiscard]] bool has_chosen(std::int64_t table) const;
  [[nodiscard]] bool has_said_otherwise(const journey::Table& table, journey::Kind kind,
                                        ByteSpan message) const;
  [[nodiscard]] bool has_heard_otherwise(const journey::Table& table) const;
  Next next_at_table(const journey::Table& table, std::int64_t now, Writing& writing) const;
  [[nodiscard]] bool is_needed_at_table(const RecordId& id) const;
  Log* log_of(const LogId& id);
  [[nodiscard]] journey::Body introduction(const LogId& log, std::uint8_t author) const;
  // Whether this person has, or once had, the keys of a log.
  [[nodiscard]] bool has_had(const LogId& id);
  [[nodiscard]] std::string claim(const LogId& log) const;

  std::optional<content::Pack> pack_;
  std::unique_ptr<Person> who_;
};

}  // namespace commonground::session
