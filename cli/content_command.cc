#include "cli/content_command.h"

#include <algorithm>
#include <expected>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/cards.h"
#include "cli/content_show.h"
#include "cli/files.h"
#include "cli/finding_words.h"
#include "cli/pack_files.h"
#include "cli/text.h"
#include "commonground/content.h"

namespace commonground::cli {
namespace {

using content::Section;

struct Options {
  std::string folder;  // empty: the pack inside the program
  std::string language = "en";
  std::string section;
  std::string item;
  std::string out;
};

ExitCode complain(std::string_view what, const Failure& failure) {
  std::cerr << "commonground content: " << printable(what) << ": " << failure.message << "\n";
  return failure.code;
}

std::string called(const std::string& folder) {
  return folder.empty() ? "the pack inside the program" : folder;
}

std::string counted(std::size_t number, std::string_view what) {
  return std::to_string(number) + " " + std::string(what) + (number == 1 ? "" : "s");
}

ExitCode check(const Options& options) {
  const auto files = pack_files(options.folder);
  if (!files) return complain(options.folder, {kFailed, files.error()});
  const auto library = content::read_library(*files);
  const auto findings = library ? content::check(*library, today()) : library.error();
  for (const content::Finding& finding : findings) {
    std::cout << (finding.is_notice() ? "notice: " : "") << words(finding) << "\n";
  }
  const auto notices =
      static_cast<std::size_t>(std::ranges::count_if(findings, &content::Finding::is_notice));
  const std::size_t errors = findings.size() - notices;
  if (errors > 0) {
    std::cout << printable(called(options.folder)) << ": " << counted(errors, "thing")
              << " to put right.\n";
    return kRefused;
  }
  const content::Pack& pack = library->pack;
  std::cout << pack.id << ", version " << pack.version << ": fine. "
            << counted(pack.needs.size(), "need") << ", " << counted(pack.ways.size(), "way")
            << ", " << counted(library->words.size(), "language")
            << (notices > 0 ? ", " + counted(notices, "notice") : "") << ".\n";
  return kAnswered;
}

ExitCode write(const std::string& text, const std::string& file) {
  if (!file.empty()) {
    const auto written = write_file(file, text);
    return written ? kAnswered : complain(file, {kFailed, written.error()});
  }
  return write_out(text) ? kAnswered
                         : complain("standard output", {kFailed, "could not be written."});
}

ExitCode show(const Options& options) {
  const auto library = usable_pack(options.folder);
  if (!library) return complain(called(options.folder), library.error());
  const auto words = words_in(*library, options.language);
  if (!words) return complain("show", words.error());
  if (options.section.empty()) return write(show_overview(*library), {});
  const auto section = content::section_named(options.section);
  if (!section) {
    std::vector<std::string> names;
    names.reserve(content::kSections);
    for (std::size_t i = 0; i < content::kSections; ++i) {
      names.emplace_back(content::name_of(static_cast<Section>(i)));
    }
    return complain(options.section, {kMisused, "there are " + listed(names) + "."});
  }
  std::optional<int> item;
  if (!options.item.empty()) {
    item = library->pack.find(*section, options.item);
    if (!item) return complain(options.item, {kMisused, "there is no such id in this section."});
  }
  return write(show_section(library->pack, *words, *section, item, today()), {});
}

ExitCode write_pseudo(const Options& options) {
  const auto library = usable_pack(options.folder);
  if (!library) return complain(called(options.folder), library.error());
  const content::Words words = content::pseudo(library->words.front());
  return write(content::write_words(library->pack, words) + "\n", options.out);
}

ExitCode write_cards(const Options& options) {
  const auto library = usable_pack(options.folder);
  if (!library) return complain(called(options.folder), library.error());
  const auto words = words_in(*library, options.language);
  if (!words) return complain("cards", words.error());
  return write(cards(library->pack, *words, today()), options.out);
}

}  // namespace

void add_content_command(CLI::App& program, ExitCode& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* content =
      program.add_subcommand("content", "Looks at a content pack: its needs, ways and words");
  content->require_subcommand(1);
  const auto pack_option = [&](CLI::App* command) {
    command->add_option("--pack", options->folder, "The folder of a pack (else the one inside)")
        ->type_name("DIR");
  };
  const auto language_option = [&](CLI::App* command) {
    command->add_option("--lang", options->language, "en, es …, or pseudo")->type_name("LANG");
  };

  CLI::App* check_command = content->add_subcommand(
      "check", "Says everything that is wrong with a pack, with file, place and reason");
  check_command->add_option("DIR", options->folder, "The folder of a pack (else the one inside)");
  check_command->callback([options, &exit_code] { exit_code = check(*options); });

  CLI::App* show_command = content->add_subcommand("show", "Shows what is in a pack");
  show_command->add_option("SECTION", options->section, "needs, ways, feelings …");
  show_command->add_option("ID", options->item, "One item of it");
  language_option(show_command);
  pack_option(show_command);
  show_command->callback([options, &exit_code] { exit_code = show(*options); });

  CLI::App* pseudo_command = content->add_subcommand(
      "pseudo",
      "Writes a language file with odd, longer letters, to find what is missing or too long");
  pseudo_command->add_option("--out", options->out, "Where to (else standard output)")
      ->type_name("FILE");
  pack_option(pseudo_command);
  pseudo_command->callback([options, &exit_code] { exit_code = write_pseudo(*options); });

  CLI::App* cards_command = content->add_subcommand(
      "cards", "Writes the whole way on paper: one HTML file to print, fill in and cut into cards");
  cards_command->add_option("--out", options->out, "Where to")->type_name("FILE")->required();
  language_option(cards_command);
  pack_option(cards_command);
  cards_command->callback([options, &exit_code] { exit_code = write_cards(*options); });
}

}  // namespace commonground::cli
