// One log as a device has it: what is checked, what may be written, what stands.
//
// Records come from the network (`receive`), from this device's own storage (`load`), or are
// written here (`write`). Each is checked at once and counts only once the host says that it is
// stored; until then all of them can be given up together.
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <vector>

#include "journey/shared.h"
#include "record/chain.h"
#include "session/keys.h"

namespace commonground::session {

// What is kept on a device: a receipt, which shows that this device has checked the record, and the
// record.
inline constexpr std::size_t kReceiptBytes = Hash::kSize;

struct Stored {
  LogId log;
  RecordId id;
  Bytes bytes;  // receipt and record
};

// A record of a clock so far ahead is refused until its time comes near.
inline constexpr std::int64_t kMostAheadMs = 2 * journey::kDayMs;
// Someone who came by an invite in time is let in for so long after it has run out.
inline constexpr std::int64_t kLateArrivalMs = 7 * journey::kDayMs;

class Log {
 public:
  // The person key of the first person of the log is known from the start.
  Log(const LogId& log, SealKey key, journey::Where where, const Keys& keys,
      const content::Pack& pack);

  [[nodiscard]] const LogId& id() const { return chain_.log(); }

  // Who may bring devices into this log: a person whose key is known, or someone with this invite.
  void know(std::size_t person, const VerifyKey& key) { persons_.at(person) = key; }
  void expect(std::size_t person, InviteSecret secret, std::int64_t expires);
  [[nodiscard]] const std::optional<VerifyKey>& person(std::size_t person) const {
    return persons_.at(person);
  }

  // The place of this device among the authors, if it has one.
  [[nodiscard]] std::optional<std::uint8_t> author() const { return author_; }
  // How a device comes into a log: the first thing it writes.
  [[nodiscard]] std::expected<Stored, record::RecordError> arrive(std::uint8_t author,
                                                                  journey::Body introduction,
                                                                  std::int64_t now,
                                                                  Entropy& entropy);

  [[nodiscard]] std::expected<Stored, record::RecordError> write(journey::Body body,
                                                                 std::int64_t now,
                                                                 Entropy& entropy);
  [[nodiscard]] std::expected<Stored, record::RecordError> receive(ByteSpan record,
                                                                   std::int64_t now);
  [[nodiscard]] std::expected<void, record::RecordError> load(ByteSpan stored);
  // The whole of a record of which there is only what is left: to be stored in its place.
  [[nodiscard]] std::expected<Stored, record::RecordError> restore(ByteSpan record);

  // How many records of each person there may be, and how many of these only for ways out.
  struct Room {
    std::size_t of_each = 0;
    std::size_t reserved = 0;
  };
  void set_room_for_test(Room room) { room_ = room; }

  // All that was received, loaded or written since the last time is stored, or will never be.
  void confirm();
  void give_up();
  [[nodiscard]] bool has_pending() const { return !pending_.empty(); }

  // The author of a share took it back, or a sealed table is over: what is left of the record, to
  // be stored in its place. Nothing if there is no such record, or nothing but its rest.
  [[nodiscard]] std::optional<Stored> erase(const RecordId& id);

  [[nodiscard]] journey::Timeline& timeline() { return timeline_; }
  [[nodiscard]] const journey::Timeline& timeline() const { return timeline_; }
  [[nodiscard]] std::uint64_t written_by(std::uint8_t author) const {
    return chain_.written_by(author);
  }

 private:
  // Whom a record let in: its author, and perhaps a person who was not known before.
  struct Admitted {
    std::uint8_t author = 0;
    std::optional<std::size_t> person;
  };
  struct Pending {
    journey::Placed placed;
    std::optional<Admitted> admitted;
  };
  [[nodiscard]] std::expected<journey::Entry, record::RecordError> read(
      const record::Parts& parts) const;
  // Received at a time, or loaded: then all that needs a clock or a signature was checked before.
  using ReceivedAt = std::optional<std::int64_t>;
  std::expected<void, record::RecordError> take(const record::Parts& parts, ReceivedAt received);
  std::expected<Admitted, record::RecordError> admit(const record::Parts& parts,
                                                     const journey::Entry& entry,
                                                     ReceivedAt received);
  void dismiss(const Admitted& admitted);
  [[nodiscard]] bool vouched_for(const journey::Body& device, std::int64_t at,
                                 ReceivedAt received) const;
  [[nodiscard]] bool has_room(std::uint8_t author, std::size_t reserved) const;
  [[nodiscard]] Hash receipt(const record::Parts& parts) const;
  [[nodiscard]] Stored stored(const record::Parts& parts, ByteSpan record) const;
  void hold(const record::Parts& parts, journey::Entry entry, std::optional<Admitted> admitted);
  void keep_rest(const record::Parts& parts, const journey::Entry& entry);

  SealKey key_;
  journey::Where where_;
  const content::Pack* pack_;
  SigningKey signing_;
  ReceiptKey receipts_;
  record::Chain chain_;
  journey::Timeline timeline_;
  std::optional<std::uint8_t> author_;
  std::array<std::optional<std::size_t>, record::kMostAuthors> person_of_;
  Room room_;
  std::array<std::optional<VerifyKey>, journey::kMostPersons> persons_;
  struct Expected {
    std::size_t person;
    InviteSecret secret;
    std::int64_t expires;
  };
  std::optional<Expected> expected_;
  std::vector<Pending> pending_;
  std::map<RecordId, Bytes> rests_;  // what is left of those that can be erased
};

}  // namespace commonground::session
