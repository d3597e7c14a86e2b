#include "store/ledger.h"

#include <algorithm>
#include <utility>

#include "wire/statements.h"

namespace commonground::store {
namespace {

using relay::ErrorCode;

constexpr std::size_t kGeneration = 4096;  // logs
constexpr int kUnusedAtOnce = 16;

Answer refused(ErrorCode error) {
  Answer answer;
  answer.error = error;
  return answer;
}

}  // namespace

Ledger::Ledger(Store& store, const relay::Limits& limits) : store_(&store), limits_(&limits) {
  forget();
}

void Ledger::forget() {
  young_.clear();
  old_.clear();
  service_hours_ = store_->service_hours();
}

Ledger::Known* Ledger::find(const LogId& log) {
  if (const auto found = young_.find(log); found != young_.end()) return &found->second;
  if (const auto found = old_.find(log); found != old_.end()) {
    remember(log, std::move(found->second));
    return &young_.find(log)->second;
  }
  auto stored = store_->find_log(log);
  if (!stored || !*stored) return nullptr;
  remember(log, {.number = (*stored)->number,
                 .state = std::move((*stored)->state),
                 .used_day = (*stored)->used_day,
                 .appends = {}});
  return &young_.find(log)->second;
}

void Ledger::remember(const LogId& log, Known known) {
  if (young_.size() >= kGeneration) old_ = std::exchange(young_, {});
  young_.insert_or_assign(log, std::move(known));
}

Answer Ledger::perform(const Request& request, const Now& now) {
  return std::visit([&](const auto& what) { return act(what, now); }, request);
}

Answer Ledger::act(const Put& put, const Now& now) {
  Known* log = find(put.log);
  if (log == nullptr) return refused(ErrorCode::kUnknownLog);
  if (const auto member = relay::check_member(log->state, put.author); !member) {
    return refused(member.error());
  }
  const std::int64_t wait = log->appends.at(put.author).take(now.steady_us, limits_->appends);
  if (wait > 0) {
    Answer answer = refused(ErrorCode::kTooFast);
    answer.retry_after_us = wait;
    return answer;
  }
  return put.replaces ? replace(*log, put) : append(*log, put);
}

Answer Ledger::append(Known& log, const Put& put) {
  const relay::Draft draft{.log = put.log, .author = put.author, .id = put.id, .bytes = put.record};
  const auto turn = relay::check_append(log.state, draft, *limits_);
  if (!turn) return refused(turn.error());
  Answer answer;
  if (*turn == relay::Turn::kBefore) {
    const auto counter = wire::parts_of(put.record)->head.counter;
    const auto found = store_->find_record(log.number, put.author, counter);
    const auto parts =
        found ? wire::parts_of(found->bytes) : std::unexpected(wire::RecordError::kGap);
    if (!parts || parts->id() != put.id) return refused(ErrorCode::kFork);
    answer.number = found->number;
    return answer;
  }
  answer.number = ++log.state.records;
  answer.is_new = true;
  log.state.bytes.at(put.author) += put.record.size();
  ++log.state.written.at(put.author);
  store_->append(log.number, answer.number, put.author, put.record);
  use(log);
  return answer;
}

Answer Ledger::replace(Known& log, const Put& put) {
  const relay::Draft draft{.log = put.log, .author = put.author, .id = put.id, .bytes = put.record};
  if (const auto fine = relay::check_rest(log.state, draft); !fine) return refused(fine.error());
  const auto counter = wire::parts_of(put.record)->head.counter;
  const auto found = store_->find_record(log.number, put.author, counter);
  if (!found) return refused(ErrorCode::kUnknownRecord);
  if (const auto same = relay::check_is_rest_of(draft, found->bytes); !same) {
    return refused(same.error());
  }
  if (found->bytes != put.record) store_->replace(log.number, found->number, put.record);
  Answer answer;
  answer.number = found->number;
  return answer;
}

Answer Ledger::give_place(Known& log, relay::Admission admission, const VerifyKey& person,
                          const VerifyKey& device) {
  const auto place = relay::place_for(log.state, admission, person, device);
  if (!place) return refused(place.error());
  if (place->is_new) {
    const relay::Author author{.person = person, .device = device};
    store_->add_author(log.number, place->author, author);
    log.state.authors.push_back(author);
  }
  Answer answer;
  answer.author = place->author;
  return answer;
}

// The same device creating the same log again lost the answer.
Answer Ledger::act(const CreateLog& create, const Now& /*now*/) {
  Known* log = find(create.log);
  if (log == nullptr) {
    if (!store_->has_room_for_new()) return refused(ErrorCode::kNotStored);
    Known made{.number = store_->create_log(create.log, service_day()),
               .state = {},
               .used_day = service_day(),
               .appends = {}};
    remember(create.log, std::move(made));
    return give_place(*find(create.log), relay::Admission::kByInvite, create.person, create.device);
  }
  const Answer answer =
      give_place(*log, relay::Admission::kOfAMember, create.person, create.device);
  return answer.error == ErrorCode::kNotAMember ? refused(ErrorCode::kLogExists) : answer;
}

Answer Ledger::act(const AddDevice& add, const Now& /*now*/) {
  Known* log = find(add.log);
  if (log == nullptr) return refused(ErrorCode::kUnknownLog);
  return give_place(*log, relay::Admission::kOfAMember, add.person, add.device);
}

// All devices of the person leave. Leaving twice is leaving once.
Answer Ledger::act(const Leave& leave, const Now& /*now*/) {
  Known* log = find(leave.log);
  if (log == nullptr || leave.author >= log->state.authors.size()) return {};
  Answer answer;
  const VerifyKey person = log->state.authors[leave.author].person;
  for (std::size_t i = 0; i < log->state.authors.size(); ++i) {
    relay::Author& author = log->state.authors[i];
    if (author.person != person || author.left) continue;
    const auto place = static_cast<std::uint8_t>(i);
    author.left = true;
    store_->set_left(log->number, place);
    if (leave.erase) store_->erase(log->number, place);
    answer.left.push_back(place);
  }
  if (std::ranges::all_of(log->state.authors, &relay::Author::left)) {
    store_->remove_log(log->number);
    young_.erase(leave.log);
    old_.erase(leave.log);
  }
  return answer;
}

Answer Ledger::act(const MakeInvite& make, const Now& now) {
  Known* log = find(make.log);
  if (log == nullptr) return refused(ErrorCode::kUnknownLog);
  if (const auto member = relay::check_member(log->state, make.author); !member) {
    return refused(member.error());
  }
  const ErrorCode error = relay::check_invite(make.expires_at_ms, now.wall_ms, *limits_);
  if (error != ErrorCode::kNone) return refused(error);
  const auto there = store_->find_invite(make.token_hash);
  if (there && *there) {
    return (*there)->log == log->number ? Answer{} : refused(ErrorCode::kBadRequest);
  }
  if (!store_->has_room_for_new()) return refused(ErrorCode::kNotStored);
  store_->put_invite(make.token_hash, {.log = log->number,
                                       .sealed = make.sealed,
                                       .expires_at_ms = make.expires_at_ms,
                                       .taken_by = {}});
  return {};
}

Answer Ledger::act(const Redeem& redeem, const Now& now) {
  const Hash token_hash = wire::join_token_hash(redeem.token);
  const auto invite = store_->find_invite(token_hash);
  Known* log = find(redeem.log);
  if (!invite || !*invite || log == nullptr || (*invite)->log != log->number) {
    return refused(ErrorCode::kUnknownInvite);
  }
  if (const auto taken_by = (*invite)->taken_by) {
    const auto& author = log->state.authors.at(*taken_by);
    if (author.device != redeem.device || author.person != redeem.person || author.left) {
      return refused(ErrorCode::kInviteUsed);
    }
    Answer answer;
    answer.author = *taken_by;
    return answer;
  }
  if (now.wall_ms >= (*invite)->expires_at_ms) return refused(ErrorCode::kInviteExpired);
  const Answer answer = give_place(*log, relay::Admission::kByInvite, redeem.person, redeem.device);
  if (answer.error == ErrorCode::kNone) store_->take_invite(token_hash, answer.author);
  return answer;
}

Answer Ledger::act(const StoreBackup& backup, const Now& /*now*/) {
  const Hash proof_hash = wire::backup_proof_hash(backup.proof);
  const auto there = store_->find_backup(backup.locator);
  if (there && *there && (*there)->proof_hash != proof_hash) {
    return refused(ErrorCode::kWrongProof);
  }
  const bool is_new = there && !*there;
  if (is_new && !store_->has_room_for_new()) return refused(ErrorCode::kNotStored);
  store_->put_backup(backup.locator, {.proof_hash = proof_hash, .bytes = backup.bytes});
  return {};
}

Answer Ledger::act(const DeleteBackup& backup, const Now& /*now*/) {
  const auto there = store_->find_backup(backup.locator);
  if (!there || !*there) return {};
  if ((*there)->proof_hash != wire::backup_proof_hash(backup.proof)) {
    return refused(ErrorCode::kWrongProof);
  }
  store_->delete_backup(backup.locator);
  return {};
}

Answer Ledger::act(const Touch& touch, const Now& /*now*/) {
  Known* log = find(touch.log);
  if (log == nullptr) return refused(ErrorCode::kNotAMember);
  if (const auto member = relay::check_member(log->state, touch.author); !member) {
    return refused(member.error());
  }
  use(*log);
  return {};
}

void Ledger::use(Known& log) {
  if (log.used_day == service_day()) return;
  log.used_day = service_day();
  store_->touch(log.number, log.used_day);
}

// Once an hour of service: what nobody used for long goes.
Answer Ledger::act(const PassHour& /*hour*/, const Now& now) {
  ++service_hours_;
  store_->set_service_hours(service_hours_);
  store_->remove_invites(now.wall_ms - limits_->invite_ms);
  if (store_->remove_unused(service_day() - limits_->days_unused, kUnusedAtOnce) > 0) {
    young_.clear();
    old_.clear();
  }
  return {};
}

Answer Ledger::act(const Probe& /*probe*/, const Now& /*now*/) {
  store_->set_service_hours(service_hours_);
  return {};
}

}  // namespace commonground::store
