// Any bytes as one file of a pack, or as its texts: read or refused, never worse. The first byte
// says which. The other files are those of a small pack in tests/fuzz/small_pack, which is not
// whole, so that a run takes no time; that a whole one is read is tested elsewhere.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_document.h"
#include "base/json_writer.h"
#include "commonground/content.h"
#include "tests/files.h"

namespace {

using namespace commonground::content;  // NOLINT(google-build-using-namespace): one short program

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_utf8(std::string_view text) {
  const std::string quoted = commonground::json::quoted(text);
  return commonground::json::Document::parse(quoted, {.most_bytes = kMaxFileBytes, .most_depth = 1})
      .has_value();
}

void as_file(const std::string& name, std::string text) {
  static const std::string kPack = commonground::tests::text_of("tests/fuzz/small_pack.json");
  std::vector<File> files = {{"pack.json", kPack}};
  if (name == "pack.json") files.clear();
  files.push_back({name, std::move(text)});
  const auto library = read_library(files);
  require(!library && !library.error().empty());
}

// A library of one need, whose texts and forbidden words are the lines of the input.
void as_texts(std::string_view input) {
  Library library;
  library.pack.languages = {"en", "es"};
  library.pack.ids[static_cast<std::size_t>(Section::kNeeds)] = {"need"};
  library.pack.needs.resize(1);
  std::array<std::string, 12> lines;
  for (std::string& line : lines) {
    const std::size_t end = input.find('\n');
    line = input.substr(0, end);
    if (line.empty()) line = "-";
    input.remove_prefix(end == std::string_view::npos ? input.size() : end + 1);
  }
  auto* line = lines.data();
  for (const auto& language : library.pack.languages) {
    Words words{.language = language, .name = language, .items = {}};
    auto& slots = words.items[static_cast<std::size_t>(Section::kNeeds)].emplace_back();
    for (int slot = 0; slot < 4; ++slot) slots.push_back({{.text = *line++, .line = 1}});
    library.words.push_back(std::move(words));
    library.voices.push_back(
        {.language = language,
         .reading = language == "en" ? Reading::kFleschKincaid : Reading::kSzigrisztPazos,
         .limit = 7,
         .longest_sentence = 5,
         .forbidden = {{.words = {line[0], line[1]}, .why = "why"}}});
    line += 2;
  }
  (void)check(library, {.year = 2026, .month = 12, .day = 1});
  require(!write_words(library.pack, pseudo(library.words.front())).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 4) {
    case 0:
      as_file("pack.json", text);
      break;
    case 1:
      as_file("voice.en.json", text);
      break;
    case 2:
      as_file("en.json", text);
      break;
    default:
      // A reader lets nothing through that is not UTF-8.
      if (!is_utf8(text)) return -1;
      as_texts(text);
  }
  return 0;
}
