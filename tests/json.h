// JSON that a test looks into: answer["reply"]["words"][0].number().
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_document.h"

namespace commonground::tests {

class Json {
 public:
  // The text must be JSON; a test with another one ends.
  explicit Json(std::string_view text);

  // A member or item; one that is not there is nothing, and so is all that is in it.
  [[nodiscard]] Json operator[](std::string_view name) const;
  [[nodiscard]] Json operator[](std::size_t index) const;

  [[nodiscard]] bool is_there() const { return value_.has_value(); }
  [[nodiscard]] bool is_null() const;
  [[nodiscard]] bool is_list() const;
  [[nodiscard]] bool truth() const;
  [[nodiscard]] std::int64_t number() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] std::vector<std::string> names() const;  // of the members of an object

 private:
  Json(std::shared_ptr<json::Document> document, std::optional<json::Value> value)
      : document_(std::move(document)), value_(value) {}

  std::shared_ptr<json::Document> document_;
  std::optional<json::Value> value_;
};

}  // namespace commonground::tests
