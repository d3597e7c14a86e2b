// A folder of files becomes a library, or a list of all that is wrong.
#include <algorithm>
#include <utility>

#include "commonground/content.h"
#include "content/pack_reader.h"
#include "content/words_reader.h"

namespace commonground::content {
namespace {

constexpr std::string_view kPackFile = "pack.json";

const File* find(std::span<const File> files, std::string_view name) {
  const auto at = std::ranges::find(files, name, &File::name);
  return at == files.end() ? nullptr : &*at;
}

class LibraryReader {
 public:
  explicit LibraryReader(std::span<const File> files) : files_(files) {}

  std::expected<Library, std::vector<Finding>> read();

 private:
  void note(std::string_view file, std::vector<InputError>& errors) {
    for (InputError& error : errors) {
      Finding finding{.code = FindingCode::kInput, .file = std::string(file)};
      finding.path = error.path;
      finding.line = error.line;
      finding.input = std::move(error);
      findings_.push_back(std::move(finding));
    }
  }
  const File* need(const std::string& name) {
    const File* file = find(files_, name);
    if (file == nullptr) findings_.push_back({.code = FindingCode::kNoFile, .file = name});
    return file;
  }

  std::span<const File> files_;
  std::vector<Finding> findings_;
};

std::expected<Library, std::vector<Finding>> LibraryReader::read() {
  Library library;
  std::vector<std::string> expected = {std::string(kPackFile)};
  if (const File* file = need(expected.front())) {
    ReadPack read = read_pack(file->text);
    note(file->name, read.errors);
    library.pack = std::move(read.pack);
  }
  for (const std::string& language : library.pack.languages) {
    expected.push_back(language + ".json");
    if (const File* file = need(expected.back())) {
      ReadWords read = read_words(file->text, library.pack, language);
      note(file->name, read.errors);
      library.words.push_back(std::move(read.words));
    }
    expected.push_back("voice." + language + ".json");
    if (const File* file = need(expected.back())) {
      ReadVoice read = read_voice(file->text, language);
      note(file->name, read.errors);
      library.voices.push_back(std::move(read.voice));
    }
  }
  // Without languages every other file would look strange.
  for (const File& file : files_) {
    if (library.pack.languages.empty()) break;
    if (std::ranges::find(expected, file.name) == expected.end()) {
      findings_.push_back({.code = FindingCode::kStrangeFile, .file = file.name});
    }
  }
  if (!findings_.empty()) return std::unexpected(std::move(findings_));
  return library;
}

}  // namespace

std::expected<Library, std::vector<Finding>> read_library(std::span<const File> files) {
  return LibraryReader(files).read();
}

}  // namespace commonground::content
