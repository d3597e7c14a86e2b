#include "session/faults.h"

#include <gtest/gtest.h>

namespace commonground::session {
namespace {

using record::Head;
using record::RecordError;

Head at(std::uint8_t author, std::uint64_t counter) {
  return {.log = {}, .author = author, .counter = counter, .previous = {}, .nonce = {}};
}

TEST(Faults, OneForEachPlaceUntilItIsMended) {
  Faults faults;
  faults.add(at(1, 7), RecordError::kGap);
  faults.add(at(1, 7), RecordError::kAltered);
  faults.add(at(2, 7), RecordError::kGap);
  ASSERT_EQ(faults.all().size(), 2U);
  EXPECT_EQ(faults.all()[0].error, RecordError::kAltered);
  faults.mend(at(1, 7));
  EXPECT_EQ(faults.all().size(), 1U);
}

TEST(Faults, NobodyHidesAForkBehindManyOthers) {
  Faults faults;
  for (std::uint64_t i = 0; i < 1000; ++i) faults.add(at(0, i), RecordError::kAltered);
  faults.add(at(1, 3), RecordError::kFork);
  ASSERT_EQ(faults.all().size(), Faults::kMostOfAKind + 1);
  EXPECT_EQ(faults.all()[0].error, RecordError::kFork);
  faults.add(at(1, 3), RecordError::kGap);
  EXPECT_EQ(faults.all()[0].error, RecordError::kFork);
}

}  // namespace
}  // namespace commonground::session
