#include "cli/plan_command.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <expected>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <unistd.h>

#include "cli/files.h"
#include "cli/plan_input.h"
#include "cli/plan_picture.h"
#include "cli/plan_table.h"
#include "cli/plan_words.h"
#include "cli/text.h"
#include "commonground/plan.h"

namespace commonground::cli {
namespace {

struct Options {
  std::string file;
  std::string pack;
  std::string language = "en";
  std::string picture;
  std::optional<int> ways;
  std::optional<int> minutes;
  std::vector<std::string> without;
  std::vector<std::string> keep;
  std::uint64_t most_nodes = 0;
  bool json = false;
  bool batch = false;
  bool problem = false;
};

std::optional<int> find_way(const plan::Problem& problem, std::string_view id) {
  const auto at = std::ranges::find(problem.ways, id, &plan::Way::id);
  if (at == problem.ways.end()) return std::nullopt;
  return static_cast<int>(at - problem.ways.begin());
}

Failure no_such_way(std::string_view option, std::string_view id) {
  return {kMisused, std::string(option) + ": there is no way \"" + printable(id) +
                        "\" in this problem. Ways are named by their id."};
}

// WAY or WAY=TIMES. A way whose id holds a "=" is still found by its whole id.
std::expected<void, Failure> keep(plan::Planner& planner, std::string_view wish) {
  if (const auto way = find_way(planner.problem(), wish)) {
    planner.keep(*way);
    return {};
  }
  const std::size_t sign = wish.rfind('=');
  const auto way = find_way(planner.problem(), wish.substr(0, sign));
  if (sign == std::string_view::npos || !way) {
    return std::unexpected(no_such_way("--keep", wish.substr(0, sign)));
  }
  const std::string_view text = wish.substr(sign + 1);
  int times = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), times);
  if (error != std::errc() || end != text.data() + text.size() || times < 1 ||
      times > plan::kMaxTimes) {
    return std::unexpected(Failure{
        kMisused, "--keep: expected WAY=TIMES with 1 to " + std::to_string(plan::kMaxTimes) +
                      " times a week, found \"" + printable(wish) + "\"."});
  }
  planner.keep(*way, times);
  return {};
}

std::expected<void, Failure> apply(const Options& options, plan::Planner& planner) {
  if (options.ways) planner.set_most_ways(*options.ways);
  if (options.minutes) planner.set_minutes(*options.minutes);
  planner.set_most_nodes(options.most_nodes);
  for (const std::string& id : options.without) {
    const auto way = find_way(planner.problem(), id);
    if (!way) return std::unexpected(no_such_way("--without", id));
    planner.drop(*way);
  }
  for (const std::string& wish : options.keep) {
    if (auto kept = keep(planner, wish); !kept) return kept;
  }
  return {};
}

struct Solved {
  plan::Answer answer;
  std::int64_t microseconds;
  std::optional<ToldProblem> told;
};

// Reads and solves; the planner is made by the first problem and used again by the next.
std::expected<Solved, Failure> solve(std::string_view json, const Options& options,
                                     PlanInput& input, std::optional<plan::Planner>& planner) {
  auto asked = input.read(json);
  if (!asked) return std::unexpected(std::move(asked.error()));
  if (planner) {
    planner->replace(std::move(asked->problem));
  } else {
    planner.emplace(std::move(asked->problem));
  }
  if (auto applied = apply(options, *planner); !applied) return std::unexpected(applied.error());
  const auto start = std::chrono::steady_clock::now();
  auto answer = planner->solve();
  const auto spent = std::chrono::steady_clock::now() - start;
  if (!answer) {
    return std::unexpected(
        Failure{kNoPlan, words(answer.error(), asked->told ? *asked->told : planner->problem())});
  }
  return Solved{std::move(*answer),
                std::chrono::duration_cast<std::chrono::microseconds>(spent).count(),
                std::move(asked->told)};
}

ExitCode complain(const std::string& file, const Failure& failure) {
  std::string_view rest = failure.message;
  while (true) {
    const std::size_t end = rest.find('\n');
    std::cerr << "commonground plan: " << printable(file) << ": " << rest.substr(0, end) << "\n";
    if (end == std::string_view::npos) return failure.code;
    rest.remove_prefix(end + 1);
  }
}

bool wants_colour() {
  const char* no_colour = std::getenv("NO_COLOR");  // NOLINT(concurrency-mt-unsafe): one thread
  return ::isatty(STDOUT_FILENO) != 0 && (no_colour == nullptr || *no_colour == '\0');
}

ExitCode write_problem(std::string_view json, PlanInput& input, const std::string& name) {
  const auto asked = input.read(json);
  if (!asked) return complain(name, asked.error());
  if (!write_out(plan::write_problem(asked->problem) + "\n")) {
    return complain("standard output", {kFailed, "could not be written."});
  }
  return kAnswered;
}

