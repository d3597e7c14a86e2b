#include <array>
#include <concepts>
#include <cstring>
#include <new>
#include <ostream>
#include <type_traits>

#include <gtest/gtest.h>
#include <sodium.h>

#include "base/hex.h"
#include "crypto/derive.h"
#include "crypto/entropy.h"
#include "crypto/padding.h"
#include "crypto/seal.h"
#include "crypto/secret.h"
#include "crypto/sign.h"

namespace commonground {
namespace {

template <std::size_t kSize>
std::array<std::uint8_t, kSize> counting(std::uint8_t from = 0) {
  std::array<std::uint8_t, kSize> bytes{};
  for (std::size_t i = 0; i < kSize; ++i) bytes[i] = static_cast<std::uint8_t>(from + i);
  return bytes;
}

Bytes hex(std::string_view text) { return from_hex(text).value(); }

template <class T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };

// ---- Secrets

TEST(Secret, IsNotCopiedPrintedOrCompared) {
  static_assert(!std::is_copy_constructible_v<SealKey> && !std::is_copy_assignable_v<SealKey>);
  static_assert(!std::is_copy_constructible_v<SecretBytes>);
  static_assert(!Printable<SealKey> && !Printable<SecretBytes>);
  static_assert(!std::equality_comparable<SealKey>);
  static_assert(!std::is_convertible_v<MasterKey, SealKey>);
  const SealKey one(counting<32>());
  EXPECT_TRUE(one.equals(one.copy()));
  EXPECT_FALSE(one.equals(SealKey(counting<32>(1))));
}

TEST(Secret, IsWipedWhenItEndsAndWhenItIsMovedFrom) {
  alignas(SealKey) std::array<std::byte, sizeof(SealKey)> room{};
  const auto all_zero = [&] {
    return std::ranges::all_of(room, [](std::byte b) { return b == std::byte{0}; });
  };
  auto* key = new (room.data()) SealKey(counting<32>(1));
  EXPECT_FALSE(all_zero());
  const SealKey moved = std::move(*key);
  EXPECT_TRUE(all_zero());
  EXPECT_EQ(moved.reveal()[0], 1);
  key->~SealKey();
  key = new (room.data()) SealKey(counting<32>(1));
  key->~SealKey();
  EXPECT_TRUE(all_zero());
}

TEST(SecretBytes, AreWipedWhereTheyAreShortened) {
  SecretBytes text(bytes_of("a secret of some length"));
  const std::uint8_t* where = text.reveal().data();
  text.shorten(8);
  EXPECT_EQ(text_of(text.reveal()), "a secret");
  EXPECT_EQ(text.reveal().data(), where);
}

// ---- Entropy

TEST(Entropy, IsTheSameForTheSameSeedAndNeverTheSameTwice) {
  Entropy one{EntropySeed(counting<32>())};
  Entropy same{EntropySeed(counting<32>())};
  const auto first = one.fixed<Nonce>();
  EXPECT_EQ(first, same.fixed<Nonce>());
  EXPECT_NE(first, one.fixed<Nonce>());
  EXPECT_TRUE(one.secret<SealKey>().equals([&] {
    (void)same.fixed<Nonce>();
    return same.secret<SealKey>();
  }()));
  Entropy other{EntropySeed(counting<32>(1))};
  EXPECT_NE(first, other.fixed<Nonce>());
}

TEST(Entropy, IsNeverDrawnByTheCoreItself) {
  const Entropy any{EntropySeed(counting<32>())};
  (void)hash("cg.test.1", {});  // libsodium is ready
  EXPECT_STREQ(randombytes_implementation_name(), "none");
  EXPECT_DEATH((void)randombytes_random(), "");
}

// ---- Derived keys

// By Python's hashlib.blake2b(digest_size=32, key=bytes(range(32)), person=b"cg.test.1",
// salt=bytes(range(16))).
TEST(Derive, IsKeyedBlake2bWithContextAndSalt) {
  const MasterKey key(counting<32>());
  const DeriveSalt salt{counting<16>()};
  EXPECT_EQ(to_hex(derive<SealKey>(key, "cg.test.1", salt).reveal()),
            "08a1589da7c91bcff3b7822e72f2c6d0db3077012e6b38f350dbe1ac3c237237");
  EXPECT_EQ(to_hex(derive<SealKey>(key, "cg.test.1").reveal()),
            "7f94b3e46737ade844a196b157ef04258adafd1f2dff688d3b01a1d964f53bc9");
  EXPECT_FALSE(derive<SealKey>(key, "cg.test.2").equals(derive<SealKey>(key, "cg.test.1")));
}

// ---- Signatures

// RFC 8032, 7.1, test 1: the key of this seed.
TEST(Sign, MakesTheKeyOfTheStandard) {
  const Bytes seed = hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
  const SigningKey key{SigningSeed(std::span(seed).first<32>())};
  EXPECT_EQ(to_hex(key.verify_key().span()),
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
}

TEST(Sign, IsVerifiedByThisKeyForThisMessageOnly) {
  const SigningKey ana{SigningSeed(counting<32>())};
  const SigningKey ben{SigningSeed(counting<32>(1))};
  const Hash message = hash("cg.test.1", {bytes_of("hello")});
  const Signature signature = ana.sign(message);
  EXPECT_TRUE(verify(ana.verify_key(), message, signature));
  EXPECT_FALSE(verify(ben.verify_key(), message, signature));
  EXPECT_FALSE(verify(ana.verify_key(), hash("cg.test.1", {bytes_of("hullo")}), signature));
  for (std::size_t i = 0; i < Signature::kSize; ++i) {
    Signature altered = signature;
    altered.bytes[i] ^= 1U;
    EXPECT_FALSE(verify(ana.verify_key(), message, altered)) << i;
  }
}

// ---- Sealing

// draft-irtf-cfrg-xchacha-03, A.3.1.
TEST(Seal, IsXChaCha20Poly1305) {
  const SealKey key(counting<32>(0x80));
  const Nonce nonce{counting<24>(0x40)};
  const Bytes clear = hex("50515253c0c1c2c3c4c5c6c7");
  const std::string_view text =
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
      "sunscreen would be it.";
  EXPECT_EQ(
      to_hex(seal(key, nonce, clear, bytes_of(text))),
      "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f"
      "4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f"
      "76b2383565d3fff921f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49");
}

TEST(Seal, OpensOnlyWhatIsWholeWithTheSameError) {
  const SealKey key(counting<32>());
  const Nonce nonce{counting<24>()};
  const Bytes clear = {1, 2, 3};
  const Bytes sealed = seal(key, nonce, clear, bytes_of("said between us"));
  const auto opened = open(key, nonce, clear, sealed);
  ASSERT_TRUE(opened);
  EXPECT_EQ(text_of(opened->reveal()), "said between us");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    Bytes altered = sealed;
    altered[i] ^= 0x80U;
    EXPECT_FALSE(open(key, nonce, clear, altered)) << i;
    EXPECT_FALSE(open(key, nonce, clear, ByteSpan(sealed).first(i))) << i;
  }
  EXPECT_FALSE(open(SealKey(counting<32>(1)), nonce, clear, sealed));
  EXPECT_FALSE(open(key, Nonce{counting<24>(1)}, clear, sealed));
  EXPECT_FALSE(open(key, nonce, Bytes{1, 2}, sealed));
}

// ---- Padding

TEST(Padding, FillsToABlockAndComesOffAgain) {
  for (const std::size_t size : {0U, 1U, 254U, 255U, 256U, 257U, 511U, 512U}) {
    const Bytes text(size, 0x80);
    SecretBytes filled = padded(text, 256);
    EXPECT_EQ(filled.reveal().size(), (size / 256 + 1) * 256) << size;
    ASSERT_TRUE(take_padding(filled, 256)) << size;
    EXPECT_TRUE(std::ranges::equal(filled.reveal(), text)) << size;
  }
}

TEST(Padding, ThatIsNotThereIsNotTaken) {
  SecretBytes zeros{std::size_t{256}};
  EXPECT_FALSE(take_padding(zeros, 256));
  EXPECT_EQ(zeros.reveal().size(), 256U);
  SecretBytes empty{std::size_t{0}};
  EXPECT_FALSE(take_padding(empty, 256));
  SecretBytes odd{std::size_t{255}};
  EXPECT_FALSE(take_padding(odd, 256));
}

}  // namespace
}  // namespace commonground
