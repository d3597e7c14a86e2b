#include <map>
#include <string>
#include <vector>

#include "base/json_writer.h"
#include "commonground/plan.h"

namespace commonground::plan {
namespace {

class AnswerWriter {
 public:
  AnswerWriter(const Problem& problem, const Answer& answer) : problem_(problem), answer_(answer) {
    for (const Way& way : problem.ways) {
      way_starts_.push_back("{\"way\":" + json::quoted(way.id) + ",\"times\":");
    }
  }

  std::string write(std::int64_t microseconds) {
    json_.begin_object();
    json_.key_as_is("\"format\"");
    json_.string("commonground.plan-answer/1");
    json_.key_as_is("\"frontier\"");
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
      json_.key_as_is("\"point\"");
      json_.integer(static_cast<std::int64_t>(answer_.*named.position));
      write_plan(answer_.frontier[answer_.*named.position]);
      json_.end_object();
    }
    json_.key_as_is("\"middle\"");
    write_middle();
    json_.key_as_is("\"reasons\"");
    write_all_reasons();
    json_.key_as_is("\"stats\"");
    json_.begin_object();
    json_.key_as_is("\"nodes\"");
    json_.integer(static_cast<std::int64_t>(answer_.nodes));
    json_.key_as_is("\"milliseconds\"");
    json_.thousandths(microseconds);
    json_.end_object();
    json_.end_object();
    return json_.take();
  }

 private:
  void write_gain(const PerPartner<Points>& gain) { json_.integers(gain); }

  // The members of a plan, within an object.
  void write_plan(const Plan& plan) {
    json_.key_as_is("\"gain\"");
    write_gain(plan.gain);
    json_.key_as_is("\"minutes\"");
    json_.integer(plan.minutes);
    json_.key_as_is("\"plan\"");
    json_.begin_list();
    for (const Choice& choice : plan.choices) write_choice(choice);
    json_.end_list();
  }

  // There are many choices, and their pieces are few: they are put together ready-made.
  void write_choice(const Choice& choice) {
    static_assert(kMaxTimes < 10);
    choice_ = way_starts_[static_cast<std::size_t>(choice.way)];
    choice_ += static_cast<char>('0' + choice.times);
    choice_ += ",\"starter\":\"";
    choice_ += kStarterNames[static_cast<std::size_t>(choice.starter)];
    choice_ += "\"}";
    json_.as_is(choice_);
  }

  void write_middle() {
    if (!answer_.middle) {
      json_.null();
      return;
    }
    json_.begin_object();
    write_plan(answer_.middle->plan);
    json_.key_as_is("\"share_of_fair\"");
    json_.begin_list();
    for (const std::optional<Points>& share : answer_.middle->share_of_fair) {
      share ? json_.integer(*share) : json_.null();
    }
    json_.end_list();
    json_.end_object();
  }

  // Several names may stand for one point; its reasons are found once.
  void write_all_reasons() {
    std::map<std::size_t, std::string> written;
    json_.begin_object();
    for (const NamedPlan& named : kNamedPlans) {
      json_.key(named.name);
      const std::size_t point = answer_.*named.position;
      const auto [at, is_new] = written.try_emplace(point);
      if (is_new) {
        const std::size_t start = json_.text().size();
        write_reasons(answer_.frontier[point]);
        at->second = json_.text().substr(start);
      } else {
        json_.as_is(at->second);
      }
    }
    if (answer_.middle) {
      json_.key_as_is("\"middle\"");
      write_reasons(answer_.middle->plan);
    }
    json_.end_object();
  }

  void write_rows(const PerPartner<std::vector<int>>& rows) {
    json_.begin_list();
    for (const std::vector<int>& row : rows) json_.integers(row);
    json_.end_list();
  }

  void write_reasons(const Plan& plan) {
    const Reasons reasons = explain(problem_, plan);
    json_.begin_object();
    json_.key_as_is("\"before\"");
    write_rows(reasons.before);
    json_.key_as_is("\"after\"");
    write_rows(reasons.after);
    json_.key_as_is("\"shares\"");
    json_.begin_list();
    for (const Share& share : reasons.shares) {
      json_.begin_object();
      json_.key_as_is("\"met\"");
      write_rows(share.met);
      json_.key_as_is("\"cost\"");
      write_gain(share.cost);
      json_.end_object();
    }
    json_.end_list();
    json_.key_as_is("\"cost\"");
    write_gain(reasons.cost);
    json_.key_as_is("\"minutes\"");
    json_.integer(reasons.minutes);
    json_.end_object();
  }

  const Problem& problem_;
  const Answer& answer_;
  json::Writer json_;
  std::vector<std::string> way_starts_;
  std::string choice_;
};

}  // namespace

std::string write_answer(const Problem& problem, const Answer& answer, std::int64_t microseconds) {
  return AnswerWriter(problem, answer).write(microseconds);
}

}  // namespace commonground::plan
