// Records: sealing and signing one, taking one in.
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "crypto/vault.h"
#include "record/chain.h"
#include "tests/record/writers.h"

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

}  // namespace
}  // namespace commonground
