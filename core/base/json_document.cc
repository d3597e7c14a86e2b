#include "base/json_document.h"

#include <algorithm>
#include <utility>

#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

namespace commonground::json {

namespace {

// What few texts have less of for each value. Those that do take their memory step by step.
constexpr std::size_t kTextOfAValue = 64;

}  // namespace

// Told by RapidJSON of each piece of the text as it comes by.
class DocumentBuilder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, DocumentBuilder> {
 public:
  struct Built {
    Document document;
    rapidjson::ParseErrorCode error = rapidjson::kParseErrorNone;
    bool too_deep = false;
    std::size_t offset = 0;  // of the error, or of the end
  };

  static Built build(std::string_view text, std::size_t most_depth) {
    Document document;
    document.nodes_.reserve(text.size() / kTextOfAValue + 1);
    document.text_.to_fill().reserve(text.size());
    rapidjson::MemoryStream stream(text.data(), text.size());
    DocumentBuilder builder(document, stream, most_depth);
    const rapidjson::ParseResult result =
        rapidjson::Reader().Parse<rapidjson::kParseValidateEncodingFlag>(stream, builder);
    return {.document = std::move(document),
            .error = result.Code(),
            .too_deep = builder.too_deep_,
            .offset = result.IsError() ? result.Offset() : stream.Tell()};
  }

  bool Null() {
    add(JsonKind::kNull);
    return true;
  }
  bool Bool(bool truth) {
    add(JsonKind::kBoolean).truth = truth;
    return true;
  }
  bool Int(int number) { return whole(number); }
  bool Uint(unsigned number) { return whole(number); }
  bool Int64(std::int64_t number) { return whole(number); }
  bool Uint64(std::uint64_t number) {
    return number <= INT64_MAX ? whole(static_cast<std::int64_t>(number)) : not_whole();
  }
  bool Double(double /*number*/) { return not_whole(); }  // allow-float: only that it is one
  bool String(const char* text, rapidjson::SizeType size, bool /*copy*/) {
    keep_text(add(JsonKind::kString), {text, size});
    return true;
  }
  bool Key(const char* text, rapidjson::SizeType size, bool copy) {
    return String(text, size, copy);
  }
  bool StartObject() { return open(JsonKind::kObject); }
  bool EndObject(rapidjson::SizeType members) { return close(members); }
  bool StartArray() { return open(JsonKind::kArray); }
  bool EndArray(rapidjson::SizeType items) { return close(items); }

 private:
  DocumentBuilder(Document& document, const rapidjson::MemoryStream& stream, std::size_t most_depth)
      : document_(document), stream_(stream), most_depth_(most_depth) {}

  bool whole(std::int64_t number) {
    Document::Node& node = add(JsonKind::kNumber);
    node.whole = true;
    node.number = number;
    return true;
  }
  bool not_whole() {
    add(JsonKind::kNumber);
    return true;
  }
  Document::Node& add(JsonKind kind) {
    Document::Node& node = document_.nodes_.emplace_back();
    node.kind = kind;
    node.offset = static_cast<std::uint32_t>(stream_.Tell());
    node.next = static_cast<std::uint32_t>(document_.nodes_.size());
    return node;
  }
  void keep_text(Document::Node& node, std::string_view text) {
    node.text_at = static_cast<std::uint32_t>(document_.text_.get().size());
    node.text_size = static_cast<std::uint32_t>(text.size());
    document_.text_.to_fill() += text;
  }
  bool open(JsonKind kind) {
    if (open_.size() >= most_depth_) {
      too_deep_ = true;
      return false;
    }
    open_.push_back(document_.nodes_.size());
    add(kind);
    return true;
  }
  bool close(rapidjson::SizeType count) {
    Document::Node& node = document_.nodes_[open_.back()];
    node.count = count;
    node.next = static_cast<std::uint32_t>(document_.nodes_.size());
    open_.pop_back();
    return true;
  }

  Document& document_;
  const rapidjson::MemoryStream& stream_;
  std::size_t most_depth_;
  std::vector<std::size_t> open_;
  bool too_deep_ = false;
};

std::expected<Document, ParseError> Document::parse(std::string_view text, Limits limits) {
  if (text.size() > std::min<std::size_t>(limits.most_bytes, UINT32_MAX)) {
    return std::unexpected(ParseError{ParseErrorCode::kTooLarge, 0});
  }
  DocumentBuilder::Built built = DocumentBuilder::build(text, limits.most_depth);
  if (built.too_deep) return std::unexpected(ParseError{ParseErrorCode::kTooDeep, built.offset});
  if (built.error == rapidjson::kParseErrorNumberTooBig) {
    return std::unexpected(ParseError{ParseErrorCode::kNumberTooBig, built.offset});
  }
  // Where no error stops it before the end, a zero byte has been taken for the end.
  if (built.error != rapidjson::kParseErrorNone || built.offset != text.size()) {
    return std::unexpected(ParseError{ParseErrorCode::kSyntax, built.offset});
  }
  return std::move(built.document);
}

Value Document::root() const { return {*this, 0}; }

std::optional<std::int64_t> Value::whole() const {
  return node().whole ? std::optional(node().number) : std::nullopt;
}

std::string_view Value::text() const {
  return std::string_view(document_->text_.get()).substr(node().text_at, node().text_size);
}

}  // namespace commonground::json
