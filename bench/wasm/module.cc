// The tasks of bench/tasks.h as a module of their own, to be timed from outside
// (bench/wasm/run.ts).
#include <optional>
#include <string>

#include "bench/tasks.h"
#include "content/pack_reader.h"

namespace {

using namespace commonground;  // NOLINT(google-build-using-namespace): one short program

std::string& pack_text() {
  static std::string the_text;
  return the_text;
}

const content::Pack& pack() {
  static const content::Pack kPack = content::read_pack(pack_text()).pack;
  return kPack;
}

std::optional<bench::TableSide>& table() {
  static std::optional<bench::TableSide> the_table;
  return the_table;
}

std::vector<std::string>& texts() {
  static std::vector<std::string> the_texts;
  return the_texts;
}

}  // namespace

extern "C" {

// Where the text of the pack goes, first of all.
[[clang::export_name("bench_pack")]] char* bench_pack(int size) {
  pack_text().resize(static_cast<std::size_t>(size));
  return pack_text().data();
}

[[clang::export_name("bench_fold_prepare")]] void bench_fold_prepare(int records) {
  texts() = bench::record_texts(pack(), records);
}

// How many things stand.
[[clang::export_name("bench_fold")]] int bench_fold() {
  const auto own = bench::fold(texts(), pack());
  return own ? static_cast<int>(own->all().size()) : 0;
}

[[clang::export_name("bench_table_prepare")]] void bench_table_prepare(int places) {
  table().emplace(static_cast<std::size_t>(places));
}

[[clang::export_name("bench_table")]] int bench_table() { return table()->meets() ? 1 : 0; }

[[clang::export_name("bench_match")]] int bench_match(int ways) {
  return bench::match_both_sides(static_cast<std::size_t>(ways)) ? 1 : 0;
}
}
