#include "cli/content_show.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "cli/text.h"

namespace commonground::cli {
namespace {

using content::Form;
using content::Section;
using content::Slot;

constexpr std::size_t kWidth = 96;
constexpr std::size_t kIndent = 4;
constexpr std::size_t kLabel = 16;

class Shown {
 public:
  Shown(const content::Pack& pack, const content::Words& words, content::Date today)
      : pack_(pack), words_(words), today_(today) {}

  void item(Section section, std::size_t item);
  std::string take() { return std::move(text_); }

 private:
  // A label and what belongs to it, broken into lines under each other.
  void row(std::string_view label, std::string_view value) {
    std::string left = std::string(kIndent, ' ') + padded(label, kLabel);
    for (const std::string& line : wrapped(printable(value), kWidth - kIndent - kLabel)) {
      text_ += left + line + "\n";
      left.assign(kIndent + kLabel, ' ');
    }
  }
  [[nodiscard]] std::string id(Section section, int item) const {
    return pack_.ids_of(section)[static_cast<std::size_t>(item)];
  }
  [[nodiscard]] std::string ids(Section section, const std::vector<int>& items) const {
    std::vector<std::string> all;
    all.reserve(items.size());
    for (const int item : items) all.push_back(id(section, item));
    return listed(all);
  }
  static std::string names(content::Set set, std::span<const std::string_view> of) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < of.size(); ++i) {
      if (content::holds(set, i)) all.emplace_back(of[i]);
    }
    return listed(all);
  }
  [[nodiscard]] std::string sources(const std::vector<int>& items) const {
    std::vector<std::string> all;
    all.reserve(items.size());
    for (const int item : items) all.push_back(pack_.sources[static_cast<std::size_t>(item)].id);
    return listed(all);
  }

  void texts(Section section, std::size_t item);
  void known(Section section, std::size_t item);
  void known(const content::Way& way);
  void known(const content::Help& help);

  const content::Pack& pack_;
  const content::Words& words_;
  content::Date today_;
  std::string text_;
};

void Shown::texts(Section section, std::size_t item) {
  for (const content::SlotShape& shape : content::slots_of(section)) {
    const auto& texts = words_.texts(section, item, shape.slot);
    for (std::size_t part = 0; part < texts.size(); ++part) {
      std::string label = part == 0 ? std::string(shape.name) : "";
      if (shape.form == Form::kByVariant) {
        label = id(Section::kVariants, pack_.ways[item].variants[part]);
      }
      row(label, texts[part].text);
    }
  }
}

void Shown::known(const content::Way& way) {
  row("family", id(Section::kFamilies, way.family));
  row("takes", std::to_string(way.minutes) + " minutes, at most " + std::to_string(way.most) +
                   " times a week");
  row("begun by", names(way.begins, content::kBegins));
  if (way.intimate) row("intimate", "yes: never traded");
  for (const content::Meet& meet : way.meets) {
    row("meets",
        id(Section::kNeeds, meet.need) + " " + std::to_string(meet.thousandths) + ": " + meet.why);
  }
  row("sources", sources(way.sources));
}

void Shown::known(const content::Help& help) {
  row("country",
      words_.text(Section::kCountries, static_cast<std::size_t>(help.country), Slot::kName));
  row("called", help.name);
  if (!help.phone.empty()) row("phone", help.phone);
  if (!help.text.empty()) row("text message", help.text);
  if (!help.site.empty()) row("site", help.site);
  if (!help.hours.empty()) row("hours", help.hours);
  row("languages", listed(help.languages));
  row("source", help.source);
  row("checked", content::to_string(help.checked) +
                     (content::shows_age(help.checked, today_) ? ", more than a year ago" : "") +
                     ": " + help.note);
}

void Shown::known(Section section, std::size_t item) {
  const auto kind = [&](std::string_view label, const std::vector<content::OfKind>& items,
                        std::span<const std::string_view> names) {
    row(label, names[static_cast<std::size_t>(items[item].kind)]);
  };
  switch (section) {
    case Section::kNeeds:
      row("idea", pack_.needs[item].idea);
      row("sources", sources(pack_.needs[item].sources));
      return;
    case Section::kThemes:
      return row("needs", ids(Section::kNeeds, pack_.themes[item].needs));
    case Section::kPictures:
      return row("theme", id(Section::kThemes, pack_.pictures[item].theme));
    case Section::kFamilies:
      return row("asking",
                 std::to_string(pack_.families[item].asking) + ": " + pack_.families[item].why);
    case Section::kWays:
      return known(pack_.ways[item]);
    case Section::kFeelings:
      row("offered when", names(pack_.feelings[item].seats, content::fixed_ids(Section::kSeats)));
      row("ease", std::to_string(pack_.feelings[item].ease) +
                      (pack_.feelings[item].pressure ? ", pressure" : ""));
      return;
    case Section::kMoves:
      return row("offered when",
                 names(pack_.moves[item].seats, content::fixed_ids(Section::kSeats)));
    case Section::kPrompts:
      row("use", content::kPromptUses[static_cast<std::size_t>(pack_.prompts[item].use)]);
      row("about", content::kPromptSubjects[static_cast<std::size_t>(pack_.prompts[item].about)]);
      return;
    case Section::kAsks:
      return kind("leaves", pack_.asks, content::kAskLeaves);
    case Section::kNos:
      return kind("offers", pack_.nos, content::kNoOffers);
    case Section::kCheckIn:
      return kind("kind", pack_.check_in, content::kCheckInKinds);
    case Section::kReview:
      return kind("kind", pack_.review, content::kReviewKinds);
    case Section::kReflections:
      return kind("from", pack_.reflections, content::kReflectionsFrom);
    case Section::kSafetyQuestions:
      return row("closes", names(pack_.safety_questions[item].closes, content::kSafetyAnswers));
    case Section::kHelp:
      return known(pack_.help[item]);
    default:
      return;  // nothing but words
  }
}

void Shown::item(Section section, std::size_t item) {
  if (!text_.empty()) text_ += "\n";
  text_ += pack_.ids_of(section)[item] + "\n";
  texts(section, item);
  known(section, item);
}

}  // namespace

std::string show_overview(const content::Library& library) {
  const content::Pack& pack = library.pack;
  std::vector<std::string> languages;
  languages.reserve(library.words.size());
  for (const content::Words& words : library.words) {
    languages.push_back(printable(words.name) + " (" + words.language + ")");
  }
  std::string text =
      pack.id + ", version " + std::to_string(pack.version) + ", in " + listed(languages) + "\n\n";
  for (std::size_t i = 0; i < content::kSections; ++i) {
    text += "  " + padded(content::name_of(static_cast<Section>(i)), 20) +
            right_aligned(std::to_string(pack.ids[i].size()), 5) + "\n";
  }
  return text + "\n  commonground content show SECTION shows one of them.\n";
}

std::string show_section(const content::Pack& pack, const content::Words& words,
                         content::Section section, std::optional<int> item, content::Date today) {
  Shown shown(pack, words, today);
  if (item) {
    shown.item(section, static_cast<std::size_t>(*item));
  } else {
    for (std::size_t i = 0; i < pack.ids_of(section).size(); ++i) shown.item(section, i);
  }
  return shown.take();
}

}  // namespace commonground::cli
