#include "cli/cards_drawings.h"

#include <array>
#include <cstdlib>

namespace commonground::cli::paper {
namespace {

constexpr std::size_t kTextures = 12;

// Hundredths as a decimal number: 150 is 1.5.
std::string decimal(int hundredths) {
  std::string text = hundredths < 0 ? "-" : "";
  text += std::to_string(std::abs(hundredths) / 100);
  const int rest = std::abs(hundredths) % 100;
  if (rest != 0) text += rest < 10 ? ".0" : ".";
  if (rest != 0) text += std::to_string(rest % 10 == 0 ? rest / 10 : rest);
  return text;
}

// Lengths in drawings are hundredths of a millimetre. A texture is 8 mm wide and 64 mm tall; some
// need rows a little beyond it.
constexpr int kTall = 6400;
constexpr int kBeyond = 7200;

template <class Make>
std::string rows(int step, int end, Make make) {
  std::string path;
  for (int y = 0; y <= end; y += step) path += make(y);
  return path;
}

// Starts a stroke at a point.
std::string from(int x, int y) { return all("M", decimal(x), " ", decimal(y)); }

std::string dot(int x, int y, int radius) {
  const std::string r = decimal(radius);
  const std::string across = decimal(2 * radius);
  return all(from(x - radius, y), "a", r, " ", r, " 0 1 0 ", across, " 0a", r, " ", r, " 0 1 0-",
             across, " 0");
}

// Drawn out stroke by stroke: patterns and hatchings that a browser repeats are blurred in print.
// The first is filled, the others are lines.
std::array<std::string, kTextures> textures() {
  return {
      rows(200, kTall,
           [](int y) {
             return all(dot(100, y + 100, 32), dot(300, y + 100, 32), dot(500, y + 100, 32),
                        dot(700, y + 100, 32));
           }),
      rows(160, kBeyond, [](int y) { return all(from(0, y), "L8 ", decimal(y - 800)); }),
      rows(130, kTall, [](int y) { return from(0, y + 60) + "H8"; }),
      "M.6 0V64M2 0V64M3.4 0V64M4.8 0V64M6.2 0V64M7.6 0V64",
      rows(200, kTall, [](int y) { return from(0, y + 100) + "q1-1.4 2 0t2 0t2 0t2 0"; }),
      rows(200, kBeyond,
           [](int y) {
             return all(from(0, y), "L8 ", decimal(y - 800), from(0, y - 800), "L8 ", decimal(y));
           }),
      rows(260, kTall,
           [](int y) {
             return all(dot(200, y + 130, 80), dot(460, y + 130, 80), dot(720, y + 130, 80));
           }),
      rows(180, kTall,
           [](int y) {
             return from(0, y + 140) + "l1-1.2l1 1.2l1-1.2l1 1.2l1-1.2l1 1.2l1-1.2l1 1.2";
           }),
      rows(240, kTall,
           [](int y) {
             return all(from(40, y + 60), "h1.6m1 0h1.6m1 0h1.6", from(0, y + 180),
                        "h.8m1 0h1.6m1 0h1.6m1 0h1");
           }),
      rows(200, kTall, [](int y) { return from(0, y + 100) + "H8"; }) +
          "M1 0V64M3 0V64M5 0V64M7 0V64",
      rows(260, kTall,
           [](int y) {
             constexpr std::string_view kPlus = "h1.4m-.7-.7v1.4";
             return all(from(40, y + 130), kPlus, from(310, y + 130), kPlus, from(580, y + 130),
                        kPlus);
           }),
      rows(200, kTall,
           [](int y) {
             return all(from(0, y + 200), "a2 2 0 0 1 4 0a2 2 0 0 1 4 0", from(100, y + 200),
                        "a1 1 0 0 1 2 0", from(500, y + 200), "a1 1 0 0 1 2 0");
           }),
  };
}

constexpr std::string_view kArrow = R"svg(
<marker id="arrow" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="5.5" markerHeight="5.5"
  orient="auto"><path d="M1 1L9 5L1 9" fill="none" stroke="#9a4a30" stroke-width="1.7"/></marker>
)svg";

constexpr std::string_view kHalfLoop = R"svg(
<svg viewBox="0 0 186 146" aria-hidden="true"><g fill="none" stroke="#9a4a30" stroke-width=".9">
<path d="M40 112V58" marker-end="url(#arrow)"/>
<path d="M84 22C100 14 112 20 124 44" marker-end="url(#arrow)"/>
<path d="M124 104C112 132 98 138 84 132" marker-end="url(#arrow)" stroke-dasharray="2.2 1.6"/>
</g></svg>
)svg";

