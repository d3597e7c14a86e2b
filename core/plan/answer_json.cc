#include <span>
#include <string_view>

#include "base/json_writer.h"
#include "commonground/plan.h"

namespace commonground::plan {
namespace {

class AnswerWriter {
 public:
  AnswerWriter(const Problem& problem, const Answer& answer) : problem_(problem), answer_(answer) {}

  std::string write(std::int64_t microseconds) {
    json_.begin_object();
    json_.key("format");
    json_.string("commonground.plan-answer/1");
    json_.key("frontier");
    json_.begin_list();
    for (const Plan& plan : answer_.frontier) {
      json_.begin_object();
      write_plan(plan);
      json_.end_object();
    }
    json_.end_list();
    for (const NamedPlan& named : kNamedPlans) {
      json_.key(named.name);
      json_.begin_object();
      json_.key("point");
      json_.integer(static_cast<std::int64_t>(answer_.*named.position));
      write_plan(answer_.frontier[answer_.*named.position]);
      json_.end_object();
    }
    json_.key("middle");
    write_middle();
    json_.key("reasons");
    json_.begin_object();
    for (const NamedPlan& named : kNamedPlans) {
      json_.key(named.name);
      write_reasons(answer_.frontier[answer_.*named.position]);
    }
    if (answer_.middle) {
      json_.key("middle");
      write_reasons(answer_.middle->plan);
    }
    json_.end_object();
    json_.key("stats");
    json_.begin_object();
    json_.key("nodes");
    json_.integer(static_cast<std::int64_t>(answer_.nodes));
    json_.key("milliseconds");
    json_.thousandths(microseconds);
    json_.end_object();
    json_.end_object();
    return json_.take();
  }

 private:
  void write_gain(const PerPartner<Points>& gain) { json_.integers(std::span<const Points>(gain)); }

  // The members of a plan, within an object.
  void write_plan(const Plan& plan) {
    json_.key("gain");
    write_gain(plan.gain);
    json_.key("minutes");
    json_.integer(plan.minutes);
    json_.key("plan");
    json_.begin_list();
    for (const Choice& choice : plan.choices) {
      json_.begin_object();
      json_.key("way");
      json_.string(problem_.ways[static_cast<std::size_t>(choice.way)].id);
      json_.key("times");
      json_.integer(choice.times);
      json_.key("starter");
      json_.string(kStarterNames[static_cast<std::size_t>(choice.starter)]);
      json_.end_object();
    }
    json_.end_list();
  }

  void write_middle() {
    if (!answer_.middle) {
      json_.null();
      return;
    }
    json_.begin_object();
    write_plan(answer_.middle->plan);
    json_.key("share_of_fair");
    json_.begin_list();
    for (const std::optional<Points>& share : answer_.middle->share_of_fair) {
      share ? json_.integer(*share) : json_.null();
    }
    json_.end_list();
    json_.end_object();
  }

  void write_rows(const PerPartner<std::vector<int>>& rows) {
    json_.begin_list();
    for (const std::vector<int>& row : rows) json_.integers(std::span<const int>(row));
    json_.end_list();
  }

  void write_reasons(const Plan& plan) {
    const Reasons reasons = explain(problem_, plan);
    json_.begin_object();
    json_.key("before");
    write_rows(reasons.before);
    json_.key("after");
    write_rows(reasons.after);
    json_.key("shares");
    json_.begin_list();
    for (const Share& share : reasons.shares) {
      json_.begin_object();
      json_.key("met");
      write_rows(share.met);
      json_.key("cost");
      write_gain(share.cost);
      json_.end_object();
    }
    json_.end_list();
    json_.key("cost");
    write_gain(reasons.cost);
    json_.key("minutes");
    json_.integer(reasons.minutes);
    json_.end_object();
  }

  const Problem& problem_;
  const Answer& answer_;
  json::Writer json_;
};

}  // namespace

std::string write_answer(const Problem& problem, const Answer& answer, std::int64_t microseconds) {
  return AnswerWriter(problem, answer).write(microseconds);
}

}  // namespace commonground::plan
