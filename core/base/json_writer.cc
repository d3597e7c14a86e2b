#include "base/json_writer.h"

namespace commonground::json {

void Writer::thousandths(std::int64_t value) {
  const std::uint64_t size =
      value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  const std::string part = std::to_string(size % 1000);
  const std::string text = (value < 0 ? "-" : "") + std::to_string(size / 1000) + "." +
                           std::string(3 - part.size(), '0') + part;
  writer_.RawValue(text.data(), text.size(), rapidjson::kNumberType);
}

}  // namespace commonground::json
