#include "match/private_match.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/byte_io.h"
#include "base/heap_sort.h"

namespace commonground::match {
namespace {

Bytes two_bytes(std::size_t value) {
  ByteWriter out;
  out.number(static_cast<std::uint16_t>(value));
  return out.take();
}

void write(ByteWriter& out, const std::string& item) {
  out.number(static_cast<std::uint8_t>(item.size()));
  out.bytes(bytes_of(item));
}

std::expected<void, MatchError> check_items(const std::vector<std::string>& ascending,
                                            std::size_t slots) {
  if (ascending.size() > slots) return std::unexpected(MatchError::kTooManyItems);
  const auto bad = [](const std::string& item) {
    return item.empty() || item.size() > kMostItemBytes;
  };
  if (std::ranges::any_of(ascending, bad)) return std::unexpected(MatchError::kBadItem);
  if (std::ranges::adjacent_find(ascending) != ascending.end()) {
    return std::unexpected(MatchError::kRepeatedItem);
  }
  return {};
}

// What came from the other, and is to be a point that can be computed with.
std::expected<void, MatchError> check_point(const GroupPoint& point) {
  if (point == kIdentity) return std::unexpected(MatchError::kIdentity);
  if (!is_valid(point)) return std::unexpected(MatchError::kNotAPoint);
  return {};
}

std::expected<std::vector<GroupPoint>, MatchError> read_points(ByteReader& in, std::size_t count) {
  std::vector<GroupPoint> points(count);
  for (GroupPoint& point : points) {
    in.fixed(point);
    if (const auto right = check_point(point); !right) return std::unexpected(right.error());
  }
  return points;
}

bool share_one(const std::vector<GroupPoint>& ascending, const std::vector<GroupPoint>& others) {
  return std::ranges::any_of(others, [&](const GroupPoint& point) {
    return std::ranges::binary_search(ascending, point);
  });
}

std::vector<GroupPoint> sorted(std::vector<GroupPoint> points) {
  heap_sort(points);
  return points;
}

bool has_repeats(const std::vector<GroupPoint>& ascending) {
  return std::ranges::adjacent_find(ascending) != ascending.end();
}

std::uint8_t other(std::uint8_t position) { return position == 0 ? 1 : 0; }

}  // namespace

Hash commitment_to(const Hash& round, std::uint8_t position, ByteSpan points) {
  return hash("cg.match.bind.1", {round.span(), {&position, 1}, points});
}

std::expected<void, MatchError> Matched::check(const Hash& their_confirm) const {
  if (their_confirm != theirs) return std::unexpected(MatchError::kDifferentResult);
  return {};
}

std::expected<Party, MatchError> Party::make(const Hash& round, std::uint8_t position,
                                             const MatchSeed& seed, std::size_t slots,
                                             std::vector<std::string> items) {
  if (position > 1) return std::unexpected(MatchError::kUnknownPosition);
  if (slots == 0 || slots > kMostSlots) return std::unexpected(MatchError::kWrongSlots);
  heap_sort(items);
  if (const auto right = check_items(items, slots); !right) return std::unexpected(right.error());
  const RoundSecret secret = secret_of(round, position, seed, slots, items);
  return Party(round, position, secret, slots, std::move(items));
}

// Everything that is asked goes in, so that two questions with one seed, which should not be, still
// share no scalar and no decoy.
Party::RoundSecret Party::secret_of(const Hash& round, std::uint8_t position, const MatchSeed& seed,
                                    std::size_t slots, const std::vector<std::string>& items) {
  ByteWriter listed;
  for (const std::string& item : items) write(listed, item);
  Hash secret =
      hash("cg.match.seed.1",
           {seed.reveal(), round.span(), {&position, 1}, two_bytes(slots), listed.written()});
  RoundSecret kept(secret.bytes);
  wipe(secret.bytes);
  return kept;
}

Party::Party(const Hash& round, std::uint8_t position, const RoundSecret& secret, std::size_t slots,
             std::vector<std::string> items)
    : round_(round),
      position_(position),
      scalar_(hash_to_scalar("cg.match.key.1", {secret.reveal()})),
      key_(multiply_generator(scalar_)),
      items_(std::make_move_iterator(items.begin()), std::make_move_iterator(items.end())) {
  WipedVector<std::pair<GroupPoint, std::size_t>> made;
  for (std::size_t i = 0; i < slots; ++i) {
    const bool decoy = i >= items_.size();
    const GroupPoint point =
        decoy ? hash_to_group("cg.match.decoy.1", {secret.reveal(), two_bytes(i)})
              : hash_to_group("cg.match.item.1", {round.span(), bytes_of(items_[i].get())});
    made.emplace_back(multiply(scalar_, point), std::min(i, items_.size()));
  }
  // To anyone without the scalar the points look random, so their order says nothing; and repeats
  // show.
  heap_sort(made);
  for (const auto& [point, item] : made) {
    points_.push_back(point);
    item_at_.push_back(item);
  }
  commitment_ = commitment_to(round_, position_, points());
}

Bytes Party::points() const {
  ByteWriter out;
  out.bytes(key_.span());
  out.bytes(joined(points_));
  return out.take();
}

std::expected<Meeting, MatchError> Party::meet(const Hash& their_commitment,
                                               ByteSpan their_points) const {
  if (their_points.size() != points_bytes(points_.size())) {
    return std::unexpected(MatchError::kWrongSize);
  }
  if (their_commitment != commitment_to(round_, other(position_), their_points)) {
    return std::unexpected(MatchError::kNotAsCommitted);
  }
  ByteReader in(their_points);
  Meeting meeting{.commitment = their_commitment, .key = {}, .points = {}, .doubled = {}};
  in.fixed(meeting.key);
  if (const auto right = check_point(meeting.key); !right) return std::unexpected(right.error());
  auto points = read_points(in, points_.size());
  if (!points) return std::unexpected(points.error());
  meeting.points = std::move(*points);
  if (!std::ranges::is_sorted(meeting.points)) return std::unexpected(MatchError::kNotSorted);
  if (has_repeats(meeting.points)) return std::unexpected(MatchError::kRepeatedPoint);
  if (meeting.key == key_ || share_one(points_, meeting.points)) {
    return std::unexpected(MatchError::kReflected);
  }
  for (const GroupPoint& point : meeting.points) {
    meeting.doubled.push_back(multiply(scalar_, point));
  }
  return meeting;
}

Hash Party::said_by(std::uint8_t who, const Hash& their_commitment) const {
  const bool first = position_ == 0;
  return hash("cg.match.both.1", {round_.span(),
                                  {&who, 1},
                                  (first ? commitment_ : their_commitment).span(),
                                  (first ? their_commitment : commitment_).span()});
}

Bytes Party::reply(const Meeting& meeting) const {
  ByteWriter out;
  out.bytes(joined(meeting.doubled));
  out.bytes(prove({.about = said_by(position_, meeting.commitment),
                   .key = key_,
                   .points = meeting.points,
                   .products = meeting.doubled},
                  scalar_)
                .span());
  return out.take();
}

std::expected<Matched, MatchError> Party::matched(const Meeting& meeting,
                                                  ByteSpan their_reply) const {
  if (their_reply.size() != reply_bytes(points_.size())) {
    return std::unexpected(MatchError::kWrongSize);
  }
  ByteReader in(their_reply);
  const auto doubled = read_points(in, points_.size());
  if (!doubled) return std::unexpected(doubled.error());
  if (has_repeats(sorted(*doubled))) return std::unexpected(MatchError::kRepeatedPoint);
  Proof proof;
  in.fixed(proof);
  if (!proves(proof, {.about = said_by(other(position_), meeting.commitment),
                      .key = meeting.key,
                      .points = points_,
                      .products = *doubled})) {
    return std::unexpected(MatchError::kWrongProof);
  }
  return found(meeting, *doubled);
}

// My points times the other's scalar, found among the other's times mine.
Matched Party::found(const Meeting& meeting, const std::vector<GroupPoint>& doubled) const {
  const std::vector<GroupPoint> theirs = sorted(meeting.doubled);
  std::vector<const GroupPoint*> of_item(items_.size());
  for (std::size_t i = 0; i < points_.size(); ++i) {
    const bool decoy = item_at_[i] == items_.size();
    if (decoy || !std::ranges::binary_search(theirs, doubled[i])) continue;
    of_item[item_at_[i]] = &doubled[i];
  }
  Matched both;
  ByteWriter listed;
  for (std::size_t item = 0; item < items_.size(); ++item) {
    if (of_item[item] == nullptr) continue;
    both.items.push_back(items_[item].get());
    listed.bytes(of_item[item]->span());
    write(listed, items_[item].get());
  }
  // Only the two can make this one, so nobody else can try results against a confirm.
  const GroupPoint shared = multiply(scalar_, meeting.key);
  const auto confirm = [&](std::uint8_t who) {
    return hash("cg.match.same.1", {said_by(who, meeting.commitment).span(), shared.span(),
                                    two_bytes(both.items.size()), listed.written()});
  };
  both.mine = confirm(position_);
  both.theirs = confirm(other(position_));
  return both;
}

}  // namespace commonground::match
