// The sealed table. Any bytes from the other side: refused or taken, never worse, and never with a
// plan that I did not list. Then two honest people with any lists, who must meet where plain
// fallback bargaining does, and an honest one whose messages were altered on their way.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "match/sealed_table_for_test.h"

namespace {

using namespace commonground;         // NOLINT(google-build-using-namespace): one short program
using namespace commonground::match;  // NOLINT(google-build-using-namespace)

constexpr std::size_t kPlaces = kFewestPlaces;

void require(bool holds) {
  if (!holds) std::abort();
}

Bargainer bargainer(std::uint8_t position, const Levels& levels) {
  const MatchSeed seed = MatchSeed::made_by(
      [&](std::span<std::uint8_t> out) { std::ranges::fill(out, std::uint8_t{7}); });
  auto made = Bargainer::make(Hash{}, position, seed, kPlaces, levels);
  require(made.has_value());
  return std::move(*made);
}

// Of each byte, a level for one of the two.
void honest(ByteSpan input) {
  const std::size_t plans = std::min(input.size() / 2, kPlaces - 1);
  Levels a;
  Levels b;
  for (std::size_t i = 0; i < plans; ++i) {
    a.push_back(input[2 * i] % (kNever + 1));
    b.push_back(input[2 * i + 1] % (kNever + 1));
  }
  const Bargainer ana = bargainer(0, a);
  const Bargainer ben = bargainer(1, b);
  const auto at_ana = ana.met(said(ben, ana).talk());
  const auto at_ben = ben.met(said(ana, ben).talk());
  require(at_ana && at_ben && at_ana->plan == plainly(a, b) && at_ben->plan == at_ana->plan);
  require(at_ana->check(at_ben->mine) && at_ben->check(at_ana->mine));
}

// What arrives is his, but for some bytes. Whatever Ana makes of it, it is no result that he has.
void altered(ByteSpan input) {
  static const Bargainer kAna = bargainer(0, {3, 1, 4, 1, 5});
  static const Bargainer kBen = bargainer(1, {2, 7, 1, 8, 2});
  static const Said kHonest = said(kBen, kAna);
  static const auto kAtBen = kBen.met(said(kAna, kBen).talk());
  Said received = kHonest;
  Bytes& target = input[0] % 3 == 0   ? received.keys
                  : input[0] % 3 == 1 ? received.choices
                                      : received.gates;
  for (std::size_t i = 1; i + 2 < input.size(); i += 3) {
    const std::size_t at = (std::size_t{input[i]} << 8 | input[i + 1]) % target.size();
    target[at] ^= input[i + 2];
  }
  const bool changed = received.keys != kHonest.keys || received.choices != kHonest.choices ||
                       received.gates != kHonest.gates;
  const auto met = kAna.met(received.talk());
  require((met && met->check(kAtBen->mine)) == !changed);
}

// The beginnings of his messages are any bytes.
void against_anything(ByteSpan input) {
  static const Levels kLevels = {3, kNever, 0};
  static const Bargainer kAna = bargainer(0, kLevels);
  static const Said kHonest = said(bargainer(1, {2, 1, 0}), kAna);
  Said received = kHonest;
  const std::size_t count = std::min(input.size(), received.gates.size());
  std::ranges::copy(input.first(count), received.gates.begin());
  const auto met = kAna.met(received.talk());
  require(!met || !met->plan || *met->plan < kLevels.size());
  require(!kAna.choices(input) && !kAna.gates(input, kHonest.choices) &&
          !kAna.gates(kHonest.keys, input));
}

}  // namespace

// The first byte says which: h two honest people, a an altered message, all else any bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteSpan input(data, size);
  if (size > 1 && input[0] == 'h') {
    honest(input.subspan(1));
  } else if (size > 1 && input[0] == 'a') {
    altered(input.subspan(1));
  } else {
    against_anything(input);
  }
  return 0;
}
