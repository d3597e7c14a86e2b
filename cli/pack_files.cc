#include "cli/pack_files.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <system_error>

#include "cli/embedded.h"
#include "cli/files.h"
#include "cli/finding_words.h"
#include "cli/text.h"

namespace commonground::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPseudo = "pseudo";

std::expected<std::vector<content::File>, std::string> read_folder(const std::string& folder) {
  std::error_code error;
  std::vector<content::File> files;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const fs::path path = entry->path();
    if (path.extension() != ".json") continue;
    auto text = read_file(path.string(), content::kMaxFileBytes + 1);
    if (!text) return std::unexpected(path.filename().string() + " " + text.error());
    files.push_back({path.filename().string(), std::move(*text)});
  }
  if (error) return std::unexpected("cannot be read: " + error.message() + ".");
  std::ranges::sort(files, {}, &content::File::name);
  return files;
}

}  // namespace

std::expected<std::vector<content::File>, std::string> pack_files(const std::string& folder) {
  if (!folder.empty()) return read_folder(folder);
  std::vector<content::File> files;
  for (const EmbeddedFile& file : embedded_pack()) {
    files.push_back({std::string(file.name), std::string(file.text)});
  }
  return files;
}

std::expected<content::Library, Failure> usable_pack(const std::string& folder) {
  const auto files = pack_files(folder);
  if (!files) return std::unexpected(Failure{kFailed, files.error()});
  auto library = content::read_library(*files);
  if (library) return std::move(*library);
  std::string message;
  for (const content::Finding& finding : library.error()) message += words(finding) + "\n";
  return std::unexpected(Failure{kRefused, message + "The pack cannot be used as it is."});
}

std::expected<content::Words, Failure> words_in(const content::Library& library,
                                                const std::string& language) {
  if (language == kPseudo) return content::pseudo(library.words.front());
  if (const content::Words* words = library.in(language)) return *words;
  std::vector<std::string> languages = library.pack.languages;
  languages.emplace_back(kPseudo);
  return std::unexpected(Failure{kMisused, "--lang: the pack is in " + listed(languages) + "."});
}

content::Date today() {
  const std::chrono::year_month_day day{
      std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())};
  return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
          static_cast<int>(static_cast<unsigned>(day.day()))};
}

}  // namespace commonground::cli
