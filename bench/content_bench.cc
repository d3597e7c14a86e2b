// Reading and checking the first pack, and from a couple's answers to their problem. Run at the
// root of the repository.
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "commonground/content.h"
#include "commonground/couple.h"
#include "tests/content/closer.h"
#include "tests/files.h"

namespace commonground {
namespace {

void read_library(benchmark::State& state) {
  const std::vector<content::File> files = tests::closer_files();
  std::size_t bytes = 0;
  for (const content::File& file : files) bytes += file.text.size();
  for (auto _ : state) benchmark::DoNotOptimize(content::read_library(files));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}
BENCHMARK(read_library)->Unit(benchmark::kMillisecond);

void check_library(benchmark::State& state) {
  const content::Library library = tests::closer();
  for (auto _ : state) {
    benchmark::DoNotOptimize(content::check(library, {.year = 2026, .month = 11, .day = 22}));
  }
}
BENCHMARK(check_library)->Unit(benchmark::kMillisecond);

void answers_to_problem(benchmark::State& state) {
  const content::Library library = tests::closer();
  const std::string json = tests::text_of("examples/how-often.json");
  for (auto _ : state) {
    const auto couple = couple::read_couple(json, library.pack);
    if (!couple) {
      state.SkipWithError("the couple could not be read");
      return;
    }
    benchmark::DoNotOptimize(couple::planning_from(library.pack, *couple));
  }
}
BENCHMARK(answers_to_problem)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace commonground
