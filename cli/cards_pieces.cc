#include "cli/cards_pieces.h"

#include <algorithm>

namespace commonground::cli::paper {
namespace {

// A word with its placeholders made into blanks.
Html blanks_in_word(std::string_view word) {
  Html html;
  bool found = false;
  while (!word.empty()) {
    const std::size_t open = word.find('{');
    const std::size_t close = word.find('}', std::min(open, word.size()));
    if (close == std::string_view::npos) break;
    html += all(word.substr(0, open), kBlank);
    word.remove_prefix(close + 1);
    found = true;
  }
  html += word;
  return found ? tag("span.nb", html) : html;
}

}  // namespace

Html repeated(std::string_view html, std::size_t times) {
  return each(times, [&](std::size_t) { return html; });
}

Html opening(std::string_view element, std::string_view style) {
  const std::size_t dot = std::min(element.find('.'), element.size());
  Html html = all("<", element.substr(0, dot));
  if (dot < element.size()) {
    std::string classes(element.substr(dot + 1));
    std::ranges::replace(classes, '.', ' ');
    html += all(" class=\"", classes, "\"");
  }
  if (!style.empty()) html += all(" style=\"", style, "\"");
  return html += ">";
}

Html closing(std::string_view element) {
  return all("</", element.substr(0, element.find('.')), ">");
}

Html blanks(std::string_view html) {
  Html out;
  while (true) {
    const std::size_t space = html.find(' ');
    out += blanks_in_word(html.substr(0, space));
    if (space == std::string_view::npos) return out;
    out += ' ';
    html.remove_prefix(space + 1);
  }
}

Html lines(std::size_t most) { return tag("div.lines", repeated("<i></i>", most)); }

Html field(std::string_view title, int share) {
  return styled("div.field", "flex-grow:" + std::to_string(share), tag("h4", title), lines());
}

Html heading(std::string_view text, std::string_view lead) {
  return tag("h2", text) + (lead.empty() ? "" : tag("p.lead", lead));
}

Html subheading(std::string_view text, std::string_view note) {
  return tag("h3", text) + (note.empty() ? "" : tag("p.note", note));
}

Html ticks(std::span<const Html> items, int columns) {
  return tag("ul.ticks.cols" + std::to_string(columns),
             for_all(items, [](const Html& item) { return tag("li", kBox, tag("span", item)); }));
}

Html write_table(std::span<const Column> columns, std::size_t rows, int row_mm) {
  const Html widths = for_all(columns, [](const Column& column) {
    return opening("col", "width:" + std::to_string(column.second) + "%");
  });
  const Html heads = for_all(columns, [](const Column& column) { return tag("th", column.first); });
  const Html cell = styled("td", "height:" + std::to_string(row_mm) + "mm");
  return tag("table.write.open", tag("colgroup", widths), tag("tr", heads),
             repeated(tag("tr", repeated(cell, columns.size())), rows));
}

}  // namespace commonground::cli::paper
