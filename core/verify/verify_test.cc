#include "verify/verify.h"

#include <gtest/gtest.h>

#include "base/hex.h"

namespace commonground {
namespace {

// By Python's hashlib.blake2b(b"abcdef", digest_size=32, person=b"cg.test.1").
TEST(Hash, IsBlake2bWithTheContextAsPersonalisation) {
  EXPECT_EQ(to_hex(hash("cg.test.1", {bytes_of("abc"), bytes_of("def")}).span()),
            "90a471e0907e0b388cf2aa9f738375e595504cea8e4ec99ae1190f40b3a19e26");
  EXPECT_EQ(to_hex(hash("cg.test.1", {}).span()),
            "1e0ca0ef5d3c0c7f6e5e2bfe76fc2864f05d3c99c3603930a54fb64f46bbb14d");
  EXPECT_NE(hash("cg.test.2", {}), hash("cg.test.1", {}));
}

}  // namespace
}  // namespace commonground
