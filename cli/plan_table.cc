#include "cli/plan_table.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "cli/plan_words.h"
#include "cli/text.h"

namespace commonground::cli {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kBar = 12;
constexpr std::size_t kSide = 24;  // a bar, its figures and the space behind

class Table {
 public:
  Table(const ToldProblem& problem, const plan::Answer& answer, bool colour)
      : problem_(problem), answer_(answer), colour_(colour) {}

  std::string write() {
    header();
    text_ += "\n";
    for (const std::string& line : wrapped(in_short(problem_, answer_), kWidth - 2)) {
      text_ += "  " + line + "\n";
    }
    needs();
    if (!only_today()) {
      plans();
      footer();
    }
    return std::move(text_);
  }

 private:
  enum class Style : std::uint8_t { kPlain, kBold, kDim, kFirst, kSecond };

  [[nodiscard]] std::string in(Style style, std::string_view text) const {
    static constexpr std::array<std::string_view, 5> kCodes = {"", "\x1b[1m", "\x1b[2m", "\x1b[36m",
                                                               "\x1b[35m"};
    if (!colour_ || style == Style::kPlain) return std::string(text);
    return std::string(kCodes[static_cast<std::size_t>(style)]) + std::string(text) + "\x1b[0m";
  }

  [[nodiscard]] bool only_today() const {
    return answer_.frontier.size() == 1 && answer_.frontier.front().choices.empty();
  }

  void header() {
    const std::string names = partner_name(problem_, 0) + " and " + partner_name(problem_, 1);
    const std::string limits = "up to " + std::to_string(problem_.most_ways) +
                               (problem_.most_ways == 1 ? " way, " : " ways, ") +
                               std::to_string(problem_.minutes) + " minutes a week";
    text_ +=
        in(Style::kBold, padded(names, kWidth - columns(limits))) + in(Style::kDim, limits) + "\n";
  }

  void heading(std::string_view title) { text_ += "\n" + in(Style::kBold, title) + "\n\n"; }

  // Full cells for today, shaded ones for what the plan adds.
  [[nodiscard]] std::string bar(int before, int after, Style style) const {
    const auto cells = [](int level) {
      return (static_cast<std::size_t>(level) * kBar + 500) / 1000;
    };
    std::string full;
    std::string more;
    std::string rest;
    for (std::size_t i = 0; i < kBar; ++i) {
      std::string& part = i < cells(before) ? full : i < cells(after) ? more : rest;
      part += &part == &full ? "█" : &part == &more ? "▒" : "·";
    }
    return in(Style::kPlain, full) + in(style, more) + in(Style::kDim, rest);
  }

  void needs() {
    const plan::Reasons reasons = plan::explain(problem_, answer_.frontier[answer_.fair]);
    heading(only_today() ? "How met each need is today, of 4"
                         : "How met each need is, of 4: today █, and what the fair plan adds ▒");
    const std::size_t name_width = kWidth - 2 * kSide - 4;
    text_ += std::string(name_width + 4, ' ') + padded(partner_name(problem_, 0), kSide) +
             partner_name(problem_, 1) + "\n";
    for (std::size_t need = 0; need < problem_.needs.size(); ++need) {
      const std::vector<std::string> lines = wrapped(printable(problem_.needs[need]), name_width);
      for (std::size_t i = 0; i + 1 < lines.size(); ++i) text_ += "  " + lines[i] + "\n";
      text_ +=
          "  " + padded(clipped(lines.empty() ? "" : lines.back(), name_width), name_width + 2);
      text_ += side(reasons, need, 0, Style::kFirst) + side(reasons, need, 1, Style::kSecond);
      while (text_.ends_with(' ')) text_.pop_back();
      text_ += "\n";
    }
    const bool any_unimportant = std::ranges::any_of(problem_.importance, [](const auto& row) {
      return std::ranges::find(row, 0) != row.end();
    });
    if (any_unimportant) text_ += in(Style::kDim, "  (–): not important to them") + "\n";
  }

  [[nodiscard]] std::string side(const plan::Reasons& reasons, std::size_t need, std::size_t p,
                                 Style style) const {
    const int before = reasons.before[p][need];
    const int after = reasons.after[p][need];
    std::string figures = of_four(before);
    if (after != before) figures += " → " + of_four(after);
    if (problem_.importance[p][need] == 0) figures += " (–)";
    return bar(before, after, style) + " " + padded(figures, kSide - kBar - 1);
  }

  void plans() {
    heading("Plans from which neither of you could gain without the other losing");
    const std::size_t name_width = kWidth - 34;
    text_ += in(Style::kDim, padded("  gain: 100 is every need met, from nothing", name_width)) +
             right_aligned(clipped(partner_name(problem_, 0), 11), 12) +
             right_aligned(clipped(partner_name(problem_, 1), 11), 12) + right_aligned("min", 10) +
             "\n";
    std::vector<std::size_t> shown;
    for (const plan::NamedPlan& named : plan::kNamedPlans) {
      const std::size_t point = answer_.*named.position;
      if (std::ranges::find(shown, point) != shown.end()) continue;
      shown.push_back(point);
      row(names_of(answer_, point), answer_.frontier[point]);
    }
    if (answer_.middle) row("middle: meeting halfway on how often", answer_.middle->plan);
  }

  void row(const std::string& name, const plan::Plan& plan) {
    const auto figure = [](plan::Points gain) {
      const int percent = percent_of_all(gain);
      return percent == 0 && gain != 0
                 ? std::string(gain > 0 ? "+0" : "−0")
                 : (percent < 0 ? "−" : "+") + std::to_string(std::abs(percent));
    };
    text_ += in(Style::kBold, padded("  " + name, kWidth - 34)) +
             in(Style::kFirst, right_aligned(figure(plan.gain[0]), 12)) +
             in(Style::kSecond, right_aligned(figure(plan.gain[1]), 12)) +
             right_aligned(std::to_string(plan.minutes), 10) + "\n";
    if (plan.choices.empty()) text_ += "    nothing new\n";
    for (const plan::Choice& choice : plan.choices) {
      const plan::Way& way = problem_.ways[static_cast<std::size_t>(choice.way)];
      const std::string who = who_starts(problem_, choice.starter);
      const std::size_t width = kWidth - 9 - columns(who) - 2;
      text_ += "    " + std::to_string(choice.times) + " ×  " +
               padded(clipped(printable(way.id), width), width) + "  " + in(Style::kDim, who) +
               "\n";
      conditions(static_cast<std::size_t>(choice.way));
    }
  }

  void conditions(std::size_t way) {
    if (way >= problem_.conditions.size()) return;
    for (std::size_t p = 0; p < plan::kPartners; ++p) {
      const std::string& condition = problem_.conditions[way][p];
      if (condition.empty()) continue;
      const std::string said = partner_name(problem_, p) + ": if " + printable(condition);
      for (const std::string& line : wrapped(said, kWidth - 11)) {
        text_ += "         " + in(Style::kDim, line) + "\n";
      }
    }
  }

  void footer() {
    const std::size_t count = answer_.frontier.size();
    text_ +=
        "\n" +
        in(Style::kDim, "  " + std::to_string(count) + (count == 1 ? " such plan" : " such plans") +
                            " in all: --json lists them, --svg FILE draws them") +
        "\n";
  }

  const ToldProblem& problem_;
  const plan::Answer& answer_;
  bool colour_;
  std::string text_;
};

}  // namespace

std::string plan_table(const ToldProblem& problem, const plan::Answer& answer, bool colour) {
  return Table(problem, answer, colour).write();
}

}  // namespace commonground::cli
