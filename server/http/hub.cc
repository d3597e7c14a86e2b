#include "http/hub.h"

#include <algorithm>
#include <optional>
#include <string>

namespace commonground::http {

using relay::ErrorCode;

namespace {

// As many as a burst of appends, and a few opens.
constexpr std::size_t kMostWaiting = 64;
constexpr std::size_t kRoomForAnswers = 4096;

}  // namespace

// What the reader found for an `open`.
struct Hub::Opened {
  ErrorCode error = ErrorCode::kNone;
  store::LogNumber number = 0;
  std::uint64_t newest = 0;  // record
};

// What it read of a log.
struct Hub::Page {
  ErrorCode error = ErrorCode::kNone;
  std::uint64_t up_to = 0;
  bool more = false;
  std::string frame;  // with its records, or empty
};

Hub::Hub(Engine& engine) : engine_(&engine) {
  engine.on_stored([this](std::vector<store::Job>& jobs) { stored(jobs); });
}

void Hub::enter(Peer& peer) {
  peer.id_ = engine_->new_asker();
  peer.challenge_ = engine_->new_challenge();
  peers_.emplace(peer.id_, &peer);
  wire::add_hello(peer.outbox.message(), peer.challenge_);
  peer.flush();
}

void Hub::leave(Peer& peer) {
  while (!peer.logs_.empty()) drop(peer, peer.logs_.back()->subscription.log);
  peers_.erase(peer.id_);
}

Peer* Hub::find(std::uint64_t id) const {
  const auto found = peers_.find(id);
  return found != peers_.end() ? found->second : nullptr;
}

Hub::OpenLog* Hub::find(Peer& peer, const LogId& log) {
  const auto found = std::ranges::find_if(
      peer.logs_, [&](const auto& open) { return open->subscription.log == log; });
  return found != peer.logs_.end() ? found->get() : nullptr;
}

bool Hub::may_send(const Peer& peer) {
  return peer.waiting_ < kMostWaiting && peer.outbox.has_room(kRoomForAnswers);
}

void Hub::receive(Peer& peer, ByteSpan message) {
  wire::FrameReader frames(message);
  while (const auto frame = frames.next()) {
    if (!take(peer, *frame)) return;
  }
  if (!frames.is_whole()) return peer.close(ErrorCode::kBadFrame);
  flush_touched();
}

// False if it closed the socket.
bool Hub::take(Peer& peer, const wire::Frame& frame) {
  using enum wire::FrameKind;
  switch (frame.kind) {
    case kOpen:
      if (const auto body = wire::read_open(frame.body)) return open(peer, *body);
      break;
    case kClose:
      if (const auto log = LogId::from(frame.body)) return close_log(peer, *log);
      break;
    case kAppend:
    case kReplace:
      if (const auto body = wire::read_put(frame.body)) {
        put(peer, *body, frame.kind == kReplace);
        return true;
      }
      break;
    default:
      break;
  }
  peer.close(ErrorCode::kBadFrame);
  return false;
}

// ---- Opening and catching up

bool Hub::open(Peer& peer, const wire::Open& open) {
  const auto no = [&](ErrorCode code, std::int64_t retry_after_us = 0) {
    refuse(peer, code, open.log.span(), retry_after_us);
    return true;
  };
  const relay::Limits& limits = engine_->limits();
  if (find(peer, open.log) != nullptr || std::ranges::count(peer.opening_, open.log) > 0) {
    return no(ErrorCode::kAlreadyOpen);
  }
  if (peer.logs_.size() + peer.opening_.size() >= limits.logs_per_socket) {
    return no(ErrorCode::kTooManyLogs);
  }
  if (const auto wait = peer.opens_.take(engine_->now().steady_us, limits.opens); wait > 0) {
    return no(ErrorCode::kTooFast, wait);
  }
  const bool accepted = engine_->read(
      [open, challenge = peer.challenge_](store::View& view) {
        return check(view, open, challenge);
      },
      [this, id = peer.id_, open](const Opened& result) { opened(id, open, result); });
  if (!accepted) return no(ErrorCode::kBusy, relay::kSecond);
  peer.opening_.push_back(open.log);
  ++peer.waiting_;
  return true;
}

// In the reader's thread.
Hub::Opened Hub::check(store::View& view, const wire::Open& open,
                       const wire::Challenge& challenge) {
  const auto log = view.find_log(open.log);
  if (!log) return {.error = ErrorCode::kNotStored};
  if (!*log) return {.error = ErrorCode::kUnknownLog};
  const relay::LogState& state = (*log)->state;
  if (const auto member = relay::check_member(state, open.author); !member) {
    return {.error = member.error()};
  }
  const Hash statement = wire::open_statement(challenge, open.log, open.author);
  if (!verify(state.authors[open.author].device, statement, open.signature)) {
    return {.error = ErrorCode::kBadSignature};
  }
  return {.number = (*log)->number, .newest = state.records};
}

void Hub::opened(std::uint64_t id, const wire::Open& open, const Opened& opened) {
  Peer* peer = find(id);
  if (peer == nullptr) return;
  std::erase(peer->opening_, open.log);
  --peer->waiting_;
  if (opened.error != ErrorCode::kNone) {
    refuse(*peer, opened.error, open.log.span());
    // That the store cannot be read is no fault of whoever asks.
    if (opened.error != ErrorCode::kNotStored &&
        ++peer->failed_opens_ >= engine_->limits().failed_opens) {
      return peer->close(ErrorCode::kTooManyFailures);
    }
    return flush_touched();
  }
  auto log = std::make_unique<OpenLog>();
  log->number = opened.number;
  // Whoever has seen more than there is knew the store before it was put back from a backup. They
  // are told how far it goes, and given what comes.
  log->subscription = {.log = open.log,
                       .author = open.author,
                       .sent = std::min(open.after, opened.newest),
                       .live = false,
                       .socket = id,
                       .out = &peer->outbox};
  rooms_[open.log].enter(log->subscription);
  peer->logs_.push_back(std::move(log));
  // Whoever left in the meantime is found out here, since it is decided in order.
  engine_->ask(store::Touch{open.log, open.author}, [this, id, open](const store::Answer& answer) {
    if (answer.error == ErrorCode::kNone) return;
    if (answer.error == ErrorCode::kNotAMember) return close_unasked(id, open.log, answer.error);
    check_again(id, open);
  });
  peer = find(id);
  OpenLog* opened_log = peer != nullptr ? find(*peer, open.log) : nullptr;
  if (opened_log != nullptr) read_on(*peer, *opened_log);
}

// Whether they are still a member, by what is stored now: it could not be decided in order, because
// nothing can be written or too much is to be. Whoever leaves after this is told so.
void Hub::check_again(std::uint64_t id, const wire::Open& open) {
  const bool accepted = engine_->read(
      [open](store::View& view) {
        const auto log = view.find_log(open.log);
        if (!log) return ErrorCode::kNotStored;
        if (!*log) return ErrorCode::kNotAMember;
        const auto member = relay::check_member((*log)->state, open.author);
        return member ? ErrorCode::kNone : member.error();
      },
      [this, id, log = open.log](ErrorCode error) {
        if (error != ErrorCode::kNone) close_unasked(id, log, error);
      });
  if (!accepted) close_unasked(id, open.log, ErrorCode::kBusy);
}

void Hub::close_unasked(std::uint64_t id, const LogId& log, ErrorCode why) {
  Peer* peer = find(id);
  if (peer == nullptr || find(*peer, log) == nullptr) return;
  refuse(*peer, why, log.span());
  drop(*peer, log);
  flush_touched();
}

// One page at a time, and the next only when this one is on its way. The room for a page is kept
// from when it is asked for.
void Hub::read_on(Peer& peer, OpenLog& log) {
  if (log.is_reading || !peer.outbox.has_room((peer.reading_ + 1) * relay::kPageBytes)) return;
  const LogId id = log.subscription.log;
  const bool accepted = engine_->read(
      [id, number = log.number, after = log.subscription.sent](store::View& view) {
        Page page;
        std::optional<wire::RecordsFrame> records;
        std::size_t bytes = 0;
        const auto read = view.read_records(number, after, relay::kPageBytes,
                                            [&](std::uint64_t at, ByteSpan record) {
                                              if (!records) records.emplace(page.frame, id);
                                              records->add(at, record);
                                              bytes += record.size();
                                            });
        if (records) records->end();
        if (!read) page.error = ErrorCode::kNotStored;
        page.up_to = read.value_or(after);
        page.more = bytes >= relay::kPageBytes;
        return page;
      },
      [this, peer_id = peer.id_, id](const Page& page) { this->page(peer_id, id, page); });
  if (!accepted) {
    refuse(peer, ErrorCode::kBusy, id.span(), relay::kSecond);
    return drop(peer, id);
  }
  log.is_reading = true;
  ++peer.reading_;
}

void Hub::page(std::uint64_t id, const LogId& log_id, const Page& page) {
  Peer* peer = find(id);
  if (peer == nullptr) return;
  --peer->reading_;
  OpenLog* log = find(*peer, log_id);
  // It was closed meanwhile; others may have waited for its room.
  if (log == nullptr) {
    drained(*peer);
    return flush_touched();
  }
  log->is_reading = false;
  if (page.error != ErrorCode::kNone) {
    refuse(*peer, page.error, log_id.span(), relay::kSecond);
    drop(*peer, log_id);
    return flush_touched();
  }
  peer->outbox.message() += page.frame;
  touch(*peer);
  if (page.more) {
    log->subscription.sent = page.up_to;
    read_on(*peer, *log);
  } else if (rooms_.at(log_id).has_read(log->subscription, page.up_to)) {
    const auto days = static_cast<std::uint32_t>(engine_->limits().days_unused);
    wire::add_live(peer->outbox.message(),
                   {.log = log_id, .last = log->subscription.sent, .days_left = days});
  } else {
    read_on(*peer, *log);
  }
  flush_touched();
}

void Hub::drained(Peer& peer) {
  for (std::size_t i = 0; i < peer.logs_.size(); ++i) {
    if (!peer.logs_[i]->subscription.live) read_on(peer, *peer.logs_[i]);
  }
}

bool Hub::close_log(Peer& peer, const LogId& log) {
  if (find(peer, log) == nullptr) {
    refuse(peer, ErrorCode::kNotOpen, log.span());
  } else {
    drop(peer, log);
  }
  return true;
}

void Hub::drop(Peer& peer, LogId log) {
  const auto found = std::ranges::find_if(
      peer.logs_, [&](const auto& open) { return open->subscription.log == log; });
  const auto room = rooms_.find(log);
  room->second.leave((*found)->subscription);
  if (room->second.is_empty()) rooms_.erase(room);
  peer.logs_.erase(found);
  wire::add_closed(peer.outbox.message(), log);
  touch(peer);
}

void Hub::remove(const LogId& log, const std::vector<std::uint8_t>& places) {
  for (const auto& [id, peer] : peers_) {
    const OpenLog* open = find(*peer, log);
    if (open == nullptr || std::ranges::count(places, open->subscription.author) == 0) continue;
    drop(*peer, log);
  }
  flush_touched();
}

// ---- Writing

void Hub::put(Peer& peer, const wire::Put& put, bool replaces) {
  // Which log it is for stands in the record itself.
  LogId id;
  ByteReader in(put.record);
  std::uint8_t version = 0;
  if (!in.number(version) || !in.fixed(id)) {
    return refuse(peer, ErrorCode::kNotARecord, put.id.span());
  }
  const OpenLog* log = find(peer, id);
  if (log == nullptr) return refuse(peer, ErrorCode::kNotOpen, put.id.span());
  const bool accepted =
      engine_->write({.request = store::Put{.log = id,
                                            .author = log->subscription.author,
                                            .id = put.id,
                                            .record = Bytes(put.record.begin(), put.record.end()),
                                            .replaces = replaces},
                      .asker = peer.id_});
  if (!accepted) return refuse(peer, ErrorCode::kBusy, put.id.span(), relay::kSecond);
  ++peer.waiting_;
  ++peer.waiting_puts_;
}

void Hub::stored(std::vector<store::Job>& jobs) {
  for (const store::Job& job : jobs) {
    const auto* put = std::get_if<store::Put>(&job.request);
    if (put == nullptr) continue;
    Peer* from = find(job.asker);
    if (from != nullptr) tell(*from, job);
    if (!job.answer.is_new) continue;
    const auto room = rooms_.find(put->log);
    if (room == rooms_.end()) continue;
    const OpenLog* own = from != nullptr ? find(*from, put->log) : nullptr;
    room->second.publish(put->log, job.answer.number, put->record,
                         own != nullptr ? &own->subscription : nullptr);
    // Whoever is to be answered in a moment hears of it in the same message.
    for (const relay::Subscription* to : room->second.present()) {
      Peer& hearer = *find(to->socket);
      if (!to->out->is_empty() && hearer.waiting_puts_ == 0) touch(hearer);
    }
  }
  flush_touched();
}

void Hub::tell(Peer& peer, const store::Job& job) {
  const auto& put = std::get<store::Put>(job.request);
  --peer.waiting_;
  --peer.waiting_puts_;
  if (job.answer.error != ErrorCode::kNone) {
    return refuse(peer, job.answer.error, put.id.span(), job.answer.retry_after_us);
  }
  wire::add_stored(peer.outbox.message(), put.id, job.answer.number);
  touch(peer);
}

// ---- Saying no, and sending

void Hub::refuse(Peer& peer, ErrorCode code, ByteSpan about, std::int64_t retry_after_us) {
  wire::Refusal refusal{.code = static_cast<std::uint16_t>(code),
                        .retry_after_ms = static_cast<std::uint32_t>(
                            relay::whole(retry_after_us, relay::kMillisecond)),
                        .about = {}};
  std::ranges::copy(about, refusal.about.begin());
  wire::add_error(peer.outbox.message(), refusal);
  touch(peer);
}

void Hub::touch(Peer& peer) {
  if (peer.touched_) return;
  peer.touched_ = true;
  touched_.push_back(peer.id_);
}

void Hub::flush_touched() {
  for (const std::uint64_t id : std::exchange(touched_, {})) {
    Peer* peer = find(id);
    if (peer == nullptr) continue;
    peer->touched_ = false;
    peer->flush();
  }
}

}  // namespace commonground::http
