#include "cli/input_words.h"

#include <utility>

#include "cli/text.h"

namespace commonground::cli {
namespace {

std::string kind_words(JsonKind kind) {
  switch (kind) {
    case JsonKind::kNull:
      return "null";
    case JsonKind::kBoolean:
      return "true or false";
    case JsonKind::kNumber:
      return "a whole number";
    case JsonKind::kString:
      return "text in quotes";
    case JsonKind::kArray:
      return "a list in [ ]";
    case JsonKind::kObject:
      return "an object in { }";
  }
  std::unreachable();
}

std::string found_words(const InputError& error) {
  if (!error.found) return "nothing";
  std::string text = printable(error.found_text);
  switch (*error.found) {
    case JsonKind::kString:
      return text.empty() ? "an empty text" : "the text \"" + text + "\"";
    case JsonKind::kArray:
      return "a list of " + text;
    case JsonKind::kObject:
      return "an object with " + text + (text == "1" ? " field" : " fields");
    default:
      return text;
  }
}

std::string range(const InputError& error) {
  return std::to_string(error.low) + " to " + std::to_string(error.high);
}

std::string expectation(const InputError& error) {
  switch (error.code) {
    case InputErrorCode::kWrongType:
      return kind_words(error.expected);
    case InputErrorCode::kOutOfRange:
    case InputErrorCode::kNotAnInteger:
      return "a whole number from " + range(error);
    case InputErrorCode::kWrongLength:
      return error.low == error.high ? "a list of " + std::to_string(error.low)
                                     : "a list of " + range(error);
    case InputErrorCode::kTextLength:
      return "a text of " + range(error) + " characters";
    case InputErrorCode::kWrongFormat:
      return "\"" + printable(error.wanted) + "\"";
    case InputErrorCode::kWrongChoice:
      return "one of " + printable(error.wanted);
    case InputErrorCode::kBadId:
      return "an id: small letters and figures, in words joined by hyphens, at most 40";
    case InputErrorCode::kBadDate:
      return "a day, as in \"2026-11-22\"";
    case InputErrorCode::kRepeatedId:
      return "an id that is not there yet";
    case InputErrorCode::kUnknownId:
      return "the id of one of the " + printable(error.wanted);
    case InputErrorCode::kRetiredId:
      return "an id that was not retired";
    default:
      return {};
  }
}

std::string what_is_wrong(const InputError& error) {
  switch (error.code) {
    case InputErrorCode::kTooLarge:
      return "larger than " + std::to_string(error.low / (1 << 20)) + " MiB, so it was not read";
    case InputErrorCode::kSyntax:
      return "this is where it stops being JSON in UTF-8";
    case InputErrorCode::kNumberTooBig:
      return "there is a number here that is too big to read";
    case InputErrorCode::kTooDeep:
      return "lists and objects within each other more than " + std::to_string(error.low) +
             " deep, so it was not read";
    case InputErrorCode::kUnknownField:
      return "there is no such field here";
    case InputErrorCode::kMissingField:
      return "this field is missing";
    case InputErrorCode::kRepeatedField:
      return "this field is there twice";
    default:
      return "expected " + expectation(error) + ", found " + found_words(error);
  }
}

}  // namespace

std::string words(const InputError& error) {
  const std::string line = error.line > 0 ? "line " + std::to_string(error.line) + ", " : "";
  return line + printable(error.path) + ": " + what_is_wrong(error) + ".";
}

}  // namespace commonground::cli
