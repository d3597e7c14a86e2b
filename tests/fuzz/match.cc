// Private matching. Any bytes from the other side: refused or taken, never worse, and never with an
// item that I did not want. Then two honest people with any answers, who must find what
// std::set_intersection finds.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string>
#include <vector>

#include "match/private_match.h"

namespace {

using namespace commonground;         // NOLINT(google-build-using-namespace): one short program
using namespace commonground::match;  // NOLINT(google-build-using-namespace)

using Items = std::vector<std::string>;

void require(bool holds) {
  if (!holds) std::abort();
}

Party party(std::uint8_t position, std::size_t slots, const Items& items) {
  const MatchSeed seed = MatchSeed::made_by(
      [&](std::span<std::uint8_t> out) { std::ranges::fill(out, std::uint8_t{7}); });
  auto made = Party::make(Hash{}, position, seed, slots, items);
  require(made.has_value());
  return std::move(*made);
}

// The bytes as points, with the commitment that goes with them, and the rest as a reply.
void against_anything(ByteSpan input) {
  constexpr std::size_t kSlots = 2;
  const Party ana = party(0, kSlots, {"walk"});
  const auto cut = std::min(input.size(), points_bytes(kSlots));
  const ByteSpan points = input.first(cut);
  const auto meeting = ana.meet(commitment_to(Hash{}, 1, points), points);
  if (!meeting) return;
  require(ana.reply(*meeting).size() == reply_bytes(kSlots));
  const auto matched = ana.matched(*meeting, input.subspan(cut));
  require(!matched || matched->items.empty() || matched->items == Items{"walk"});
}

// An honest Ben, one message of whom was altered on its way.
void altered(ByteSpan input) {
  constexpr std::size_t kSlots = 2;
  const Party ana = party(0, kSlots, {"walk"});
  const Party ben = party(1, kSlots, {"walk", "dance"});
  const Bytes honest_points = ben.points();
  const Bytes honest_reply = ben.reply(*ben.meet(ana.commitment(), ana.points()));
  Bytes points = honest_points;
  Bytes reply = honest_reply;
  Bytes& target = input[0] % 2 == 0 ? points : reply;
  for (std::size_t i = 1; i + 1 < input.size(); i += 2) {
    target[input[i] % target.size()] ^= input[i + 1];
  }
  const bool changed = points != honest_points || reply != honest_reply;
  const auto meeting = ana.meet(commitment_to(Hash{}, 1, points), points);
  const auto matched = meeting
                           ? ana.matched(*meeting, reply)
                           : std::expected<Matched, MatchError>(std::unexpected(meeting.error()));
  require(matched.has_value() == !changed);
}

void honest(ByteSpan input) {
  const Items ways = {"a", "b", "c", "d"};
  const std::size_t slots = 4;
  Items a;
  Items b;
  for (std::size_t i = 0; i < ways.size(); ++i) {
    if (((unsigned{input[0]} >> i) & 1U) != 0) a.push_back(ways[i]);
    if (((unsigned{input[0]} >> (i + 4)) & 1U) != 0) b.push_back(ways[i]);
  }
  Items both;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  const Party ana = party(0, slots, a);
  const Party ben = party(1, slots, b);
  const auto at_ana = ana.meet(ben.commitment(), ben.points());
  const auto at_ben = ben.meet(ana.commitment(), ana.points());
  require(at_ana && at_ben);
  const auto of_ana = ana.matched(*at_ana, ben.reply(*at_ben));
  const auto of_ben = ben.matched(*at_ben, ana.reply(*at_ana));
  require(of_ana && of_ben && of_ana->items == both && of_ben->items == both);
  require(of_ana->check(of_ben->mine) && of_ben->check(of_ana->mine));
}

}  // namespace

// The first byte says which: h two honest people, a an altered message, all else any bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteSpan input(data, size);
  if (size > 1 && input[0] == 'h') {
    honest(input.subspan(1));
  } else if (size > 1 && input[0] == 'a') {
    altered(input.subspan(1, std::min<std::size_t>(size - 1, 9)));
  } else {
    against_anything(input);
  }
  return 0;
}
