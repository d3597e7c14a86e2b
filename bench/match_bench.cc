// Private matching and the sealed table: what both sides compute together, and one side step by
// step.
#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/tasks.h"
#include "match/private_match.h"
#include "match/sealed_table.h"

namespace commonground::match {
namespace {

Party party(std::uint8_t position, std::size_t slots) {
  std::vector<std::string> items;
  for (std::size_t i = position; i < slots; i += 2 + position) {
    items.push_back("way-" + std::to_string(i));
  }
  const MatchSeed seed =
      MatchSeed::made_by([&](std::span<std::uint8_t> out) { std::ranges::fill(out, position); });
  return Party::make(Hash{}, position, seed, slots, items).value();
}

std::size_t slots_of(const benchmark::State& state) {
  return static_cast<std::size_t>(state.range(0));
}

void both_sides(benchmark::State& state) {
  for (auto _ : state) {
    if (!bench::match_both_sides(slots_of(state))) state.SkipWithError("they do not agree");
  }
}
BENCHMARK(both_sides)->Arg(80)->Arg(200)->Unit(benchmark::kMillisecond);

void make(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(party(0, slots_of(state)).commitment());
}
BENCHMARK(make)->Arg(200)->Unit(benchmark::kMillisecond);

void meet(benchmark::State& state) {
  const Party ana = party(0, slots_of(state));
  const Party ben = party(1, slots_of(state));
  const Bytes points = ben.points();
  for (auto _ : state) benchmark::DoNotOptimize(ana.meet(ben.commitment(), points));
}
BENCHMARK(meet)->Arg(200)->Unit(benchmark::kMillisecond);

void reply(benchmark::State& state) {
  const Party ana = party(0, slots_of(state));
  const Party ben = party(1, slots_of(state));
  const auto meeting = ana.meet(ben.commitment(), ben.points());
  for (auto _ : state) benchmark::DoNotOptimize(ana.reply(*meeting));
}
BENCHMARK(reply)->Arg(200)->Unit(benchmark::kMillisecond);

void matched(benchmark::State& state) {
  const Party ana = party(0, slots_of(state));
  const Party ben = party(1, slots_of(state));
  const auto at_ana = ana.meet(ben.commitment(), ben.points());
  const Bytes reply = ben.reply(*ben.meet(ana.commitment(), ana.points()));
  for (auto _ : state) benchmark::DoNotOptimize(ana.matched(*at_ana, reply));
}
BENCHMARK(matched)->Arg(200)->Unit(benchmark::kMillisecond);

// ---- The sealed table

// What one of the two computes from first to last, and what they send.
void one_side_of_a_table(benchmark::State& state) {
  const bench::TableSide ana(slots_of(state));
  for (auto _ : state) {
    if (!ana.meets()) state.SkipWithError("they do not meet");
  }
  state.counters["sent"] =
      static_cast<double>(kTableKeysBytes + table_choices_bytes(slots_of(state)) +
                          table_gates_bytes(slots_of(state)) + Hash::kSize);
}
BENCHMARK(one_side_of_a_table)->Arg(256)->Arg(512)->Arg(2048)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace commonground::match
