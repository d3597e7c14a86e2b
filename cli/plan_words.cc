#include "cli/plan_words.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/text.h"

namespace commonground::cli {
namespace {

using plan::Points;
using plan::RefusalCode;

constexpr Points kAllNeedsMet = 2'000'000;

std::string quoted(const plan::Problem& problem, int way) {
  return "\"" + printable(problem.ways[static_cast<std::size_t>(way)].id) + "\"";
}

std::string times_words(std::int64_t times) {
  return times == 1 ? "once" : times == 2 ? "twice" : std::to_string(times) + " times";
}

// A name as it stands within a sentence.
std::string in_sentence(const ToldProblem& problem, std::string_view name) {
  std::string text = printable(name);
  const bool high = !text.empty() && text[0] >= 'A' && text[0] <= 'Z';
  if (problem.begins_high && high) text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

// The needs that a plan lifts most for a partner, with where from and where to.
std::vector<std::string> largest_lifts(const ToldProblem& problem, const plan::Reasons& reasons,
                                       std::size_t partner) {
  constexpr std::size_t kShown = 3;
  constexpr int kWorthSaying = 100;  // of 1000
  std::vector<std::size_t> needs;
  const auto lift = [&](std::size_t need) {
    return reasons.after[partner][need] - reasons.before[partner][need];
  };
  const auto worth = [&](std::size_t need) {
    return problem.importance[partner][need] * lift(need);
  };
  for (std::size_t need = 0; need < problem.needs.size(); ++need) {
    if (lift(need) >= kWorthSaying && problem.importance[partner][need] > 0) needs.push_back(need);
  }
  std::ranges::stable_sort(needs,
                           [&](std::size_t a, std::size_t b) { return worth(a) > worth(b); });
  if (needs.size() > kShown) needs.resize(kShown);
  std::vector<std::string> lifts;
  lifts.reserve(needs.size());
  for (const std::size_t need : needs) {
    lifts.push_back(in_sentence(problem, problem.needs[need]) + " from " +
                    of_four(reasons.before[partner][need]) + " to " +
                    of_four(reasons.after[partner][need]));
  }
  return lifts;
}

std::string gains_sentence(const ToldProblem& problem, const plan::Reasons& reasons,
                           std::size_t partner) {
  const std::vector<std::string> lifts = largest_lifts(problem, reasons, partner);
  const std::string name = partner_name(problem, partner);
  if (lifts.empty()) return name + " gains a little here and there";
  return name + " gains " + listed(lifts);
}

std::string middle_sentence(const ToldProblem& problem, const plan::Answer& answer) {
  const plan::Middle& middle = *answer.middle;
  if (middle.plan.choices.empty()) {
    return "Meeting in the middle on how often would have changed nothing.";
  }
  const plan::Choice& choice = middle.plan.choices.front();
  std::vector<std::string> shares;
  for (std::size_t p = 0; p < plan::kPartners; ++p) {
    const std::string name = partner_name(problem, p);
    if (middle.plan.gain[p] < 0) {
      shares.push_back("left " + name + " worse off than today");
    } else if (middle.share_of_fair[p]) {
      shares.push_back("given " + name + " " + std::to_string((*middle.share_of_fair[p] + 5) / 10) +
                       " % of that");
    } else {
      shares.push_back("given " + name + " " + (middle.plan.gain[p] > 0 ? "something" : "nothing"));
    }
  }
  return "Meeting in the middle on how often (" + quoted(problem, choice.way) + " " +
         times_words(choice.times) + " a week, " + who_starts(problem, choice.starter) +
         ") would have " + listed(shares) + ".";
}

}  // namespace

std::string words(const plan::Refusal& refusal, const plan::Problem& problem) {
  switch (refusal.code) {
    case RefusalCode::kDroppedAndKept:
      return quoted(problem, refusal.way) + " cannot be both in the plan and out of it.";
    case RefusalCode::kTooManyKept:
      return std::to_string(refusal.found) + " ways are to be kept, and a plan has room for " +
             std::to_string(refusal.limit) + ".";
    case RefusalCode::kTooOften:
      return quoted(problem, refusal.way) + " is to be kept " + times_words(refusal.found) +
             " a week, and can be done " + times_words(refusal.limit) + " at most.";
    case RefusalCode::kNotOffered:
      return quoted(problem, refusal.way) + " is to be kept, but nobody is there to start it.";
    case RefusalCode::kTooLong:
      return "What is to be kept takes at least " + std::to_string(refusal.found) +
             " minutes a week, and there are " + std::to_string(refusal.limit) + ".";
    case RefusalCode::kNeverTraded:
      return quoted(problem, refusal.way) +
             " is intimate, and by itself would leave one of you worse off. It is never traded "
             "for something else.";
    case RefusalCode::kWorseOff:
      return "Every plan with what is to be kept leaves one of you worse off than today.";
    case RefusalCode::kTooMuchWork:
      return "There are too many plans to look at: more than " + std::to_string(refusal.limit) +
             " branches.";
  }
  std::unreachable();
}

std::string who_starts(const ToldProblem& problem, plan::Starter starter) {
  switch (starter) {
    case plan::Starter::kFirst:
      return partner_name(problem, 0) + " starts";
    case plan::Starter::kSecond:
      return partner_name(problem, 1) + " starts";
    case plan::Starter::kEither:
      return problem.either;
  }
  std::unreachable();
}

std::string names_of(const plan::Answer& answer, std::size_t point) {
  std::vector<std::string> names;
  for (const plan::NamedPlan& named : plan::kNamedPlans) {
    if (answer.*named.position == point) names.emplace_back(named.name);
  }
  return listed(names);
}

std::string in_short(const ToldProblem& problem, const plan::Answer& answer) {
  const plan::Plan& fair = answer.frontier[answer.fair];
  std::string text;
  if (fair.choices.empty()) {
    text =
        "Nothing here would leave both of you better off than today. That is an answer too, and "
        "nobody's fault: what would help may not be on the list yet, or not be for now.";
  } else {
    const plan::Reasons reasons = plan::explain(problem, fair);
    text = gains_sentence(problem, reasons, 0) + "; " + gains_sentence(problem, reasons, 1) + "; " +
           std::to_string(fair.minutes) + " minutes a week.";
  }
  if (answer.middle) text += " " + middle_sentence(problem, answer);
  return text;
}

std::string partner_name(const plan::Problem& problem, std::size_t partner) {
  std::string name = clipped(printable(problem.partners[partner]), 20);
  if (!name.empty()) return name;
  return partner == 0 ? "The first" : "The second";
}

int percent_of_all(plan::Points points) {
  const Points half = points < 0 ? -kAllNeedsMet / 2 : kAllNeedsMet / 2;
  return static_cast<int>((points * 100 + half) / kAllNeedsMet);
}

std::string of_four(int level) {
  const int tenths = (level * 4 + 50) / 100;
  const std::string whole = std::to_string(tenths / 10);
  return tenths % 10 == 0 ? whole : whole + "." + std::to_string(tenths % 10);
}

}  // namespace commonground::cli
