#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "base/json_document.h"
#include "base/json_reader.h"
#include "commonground/plan.h"

namespace commonground::plan {
namespace {

using json::Place;
using json::Value;

constexpr std::size_t kMostDepth = 8;  // a problem needs five
constexpr std::string_view kFormat = "commonground.plan/1";

// Reads values into place. Every function says whether it went well; the first thing that did not
// is kept, and nothing is read after it.
class ProblemReader {
 public:
  explicit ProblemReader(std::string_view text) : in_(text, 1) {}

  bool read(Problem& problem);
  [[nodiscard]] InputError& error() { return in_.errors().front(); }

 private:
  // The members of an object by the order of some names.
  template <std::size_t kCount>
  using Names = std::array<std::string_view, kCount>;
  template <std::size_t kCount>
  using Fields = std::array<std::optional<Value>, kCount>;

  bool unique_id(const Place& place, std::set<std::string>& seen, std::string& out);
  bool row(const Place& place, std::size_t size, int low, int high, std::vector<int>& out);
  bool rows(const Place& place, std::size_t size, int high, PerPartner<std::vector<int>>& out);
  bool pair(const Place& place, int low, int high, PerPartner<int>& out);

  bool partners(const Place& place, PerPartner<std::string>& out);
  bool needs(const Place& place, std::vector<std::string>& out);
  bool ways(const Place& place, std::size_t needs, std::vector<Way>& out);
  bool way(const Place& place, std::size_t needs, std::set<std::string>& seen, Way& out);
  bool asking(const Place& place, Way& out);
  bool limits(const Place& place, Problem& out);
  bool usual(const Place& place, Problem& out);

