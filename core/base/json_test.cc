#include <gtest/gtest.h>

#include "base/json_document.h"
#include "base/json_writer.h"

namespace commonground::json {
namespace {

constexpr Limits kLimits = {.most_bytes = 1000, .most_depth = 3};

ParseErrorCode refusal(std::string_view text) {
  const auto document = Document::parse(text, kLimits);
  EXPECT_FALSE(document.has_value()) << text;
  return document.has_value() ? ParseErrorCode{} : document.error().code;
}

TEST(JsonDocument, KeepsKindsAndOrder) {
  const auto document = Document::parse(R"({"a": [1, "two", null], "b": true, "a": -0})", kLimits);
  ASSERT_TRUE(document.has_value());
  const Value root = document->root();
  ASSERT_EQ(root.kind(), JsonKind::kObject);
  ASSERT_EQ(root.size(), 3U);  // the repeated member too
  const Value key = root.first();
  EXPECT_EQ(key.text(), "a");
  const Value list = key.next();
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list.first().whole(), 1);
  EXPECT_EQ(list.first().next().text(), "two");
  EXPECT_EQ(list.first().next().next().kind(), JsonKind::kNull);
  const Value second_key = list.next();
  EXPECT_EQ(second_key.text(), "b");
  EXPECT_TRUE(second_key.next().truth());
  const Value third_key = second_key.next().next();
  EXPECT_EQ(third_key.text(), "a");
  EXPECT_EQ(third_key.next().whole(), 0);
}

TEST(JsonDocument, KnowsWholeNumbersFromOthers) {
  const auto document =
      Document::parse("[9223372036854775807, 9223372036854775808, 1.0, 1e2, -5]", kLimits);
  ASSERT_TRUE(document.has_value());
  Value item = document->root().first();
  EXPECT_EQ(item.whole(), INT64_MAX);
  item = item.next();
  EXPECT_FALSE(item.whole().has_value());
  item = item.next();
  EXPECT_FALSE(item.whole().has_value());
  item = item.next();
  EXPECT_FALSE(item.whole().has_value());
  EXPECT_EQ(item.next().whole(), -5);
}

TEST(JsonDocument, UnescapesStrings) {
  const auto document = Document::parse(R"("a\"\u00e9\ud83d\ude00\n")", kLimits);
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->root().text(), "a\"é😀\n");
}

TEST(JsonDocument, RefusesWhatIsNotJson) {
  for (const char* text : {"", "{", "[1,]", "nul", "01", "'a'", "[1] 2", "\"\xff\"", "\"\\ud800\"",
                           "\"\n\"", "{\"a\"}", "NaN", "+1", ".5"}) {
    EXPECT_EQ(refusal(text), ParseErrorCode::kSyntax) << text;
  }
  EXPECT_EQ(refusal(std::string_view("1\0", 2)), ParseErrorCode::kSyntax);
  EXPECT_EQ(refusal("[1, 1e999]"), ParseErrorCode::kNumberTooBig);
  EXPECT_EQ(refusal("[[[[1]]]]"), ParseErrorCode::kTooDeep);
  EXPECT_EQ(refusal(std::string(1001, ' ')), ParseErrorCode::kTooLarge);
}

TEST(JsonDocument, SaysWhereTheFaultIs) {
  const auto document = Document::parse("[1, 2, x]", kLimits);
  ASSERT_FALSE(document.has_value());
  EXPECT_EQ(document.error().offset, 7U);
}

TEST(JsonWriter, WritesCompactly) {
  Writer writer;
  writer.begin_object();
  writer.key("a\"b");
  writer.begin_list();
  writer.integer(INT64_MIN);
  writer.string("é\n\x01");
  writer.null();
  writer.end_list();
  writer.key("ms");
  writer.thousandths(12007);
  writer.key("less");
  writer.thousandths(-5);
  writer.end_object();
  EXPECT_EQ(writer.take(),
            R"({"a\"b":[-9223372036854775808,"é\n\u0001",null],"ms":12.007,"less":-0.005})");
}

// Once it took ten times the text, which a phone does not have.
TEST(Document, TakesLittleMoreThanItsText) {
  const std::string text = "\"" + std::string(std::size_t{1} << 20, 'a') + "\"";
  const auto document = Document::parse(text, {.most_bytes = text.size(), .most_depth = 1});
  ASSERT_TRUE(document);
  EXPECT_LT(document->memory(), 2 * text.size());
}

TEST(Writer, EscapesWhatJsonWantsEscaped) {
  EXPECT_EQ(quoted("a\"b\\c/d\b\f\n\r\t"), R"("a\"b\\c/d\b\f\n\r\t")");
  EXPECT_EQ(quoted(std::string_view("\0\x1f\x7f\xc3\xa9", 5)), "\"\\u0000\\u001F\x7f\xc3\xa9\"");
}

}  // namespace
}  // namespace commonground::json
