// JSON text as a tree that keeps what a careful reader needs: where each value stood, which numbers
// are whole, and every member, repeated or not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/wiped.h"
#include "commonground/json_kind.h"

namespace commonground::json {

struct Limits {
  std::size_t most_bytes;
  std::size_t most_depth;  // lists and objects within each other
};

// Of JSON's numbers only those beyond 1e308 are refused.
enum class ParseErrorCode : std::uint8_t { kTooLarge, kSyntax, kTooDeep, kNumberTooBig };

struct ParseError {
  ParseErrorCode code;
  std::size_t offset;  // in bytes
};

class Value;

// Owns all text and numbers. Values point into it and must not outlive it, nor a move.
class Document {
 public:
  // Strict JSON in UTF-8, without a byte order mark. Takes memory in proportion to the text, and no
  // deeper calls than the limit.
  [[nodiscard]] static std::expected<Document, ParseError> parse(std::string_view text,
                                                                 Limits limits);

  [[nodiscard]] Value root() const;
  // What it takes, in bytes.
  [[nodiscard]] std::size_t memory() const {
    return nodes_.capacity() * sizeof(Node) + text_.get().capacity();
  }

 private:
  friend class Value;
  friend class DocumentBuilder;

  // Values in the order of the text; a member is its key, a string, and then its value.
  struct Node {
    JsonKind kind = JsonKind::kNull;
    bool truth = false;         // of a boolean
    bool whole = false;         // a number without fraction or exponent, within 64 bits
    std::uint32_t offset = 0;   // in the text, of its end (lists and objects: of their start)
    std::uint32_t next = 0;     // the node after it and all that it holds
    std::uint32_t count = 0;    // items or members
    std::uint32_t text_at = 0;  // of a string, in text_
    std::uint32_t text_size = 0;
    std::int64_t number = 0;
  };

  std::vector<Node> nodes_;
  WipedText text_;  // wiped when it goes: it may be anything that somebody said
};

class Value {
 public:
  [[nodiscard]] JsonKind kind() const { return node().kind; }
  // In the text: where a list or object starts, where anything else ends.
  [[nodiscard]] std::size_t offset() const { return node().offset; }
  // Items of a list or members of an object.
  [[nodiscard]] std::size_t size() const { return node().count; }
  [[nodiscard]] bool truth() const { return node().truth; }
  // A number that is whole and fits, else nothing.
  [[nodiscard]] std::optional<std::int64_t> whole() const;
  // A string without its quotes.
  [[nodiscard]] std::string_view text() const;

  // Walking: the first item, or the key of the first member, and from there to the next sibling
  // (from a key to its value, from a value to the next key). Count with size().
  [[nodiscard]] Value first() const { return {*document_, at_ + 1}; }
  [[nodiscard]] Value next() const { return {*document_, node().next}; }

 private:
  friend class Document;
  Value(const Document& document, std::size_t at) : document_(&document), at_(at) {}
  [[nodiscard]] const Document::Node& node() const { return document_->nodes_[at_]; }

  const Document* document_;
  std::size_t at_;
};

}  // namespace commonground::json
