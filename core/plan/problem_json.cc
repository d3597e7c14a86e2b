#include "base/json_writer.h"
#include "commonground/plan.h"

namespace commonground::plan {
namespace {

template <class Strings>
void strings(json::Writer& out, const Strings& all) {
  out.begin_list();
  for (const std::string& one : all) out.string(one);
  out.end_list();
}

void rows(json::Writer& out, const PerPartner<std::vector<int>>& both) {
  out.begin_list();
  for (const std::vector<int>& row : both) out.integers(row);
  out.end_list();
}

void way(json::Writer& out, const Way& way) {
  out.begin_object();
  out.key("id");
  out.string(way.id);
  out.key("minutes");
  out.integer(way.minutes);
  out.key("most");
  out.integer(way.most);
  if (way.intimate) {
    out.key("intimate");
    out.as_is("true");
  }
  out.key("meets");
  rows(out, way.meets);
  out.key("effort");
  out.integers(way.effort);
  out.key("asking");
  out.begin_object();
  for (std::size_t starter = 0; starter < kStarters; ++starter) {
    if (!way.asking[starter]) continue;
    out.key(kStarterNames[starter]);
    out.integers(*way.asking[starter]);
  }
  out.end_object();
  out.end_object();
}

}  // namespace

std::string write_problem(const Problem& problem) {
  json::Writer out;
  out.begin_object();
  out.key("format");
  out.string("commonground.plan/1");
  out.key("partners");
  strings(out, problem.partners);
  out.key("needs");
  strings(out, problem.needs);
  out.key("importance");
  rows(out, problem.importance);
  out.key("met");
  rows(out, problem.met);
  out.key("ways");
  out.begin_list();
  for (const Way& one : problem.ways) way(out, one);
  out.end_list();
  out.key("limits");
  out.begin_object();
  out.key("ways");
  out.integer(problem.most_ways);
  out.key("minutes");
  out.integer(problem.minutes);
  out.end_object();
  if (problem.usual) {
    out.key("usual");
    out.begin_object();
    out.key("way");
    out.string(problem.ways[static_cast<std::size_t>(problem.usual->way)].id);
    out.key("wish");
    out.integers(problem.usual->wish);
    out.end_object();
  }
  out.end_object();
  return out.take();
}

}  // namespace commonground::plan
