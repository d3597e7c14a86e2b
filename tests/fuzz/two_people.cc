// Ana, her laptop, Ben and a hostile device: any moves, held against what was promised
// (tests/scenarios/two_people.h).
#include "tests/scenarios/two_people.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  commonground::tests::tell_of_two_people({data, size});
  return 0;
}
