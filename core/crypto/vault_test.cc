#include "crypto/vault.h"

#include <gtest/gtest.h>

#include "crypto/recovery.h"

namespace commonground {
namespace {

constexpr PassphraseCost kCheap = {.passes = 1, .kibibytes = 8};

Entropy entropy(std::uint8_t seed) {
  std::array<std::uint8_t, EntropySeed::kSize> bytes{};
  bytes.fill(seed);
  return Entropy{EntropySeed(bytes)};
}

struct Made {
  VaultHead head;
  Bytes vault;
};

VaultKey key_for(std::string_view passphrase, const VaultHead& head) {
  auto key = vault_key(SecretBytes(bytes_of(passphrase)), head.salt, head.cost);
  EXPECT_TRUE(key);
  return std::move(*key);
}

Made made(std::string_view passphrase, std::string_view text) {
  Entropy random = entropy(1);
  const VaultHead head{.cost = kCheap, .salt = random.fixed<PassphraseSalt>()};
  return {head, seal_vault(key_for(passphrase, head), head, SecretBytes(bytes_of(text)), random)};
}

TEST(Vault, OpensWithItsPassphraseAndNoOther) {
  const Made vault = made("four plain words here", "all that is mine");
  const auto head = read_vault_head(vault.vault);
  ASSERT_TRUE(head);
  EXPECT_EQ(head->cost, kCheap);
  const auto text = open_vault(key_for("four plain words here", *head), vault.vault);
  ASSERT_TRUE(text);
  EXPECT_EQ(text_of(text->reveal()), "all that is mine");
  const auto wrong = open_vault(key_for("four plain words hers", *head), vault.vault);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error(), VaultError::kCannotBeOpened);
}

TEST(Vault, ShowsNoMoreOfItsTextThanItsSizeInKibibytes) {
  EXPECT_EQ(made("x", "short").vault.size(), made("x", std::string(1023, 'a')).vault.size());
  EXPECT_LT(made("x", "short").vault.size(), made("x", std::string(1024, 'a')).vault.size());
}

TEST(Vault, IsNotOpenedWithAnyByteAltered) {
  const Made vault = made("a", "all that is mine");
  const VaultKey key = key_for("a", vault.head);
  for (std::size_t i = 0; i < vault.vault.size(); ++i) {
    Bytes altered = vault.vault;
    altered[i] ^= 1U;
    EXPECT_FALSE(open_vault(key, altered)) << i;
  }
  for (const std::size_t size : {0U, 3U, 4U, 12U, 28U, 52U, 1000U}) {
    EXPECT_EQ(open_vault(key, ByteSpan(vault.vault).first(size)).error(), VaultError::kNotAVault);
  }
}

TEST(Vault, SaysWhatItIsNot) {
  Bytes vault = made("a", "x").vault;
  vault[3] = 2;
  EXPECT_EQ(read_vault_head(vault).error(), VaultError::kNewerVersion);
  vault[3] = 0;
  EXPECT_EQ(read_vault_head(vault).error(), VaultError::kNotAVault);
  vault[3] = 1;
  vault[7] = 1;  // sixteen million passes
  EXPECT_EQ(read_vault_head(vault).error(), VaultError::kCostOutOfRange);
  vault[0] = 'X';
  EXPECT_EQ(read_vault_head(vault).error(), VaultError::kNotAVault);
  EXPECT_TRUE(vault_key(SecretBytes(ByteSpan{}), {}, kCheap));
  EXPECT_EQ(vault_key(SecretBytes(bytes_of("a")), {}, {.passes = 0, .kibibytes = 8}).error(),
            VaultError::kCostOutOfRange);
}

TEST(Vault, TakesADifferentKeyForEachSaltAndCost) {
  const SecretBytes passphrase(bytes_of("a"));
  const auto one = vault_key(passphrase, {}, kCheap);
  const auto salted = vault_key(passphrase, PassphraseSalt{{1}}, kCheap);
  const auto dearer = vault_key(passphrase, {}, {.passes = 2, .kibibytes = 8});
  ASSERT_TRUE(one && salted && dearer);
  EXPECT_FALSE(one->equals(*salted));
  EXPECT_FALSE(one->equals(*dearer));
}

// ---- Recovery words

std::array<std::uint16_t, kRecoveryWords> positions(const RecoveryWords& words) {
  std::array<std::uint16_t, kRecoveryWords> all{};
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = word_at(words, i);
  return all;
}

RecoverySeed seed_of(std::uint8_t byte) {
  std::array<std::uint8_t, RecoverySeed::kSize> bytes{};
  bytes.fill(byte);
  return RecoverySeed(bytes);
}

// The vectors of BIP-39: "abandon" eleven times and "about"; "legal winner thank year wave sausage
// worth useful legal winner thank yellow"; "zoo" eleven times and "wrong".
TEST(RecoveryWords, AreThoseOfTheStandard) {
  EXPECT_EQ(positions(recovery_words(seed_of(0x00))),
            (std::array<std::uint16_t, 12>{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3}));
  EXPECT_EQ(positions(recovery_words(seed_of(0x7f))),
            (std::array<std::uint16_t, 12>{1019, 2015, 1790, 2039, 1983, 1533, 2031, 1919, 1019,
                                           2015, 1790, 2040}));
  EXPECT_EQ(positions(recovery_words(seed_of(0xff))),
            (std::array<std::uint16_t, 12>{2047, 2047, 2047, 2047, 2047, 2047, 2047, 2047, 2047,
                                           2047, 2047, 2037}));
}

TEST(RecoveryWords, GoThereAndBack) {
  Entropy random = entropy(7);
  for (int i = 0; i < 200; ++i) {
    const auto seed = random.secret<RecoverySeed>();
    const auto back = recovery_seed(positions(recovery_words(seed)));
    ASSERT_TRUE(back);
    EXPECT_TRUE(back->equals(seed));
  }
}

TEST(RecoveryWords, FindOutMostWrongAndMisplacedWords) {
  Entropy random = entropy(9);
  int found = 0;
  int tried = 0;
  for (int i = 0; i < 100; ++i) {
    const auto right = positions(recovery_words(random.secret<RecoverySeed>()));
    for (std::size_t at = 0; at < kRecoveryWords; ++at) {
      auto wrong = right;
      wrong[at] = static_cast<std::uint16_t>((wrong[at] + 1) % kWordList);
      found += recovery_seed(wrong) ? 0 : 1;
      ++tried;
    }
  }
  EXPECT_GT(found, tried * 14 / 16);
  std::array<std::uint16_t, kRecoveryWords> outside{};
  outside[5] = kWordList;
  EXPECT_FALSE(recovery_seed(outside));
}

TEST(SafetyWords, AreTheFirstBitsOfTheHash) {
  Hash hash;
  EXPECT_EQ(safety_words(hash), (std::array<std::uint16_t, 4>{0, 0, 0, 0}));
  hash.bytes[0] = 0xff;
  hash.bytes[1] = 0xe0;
  hash.bytes[5] = 0x10;
  EXPECT_EQ(safety_words(hash), (std::array<std::uint16_t, 4>{2047, 0, 0, 1}));
}

}  // namespace
}  // namespace commonground
