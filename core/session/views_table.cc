// The sealed table, as one of the two sees it. Nothing in it says how far either went down.
#include <algorithm>
#include <array>

#include "session/views.h"

namespace commonground::session {
namespace {

using content::Section;
using journey::Body;
using journey::Kind;
using journey::Table;

const Body* met_at(const Viewer& seen, const Table& table) {
  return seen.who.own.table_met(seen.who.couple_log->id(), table.number);
}

// Nothing in it depends on what either put in.
std::string_view state_of(const Viewer& seen, const Table& table) {
  if (met_at(seen, table) != nullptr) return "met";
  if (seen.now >= table.expires() && !table.both_confirmed()) return "expired";
  if (table.keys.at(seen.who.place).empty()) return "waits-for-me";
  if (table.keys.at(1 - seen.who.place).empty()) return "waits-for-partner";
  return "going-on";
}

// How many of the four steps both have taken.
int steps_of(const Table& table) {
  int steps = 0;
  for (const auto& [step, parts] : {std::pair{&table.keys, std::size_t{1}},
                                    {&table.choices, journey::kTableChoicesParts},
                                    {&table.gates, journey::kTableGatesParts},
                                    {&table.confirm, std::size_t{1}}}) {
    if ((*step)[0].size() == parts && (*step)[1].size() == parts) ++steps;
  }
  return table.both_confirmed() ? 4 : steps;
}

// The plan as a proposal has it, with what I would ask for with each way: nobody has seen that yet.
void write_met(json::Writer& out, const Viewer& seen, const Body& met) {
  out.begin_object();
  out.key("table");
  out.integer(met.number("table"));
  out.key("plan");
  if (!met.has("plan")) {
    out.null();
  } else {
    out.begin_list();
    for (const journey::PlanChoice& choice : met.plan) {
      out.begin_object();
      out.key("way");
      out.string(seen.pack.ids_of(Section::kWays).at(static_cast<std::size_t>(choice.way)));
      out.key("times");
      out.integer(choice.times);
      out.key("start");
      out.string(plan::kStarterNames.at(static_cast<std::size_t>(choice.starter)));
      const Body* mine =
          seen.who.own.find({.kind = Kind::kWay, .numbers = {choice.way}, .text = {}});
      if (mine != nullptr && mine->has("condition")) {
        out.key("condition");
        out.string(mine->text("condition"));
      }
      out.end_object();
    }
    out.end_list();
  }
  out.end_object();
}

}  // namespace

std::string table_view(const Viewer& seen) {
  json::Writer out;
  out.begin_object();
  const bool has_any = seen.together() && !seen.who.shared->tables().empty();
  out.key("table");
  if (has_any) {
    const Table& table = seen.who.shared->tables().back();
    out.begin_object();
    out.key("number");
    out.integer(table.number);
    out.key("state");
    out.string(state_of(seen, table));
    out.key("my-move");
    out.as_is(state_of(seen, table) == "going-on" && table.is_move_of(seen.who.place) ? "true"
                                                                                      : "false");
    out.key("steps");
    out.integer(steps_of(table));
    out.key("expires");
    out.integer(table.expires());
    out.key("next");
    const std::int64_t next = seen.who.shared->next_keys(seen.who.place);
    out.integer(table.keys.at(seen.who.place).empty() ? std::max(next, table.expires()) : next);
    out.end_object();
  } else {
    out.null();
  }
  // Of the newest table that has come to something; its plan is nothing for an impasse.
  out.key("met");
  const Body* met = nullptr;
  if (has_any) {
    const auto& tables = seen.who.shared->tables();
    for (auto table = tables.rbegin(); table != tables.rend() && met == nullptr; ++table) {
      met = met_at(seen, *table);
    }
  }
  if (met == nullptr) {
    out.null();
  } else {
    write_met(out, seen, *met);
  }
  out.end_object();
  return out.take();
}

}  // namespace commonground::session