  json::Reader in_;
};

bool ProblemReader::unique_id(const Place& place, std::set<std::string>& seen, std::string& out) {
  if (!in_.string(place, out)) return false;
  return seen.insert(out).second || in_.fail(InputErrorCode::kRepeatedId, place);
}

bool ProblemReader::row(const Place& place, std::size_t size, int low, int high,
                        std::vector<int>& out) {
  if (!in_.list(place, size, size)) return false;
  out.resize(size);
  Value item = place.value.first();
  for (std::size_t i = 0; i < size; ++i, item = item.next()) {
    if (!in_.integer({item, &place, {}, i}, low, high, out[i])) return false;
  }
  return true;
}

bool ProblemReader::rows(const Place& place, std::size_t size, int high,
                         PerPartner<std::vector<int>>& out) {
  if (!in_.list(place, kPartners, kPartners)) return false;
  Value item = place.value.first();
  for (std::size_t p = 0; p < kPartners; ++p, item = item.next()) {
    if (!row({item, &place, {}, p}, size, 0, high, out[p])) return false;
  }
  return true;
}

bool ProblemReader::pair(const Place& place, int low, int high, PerPartner<int>& out) {
  std::vector<int> numbers;
  if (!row(place, kPartners, low, high, numbers)) return false;
  out = {numbers[0], numbers[1]};
  return true;
}

bool ProblemReader::partners(const Place& place, PerPartner<std::string>& out) {
  if (!in_.list(place, kPartners, kPartners)) return false;
  const Value first = place.value.first();
  return in_.string({first, &place, {}, 0}, out[0]) &&
         in_.string({first.next(), &place, {}, 1}, out[1]);
}

bool ProblemReader::needs(const Place& place, std::vector<std::string>& out) {
  if (!in_.list(place, 1, kMaxNeeds)) return false;
  out.resize(place.value.size());
  std::set<std::string> seen;
  Value item = place.value.first();
  for (std::size_t i = 0; i < out.size(); ++i, item = item.next()) {
    if (!unique_id({item, &place, {}, i}, seen, out[i])) return false;
  }
  return true;
}

bool ProblemReader::ways(const Place& place, std::size_t needs, std::vector<Way>& out) {
  if (!in_.list(place, 0, kMaxWays)) return false;
  out.resize(place.value.size());
  std::set<std::string> seen;
  Value item = place.value.first();
  for (std::size_t i = 0; i < out.size(); ++i, item = item.next()) {
    if (!way({item, &place, {}, i}, needs, seen, out[i])) return false;
  }
  return true;
}

bool ProblemReader::way(const Place& place, std::size_t needs, std::set<std::string>& seen,
                        Way& out) {
  static constexpr Names<7> kNames = {"id",     "minutes",  "most",  "meets",
                                      "effort", "intimate", "asking"};
  Fields<7> f;
  if (!in_.fields(place, kNames, 5, f)) return false;
  if (!unique_id({*f[0], &place, kNames[0]}, seen, out.id) ||
      !in_.integer({*f[1], &place, kNames[1]}, 0, kMaxMinutesEach, out.minutes) ||
      !in_.integer({*f[2], &place, kNames[2]}, 0, kMaxTimes, out.most) ||
      !rows({*f[3], &place, kNames[3]}, needs, kMaxMeets, out.meets) ||
      !pair({*f[4], &place, kNames[4]}, -kMaxPointsEach, kMaxPointsEach, out.effort)) {
    return false;
  }
  if (f[5] && !in_.boolean({*f[5], &place, kNames[5]}, out.intimate)) return false;
  if (f[6]) return asking({*f[6], &place, kNames[6]}, out);
  out.asking[static_cast<std::size_t>(Starter::kEither)] = {0, 0};
  return true;
}

bool ProblemReader::asking(const Place& place, Way& out) {
  static constexpr Names<kStarters> kNames = {"first", "second", "either"};
  Fields<kStarters> f;
  if (!in_.fields(place, kNames, 0, f)) return false;
  for (std::size_t s = 0; s < kStarters; ++s) {
    if (!f[s]) continue;
    PerPartner<int> cost{};
    if (!pair({*f[s], &place, kNames[s]}, -kMaxPointsEach, kMaxPointsEach, cost)) return false;
    out.asking[s] = cost;
  }
  return true;
}

bool ProblemReader::limits(const Place& place, Problem& out) {
  static constexpr Names<2> kNames = {"minutes", "ways"};
  Fields<2> f;
  return in_.fields(place, kNames, 1, f) &&
         in_.integer({*f[0], &place, kNames[0]}, 0, kMaxMinutesAWeek, out.minutes) &&
         (!f[1] || in_.integer({*f[1], &place, kNames[1]}, 1, kMaxWaysInPlan, out.most_ways));
}

bool ProblemReader::usual(const Place& place, Problem& out) {
  static constexpr Names<2> kNames = {"way", "wish"};
  Fields<2> f;
  Usual usual;
  std::string id;
  if (!in_.fields(place, kNames, 2, f)) return false;
  const Place way_place{*f[0], &place, kNames[0]};
  if (!in_.string(way_place, id)) return false;
  const auto way =
      std::find_if(out.ways.begin(), out.ways.end(), [&](const Way& w) { return w.id == id; });
  if (way == out.ways.end()) return in_.fail(InputErrorCode::kUnknownId, way_place, 0, 0, "ways");
  usual.way = static_cast<int>(way - out.ways.begin());
  if (!pair({*f[1], &place, kNames[1]}, 0, kMaxTimes, usual.wish)) return false;
  out.usual = usual;
  return true;
}

bool ProblemReader::read(Problem& problem) {
  const auto document = in_.parse({.most_bytes = kMaxProblemBytes, .most_depth = kMostDepth});
  if (!document) return false;
  static constexpr Names<8> kNames = {"format", "partners", "needs",  "importance",
                                      "met",    "ways",     "limits", "usual"};
  Fields<8> f;
  const Place root{document->root(), nullptr, {}, 0};
  return in_.format(root, kFormat) && in_.fields(root, kNames, 7, f) &&
         partners({*f[1], &root, kNames[1]}, problem.partners) &&
         needs({*f[2], &root, kNames[2]}, problem.needs) &&
         rows({*f[3], &root, kNames[3]}, problem.needs.size(), kMaxGrade, problem.importance) &&
         rows({*f[4], &root, kNames[4]}, problem.needs.size(), kMaxGrade, problem.met) &&
         ways({*f[5], &root, kNames[5]}, problem.needs.size(), problem.ways) &&
         limits({*f[6], &root, kNames[6]}, problem) &&
         (!f[7] || usual({*f[7], &root, kNames[7]}, problem));
}

}  // namespace

std::expected<Problem, InputError> read_problem(std::string_view json) {
  Problem problem;
  ProblemReader reader(json);
  if (!reader.read(problem)) return std::unexpected(std::move(reader.error()));
  return problem;
}

}  // namespace commonground::plan