constexpr std::string_view kWholeLoop = R"svg(
<svg viewBox="0 0 186 128" aria-hidden="true">
<path d="M93 0V128" stroke="#a79f95" stroke-width=".3" stroke-dasharray="1.2 1.2"/>
<g fill="none" stroke="#9a4a30" stroke-width=".9">
<path d="M38 78V62" marker-end="url(#arrow)"/>
<path d="M78 16C88 9 98 9 107 16" marker-end="url(#arrow)"/>
<path d="M148 60V76" marker-end="url(#arrow)"/>
<path d="M108 122C98 129 88 129 79 122" marker-end="url(#arrow)"/>
</g></svg>
)svg";

// Where something is written in a drawing, in millimetres.
struct Spot {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

Html spot(const Spot& at, std::string_view title) {
  const auto mm = [](std::string_view property, int length) {
    return all(property, ":", std::to_string(length), "mm");
  };
  const std::string place = all(mm("left", at.x), ";", mm("top", at.y), ";", mm("width", at.width),
                                ";", mm("height", at.height));
  return styled("div.spot", place, tag("h4", title), lines());
}

}  // namespace

Html shared_drawings() {
  const auto paths = textures();
  const Html symbols = each(paths.size(), [&](std::size_t i) {
    const std::string_view ink = i == 0 ? R"(fill="#6d655c" stroke-width="0")"
                                        : R"(fill="none" stroke="#6d655c" stroke-width=".18")";
    return all(R"(<symbol id="s)", std::to_string(i),
               R"(" viewBox="0 0 8 64" width="8mm" height="64mm"><path d=")", paths[i], R"(" )",
               ink, "/></symbol>");
  });
  return all(R"(<svg class="defs" aria-hidden="true"><defs>)", symbols, kArrow, "</defs></svg>");
}

Html strip(std::size_t family) {
  return all(R"(<svg class="strip" aria-hidden="true"><use href="#s)",
             std::to_string(family % kTextures), R"("/></svg>)");
}

Html ripples() {
  struct Source {
    int x;
    std::string_view colour;
  };
  constexpr std::array<Source, 2> kSources = {{{70, "#2b2622"}, {116, "#9a4a30"}}};
  constexpr int kRings = 12;
  Html html = R"(<svg class="ripples" viewBox="0 0 186 132" aria-hidden="true">)";
  for (const Source& source : kSources) {
    for (int ring = 1; ring <= kRings; ++ring) {
      html += all(R"(<circle cx=")", std::to_string(source.x), R"(" cy="66" r=")",
                  std::to_string(ring * 5), R"(" fill="none" stroke=")", source.colour,
                  R"(" stroke-width=")", decimal(55 - 3 * ring), R"("/>)");
    }
  }
  return html + "</svg>";
}

Html half_loop(const Wording& wording) {
  return styled("div.loop", "height:146mm", kHalfLoop,
                spot({0, 96, 84, 50}, wording.label("half-feel")),
                spot({0, 0, 84, 56}, wording.label("half-do")),
                spot({104, 46, 82, 56}, wording.label("half-you")));
}

Html whole_loop(const Wording& wording) {
  const auto title = [&](std::string_view who, std::string_view what) {
    return all(wording.label(who), " ", wording.label(what));
  };
  return styled("div.loop", "height:130mm", kWholeLoop,
                spot({0, 8, 78, 50}, title("loop-one", "loop-does")),
                spot({0, 80, 78, 48}, title("loop-one", "loop-feels")),
                spot({108, 8, 78, 48}, title("loop-other", "loop-feels")),
                spot({108, 78, 78, 50}, title("loop-other", "loop-does")));
}

}  // namespace commonground::cli::paper
