#include "crypto/group.h"

#include <string_view>

#include <gtest/gtest.h>

#include "base/hex.h"

namespace commonground {
namespace {

GroupPoint point(std::string_view hex) { return GroupPoint::from(from_hex(hex).value()).value(); }

Scalar small(std::uint8_t number) {
  std::array<std::uint8_t, Scalar::kSize> bytes{};
  bytes[0] = number;
  return scalar_from(bytes).value();
}

GroupPoint mapped(std::string_view hex) {
  const Bytes bytes = from_hex(hex).value();
  return map_to_group(std::span(bytes).first<64>());
}

const GroupPoint kGenerator =
    point("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76");

// RFC 9496, A.1.
TEST(Group, HasTheMultiplesOfTheStandard) {
  const std::array multiples = {
      "0000000000000000000000000000000000000000000000000000000000000000",
      "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76",
      "6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919",
      "94741f5d5d52755ece4f23f044ee27d5d1ea1e2bd196b462166b16152a9d0259",
      "da80862773358b466ffadfe0b3293ab3d9fd53c5ea6c955358f568322daf6a57",
      "e882b131016b52c1d3337080187cf768423efccbb517bb495ab812c4160ff44e",
  };
  GroupPoint sum = kIdentity;
  std::uint8_t times = 0;
  for (const std::string_view hex : multiples) {
    EXPECT_EQ(to_hex(sum.span()), hex);
    EXPECT_EQ(multiply(small(times), kGenerator), sum);
    EXPECT_EQ(multiply_generator(small(times)), sum);
    EXPECT_EQ(is_valid(sum), times != 0);
    sum = add(sum, kGenerator);
    ++times;
  }
}

// RFC 9496, A.2, one of each kind.
TEST(Group, KnowsWhatIsNoPoint) {
  for (const std::string_view hex : {
           "00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",  // not canonical
           "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
           "0100000000000000000000000000000000000000000000000000000000000000",  // negative
           "ed57ffd8c914fb201471d1c3d245ce3c746fcbe63a3679d51b6a516ebebe0e20",
           "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371",  // no square
           "3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e",  // x y negative
           "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  // s = -1
       }) {
    EXPECT_FALSE(is_valid(point(hex))) << hex;
  }
}

// libsodium 1.0.18 takes these for the same points.
TEST(Group, HasNoSecondEncodingWithTheHighestBit) {
  GroupPoint twin = kGenerator;
  twin.bytes.back() |= 0x80U;
  EXPECT_FALSE(is_valid(twin));
  GroupPoint identity = kIdentity;
  identity.bytes.back() |= 0x80U;
  EXPECT_FALSE(is_valid(identity));
}

// RFC 9496, A.3: SHA-512 of "Ristretto is traditionally a short shot of espresso coffee", and the
// next one.
TEST(Group, MapsUniformBytesAsTheStandard) {
  EXPECT_EQ(mapped("5d1be09e3d0c82fc538112490e35701979d99e06ca3e2b5b54bffe8b4dc772c1"
                   "4d98b696a1bbfb5ca32c436cc61c16563790306c79eaca7705668b47dffe5bb6"),
            point("3066f82a1a747d45120d1740f14358531a8f04bbffe6a819f86dfe50f44a0a46"));
  EXPECT_EQ(mapped("f116b34b8f17ceb56e8732a60d913dd10cce47a6d53bee9204be8b44f6678b27"
                   "0102a56902e2488c46120e9276cfe54638286b9e4b3cdb470b542d46c2068d38"),
            point("f26e5b6f7d362d2d2a94c5d0e7602cb4773c95a2e5c31a64f133189fa76ed61b"));
}

// By Python: hashlib.blake2b(b"abcdef", digest_size=64, person=b"cg.test.1"), and the map of
// RFC 9496 and the remainder by the order of the group.
TEST(Group, HashesWithTheContextAsPersonalisation) {
  EXPECT_EQ(to_hex(hash_to_group("cg.test.1", {bytes_of("abc"), bytes_of("def")}).span()),
            "66e3c1bc6dab72294fb89e268730ead2a9356324205e86c6848829dd535e8210");
  EXPECT_EQ(to_hex(hash_to_scalar("cg.test.1", {bytes_of("abcdef")}).reveal()),
            "a4417b7b7938cca9e82822e70a3a17ae713454a593597c8301e1c1156bb4190c");
  EXPECT_NE(hash_to_group("cg.test.2", {bytes_of("abcdef")}),
            hash_to_group("cg.test.1", {bytes_of("abcdef")}));
}

TEST(Group, TakesScalarsBelowItsOrderOnly) {
  Bytes order =
      from_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010").value();
  EXPECT_FALSE(scalar_from(std::span(order).first<32>()));
  --order[0];
  const auto greatest = scalar_from(std::span(order).first<32>());
  ASSERT_TRUE(greatest);
  EXPECT_EQ(add(multiply(*greatest, kGenerator), kGenerator), kIdentity);
  EXPECT_EQ(subtract(multiply(small(5), kGenerator), multiply(small(2), kGenerator)),
            multiply(small(3), kGenerator));
  EXPECT_EQ(subtract(kGenerator, kGenerator), kIdentity);
  order.back() = 0x90;
  EXPECT_FALSE(scalar_from(std::span(order).first<32>()));
}

TEST(Group, SubtractsProducts) {
  EXPECT_TRUE(minus_product(small(7), small(2), small(3)).equals(small(1)));
  EXPECT_EQ(multiply_generator(minus_product(small(0), small(1), small(1))),
            multiply(minus_product(small(5), small(2), small(3)), kGenerator));
}

}  // namespace
}  // namespace commonground
