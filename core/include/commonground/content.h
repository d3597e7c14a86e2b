// A content pack: what the program asks and offers, and the words for it in each language.
//
// A pack is a folder. Its `pack.json` holds ids, structure, numbers and sources (pack.h);
// `en.json`, `es.json` and so on hold every word that a person reads, `voice.en.json` and so on say
// which words are not used and how hard a text may be to read (words.h). docs/formats/pack.md tells
// how to write one.
//
// Start with `read_library`, which takes the files of a folder and gives the pack with its words,
// or everything that is wrong with them at once. `check` then looks at what a careful editor would.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commonground/input_error.h"
#include "commonground/pack.h"
#include "commonground/words.h"

namespace commonground::content {

inline constexpr std::size_t kMaxFileBytes = std::size_t{4} << 20;

struct File {
  std::string name;  // without its folder
  std::string text;
};

enum class FindingCode : std::uint8_t {
  kInput,               // `input` says what
  kNoFile,              // a file that the pack calls for is not there
  kStrangeFile,         // a file that belongs to no language of the pack
  kUnusedId,            // `text` is an id that nothing uses
  kMeetsNothing,        // a way that meets no need
  kTooStrong,           // a way that, as often as it may be, meets `found` thousandths of a need
  kTooFewWays,          // a need met by `found` ways; `limit` are wanted
  kTooFewFamilies,      // a need met by ways of `found` families; `limit` are wanted
  kFamilyTooSmall,      // of `found` ways, `limit` are wanted
  kFamilyTooLarge,      // of `found` ways, `limit` are the most
  kTooManyIntimate,     // of the ways `found` are intimate, `limit` at most
  kUnknownPlaceholder,  // `text` is not filled in here
  kMissingPlaceholder,  // `text` stands in the first language and not here
  kBrokenPlaceholder,   // a brace without its other half
  kForbiddenWord,       // `text`; `why`
  kLongSentence,        // of `found` words, `limit` at most
  kHardToRead,          // by the measure of the language, `found` against `limit`
  kSameText,            // the same as at path `text`
  kUntranslated,        // the same as in the first language
  kOldEntry,            // a notice: last checked more than a year ago; `text` is the day
};

struct Finding {
  FindingCode code{};
  std::string file;
  std::string path = {};
  std::size_t line = 0;
  std::string text = {};
  std::string why = {};
  std::int64_t found = 0;
  std::int64_t limit = 0;
  InputError input = {};

  // A notice is not an error.
  [[nodiscard]] bool is_notice() const { return code == FindingCode::kOldEntry; }
};

struct Library {
  Pack pack;
  std::vector<Words> words;  // in the order of pack.languages
  std::vector<Voice> voices;

  [[nodiscard]] const Words* in(std::string_view language) const;  // or null
};

// From the files of a folder, all that end in .json. Either all of it can be relied on, or here is
// everything that is wrong with it.
[[nodiscard]] std::expected<Library, std::vector<Finding>> read_library(
    std::span<const File> files);

// What an editor would look at: balance, placeholders, forbidden words, reading level, what is used
// nowhere, what was not translated, what has grown old.
[[nodiscard]] std::vector<Finding> check(const Library& library, Date today);

}  // namespace commonground::content
