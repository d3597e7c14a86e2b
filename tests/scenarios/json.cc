#include "tests/json.h"

#include <cstdio>
#include <cstdlib>

namespace commonground::tests {

Json::Json(std::string_view text) {
  auto document =
      json::Document::parse(text, {.most_bytes = std::size_t{64} << 20, .most_depth = 64});
  if (!document) {
    std::fprintf(stderr, "not JSON: %.200s\n", std::string(text).c_str());
    std::abort();
  }
  document_ = std::make_shared<json::Document>(std::move(*document));
  value_ = document_->root();
}

Json Json::operator[](std::string_view name) const {
  if (!value_ || value_->kind() != JsonKind::kObject) return {document_, std::nullopt};
  json::Value key = value_->first();
  for (std::size_t i = 0; i < value_->size(); ++i) {
    const json::Value member = key.next();
    if (key.text() == name) return {document_, member};
    key = member.next();
  }
  return {document_, std::nullopt};
}

Json Json::operator[](std::size_t index) const {
  if (!value_ || value_->kind() != JsonKind::kArray || index >= value_->size()) {
    return {document_, std::nullopt};
  }
  json::Value item = value_->first();
  for (std::size_t i = 0; i < index; ++i) item = item.next();
  return {document_, item};
}

bool Json::is_null() const { return value_ && value_->kind() == JsonKind::kNull; }
bool Json::is_list() const { return value_ && value_->kind() == JsonKind::kArray; }
bool Json::truth() const {
  return value_ && value_->kind() == JsonKind::kBoolean && value_->truth();
}
std::int64_t Json::number() const {
  return value_ && value_->kind() == JsonKind::kNumber ? value_->whole().value_or(-1) : -1;
}
std::string Json::text() const {
  return value_ && value_->kind() == JsonKind::kString ? std::string(value_->text())
                                                       : std::string();
}
std::size_t Json::size() const {
  const bool has_items =
      value_ && (value_->kind() == JsonKind::kArray || value_->kind() == JsonKind::kObject);
  return has_items ? value_->size() : 0;
}

std::vector<std::string> Json::names() const {
  std::vector<std::string> names;
  if (!value_ || value_->kind() != JsonKind::kObject) return names;
  json::Value key = value_->first();
  for (std::size_t i = 0; i < value_->size(); ++i, key = key.next().next()) {
    names.emplace_back(key.text());
  }
  return names;
}

}  // namespace commonground::tests
