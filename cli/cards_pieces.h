// The small pieces of which the pages on paper are made.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace commonground::cli::paper {

// Text that is HTML, with everything escaped that has to be.
using Html = std::string;

template <class... Parts>
[[nodiscard]] Html all(const Parts&... parts) {
  Html html;
  ((html += parts), ...);
  return html;
}

// make(0), make(1) … make(count - 1), one after the other.
template <class Make>
[[nodiscard]] Html each(std::size_t count, Make make) {
  Html html;
  for (std::size_t i = 0; i < count; ++i) html += make(i);
  return html;
}
template <class Items, class Make>
[[nodiscard]] Html for_all(const Items& items, Make make) {
  Html html;
  for (const auto& item : items) html += make(item);
  return html;
}
[[nodiscard]] Html repeated(std::string_view html, std::size_t times);

// The tags of an element: "td" is <td>, "div.two.grow" is <div class="two grow">.
[[nodiscard]] Html opening(std::string_view element, std::string_view style = {});
[[nodiscard]] Html closing(std::string_view element);

template <class... Parts>
[[nodiscard]] Html tag(std::string_view element, const Parts&... parts) {
  return all(opening(element), parts..., closing(element));
}
template <class... Parts>
[[nodiscard]] Html styled(std::string_view element, std::string_view style, const Parts&... parts) {
  return all(opening(element, style), parts..., closing(element));
}

// The placeholders of an escaped text as places to write, which stay on the line with the signs
// around them.
[[nodiscard]] Html blanks(std::string_view html);

inline constexpr std::string_view kBlank = R"(<i class="blank"></i>)";
inline constexpr std::string_view kBox = R"(<i class="box"></i>)";  // to tick
inline constexpr std::string_view kDots =
    R"(<span class="dots"><i></i><i></i><i></i><i></i></span>)";
inline constexpr std::string_view kBar = R"(<span class="bar"><i></i><i></i><i></i><i></i></span>)";
inline constexpr std::string_view kNumbers =  // to ring one of them
    R"(<span class="nums"><b>0</b><b>1</b><b>2</b><b>3</b><b>4</b></span>)";

// Ruled space: it takes what the page has left, up to so many lines.
[[nodiscard]] Html lines(std::size_t most = 28);
// A title above ruled space; of what is left it takes its share.
[[nodiscard]] Html field(std::string_view title, int share = 1);
[[nodiscard]] Html heading(std::string_view text, std::string_view lead = {});
[[nodiscard]] Html subheading(std::string_view text, std::string_view note = {});
[[nodiscard]] Html ticks(std::span<const Html> items, int columns);

// A table to write into: what each column is called and how many hundredths of the width it has.
using Column = std::pair<Html, int>;
[[nodiscard]] Html write_table(std::span<const Column> columns, std::size_t rows, int row_mm);

}  // namespace commonground::cli::paper
