#include "cli/finding_words.h"

#include <utility>

#include "cli/input_words.h"
#include "cli/text.h"

namespace commonground::cli {
namespace {

using content::FindingCode;

std::string thousandths(std::int64_t value) {
  const bool negative = value < 0;
  const std::int64_t tenths = ((negative ? -value : value) + 50) / 100;
  return (negative ? "-" : "") + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::string what_is_wrong(const content::Finding& finding) {
  const std::string text = "\"" + printable(finding.text) + "\"";
  const std::string found = std::to_string(finding.found);
  const std::string limit = std::to_string(finding.limit);
  switch (finding.code) {
    case FindingCode::kInput:
      break;  // has words of its own
    case FindingCode::kNoFile:
      return "this file is missing";
    case FindingCode::kStrangeFile:
      return "this file belongs to none of the pack's languages";
    case FindingCode::kUnusedId:
      return text + " is used nowhere";
    case FindingCode::kMeetsNothing:
      return "this way meets no need";
    case FindingCode::kTooStrong:
      return "as often as it may be done, this way alone meets " + found +
             " thousandths of the need; at most " + limit + " are wanted";
    case FindingCode::kTooFewWays:
      return "this need is met by " + found + " ways; at least " + limit + " are wanted";
    case FindingCode::kTooFewFamilies:
      return "this need is met by ways of " + found + " families; at least " + limit +
             " are wanted";
    case FindingCode::kFamilyTooSmall:
      return "this family has " + found + " ways; at least " + limit + " are wanted";
    case FindingCode::kFamilyTooLarge:
      return "this family has " + found + " ways; at most " + limit + " keep the pack in balance";
    case FindingCode::kTooManyIntimate:
      return found + " ways are intimate; at most " + limit + " keep the pack in balance";
    case FindingCode::kUnknownPlaceholder:
      return text + " is not filled in here";
    case FindingCode::kMissingPlaceholder:
      return text + " stands in the first language and is missing here";
    case FindingCode::kBrokenPlaceholder:
      return "a brace without its other half, or without a name between them";
    case FindingCode::kForbiddenWord:
      return text + " is not said: " + printable(finding.why);
    case FindingCode::kLongSentence:
      return "a sentence of " + found + " words; at most " + limit + " are easily read";
    case FindingCode::kHardToRead:
      return "hard to read: " + thousandths(finding.found) +
             " by the measure of its language, "
             "where the limit is " +
             thousandths(finding.limit);
    case FindingCode::kSameText:
      return "the same text as at " + printable(finding.text);
    case FindingCode::kUntranslated:
      return "the same text as in the first language";
    case FindingCode::kOldEntry:
      return "last checked on " + printable(finding.text) +
             ", more than a year ago, so it is shown with its age";
  }
  std::unreachable();
}

}  // namespace

std::string words(const content::Finding& finding) {
  const std::string file = printable(finding.file) + ": ";
  if (finding.code == FindingCode::kInput) return file + words(finding.input);
  std::string place;
  if (finding.line > 0) place = "line " + std::to_string(finding.line) + ", ";
  if (!finding.path.empty()) place += printable(finding.path) + ": ";
  const std::string said = what_is_wrong(finding);
  return file + place + said + (said.ends_with('.') ? "" : ".");
}

}  // namespace commonground::cli
