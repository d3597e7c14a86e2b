#include "base/bytes.h"

#include <gtest/gtest.h>

#include "base/byte_io.h"
#include "base/hex.h"

namespace commonground {
namespace {

TEST(Bytes, OfAFixedSizeComeOnlyFromThatSize) {
  const Bytes sixteen(16, 7);
  EXPECT_TRUE(LogId::from(sixteen));
  EXPECT_FALSE(LogId::from(Bytes(15)));
  EXPECT_FALSE(LogId::from(Bytes(17)));
  EXPECT_EQ(LogId::from(sixteen)->bytes[15], 7);
}

TEST(Hex, GoesThereAndBack) {
  const Bytes bytes = {0x00, 0x7f, 0x80, 0xff};
  EXPECT_EQ(to_hex(bytes), "007f80ff");
  EXPECT_EQ(from_hex("007f80ff"), bytes);
  EXPECT_EQ(from_hex(""), Bytes{});
  for (const auto* text : {"0", "0g", "0F", " 0", "0x"}) EXPECT_FALSE(from_hex(text)) << text;
}

TEST(ByteIo, WritesNumbersFromTheLowestByte) {
  ByteWriter out;
  out.number(std::uint8_t{1});
  out.number(std::uint32_t{0x01020304});
  out.number(std::uint64_t{0x0102030405060708});
  out.bytes(bytes_of("ab"));
  EXPECT_EQ(to_hex(out.written()), "010403020108070605040302016162");
  const Bytes written = out.take();
  ByteReader in(written);
  std::uint8_t small = 0;
  std::uint32_t middle = 0;
  std::uint64_t large = 0;
  ByteSpan text;
  EXPECT_TRUE(in.number(small) && in.number(middle) && in.number(large) && in.bytes(2, text));
  EXPECT_EQ(small, 1);
  EXPECT_EQ(middle, 0x01020304U);
  EXPECT_EQ(large, 0x0102030405060708U);
  EXPECT_EQ(text_of(text), "ab");
  EXPECT_EQ(in.left(), 0U);
}

TEST(ByteIo, GivesNothingPastTheEndNorAfterIt) {
  const Bytes three(3, 1);
  ByteReader in(three);
  std::uint32_t number = 9;
  EXPECT_FALSE(in.number(number));
  EXPECT_EQ(number, 9U);
  std::uint8_t byte = 9;
  EXPECT_FALSE(in.number(byte));
  EXPECT_EQ(in.left(), 0U);
}

}  // namespace
}  // namespace commonground
