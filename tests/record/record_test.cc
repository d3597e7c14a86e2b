// Records between Ana and Ben, whole and broken.
#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "base/hex.h"
#include "record/chain.h"
#include "tests/files.h"
#include "tests/record/writers.h"

namespace commonground::record {
namespace {

using tests::kLog;
using tests::Writer;

class RecordTest : public testing::Test {
 protected:
  RecordTest() {
    EXPECT_TRUE(chain_.admit(0, ana_.key()));
    EXPECT_TRUE(chain_.admit(1, ben_.key()));
  }
  // What the chain says of a record, or that it was appended.
  [[nodiscard]] std::expected<void, RecordError> receive(ByteSpan bytes) {
    const auto parts = parts_of(bytes);
    if (!parts) return std::unexpected(parts.error());
    return chain_.append(*parts);
  }
  [[nodiscard]] static std::string text(ByteSpan bytes) {
    const auto parts = parts_of(bytes);
    EXPECT_TRUE(parts);
    const auto opened = open_record(*parts, Writer::seal_key());
    EXPECT_TRUE(opened);
    return opened ? std::string(text_of(opened->reveal())) : "";
  }

  Writer ana_{0, 1};
  Writer ben_{1, 2};
  Writer kim_{2, 3};
  Chain chain_{kLog};
};

TEST_F(RecordTest, GoFromAnaToBenAndBack) {
  const Bytes one = ana_.write("I would like an hour without phones.");
  const Bytes two = ben_.write("So would I.");
  const Bytes three = ana_.write("Tuesday?");
  for (const Bytes& record : {one, two, three}) EXPECT_TRUE(receive(record));
  EXPECT_EQ(text(one), "I would like an hour without phones.");
  EXPECT_EQ(text(three), "Tuesday?");
  EXPECT_EQ(chain_.written_by(0), 2U);
  EXPECT_EQ(chain_.written_by(1), 1U);
}

TEST_F(RecordTest, ShowOnlyASizeInSteps) {
  const auto size = [&](std::size_t letters) {
    return ana_.write(std::string(letters, 'a')).size();
  };
  EXPECT_EQ(size(0), size(255));
  EXPECT_EQ(size(256), size(0) + 256);
  EXPECT_EQ(size(0), kHeadBytes + 256 + kSealBytes + Signature::kSize);
  EXPECT_LE(size(kMostText), kMostRecordBytes);
  EXPECT_GT(size(kMostText) + kPadTo, kMostRecordBytes);
}

TEST_F(RecordTest, AreFoundOutWithAnyByteAltered) {
  const Bytes record = ana_.write("as it was said");
  for (std::size_t i = 0; i < record.size(); ++i) {
    for (const std::uint8_t bit : {std::uint8_t{0x01}, std::uint8_t{0x80}}) {
      Bytes altered = record;
      altered[i] ^= bit;
      EXPECT_FALSE(receive(altered)) << "byte " << i;
    }
  }
  for (std::size_t size = 0; size < record.size(); ++size) {
    EXPECT_FALSE(receive(ByteSpan(record).first(size))) << "of size " << size;
  }
  EXPECT_TRUE(receive(record));
}

TEST_F(RecordTest, OfTheSameHashAreTheSameEvenWhenErased) {
  const Bytes first = ana_.write("that was too much");
  const Bytes second = ana_.write("this stays");
  const Bytes silent = erased(*parts_of(first));
  EXPECT_EQ(silent.size(), kHeadBytes + Hash::kSize + Signature::kSize);
  EXPECT_EQ(parts_of(silent)->hash, parts_of(first)->hash);
  EXPECT_TRUE(receive(silent));
  EXPECT_TRUE(receive(second));
  EXPECT_EQ(open_record(*parts_of(silent), Writer::seal_key()).error(), RecordError::kErased);
  // Whoever has both has one record twice.
  EXPECT_EQ(receive(first).error(), RecordError::kRepeat);
}

TEST_F(RecordTest, AreNotOpenedWithAnotherKey) {
  const Bytes record = ana_.write("between us");
  std::array<std::uint8_t, 32> other{};
  EXPECT_EQ(open_record(*parts_of(record), SealKey(other)).error(), RecordError::kCannotBeOpened);
}

TEST_F(RecordTest, AdmitEachMemberOnceForGood) {
  EXPECT_TRUE(chain_.admit(0, ana_.key()));
  EXPECT_FALSE(chain_.admit(0, ben_.key()));
  EXPECT_FALSE(chain_.admit(2, ana_.key()));
  EXPECT_FALSE(chain_.admit(kMostAuthors, kim_.key()));
  EXPECT_EQ(chain_.member(1), ben_.key());
  EXPECT_FALSE(chain_.member(2));
  EXPECT_FALSE(chain_.member(200));
}

TEST_F(RecordTest, LeaveTheChainAsItWasWhenTheyDoNotFit) {
  const Bytes one = ana_.write("one");
  const Bytes two = ana_.write("two");
  EXPECT_EQ(receive(two).error(), RecordError::kGap);
  EXPECT_EQ(chain_.written_by(0), 0U);
  EXPECT_TRUE(receive(one));
  EXPECT_TRUE(receive(two));
}

// ---- Vectors: every error has a file named for it, and what this release writes stays readable.

struct Vector {
  Bytes bytes;
  std::optional<RecordError> error;  // after the first two of Ana and the first of Ben
};

Bytes with(Bytes bytes, std::size_t at, std::uint8_t flip) {
  bytes[at] ^= flip;
  return bytes;
}

// What this release writes for them, from fixed keys.
std::map<std::string, Vector> written() {
  Writer ana{0, 1};
  Writer ben{1, 2};
  const Writer kim{2, 3};
  const Bytes first = ana.write(R"({"kind":"note","text":"one"})");
  const Bytes second = ana.write(R"({"kind":"note","text":"two"})");
  const Bytes from_ben = ben.write(R"({"kind":"note","text":"mine"})");
  const Head third = ana.next();
  const Bytes good = ana.write_at(third, R"({"kind":"note","text":"three"})");
  Head skipping = third;
  skipping.counter += 1;
  Head another_past = third;
  another_past.previous.bytes[0] ^= 1U;
  Head again = third;
  again.counter = 1;
  again.previous = parts_of(first)->hash;
  LogId elsewhere = kLog;
  elsewhere.bytes[15] = 2;
  Writer ana_elsewhere{0, 1, elsewhere};
  Writer ben_as_ana{0, 2};
  std::map<std::string, Vector> all;
  all["1-first-of-ana"] = {first, {}};
  all["2-second-of-ana"] = {second, {}};
  all["3-first-of-ben"] = {from_ben, {}};
  all["good-third-of-ana"] = {good, {}};
  all["good-third-of-ana-erased"] = {erased(*parts_of(good)), {}};
  all["altered-sealed-text"] = {with(good, kHeadBytes + 5, 1), RecordError::kAltered};
  all["altered-signature"] = {with(good, good.size() - 1, 1), RecordError::kAltered};
  all["altered-counter"] = {with(good, 18, 1), RecordError::kAltered};
  all["altered-erased-hash"] = {with(erased(*parts_of(good)), kHeadBytes, 1),
                                RecordError::kAltered};
  all["signed-by-ben-as-ana"] = {ben_as_ana.write_at(third, "{}"), RecordError::kAltered};
  all["foreign-author"] = {kim.write_at(kim.next(), "{}"), RecordError::kForeignAuthor};
  all["author-past-the-last"] = {with(good, 17, 0xf0), RecordError::kForeignAuthor};
  all["wrong-log"] = {ana_elsewhere.write("{}"), RecordError::kWrongLog};
  all["gap"] = {ana.write_at(skipping, "{}"), RecordError::kGap};
  all["repeat"] = {second, RecordError::kRepeat};
  all["repeat-erased"] = {erased(*parts_of(second)), RecordError::kRepeat};
  all["fork-at-the-same-place"] = {ana.write_at(again, "{}"), RecordError::kFork};
  all["fork-of-another-past"] = {ana.write_at(another_past, "{}"), RecordError::kFork};
  all["newer-version"] = {with(good, 0, 3), RecordError::kNewerVersion};
  all["version-zero"] = {with(good, 0, 1), RecordError::kNotARecord};
  Bytes odd = good;
  odd.pop_back();
  all["sizes-that-do-not-fit"] = {odd, RecordError::kNotARecord};
  all["too-short"] = {Bytes(good.begin(), good.begin() + 100), RecordError::kTooShort};
  return all;
}

Bytes file(const std::string& name) {
  const std::string text = tests::text_of("tests/vectors/record/" + name + ".record");
  return {text.begin(), text.end()};
}

TEST(RecordVectors, AreWrittenAsTheyWere) {
  std::size_t files = 0;
  for (const auto& [name, vector] : written()) {
    EXPECT_EQ(to_hex(file(name)), to_hex(vector.bytes)) << name;
    ++files;
  }
  const std::filesystem::directory_iterator folder("tests/vectors/record");
  EXPECT_EQ(static_cast<std::size_t>(std::distance(begin(folder), end(folder))), files);
}

TEST(RecordVectors, AreReadAsTheyAreNamed) {
  for (const auto& [name, vector] : written()) {
    Chain chain(kLog);
    ASSERT_TRUE(chain.admit(0, Writer(0, 1).key()) && chain.admit(1, Writer(1, 2).key()));
    if (name[0] != '1') {
      for (const auto* before : {"1-first-of-ana", "2-second-of-ana", "3-first-of-ben"}) {
        if (name == before) break;
        ASSERT_TRUE(chain.append(*parts_of(file(before)))) << before;
      }
    }
    const Bytes bytes = file(name);
    const auto parts = parts_of(bytes);
    const auto said = parts ? chain.append(*parts)
                            : std::expected<void, RecordError>(std::unexpect, parts.error());
    EXPECT_EQ(said.has_value(), !vector.error.has_value()) << name;
    EXPECT_TRUE(said || !vector.error || said.error() == *vector.error) << name;
  }
}

TEST(RecordVectors, StayReadable) {
  const Bytes bytes = file("good-third-of-ana");
  const auto parts = parts_of(bytes);
  ASSERT_TRUE(parts);
  const auto text = open_record(*parts, Writer::seal_key());
  ASSERT_TRUE(text);
  EXPECT_EQ(text_of(text->reveal()), R"({"kind":"note","text":"three"})");
}

}  // namespace
}  // namespace commonground::record
