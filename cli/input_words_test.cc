#include "cli/input_words.h"

#include <gtest/gtest.h>

namespace commonground::cli {
namespace {

TEST(InputWords, SayWhereAFileIsWrongAndWhatWasExpected) {
  EXPECT_EQ(words(InputError{.code = InputErrorCode::kOutOfRange,
                             .path = "$.ways[3].minutes",
                             .line = 12,
                             .low = 0,
                             .high = 1440,
                             .found = JsonKind::kNumber,
                             .found_text = "1441"}),
            "line 12, $.ways[3].minutes: expected a whole number from 0 to 1440, found 1441.");
  EXPECT_EQ(words(InputError{.code = InputErrorCode::kWrongType,
                             .path = "$.needs",
                             .line = 2,
                             .expected = JsonKind::kArray,
                             .found = JsonKind::kString,
                             .found_text = "calm\x1b"}),
            "line 2, $.needs: expected a list in [ ], found the text \"calm·\".");
  EXPECT_EQ(words(InputError{.code = InputErrorCode::kTooLarge,
                             .path = "$",
                             .low = 4 << 20,
                             .found = {},
                             .found_text = {}}),
            "$: larger than 4 MiB, so it was not read.");
}

TEST(InputWords, HaveSomethingToSayForEveryCode) {
  for (int code = 0; code <= static_cast<int>(InputErrorCode::kRetiredId); ++code) {
    const InputError error{.code = static_cast<InputErrorCode>(code),
                           .path = "$",
                           .found = JsonKind::kObject,
                           .found_text = "2"};
    EXPECT_GT(words(error).size(), 15U) << code;
  }
}

}  // namespace
}  // namespace commonground::cli
