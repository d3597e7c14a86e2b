// A JSON file that can be changed at a path, so that a test can break one thing in it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_document.h"

namespace commonground::tests {

struct Member;

// Numbers must be whole.
struct Node {
  JsonKind kind = JsonKind::kNull;
  bool truth = false;
  std::int64_t number = 0;
  std::string text;
  std::vector<Member> members;
  std::vector<Node> items;

  static Node of(const json::Value& value);
  static Node parse(std::string_view json);

  // "$.ways[0].name": that value, which must be there.
  Node& at(std::string_view path);
  [[nodiscard]] std::string write() const;
};

struct Member {
  std::string key;
  Node value;
};

// The value around a path, and its last step: a field, or "3" of a list.
std::pair<Node*, std::string> around(Node& root, std::string_view path);

}  // namespace commonground::tests
