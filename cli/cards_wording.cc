#include "cli/cards_wording.h"

#include <cassert>
#include <optional>

#include "cli/text.h"

namespace commonground::cli::paper {

using content::Section;
using content::Slot;

std::string_view Wording::language() const {
  return words_.language == "pseudo" ? "en" : std::string_view(words_.language);
}

Html Wording::label(std::string_view id, std::string_view placeholder,
                    std::string_view value) const {
  const std::optional<int> item = pack_.find(Section::kLabels, id);
  assert(item && "a label that core/content/labels.cc does not list");
  std::string text(plain(Section::kLabels, static_cast<std::size_t>(item.value()), Slot::kText));
  if (!placeholder.empty()) {
    const std::string wanted = all("{", placeholder, "}");
    std::size_t at = 0;
    while ((at = text.find(wanted, at)) != std::string::npos) {
      text.replace(at, wanted.size(), value);
      at += value.size();
    }
  }
  return xml(text);
}

Html Wording::text(Section section, std::size_t item, Slot slot) const {
  return xml(plain(section, item, slot));
}

Html continued(const Wording& wording, std::string_view title) {
  return heading(all(title, " ", tag("small", wording.label("continued"))));
}

Html opener(const Wording& wording, std::string_view stage) {
  const std::optional<int> found = wording.pack().find(Section::kStages, stage);
  assert(found && "a stage that is not one of the program's");
  const auto item = static_cast<std::size_t>(found.value());
  const Html steps = for_all(wording.texts(Section::kStages, item, Slot::kPaper),
                             [](const content::Text& step) { return tag("li", xml(step.text)); });
  return tag("div.opener", tag("h1", wording.name(Section::kStages, item)),
             tag("p.lead", wording.line(Section::kStages, item)),
             tag("h4", wording.label("on-paper")), tag("ol.steps", steps));
}

}  // namespace commonground::cli::paper
