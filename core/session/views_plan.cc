// Plans, as the engine finds them for what someone has said.
#include <algorithm>
#include <array>
#include <utility>

#include "commonground/couple.h"
#include "session/views.h"

namespace commonground::session {
namespace {

using journey::Body;
using journey::Kind;
using journey::kMinutesIfNotSaid;

// A few seconds on a phone. Nothing people have answered has come near it.
constexpr std::uint64_t kMostNodes = 3'000'000;

static_assert(kNoPlanNames.at(static_cast<std::size_t>(plan::RefusalCode::kTooMuchWork)) ==
              "too-much-work");

std::unexpected<Error> no_plan(plan::RefusalCode code) {
  return fail(ErrorCode::kNoPlan, kNoPlanNames.at(static_cast<std::size_t>(code)));
}

void take_limits(couple::Couple& couple, const Body& limits) {
  if (limits.has("minutes")) {
    couple.minutes = std::min(couple.minutes, static_cast<int>(limits.number("minutes")));
  }
  if (limits.has("ways")) {
    couple.most_ways = std::min(couple.most_ways, static_cast<int>(limits.number("ways")));
  }
}

couple::Couple nobody() {
  return {.partners = {},
          .answers = {},
          .most_ways = plan::kMaxWaysInPlan,
          .minutes = plan::kMaxMinutesAWeek,
          .usual = {}};
}

// A limit that nobody named.
void settle_limits(couple::Couple& couple) {
  if (couple.minutes == plan::kMaxMinutesAWeek) couple.minutes = kMinutesIfNotSaid;
  if (couple.most_ways == plan::kMaxWaysInPlan) couple.most_ways = plan::kDefaultWaysInPlan;
}

void ask_for(couple::Answers& answers, const std::vector<int>& needs) {
  if (needs.empty()) return;
  for (int& importance : answers.importance) importance = (importance + 1) / 2;
  for (const int need : needs) {
    answers.importance[static_cast<std::size_t>(need)] = plan::kMaxGrade;
  }
}

// Ways that either would try if, as far as is known here.
std::vector<int> only_tried(const couple::Couple& couple) {
  std::vector<int> ways;
  for (const couple::Answers& answers : couple.answers) {
    for (const couple::WayAnswer& answer : answers.ways) {
      if (answer.will == couple::Will::kIf) ways.push_back(answer.way);
    }
  }
  return ways;
}

couple::Planning gentle(couple::Planning planning) {
  for (plan::Way& way : planning.problem.ways) way.most = way.intimate ? 0 : std::min(way.most, 1);
  return planning;
}

// The answer, with what its columns and starters mean to the one who looks.
std::string written(const couple::Planning& planning, const plan::Problem& solved,
                    const plan::Answer& answer, std::size_t person) {
  json::Writer out;
  out.begin_object();
  out.key("i-am");
  out.string(plan::kStarterNames.at(person));
  out.key("needs");
  out.begin_list();
  for (const std::string& need : solved.needs) out.string(need);
  out.end_list();
  out.key("ways");
  out.begin_list();
  for (std::size_t i = 0; i < solved.ways.size(); ++i) {
    out.begin_object();
    out.key("way");
    out.string(solved.ways[i].id);
    out.key("conditions");
    out.begin_list();
    for (const std::string& condition : planning.conditions[i]) out.string(condition);
    out.end_list();
    out.end_object();
  }
  out.end_list();
  out.key("limits");
  out.begin_object();
  out.key("ways");
  out.integer(solved.most_ways);
  out.key("minutes");
  out.integer(solved.minutes);
  out.end_object();
  out.key("answer");
  out.as_is(plan::write_answer(solved, answer, 0));
  out.end_object();
  return out.take();
}

// The planning is that of the couple, perhaps changed since.
Result<std::string> solved(const couple::Couple& couple, couple::Planning planning,
                           const PlanWish& wish, std::vector<int> without, std::size_t person) {
  if (wish.gentle) {
    planning = gentle(std::move(planning));
    const std::vector<int> tried = only_tried(couple);
    without.insert(without.end(), tried.begin(), tried.end());
  }
  if (planning.problem.ways.empty()) return fail(ErrorCode::kNoPlan, kNoWays);
  const auto in_problem = [&](int way) -> std::optional<int> {
    const auto found = std::ranges::find(planning.ways, way);
    if (found == planning.ways.end()) return std::nullopt;
    return static_cast<int>(found - planning.ways.begin());
  };
  plan::Planner planner(planning.problem);
  planner.set_most_nodes(kMostNodes);
  if (wish.minutes) planner.set_minutes(*wish.minutes);
  if (wish.ways) planner.set_most_ways(*wish.ways);
  without.insert(without.end(), wish.without.begin(), wish.without.end());
  for (const int way : without) {
    if (const auto at = in_problem(way)) planner.drop(*at);
  }
  for (const auto& [way, times] : wish.keep) {
    const auto at = in_problem(way);
    if (!at) return no_plan(plan::RefusalCode::kNotOffered);
    planner.keep(*at, times);
  }
  const auto answer = planner.solve();
  if (!answer) return no_plan(answer.error().code);
  return written(planning, planner.problem(), *answer, person);
}

}  // namespace

// As if the other needed nothing and everything were easy for them: what is left is what it would
// give me. These are things to ask for, and no one has said yes to them.
Result<std::string> own_plan_view(const Viewer& seen, const PlanWish& wish) {
  couple::Couple couple = nobody();
  couple.answers = {journey::no_answers(seen.pack), journey::no_answers(seen.pack)};
  for (const auto& [about, body] : seen.who.own.all()) {
    journey::add_answer(couple.answers[0], body);
    if (about.kind == Kind::kLimits) take_limits(couple, body);
  }
  journey::finish_answers(couple.answers[0]);
  ask_for(couple.answers[0], wish.ask);
  settle_limits(couple);
  couple.answers[1].ways = couple.answers[0].ways;
  for (couple::WayAnswer& way : couple.answers[1].ways) {
    way.will = couple::Will::kHappy;
    way.condition.clear();
  }
  couple::Planning planning = couple::planning_from(seen.pack, couple);
  for (plan::Way& way : planning.problem.ways) {
    way.effort[1] = 0;
    for (auto& asking : way.asking) {
      if (asking) (*asking)[1] = 0;
    }
  }
  return solved(couple, std::move(planning), wish, {}, 0);
}

// Only from what both have shown, so that both devices lay out the same plans. A yes that was not
// shown is taken as "happy to". What I no longer want is in none of mine.
Result<std::string> open_table_view(const Viewer& seen, const PlanWish& wish) {
  if (!seen.together()) return fail(ErrorCode::kNoCouple);
  const journey::Shared& shared = *seen.who.shared;
  const journey::Round* round = shared.last_confirmed();
  const auto matched =
      round == nullptr ? seen.who.matches.end() : seen.who.matches.find(round->number);
  if (matched == seen.who.matches.end()) return fail(ErrorCode::kNoPlan, kNoRound);
  couple::Couple couple = nobody();
  std::array<const Body*, journey::kPersons> usual{};
  for (std::size_t p = 0; p < journey::kPersons; ++p) {
    couple.partners[p] = shared.name(p);
    couple::Answers answers = journey::no_answers(seen.pack);
    bool has_needs = false;
    for (const auto& [about, share] : shared.shares(p)) {
      journey::add_answer(answers, share.body);
      has_needs = has_needs || about.kind == Kind::kNeed;
      if (about.kind == Kind::kLimits) take_limits(couple, share.body);
      if (about.kind == Kind::kUsual && share.body.has("way")) usual.at(p) = &share.body;
    }
    if (!has_needs) return fail(ErrorCode::kNoPlan, kNeedsNotShown);
    journey::finish_answers(answers);
    auto& all = couple.answers[p];
    all = answers;
    all.ways.clear();
    for (const int way : matched->second) {
      const auto shown = std::ranges::find(answers.ways, way, &couple::WayAnswer::way);
      couple::WayAnswer answer{
          .way = way, .will = couple::Will::kHappy, .condition = {}, .more = {}, .less = {}};
      if (shown != answers.ways.end()) {
        answer = *shown;
        // Corrections may be shown without the yes itself.
        if (!couple::is_yes(answer.will)) answer.will = couple::Will::kHappy;
      }
      all.ways.push_back(std::move(answer));
    }
  }
  if (usual[0] != nullptr && usual[1] != nullptr &&
      usual[0]->number("way") == usual[1]->number("way")) {
    couple.usual = couple::Usual{.way = static_cast<int>(usual[0]->number("way")),
                                 .wish = {static_cast<int>(usual[0]->number("times")),
                                          static_cast<int>(usual[1]->number("times"))}};
  }
  settle_limits(couple);
  std::vector<int> no_longer;
  for (const int way : matched->second) {
    const Body* now =
        seen.who.own.find(journey::About{.kind = Kind::kWay, .numbers = {way}, .text = {}});
    if (now == nullptr || !journey::is_yes(*now)) no_longer.push_back(way);
  }
  ask_for(couple.answers.at(seen.who.place), wish.ask);
  return solved(couple, couple::planning_from(seen.pack, couple), wish, std::move(no_longer),
                seen.who.place);
}

}  // namespace commonground::session
