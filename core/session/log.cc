#include "session/log.h"

#include <algorithm>
#include <utility>

namespace commonground::session {

using journey::Body;
using journey::Entry;
using journey::Kind;
using record::Parts;
using record::RecordError;

namespace {

// What may be taken back, and what is long and of no use once a sealed table is over.
constexpr bool can_be_erased(Kind kind) {
  return kind == Kind::kShare || kind == Kind::kTableChoices || kind == Kind::kTableGates;
}

}  // namespace

Log::Log(const LogId& log, SealKey key, journey::Where where, const Keys& keys,
         const content::Pack& pack)
    : key_(std::move(key)),
      where_(where),
      pack_(&pack),
      signing_(keys.device(log)),
      receipts_(keys.receipts()),
      chain_(log),
      room_{.of_each = record::kMostRecords /
                       (where == journey::Where::kOwn ? 1 : std::size_t{journey::kMostPersons}),
            .reserved = record::kReservedRecords} {}

void Log::expect(std::size_t person, InviteSecret secret, std::int64_t expires) {
  expected_.emplace(person, std::move(secret), expires);
}

Hash Log::receipt(const Parts& parts) const {
  const auto erased =
      std::to_array<std::uint8_t>({parts.erased ? std::uint8_t{1} : std::uint8_t{0}});
  return hash("cg.receipt.1", {receipts_.reveal(), parts.hash.span(), erased});
}

Stored Log::stored(const Parts& parts, ByteSpan record) const {
  const Hash shown = receipt(parts);
  Stored stored{.log = id(), .id = parts.id(), .bytes = {}};
  stored.bytes.reserve(kReceiptBytes + record.size());
  stored.bytes.assign(shown.bytes.begin(), shown.bytes.end());
  stored.bytes.insert(stored.bytes.end(), record.begin(), record.end());
  return stored;
}

// A device is let in by its person's signature; a person by being known, or by the invite. That
// they came in time is what they say, so the invite is also worth nothing some time after.
bool Log::vouched_for(const Body& device, std::int64_t at, ReceivedAt received) const {
  const auto root = VerifyKey::from(bytes_of(device.text("root")));
  if (!root) return false;
  const std::size_t person = device.position("person");
  const std::optional<VerifyKey>& known = persons_.at(person);
  if (known) return *known == *root;
  if (!expected_ || expected_->person != person || at >= expected_->expires) return false;
  if (received && *received >= expected_->expires + kLateArrivalMs) return false;
  const Hash proof = invite_proof(expected_->secret, id(), *root);
  return equal_in_constant_time(proof.span(), bytes_of(device.text("invite")));
}

// Whether an author's person can write one more, with so many left over.
bool Log::has_room(std::uint8_t author, std::size_t reserved) const {
  std::uint64_t written = 0;
  for (std::size_t a = 0; a < person_of_.size(); ++a) {
    if (person_of_[a] == person_of_.at(author)) {
      written += chain_.written_by(static_cast<std::uint8_t>(a));
    }
  }
  return written + reserved < room_.of_each;
}

std::expected<Log::Admitted, RecordError> Log::admit(const Parts& parts, const Entry& entry,
                                                     ReceivedAt received) {
  const auto foreign = std::unexpected(RecordError::kForeignAuthor);
  if (!entry.body || entry.body->kind() != Kind::kDevice) return foreign;
  const Body& device = *entry.body;
  const auto key = VerifyKey::from(bytes_of(device.text("key")));
  const auto root = VerifyKey::from(bytes_of(device.text("root")));
  const auto proof = Signature::from(bytes_of(device.text("proof")));
  if (!key || !root || !proof || !vouched_for(device, entry.at, received) ||
      !verify(*root, device_statement(id(), parts.head.author, *key), *proof) ||
      !chain_.admit(parts.head.author, *key)) {
    return foreign;
  }
  Admitted admitted{.author = parts.head.author, .person = {}};
  const std::size_t person = device.position("person");
  if (!persons_.at(person)) {
    persons_.at(person) = *root;
    admitted.person = person;
  }
  person_of_.at(parts.head.author) = person;
  if (*key == signing_.verify_key()) author_ = parts.head.author;
  return admitted;
}

void Log::dismiss(const Admitted& admitted) {
  chain_.dismiss(admitted.author);
  person_of_.at(admitted.author).reset();
  if (author_ == admitted.author) author_.reset();
  if (admitted.person) persons_.at(*admitted.person).reset();
}

// What this release does not understand has no body.
std::expected<Entry, RecordError> Log::read(const Parts& parts) const {
  const auto text = record::open_record(parts, key_);
  if (!text) return std::unexpected(text.error());
  return journey::read_entry(text_of(text->reveal()), *pack_, where_).value_or(Entry{});
}

// In an own log nothing is taken back, so a text that is gone was taken away by someone else.
std::expected<void, RecordError> Log::take(const Parts& parts, ReceivedAt received) {
  if (parts.head.log != id()) return std::unexpected(RecordError::kWrongLog);
  if (parts.erased && where_ == journey::Where::kOwn) return std::unexpected(RecordError::kErased);
  // A device that nobody knows yet introduces itself with its first record.
  const std::uint8_t author = parts.head.author;
  const bool is_known = chain_.member(author).has_value();
  const bool is_new = !is_known && author < record::kMostAuthors && parts.head.counter == 0;
  if (!is_known && !is_new) return std::unexpected(RecordError::kForeignAuthor);
  if (is_known && received) {
    if (auto checked = chain_.check(parts); !checked) return checked;
  }
  Entry entry;
  if (!parts.erased) {
    auto read = this->read(parts);
    if (!read) return std::unexpected(read.error());
    entry = std::move(*read);
  }
  if (received && entry.at > *received + kMostAheadMs) return std::unexpected(RecordError::kAhead);
  std::optional<Admitted> admitted;
  if (is_new) {
    auto may = admit(parts, entry, received);
    if (!may) return std::unexpected(may.error());
    admitted = *may;
  }
  std::expected<void, RecordError> appended = std::unexpected(RecordError::kFull);
  if (!received || has_room(author, 0)) {
    appended = received ? chain_.append(parts) : chain_.append_known(parts);
  }
  if (!appended) {
    if (admitted) dismiss(*admitted);
    return appended;
  }
  hold(parts, std::move(entry), admitted);
  return {};
}

void Log::keep_rest(const Parts& parts, const Entry& entry) {
  if (!entry.body || !can_be_erased(entry.body->kind())) return;
  rests_.insert_or_assign(parts.id(), record::erased(parts));
}

void Log::hold(const Parts& parts, Entry entry, std::optional<Admitted> admitted) {
  keep_rest(parts, entry);
  pending_.push_back({.placed = {.author = parts.head.author,
                                 .counter = parts.head.counter,
                                 .id = parts.id(),
                                 .entry = std::move(entry),
                                 .erased = parts.erased},
                      .admitted = admitted});
}

std::expected<Stored, RecordError> Log::receive(ByteSpan record, std::int64_t now) {
  const auto parts = record::parts_of(record);
  if (!parts) return std::unexpected(parts.error());
  if (auto taken = take(*parts, now); !taken) return std::unexpected(taken.error());
  return stored(*parts, record);
}

std::expected<void, RecordError> Log::load(ByteSpan stored) {
  if (stored.size() < kReceiptBytes) return std::unexpected(RecordError::kTooShort);
  const auto parts = record::parts_of(stored.subspan(kReceiptBytes));
  if (!parts) return std::unexpected(parts.error());
  const Hash shown = receipt(*parts);
  if (!equal_in_constant_time(shown.span(), stored.first(kReceiptBytes))) {
    return std::unexpected(RecordError::kAltered);
  }
  return take(*parts, std::nullopt);
}

// A new device comes in, and a way out stays open, where nothing else can be said any more.
std::expected<Stored, RecordError> Log::write(Body body, std::int64_t now, Entropy& entropy) {
  if (!author_) return std::unexpected(RecordError::kForeignAuthor);
  const bool is_urgent = journey::is_way_out(body) || body.kind() == Kind::kDevice;
  if (!has_room(*author_, is_urgent ? 0 : room_.reserved)) {
    return std::unexpected(RecordError::kFull);
  }
  record::Head head = chain_.next(*author_);
  head.nonce = entropy.fixed<Nonce>();
  Entry entry{.at = now, .seen = timeline_.counts(), .body = std::move(body)};
  entry.seen.at(*author_) = 0;
  const WipedText text(journey::write_entry(entry, *pack_));
  if (text.get().size() > record::kMostText) return std::unexpected(RecordError::kTooLong);
  const auto again = journey::read_entry(text.get(), *pack_, entry.body->shape().where);
  if (!again || !again->body) return std::unexpected(RecordError::kNotARecord);
  const Bytes record = record::write_record(head, bytes_of(text.get()), key_, signing_);
  const auto parts = record::parts_of(record);
  if (auto appended = chain_.append(*parts); !appended) return std::unexpected(appended.error());
  hold(*parts, std::move(entry), {});
  return stored(*parts, record);
}

std::expected<Stored, RecordError> Log::arrive(std::uint8_t author, Body introduction,
                                               std::int64_t now, Entropy& entropy) {
  if (author_ || !chain_.admit(author, signing_.verify_key())) {
    return std::unexpected(RecordError::kForeignAuthor);
  }
  author_ = author;
  person_of_.at(author) = introduction.position("person");
  introduction.set_bytes("key", signing_.verify_key().span());
  auto written = write(std::move(introduction), now, entropy);
  const Admitted admitted{.author = author, .person = {}};
  if (written) {
    pending_.back().admitted = admitted;
  } else {
    dismiss(admitted);
  }
  return written;
}

std::expected<Stored, RecordError> Log::restore(ByteSpan record) {
  const auto parts = record::parts_of(record);
  if (!parts) return std::unexpected(parts.error());
  // Its place is taken by itself if all else about it is right.
  const auto checked = chain_.check(*parts);
  const bool is_there = !checked && checked.error() == RecordError::kRepeat;
  if (!is_there) return std::unexpected(checked ? RecordError::kGap : checked.error());
  auto entry = read(*parts);
  if (!entry) return std::unexpected(entry.error());
  keep_rest(*parts, *entry);
  timeline_.restore(parts->id(), std::move(*entry));
  return stored(*parts, record);
}

void Log::confirm() {
  for (Pending& pending : pending_) timeline_.add(std::move(pending.placed));
  pending_.clear();
}

void Log::give_up() {
  while (!pending_.empty()) {
    const Pending& last = pending_.back();
    chain_.take_back(last.placed.author);
    rests_.erase(last.placed.id);
    if (last.admitted) dismiss(*last.admitted);
    pending_.pop_back();
  }
}

std::optional<Stored> Log::erase(const RecordId& id) {
  const auto found = rests_.find(id);
  if (found == rests_.end()) return std::nullopt;
  const Bytes rest = std::move(found->second);
  rests_.erase(found);
  timeline_.erase(id);
  const auto parts = record::parts_of(rest);
  return stored(*parts, rest);
}

}  // namespace commonground::session
