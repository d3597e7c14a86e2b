// The core on someone's device: sealing and signing a record, taking one in, folding many,
// unlocking, saying something and looking at it.
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/tasks.h"
#include "content/pack_reader.h"
#include "crypto/vault.h"
#include "record/chain.h"
#include "tests/files.h"
#include "tests/record/writers.h"
#include "tests/scenarios/people.h"

namespace commonground {
namespace {

void seal_and_sign(benchmark::State& state) {
  const tests::Writer ana(0, 1);
  const SealKey key = tests::Writer::seal_key();
  const Bytes text(static_cast<std::size_t>(state.range(0)), 'a');
  record::Head head = ana.next();
  for (auto _ : state) {
    ++head.counter;
    benchmark::DoNotOptimize(record::write_record(head, text, key, ana.signing()));
  }
}
BENCHMARK(seal_and_sign)->Arg(200)->Arg(4000)->Unit(benchmark::kMicrosecond);

void verify_and_open(benchmark::State& state) {
  tests::Writer ana(0, 1);
  const SealKey key = tests::Writer::seal_key();
  const Bytes bytes = ana.write(std::string(static_cast<std::size_t>(state.range(0)), 'a'));
  record::Chain chain(tests::kLog);
  if (!chain.admit(0, ana.key())) state.SkipWithError("not admitted");
  for (auto _ : state) {
    const auto parts = record::parts_of(bytes);
    benchmark::DoNotOptimize(chain.check(*parts));
    benchmark::DoNotOptimize(record::open_record(*parts, key));
  }
}
BENCHMARK(verify_and_open)->Arg(200)->Arg(4000)->Unit(benchmark::kMicrosecond);

void passphrase_to_key(benchmark::State& state) {
  const SecretBytes passphrase(bytes_of("four plain words here"));
  for (auto _ : state) benchmark::DoNotOptimize(vault_key(passphrase, {}, PassphraseCost{}));
}
BENCHMARK(passphrase_to_key)->Unit(benchmark::kMillisecond);

constexpr int kMany = 10000;

const content::Pack& pack() {
  static const content::Pack kPack =
      content::read_pack(tests::text_of("content/closer/pack.json")).pack;
  return kPack;
}

// From the texts of records to what stands: two devices of one person, each having seen the other's
// records now and then.
void fold(benchmark::State& state) {
  const std::vector<std::string> texts = bench::record_texts(pack(), kMany);
  for (auto _ : state) {
    const auto own = bench::fold(texts, pack());
    if (!own) state.SkipWithError("not understood");
    benchmark::DoNotOptimize(own);
  }
}
BENCHMARK(fold)->Unit(benchmark::kMillisecond);

// Ana after years, so many records.
std::unique_ptr<tests::Device> ana_with(tests::World& world, int records) {
  auto ana = std::make_unique<tests::Device>(world, "ana");
  ana->create();
  ana->settle_in();
  std::string bodies;
  for (int i = 0; i < records; ++i) {
    bodies += (bodies.empty() ? "" : ",") + bench::said(pack(), i);
    if (i % 100 == 99) {
      ana->say(bodies);
      bodies.clear();
    }
  }
  return ana;
}

// Everything after the passphrase: the vault, every record as it lies in storage, what stands.
void unlock(benchmark::State& state) {
  tests::World world("");
  const auto ana = ana_with(world, static_cast<int>(state.range(0)));
  for (auto _ : state) ana->kill_and_reopen();
}
BENCHMARK(unlock)->Arg(100)->Arg(1000)->Arg(kMany)->Unit(benchmark::kMillisecond);

// One answer: written, stored, folded.
void say_one(benchmark::State& state) {
  tests::World world("");
  const auto ana = ana_with(world, 1000);
  for (auto _ : state) ana->say(bench::said(pack(), 0));
}
BENCHMARK(say_one)->Unit(benchmark::kMicrosecond);

void view_mine(benchmark::State& state) {
  tests::World world("");
  const auto ana = ana_with(world, 1000);
  for (auto _ : state) benchmark::DoNotOptimize(ana->view("mine"));
}
BENCHMARK(view_mine)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace commonground
