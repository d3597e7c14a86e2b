// From what two people answered to the planning problem. Every rule and its reason stand in
// docs/formats/couple.md.
#include <algorithm>
#include <utility>

#include "commonground/couple.h"

namespace commonground::couple {
namespace {

using content::Seat;
using content::Section;

constexpr std::size_t at(int position) { return static_cast<std::size_t>(position); }

// Halves away from zero, so that a cost and a joy of the same size stay of the same size.
int scaled(std::int64_t value, std::int64_t by, std::int64_t of) {
  const std::int64_t product = value * by;
  const std::int64_t half = product < 0 ? -of / 2 : of / 2;
  return static_cast<int>((product + half) / of);
}

int within(int value, int limit) { return std::clamp(value, -limit, limit); }

enum class Which : std::uint8_t { kAll, kPressure };

// The hardest feeling in a seat, eased by the kindest one beside it.
int hardness(const content::Pack& pack, const Answers& answers, Seat seat, const Rates& rates,
             Which which) {
  int hardest = 0;
  int kindest = 0;
  const std::vector<int>& strengths = answers.feelings[static_cast<std::size_t>(seat)];
  for (std::size_t i = 0; i < strengths.size(); ++i) {
    const content::Feeling& feeling = pack.feelings[i];
    const int felt = scaled(feeling.ease, strengths[i], kMaxStrength);
    if (feeling.pressure || which == Which::kAll) hardest = std::max(hardest, felt);
    kindest = std::min(kindest, felt);
  }
  const int left = hardest + kindest;
  return left < 0 ? scaled(left, rates.joy, 1000) : left;
}

const WayAnswer* answer_to(const Answers& answers, std::size_t way) {
  const auto found = std::ranges::find(answers.ways, static_cast<int>(way), &WayAnswer::way);
  return found == answers.ways.end() ? nullptr : &*found;
}

class Maker {
 public:
  Maker(const content::Pack& pack, const Couple& couple, const Rates& rates)
      : pack_(pack), couple_(couple), rates_(rates) {}

  Planning make();

 private:
  using Both = plan::PerPartner<const WayAnswer*>;

  void needs();
  void way(std::size_t position, const Both& said);
  [[nodiscard]] int most(std::size_t position, const Both& said) const;
  [[nodiscard]] std::vector<int> meets(const content::Way& way, const WayAnswer& said) const;
  [[nodiscard]] plan::PerPartner<int> asking(const content::Way& way, const Both& said,
                                             plan::Starter starter) const;
  void usual();

