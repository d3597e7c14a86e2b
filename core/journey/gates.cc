#include "journey/gates.h"

#include <algorithm>

namespace commonground::journey {
namespace {

class Gates {
 public:
  Gates(const Standpoint& from, const Matches& matches) : from_(from), matches_(matches) {}

  [[nodiscard]] Reasons of(Stage stage) const;

 private:
  [[nodiscard]] Reasons joint(Stage stage) const;
  void both_ready(JointStage stage, Reasons& why) const;
  [[nodiscard]] bool said_yes_to_any() const;
  void agreed(Stage stage, Reasons& why) const;

  const Standpoint& from_;
  const Matches& matches_;
};

Reasons Gates::of(Stage stage) const {
  if (stage == Stage::kSettleIn) return {};
  if (from_.own.find(Kind::kAboutMe) == nullptr) return {Reason::kSettleInFirst};
  return stage <= Stage::kAsking ? Reasons{} : joint(stage);
}

void Gates::both_ready(JointStage stage, Reasons& why) const {
  if (!from_.shared->ready(from_.person, stage)) why.push_back(Reason::kYouNotReady);
  if (!from_.shared->ready(1 - from_.person, stage)) why.push_back(Reason::kPartnerNotReady);
  if (from_.shared->is_paused(from_.now)) why.push_back(Reason::kResting);
}

bool Gates::said_yes_to_any() const {
  return std::ranges::any_of(from_.own.all(), [](const auto& said) { return is_yes(said.second); });
}

// A plan that both said yes to, even if it has ended since: how it went can still be said.
void Gates::agreed(Stage stage, Reasons& why) const {
  const auto& proposals = from_.shared->proposals();
  const auto last = std::ranges::find_if(proposals.rbegin(), proposals.rend(), &Proposal::stood);
  if (last == proposals.rend()) {
    why.push_back(Reason::kNoPlanYet);
  } else if (stage == Stage::kHowDidItGo && from_.now < last->begins) {
    why.push_back(Reason::kNotBegun);
  }
}

Reasons Gates::joint(Stage stage) const {
  if (!is_together(from_)) return {Reason::kNotTogether};
  if (from_.shared->is_over()) return {Reason::kOver};
  Reasons why;
  switch (stage) {
    case Stage::kHearEachOther:
      both_ready(JointStage::kHear, why);
      break;
    case Stage::kBothWant:
      if (!said_yes_to_any()) why.push_back(Reason::kAnswerWaysFirst);
      both_ready(JointStage::kBothWant, why);
      break;
    case Stage::kCommonGround: {
      const Round* round = from_.shared->last_confirmed();
      const auto matched = round == nullptr ? matches_.end() : matches_.find(round->number);
      if (matched == matches_.end()) {
        why.push_back(Reason::kMatchFirst);
      } else if (matched->second.empty()) {
        why.push_back(Reason::kNothingBothWant);
      }
      both_ready(JointStage::kCommonGround, why);
      break;
    }
    case Stage::kTryIt:
    case Stage::kHowDidItGo:
      agreed(stage, why);
      break;
    default:
      break;
  }
  return why;
}

}  // namespace

bool is_together(const Standpoint& from) {
  return !from.closed && from.own.find(Kind::kTogether) != nullptr && from.shared != nullptr &&
         from.shared->has_joined(0) && from.shared->has_joined(1);
}

std::array<Reasons, kStages> gates(const Standpoint& from, const Matches& matches) {
  const Gates rules(from, matches);
  std::array<Reasons, kStages> all;
  for (std::size_t i = 0; i < kStages; ++i) all.at(i) = rules.of(static_cast<Stage>(i));
  return all;
}

}  // namespace commonground::journey