ExitCode plan_one(const Options& options) {
  const std::string name = options.file == "-" ? "standard input" : options.file;
  const auto json = read_file(options.file, plan::kMaxProblemBytes + 1);
  if (!json) return complain(name, {kFailed, json.error()});
  PlanInput input(options.pack, options.language);
  if (options.problem) return write_problem(*json, input, name);
  std::optional<plan::Planner> planner;
  auto solved = solve(*json, options, input, planner);
  if (!solved) return complain(name, solved.error());
  const plan::Problem& problem = planner->problem();
  ToldProblem told = std::move(solved->told).value_or(ToldProblem{problem});
  told.most_ways = problem.most_ways;  // as the command line has them
  told.minutes = problem.minutes;
  if (!options.picture.empty()) {
    const auto written = write_file(options.picture, plan_picture(told, solved->answer));
    if (!written) return complain(options.picture, {kFailed, written.error()});
  }
  const std::string text =
      options.json ? plan::write_answer(problem, solved->answer, solved->microseconds) + "\n"
                   : plan_table(told, solved->answer, wants_colour());
  if (!write_out(text)) return complain("standard output", {kFailed, "could not be written."});
  return kAnswered;
}

std::string error_line(const Failure& failure) {
  // The message is printable but for the ends of its lines, so only quotes and backslashes need
  // care.
  std::string line = R"({"format":"commonground.plan-error/1","error":")";
  for (const char c : failure.message) {
    if (c == '"' || c == '\\') line += '\\';
    line += c == '\n' ? ' ' : c;
  }
  return line + "\"}";
}

// A problem a line in, an answer a line out; a line that cannot be answered says why in its place.
ExitCode plan_batch(const Options& options) {
  auto lines = LineReader::open(options.file, plan::kMaxProblemBytes + 1);
  if (!lines) return complain(options.file, {kFailed, lines.error()});
  PlanInput input(options.pack, options.language);
  std::optional<plan::Planner> planner;
  ExitCode worst = kAnswered;
  while (const auto line = lines->next()) {
    const auto solved = solve(*line, options, input, planner);
    std::string out =
        solved ? plan::write_answer(planner->problem(), solved->answer, solved->microseconds)
               : error_line(solved.error());
    out += '\n';
    if (!solved) worst = std::max(worst, solved.error().code);
    if (!write_out(out)) return complain("standard output", {kFailed, "could not be written."});
  }
  if (lines->failed()) return complain(options.file, {kFailed, "could not be read to its end."});
  return worst;
}

constexpr std::string_view kPlanFooter =
    "Exit codes: 0 answered; 1 a file could not be read or written; 2 the command line makes no\n"
    "sense; 3 the problem was refused, and why; 4 there is no plan with what is to be kept,\n"
    "or it took more branches than --most-nodes.\n"
    "The file is a problem, as in docs/formats/plan.md, or what a couple answered, as in\n"
    "docs/formats/couple.md. Examples of both are in examples/.";

}  // namespace

void add_plan_command(CLI::App& program, ExitCode& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "plan",
      "Lays out the plans from which neither of two people could gain without the other losing");
  command->add_option("FILE", options->file, "The problem, or - for standard input")->required();
  CLI::Option* json = command->add_flag("--json", options->json, "Print the whole answer as JSON");
  CLI::Option* svg =
      command->add_option("--svg", options->picture, "Draw the plans into FILE")->type_name("FILE");
  command->add_option("--ways", options->ways, "At most so many different ways in a plan")
      ->check(CLI::Range(1, plan::kMaxWaysInPlan))
      ->type_name("1..8");
  command->add_option("--minutes", options->minutes, "At most so many minutes a week")
      ->check(CLI::Range(0, plan::kMaxMinutesAWeek))
      ->type_name("0..10080");
  command->add_option("--without", options->without, "In no plan (again for more ways)")
      ->type_name("WAY")
      ->expected(1)
      ->take_all();
  command->add_option("--keep", options->keep, "In every plan, so often if TIMES is given")
      ->type_name("WAY[=TIMES]")
      ->expected(1)
      ->take_all();
  command
      ->add_option("--most-nodes", options->most_nodes,
                   "Give up after looking into so many branches (0: never)")
      ->type_name("N");
  command->add_option("--pack", options->pack, "The folder of the pack a couple answered by")
      ->type_name("DIR");
  command->add_option("--lang", options->language, "The names of a pack in this language")
      ->type_name("LANG");
  command
      ->add_flag("--problem", options->problem,
                 "Write the problem that a couple's answers make, as JSON, and stop")
      ->excludes(json)
      ->excludes(svg);
  command
      ->add_flag("--batch", options->batch,
                 "A problem on each line in, an answer as JSON on each line out")
      ->excludes(json)
      ->excludes(svg);
  command->footer(std::string(kPlanFooter));
  command->callback([options, &exit_code] {
    exit_code = options->batch ? plan_batch(*options) : plan_one(*options);
  });
}

}  // namespace commonground::cli
