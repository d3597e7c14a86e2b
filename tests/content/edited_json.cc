#include "tests/content/edited_json.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "base/json_writer.h"

namespace commonground::tests {
namespace {

// The steps of a path: field names, and positions in lists.
std::vector<std::string> steps(std::string_view path) {
  std::vector<std::string> all;
  std::string step;
  for (const char c : path.substr(1)) {
    if (c == '.' || c == '[') {
      if (!step.empty()) all.push_back(std::exchange(step, {}));
    } else if (c != ']') {
      step += c;
    }
  }
  if (!step.empty()) all.push_back(step);
  return all;
}

std::size_t position(const std::string& step) {
  std::size_t at = 0;
  const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), at);
  if (error != std::errc() || end != step.data() + step.size()) {
    throw std::runtime_error("no position: " + step);
  }
  return at;
}

Node& child(Node& node, const std::string& step) {
  if (node.kind == JsonKind::kArray) return node.items.at(position(step));
  const auto member = std::ranges::find(node.members, step, &Member::key);
  if (member == node.members.end()) throw std::runtime_error("no member " + step);
  return member->value;
}

void write_to(json::Writer& out, const Node& node) {
  switch (node.kind) {
    case JsonKind::kNull:
      return out.null();
    case JsonKind::kBoolean:
      return out.as_is(node.truth ? "true" : "false");
    case JsonKind::kNumber:
      return out.integer(node.number);
    case JsonKind::kString:
      return out.string(node.text);
    case JsonKind::kArray:
      out.begin_list();
      for (const Node& item : node.items) write_to(out, item);
      return out.end_list();
    case JsonKind::kObject:
      out.begin_object();
      for (const auto& [key, member] : node.members) {
        out.key(key);
        write_to(out, member);
      }
      return out.end_object();
  }
}

}  // namespace

Node Node::of(const json::Value& value) {
  Node node;
  node.kind = value.kind();
  switch (value.kind()) {
    case JsonKind::kNull:
      break;
    case JsonKind::kBoolean:
      node.truth = value.truth();
      break;
    case JsonKind::kNumber:
      node.number = value.whole().value();
      break;
    case JsonKind::kString:
      node.text = value.text();
      break;
    case JsonKind::kArray: {
      json::Value item = value.first();
      for (std::size_t i = 0; i < value.size(); ++i, item = item.next()) {
        node.items.push_back(of(item));
      }
      break;
    }
    case JsonKind::kObject: {
      json::Value key = value.first();
      for (std::size_t i = 0; i < value.size(); ++i) {
        const json::Value member = key.next();
        node.members.push_back({std::string(key.text()), of(member)});
        key = member.next();
      }
      break;
    }
  }
  return node;
}

Node Node::parse(std::string_view json) {
  const auto document =
      json::Document::parse(json, {.most_bytes = json.size() + 1, .most_depth = 20});
  if (!document) throw std::runtime_error("not JSON: " + std::string(json.substr(0, 60)));
  return of(document->root());
}

Node& Node::at(std::string_view path) {
  Node* node = this;
  for (const std::string& step : steps(path)) node = &child(*node, step);
  return *node;
}

std::pair<Node*, std::string> around(Node& root, std::string_view path) {
  std::vector<std::string> all = steps(path);
  Node* node = &root;
  for (std::size_t i = 0; i + 1 < all.size(); ++i) node = &child(*node, all[i]);
  return {node, all.back()};
}

std::string Node::write() const {
  json::Writer out;
  write_to(out, *this);
  return out.take();
}

}  // namespace commonground::tests