  const content::Pack& pack_;
  const Couple& couple_;
  const Rates& rates_;
  plan::PerPartner<AskingCost> asking_{};
  Planning out_;
};

void Maker::needs() {
  const auto matters = [&](std::size_t need) {
    return std::ranges::any_of(couple_.answers,
                               [&](const Answers& a) { return a.importance[need] > 0; });
  };
  for (std::size_t need = 0; need < pack_.needs.size(); ++need) {
    if (matters(need)) out_.needs.push_back(static_cast<int>(need));
  }
  if (out_.needs.empty()) out_.needs.push_back(0);
  for (const int need : out_.needs) {
    out_.problem.needs.push_back(pack_.ids_of(Section::kNeeds)[at(need)]);
    for (std::size_t p = 0; p < plan::kPartners; ++p) {
      out_.problem.importance[p].push_back(couple_.answers[p].importance[at(need)]);
      out_.problem.met[p].push_back(couple_.answers[p].met[at(need)]);
    }
  }
}

std::vector<int> Maker::meets(const content::Way& way, const WayAnswer& said) const {
  int largest = 0;
  for (const content::Meet& meet : way.meets) largest = std::max(largest, meet.thousandths);
  std::vector<int> row;
  for (const int need : out_.needs) {
    const auto typical = std::ranges::find(way.meets, need, &content::Meet::need);
    int thousandths = typical == way.meets.end() ? 0 : typical->thousandths;
    if (std::ranges::find(said.more, need) != said.more.end()) {
      // What it typically does not do at all, it does for them half as well as what it does best.
      thousandths = thousandths == 0 ? largest / 2 : scaled(thousandths, rates_.more, 1000);
    } else if (std::ranges::find(said.less, need) != said.less.end()) {
      thousandths = scaled(thousandths, rates_.less, 1000);
    }
    row.push_back(std::min(thousandths, plan::kMaxMeets));
  }
  return row;
}

plan::PerPartner<int> Maker::asking(const content::Way& way, const Both& said,
                                    plan::Starter starter) const {
  const int share = pack_.families[at(way.family)].asking;
  plan::PerPartner<int> costs{};
  for (std::size_t p = 0; p < plan::kPartners; ++p) {
    const bool set_time = starter == plan::Starter::kEither;
    const bool me = !set_time && static_cast<std::size_t>(starter) == p;
    int felt = me ? asking_[p].asking : asking_[p].asked;
    if (set_time) felt = scaled(asking_[p].pressed, rates_.set_time, 1000);
    const auto wish = set_time ? StartWish::kTime : me ? StartWish::kMe : StartWish::kPartner;
    const content::Set wished = said[p]->starts;
    const bool is_wished = content::holds(wished, static_cast<std::size_t>(wish));
    if (is_wished && felt > 0) felt = scaled(felt, rates_.wished, 1000);
    int cost = scaled(scaled(rates_.asking, felt, 1000), share, 1000);
    if (!is_wished) {
      if (wished != 0) cost += rates_.not_wished;
      cost += set_time ? rates_.setting : me ? rates_.starting : 0;
    }
    costs[p] = within(cost, plan::kMaxPointsEach);
  }
  return costs;
}

// Never above what someone wished for of the way they argue about, and half of it for a first try.
int Maker::most(std::size_t position, const Both& said) const {
  int most = pack_.ways[position].most;
  if (said[0]->will == Will::kIf || said[1]->will == Will::kIf) most = (most + 1) / 2;
  if (couple_.usual && at(couple_.usual->way) == position) {
    most = std::min({most, couple_.usual->wish[0], couple_.usual->wish[1]});
  }
  return most;
}

void Maker::way(std::size_t position, const Both& said) {
  const content::Way& typical = pack_.ways[position];
  plan::Way way{.id = pack_.ids_of(Section::kWays)[position],
                .minutes = typical.minutes,
                .most = most(position, said),
                .intimate = typical.intimate,
                .meets = {}};
  for (std::size_t p = 0; p < plan::kPartners; ++p) {
    way.meets[p] = meets(typical, *said[p]);
    way.effort[p] = rates_.effort[static_cast<std::size_t>(said[p]->will)];
  }
  // kBegins: one of the two, or a time both have set.
  if (content::holds(typical.begins, 0)) {
    for (const auto starter : {plan::Starter::kFirst, plan::Starter::kSecond}) {
      way.asking[static_cast<std::size_t>(starter)] = asking(typical, said, starter);
    }
  }
  if (content::holds(typical.begins, 1)) {
    way.asking[static_cast<std::size_t>(plan::Starter::kEither)] =
        asking(typical, said, plan::Starter::kEither);
  }
  out_.problem.ways.push_back(std::move(way));
  out_.ways.push_back(static_cast<int>(position));
  out_.conditions.push_back({said[0]->condition, said[1]->condition});
}

void Maker::usual() {
  if (!couple_.usual) return;
  const auto found = std::ranges::find(out_.ways, couple_.usual->way);
  if (found == out_.ways.end()) return;
  out_.problem.usual =
      plan::Usual{.way = static_cast<int>(found - out_.ways.begin()), .wish = couple_.usual->wish};
}

Planning Maker::make() {
  out_.problem.partners = couple_.partners;
  out_.problem.most_ways = couple_.most_ways;
  out_.problem.minutes = couple_.minutes;
  needs();
  for (std::size_t p = 0; p < plan::kPartners; ++p) {
    asking_[p] = asking_cost(pack_, couple_.answers[p], rates_);
  }
  for (std::size_t position = 0; position < pack_.ways.size(); ++position) {
    const Both said = {answer_to(couple_.answers[0], position),
                       answer_to(couple_.answers[1], position)};
    const auto yes = [](const WayAnswer* answer) {
      return answer != nullptr && is_yes(answer->will);
    };
    if (yes(said[0]) && yes(said[1])) way(position, said);
  }
  usual();
  return std::move(out_);
}

}  // namespace

AskingCost asking_cost(const content::Pack& pack, const Answers& answers, const Rates& rates) {
  const auto seat = [&](Seat where, Which which = Which::kAll) {
    return hardness(pack, answers, where, rates, which);
  };
  // Asking holds the no that may come, being asked the no one may have to say: whichever is harder
  // counts.
  const auto with_no = [&](int felt, int no) {
    const int held = no > 0 ? std::max(felt, scaled(no, rates.other_seat, 1000)) : felt;
    return within(held, 1000);
  };
  return {.asking = with_no(seat(Seat::kAsking), seat(Seat::kRefused)),
          .asked = with_no(seat(Seat::kAsked), seat(Seat::kRefusing)),
          .pressed = std::max(0, with_no(seat(Seat::kAsked, Which::kPressure),
                                         seat(Seat::kRefusing, Which::kPressure)))};
}

Planning planning_from(const content::Pack& pack, const Couple& couple, const Rates& rates) {
  return Maker(pack, couple, rates).make();
}

}  // namespace commonground::couple
