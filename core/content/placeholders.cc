#include "content/placeholders.h"

#include <algorithm>
#include <cassert>

#include "base/json_reader.h"
#include "commonground/words.h"
#include "content/reading.h"

namespace commonground::content {

Placeholders placeholders_of(std::string_view text) {
  Placeholders found;
  std::size_t at = 0;
  while ((at = text.find_first_of("{}", at)) != std::string_view::npos) {
    const std::size_t end = text.find_first_of("{}", at + 1);
    const bool closed = text[at] == '{' && end != std::string_view::npos && text[end] == '}';
    const std::string_view name = closed ? text.substr(at + 1, end - at - 1) : std::string_view();
    if (!json::is_id(name)) {
      found.broken = true;
      return found;
    }
    if (std::ranges::find(found.names, name) == found.names.end()) found.names.push_back(name);
    at = end + 1;
  }
  return found;
}

bool is_listed(std::string_view name, std::string_view list) {
  while (!list.empty()) {
    const std::size_t space = list.find(' ');
    if (list.substr(0, space) == name) return true;
    if (space == std::string_view::npos) return false;
    list.remove_prefix(space + 1);
  }
  return false;
}

std::string filled(std::string_view text, std::span<const Filling> fillings) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find('{', at);
    out += text.substr(at, open - at);
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find('}', open);
    const auto filling =
        std::ranges::find(fillings, text.substr(open + 1, close - open - 1), &Filling::name);
    assert(filling != fillings.end());
    out += filling->value;
    at = close + 1;
  }
  return out;
}

std::string joined(const Joining& joining, std::span<const std::string> items) {
  const auto begins = [](const std::string& text, const std::vector<std::string>& sounds) {
    const std::string small = folded(text);
    return std::ranges::any_of(sounds, [&](const std::string& s) { return small.starts_with(s); });
  };
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0 && i + 1 < items.size()) out += joining.between;
    if (i > 0 && i + 1 == items.size()) {
      const bool sounds = begins(items[i], joining.sounds) && !begins(items[i], joining.not_sounds);
      out += sounds ? joining.last_before_sounds : joining.last;
    }
    out += items[i];
  }
  return out;
}

}  // namespace commonground::content
