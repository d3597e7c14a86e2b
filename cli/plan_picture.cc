#include "cli/plan_picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/plan_words.h"
#include "cli/text.h"

namespace commonground::cli {
namespace {

constexpr double kPointsInAHundred = 2'000'000.0 / 100;

constexpr std::string_view kStyle = R"(<style>
  :root { color-scheme: light dark }
  .paper { fill: #fbfaf7 }
  .area { fill: #dfeae4 }
  .grid { stroke: #e4e1da; stroke-width: 1 }
  .axis { stroke: #8d8a82; stroke-width: 1.5 }
  .edge { fill: none; stroke: #2f6f5e; stroke-width: 2; stroke-linejoin: round }
  .point { fill: #2f6f5e }
  .named { fill: #2f6f5e; stroke: #fbfaf7; stroke-width: 2 }
  .spot { fill: #fbfaf7; stroke: #2f6f5e; stroke-width: 2.5 }
  .leader { stroke: #2f6f5e; stroke-width: 1.5 }
  .today { fill: #fbfaf7; stroke: #55524b; stroke-width: 2 }
  .middle { fill: #b4552d; stroke: #fbfaf7; stroke-width: 2 }
  .trade { stroke: #b4552d; stroke-width: 1.5; stroke-dasharray: 3 4 }
  text { font: 14px/1.4 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; fill: #2b2a27 }
  .title { font-size: 20px; font-weight: 600 }
  .strong { font-weight: 600 }
  .quiet { fill: #66635b }
  .small { font-size: 12px }
  .mark { font-size: 12px; font-weight: 700; fill: #ffffff; text-anchor: middle }
  .end { text-anchor: end }
  .centre { text-anchor: middle }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #1b1d1c }
    .area { fill: #22342d }
    .grid { stroke: #303331 }
    .axis { stroke: #86898a }
    .edge { stroke: #7cc4ab }
    .point { fill: #7cc4ab }
    .named { fill: #7cc4ab; stroke: #1b1d1c }
    .spot { fill: #1b1d1c; stroke: #7cc4ab }
    .leader { stroke: #7cc4ab }
    .today { fill: #1b1d1c; stroke: #c9c7c0 }
    .middle { fill: #e8935f; stroke: #1b1d1c }
    .trade { stroke: #e8935f }
    text { fill: #eceae4 }
    .quiet { fill: #aaa79f }
    .mark { fill: #10201a }
  }
</style>
)";

std::string number(double value) {
  const auto tenths = static_cast<long long>(std::lround(value * 10));
  std::string text = std::to_string(std::abs(tenths) / 10);
  if (tenths % 10 != 0) text += "." + std::to_string(std::abs(tenths) % 10);
  return tenths < 0 ? "-" + text : text;
}

std::string attribute(std::string_view name, double value) {
  return " " + std::string(name) + "=\"" + number(value) + "\"";
}

// Something marked in the picture and told beside it.
struct Entry {
  const plan::Plan* plan;
  std::string name;
  bool middle = false;
  bool today = false;  // the plan is to leave everything as it is
  double x = 0;        // of its badge in the picture
  double y = 0;
};

class Picture {
 public:
  Picture(const ToldProblem& problem, const plan::Answer& answer)
      : problem_(problem), answer_(answer) {
    for (const plan::NamedPlan& named : plan::kNamedPlans) {
      const plan::Plan* plan = &answer.frontier[answer.*named.position];
      const bool told =
          std::ranges::any_of(entries_, [&](const Entry& e) { return e.plan == plan; });
      if (told) continue;
      entries_.push_back({.plan = plan,
                          .name = names_of(answer, answer.*named.position),
                          .today = plan->choices.empty()});
    }
    if (answer.middle)
      entries_.push_back({.plan = &answer.middle->plan, .name = "middle", .middle = true});
    find_scale();
  }

  std::string draw() {
    legend();  // first, since it says how tall the picture is
    std::string body = std::exchange(svg_, {});
    title();
    grid();
    frontier();
    marks();
    body = std::exchange(svg_, {}) + body;
    const std::string size = attribute("width", kWidth) + attribute("height", height_);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\"" + size + " viewBox=\"0 0 " + number(kWidth) +
           " " + number(height_) +
           "\" role=\"img\" aria-labelledby=\"title story\">\n<title id=\"title\">" + heading() +
           "</title>\n<desc id=\"story\">" + xml(in_short(problem_, answer_)) + "</desc>\n" +
           std::string(kStyle) + "<rect class=\"paper\"" + size + "/>\n" + body + "</svg>\n";
  }

 private:
  static constexpr double kWidth = 980;
  static constexpr double kLeft = 76;
  static constexpr double kTop = 84;
  static constexpr double kSide = 460;  // of the square
  static constexpr double kLegend = 580;
  static constexpr std::size_t kLegendColumns = 56;

  static double percent(plan::Points points) {
    return static_cast<double>(points) / kPointsInAHundred;
  }

  void find_scale() {
    for (const Entry& entry : entries_) include(*entry.plan);
    for (const plan::Plan& plan : answer_.frontier) include(plan);
    const double span = std::max({high_[0] - low_[0], high_[1] - low_[1], 1.0});
    step_ = span > 40 ? 10 : span > 16 ? 5 : span > 6 ? 2 : 1;
    for (std::size_t p = 0; p < plan::kPartners; ++p) {
      low_[p] = std::floor(low_[p] / step_) * step_;
      high_[p] = (std::floor(high_[p] / step_) + 1) * step_;
    }
    // The same scale for both: neither gain looks larger than it is.
    scale_ = kSide / std::max(high_[0] - low_[0], high_[1] - low_[1]);
    for (std::size_t p = 0; p < plan::kPartners; ++p) high_[p] = low_[p] + kSide / scale_;
  }

  void include(const plan::Plan& plan) {
    for (std::size_t p = 0; p < plan::kPartners; ++p) {
      low_[p] = std::min(low_[p], percent(plan.gain[p]));
      high_[p] = std::max(high_[p], percent(plan.gain[p]));
    }
  }

  [[nodiscard]] double x(double first) const { return kLeft + (first - low_[0]) * scale_; }
  [[nodiscard]] double y(double second) const { return kTop + (high_[1] - second) * scale_; }
  [[nodiscard]] double x(const plan::Plan& plan) const { return x(percent(plan.gain[0])); }
  [[nodiscard]] double y(const plan::Plan& plan) const { return y(percent(plan.gain[1])); }

  [[nodiscard]] std::string heading() const {
    return "What is possible for " + xml(partner_name(problem_, 0)) + " and " +
           xml(partner_name(problem_, 1));
  }

  void text(std::string_view style, double at_x, double at_y, std::string_view content) {
    svg_ += "<text class=\"" + std::string(style) + "\"" + attribute("x", at_x) +
            attribute("y", at_y) + ">" + xml(content) + "</text>\n";
  }
  void line(std::string_view style, double x1, double y1, double x2, double y2) {
    svg_ += "<line class=\"" + std::string(style) + "\"" + attribute("x1", x1) +
            attribute("y1", y1) + attribute("x2", x2) + attribute("y2", y2) + "/>\n";
  }
  void circle(std::string_view style, double at_x, double at_y, double radius) {
    svg_ += "<circle class=\"" + std::string(style) + "\"" + attribute("cx", at_x) +
            attribute("cy", at_y) + attribute("r", radius) + "/>\n";
  }

  void title() {
    svg_ += "<text class=\"title\" x=\"28\" y=\"40\">" + heading() + "</text>\n";
    text("quiet", 28, 62, "Gains a week, where 100 is every need met, from nothing");
  }

  void grid() {
    for (std::size_t p = 0; p < plan::kPartners; ++p) {
      for (double at = low_[p]; at <= high_[p] + 0.001; at += step_) {
        const std::string_view style = std::abs(at) < 0.001 ? "axis" : "grid";
        const std::string label = (at > 0.001    ? "+"
                                   : at < -0.001 ? "−"
                                                 : "") +
                                  number(std::abs(at));
        if (p == 0) {
          line(style, x(at), kTop, x(at), kTop + kSide);
          text("quiet small centre", x(at), kTop + kSide + 20, label);
        } else {
          line(style, kLeft, y(at), kLeft + kSide, y(at));
          text("quiet small end", kLeft - 10, y(at) + 4, label);
        }
      }
    }
    text("strong centre", kLeft + kSide / 2, kTop + kSide + 44,
         partner_name(problem_, 0) + " gains →");
    const double middle = kTop + kSide / 2;
    svg_ += "<text class=\"strong centre\" transform=\"translate(26 " + number(middle) +
            ") rotate(-90)\">" + xml(partner_name(problem_, 1) + " gains →") + "</text>\n";
  }

  // The corner points, and under them all that is possible.
  void frontier() {
    std::string edge;
    const plan::Plan* before = nullptr;
    for (const plan::Plan& plan : answer_.frontier) {
      if (before != nullptr) edge += " " + number(x(*before)) + "," + number(y(plan));
      edge += " " + number(x(plan)) + "," + number(y(plan));
      before = &plan;
    }
    const plan::Plan& first = answer_.frontier.front();
    const plan::Plan& last = answer_.frontier.back();
    svg_ += "<polygon class=\"area\" points=\"" + number(x(0)) + "," + number(y(0)) + " " +
            number(x(0)) + "," + number(y(first)) + edge + " " + number(x(last)) + "," +
            number(y(0)) + "\"/>\n<polyline class=\"edge\" points=\"" + edge.substr(1) + "\"/>\n";
    for (const plan::Plan& plan : answer_.frontier) circle("point", x(plan), y(plan), 3);
  }

  void marks() {
    circle("today", x(0), y(0), 7);
    text("small strong", x(0) + 12, y(0) - 10, "today");
    for (const Entry& entry : entries_) {
      if (entry.middle) line("trade", x(0), y(0), x(*entry.plan), y(*entry.plan));
    }
    place_badges();
    for (const Entry& entry : entries_) {
      if (beside(entry)) line("leader", x(*entry.plan), y(*entry.plan), entry.x, entry.y);
    }
    for (const Entry& entry : entries_) {
      if (beside(entry)) circle("spot", x(*entry.plan), y(*entry.plan), 5);
      if (!entry.today) badge(entry, entry.x, entry.y);
    }
  }

  // Is its badge beside its point, rather than on it?
  static bool beside(const Entry& entry) { return !entry.middle && !entry.today; }

  // Beside their points, above and to the right of what is possible, and not on one another: along
  // the frontier each is pushed on by the one before it.
  void place_badges() {
    constexpr double kOut = 22;
    constexpr double kApart = 25;
    std::vector<Entry*> along;
    for (Entry& entry : entries_) {
      entry.x = x(*entry.plan);
      entry.y = y(*entry.plan);
      if (beside(entry)) along.push_back(&entry);
    }
    std::ranges::sort(along, {}, [](const Entry* entry) { return entry->x; });
    const Entry* before = nullptr;
    for (Entry* entry : along) {
      entry->x += kOut;
      entry->y -= kOut;
      if (before != nullptr && std::hypot(entry->x - before->x, entry->y - before->y) < kApart) {
        entry->x = std::max(entry->x, before->x + kApart * 0.6);
        const double across = entry->x - before->x;
        entry->y = before->y + std::sqrt(std::max(0.0, kApart * kApart - across * across));
      }
      before = entry;
    }
  }

  void badge(const Entry& entry, double at_x, double at_y) {
    circle(entry.middle ? "middle" : "named", at_x, at_y, 11);
    text("mark", at_x, at_y + 4.5, std::to_string(&entry - entries_.data() + 1));
  }

  void legend() {
    double at = kTop + 6;
    for (const Entry& entry : entries_) {
      if (entry.today) {
        at = told_today(at);
        continue;
      }
      badge(entry, kLegend + 11, at);
      text("strong", kLegend + 32, at + 5,
           entry.middle ? "middle: meeting halfway on how often" : entry.name);
      at += 22;
      for (const std::string& part : wrapped(gains(*entry.plan), kLegendColumns)) {
        text("quiet small", kLegend + 32, at + 4, part);
        at += 17;
      }
      for (const plan::Choice& choice : entry.plan->choices) at = told(choice, at);
      at += 22;
    }
    height_ = std::max(kTop + kSide + 72, at + 8);
  }

  double told_today(double at) {
    circle("today", kLegend + 11, at, 7);
    text("strong", kLegend + 32, at + 5, "today");
    at += 22;
    for (const std::string& part : wrapped(in_short(problem_, answer_), kLegendColumns)) {
      text("small", kLegend + 32, at + 4, part);
      at += 17;
    }
    return at + 22;
  }

  [[nodiscard]] std::string gains(const plan::Plan& plan) const {
    std::string gains;
    for (std::size_t p = 0; p < plan::kPartners; ++p) {
      const int whole = percent_of_all(plan.gain[p]);
      gains += partner_name(problem_, p) + " " + (plan.gain[p] < 0 ? "−" : "+") +
               std::to_string(std::abs(whole)) + " · ";
    }
    return gains + std::to_string(plan.minutes) + " minutes";
  }

  double told(const plan::Choice& choice, double at) {
    const plan::Way& way = problem_.ways[static_cast<std::size_t>(choice.way)];
    const std::string what = std::to_string(choice.times) + " × " + printable(way.id) + " (" +
                             who_starts(problem_, choice.starter) + ")";
    bool first = true;
    for (const std::string& part : wrapped(what, kLegendColumns)) {
      text("small", kLegend + (first ? 32 : 48), at + 4, part);
      at += 17;
      first = false;
    }
    return at;
  }

  const ToldProblem& problem_;
  const plan::Answer& answer_;
  std::vector<Entry> entries_;
  std::array<double, plan::kPartners> low_{};
  std::array<double, plan::kPartners> high_{};
  double step_ = 10;
  double scale_ = 1;
  double height_ = 0;
  std::string svg_;
};

}  // namespace

std::string plan_picture(const ToldProblem& problem, const plan::Answer& answer) {
  return Picture(problem, answer).draw();
}

}  // namespace commonground::cli
