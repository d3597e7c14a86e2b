#include "journey/own.h"

#include <algorithm>

#include "base/heap_sort.h"

namespace commonground::journey {
namespace {

couple::WayAnswer& answer_to(couple::Answers& answers, std::size_t way) {
  const auto found =
      std::ranges::find(answers.ways, static_cast<int>(way), &couple::WayAnswer::way);
  if (found != answers.ways.end()) return *found;
  answers.ways.push_back({.way = static_cast<int>(way),
                          .will = couple::Will::kNo,
                          .condition = {},
                          .more = {},
                          .less = {}});
  return answers.ways.back();
}

}  // namespace

About about(const Body& body) {
  About about{.kind = body.kind(), .text = {}};
  for (std::size_t i = 0; i < body.shape().keys; ++i) {
    const Body::Field& field = body.at(i);
    about.numbers.at(i) = field.number;
    about.text += field.text.get();
  }
  return about;
}

// Going on alone is not undone by a device that did not know of it.
bool Own::had_seen_every_off(const Placed& placed) const {
  for (std::size_t a = 0; a < offs_.size(); ++a) {
    if (a != placed.author && placed.entry.seen.at(a) < offs_.at(a)) return false;
  }
  return true;
}

void Own::apply(const Placed& placed) {
  const Body& body = *placed.entry.body;
  if (body.kind() == Kind::kTogether) {
    if (!body.has("on")) offs_.at(placed.author) = placed.counter + 1;
    if (body.has("on") && !had_seen_every_off(placed)) return;
  }
  About key = about(body);
  if (body.takes_back()) {
    said_.erase(key);
  } else {
    said_.insert_or_assign(std::move(key), body);
  }
}

bool is_yes(const Body& body) {
  return body.kind() == Kind::kWay && body.has("will") &&
         couple::is_yes(static_cast<couple::Will>(body.number("will")));
}

const Body* Own::find(const About& about) const {
  const auto found = said_.find(about);
  return found == said_.end() ? nullptr : &found->second;
}

const Body* Own::batch(const LogId& log, std::int64_t round, std::string_view commitment) const {
  About about{.kind = Kind::kBatch, .numbers = {0, round}, .text = {}};
  about.text = std::string(text_of(log.span())) + std::string(commitment);
  return find(about);
}

const Body* Own::table_list(const LogId& log, std::int64_t table, const Hash& keys) const {
  About about{.kind = Kind::kTableList, .numbers = {0, table}, .text = {}};
  about.text = std::string(text_of(log.span())) + std::string(text_of(keys.span()));
  return find(about);
}

const Body* Own::table_met(const LogId& log, std::int64_t table) const {
  return find(
      {.kind = Kind::kTableMet, .numbers = {0, table}, .text = std::string(text_of(log.span()))});
}

couple::Answers no_answers(const content::Pack& pack) {
  couple::Answers answers;
  answers.importance.assign(pack.needs.size(), 0);
  answers.met.assign(pack.needs.size(), 0);
  for (auto& seat : answers.feelings) seat.assign(pack.feelings.size(), 0);
  return answers;
}

void add_answer(couple::Answers& answers, const Body& body) {
  switch (body.kind()) {
    case Kind::kNeed:
      answers.importance[body.position("need")] = static_cast<int>(body.number("importance"));
      answers.met[body.position("need")] = static_cast<int>(body.number("met"));
      return;
    case Kind::kWay: {
      if (!body.has("will")) return;
      couple::WayAnswer& answer = answer_to(answers, body.position("way"));
      answer.will = static_cast<couple::Will>(body.number("will"));
      answer.condition = body.text("condition");
      answer.starts = static_cast<content::Set>(body.number("start"));
      return;
    }
    case Kind::kCorrection: {
      couple::WayAnswer& answer = answer_to(answers, body.position("way"));
      auto& needs = body.number("does") == 0 ? answer.more : answer.less;
      needs.push_back(static_cast<int>(body.number("need")));
      return;
    }
    case Kind::kFeeling:
      answers.feelings.at(body.position("seat"))[body.position("feeling")] =
          static_cast<int>(body.number("strength"));
      return;
    default:
      return;
  }
}

void finish_answers(couple::Answers& answers) {
  heap_sort(answers.ways, {}, &couple::WayAnswer::way);
}

}  // namespace commonground::journey
