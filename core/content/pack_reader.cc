#include "content/pack_reader.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/heap_sort.h"
#include "base/json_reader.h"
#include "content/sections.h"

namespace commonground::content {
namespace {

using json::Place;
using json::Reader;
using json::Value;

constexpr std::string_view kFormat = "commonground.pack/1";
constexpr std::size_t kMostErrors = 500;
constexpr std::size_t kMostDepth = 8;
constexpr std::size_t kMostItems = 400;  // of a section
constexpr std::size_t kMostNeeds = 32;   // what a planning problem can hold
constexpr std::size_t kMostWays = 200;
constexpr int kMostNote = 300;  // characters that no one but a pack's author reads
constexpr int kMostHelpNote = 500;
constexpr int kMostMinutes = 1440;

// One item of a section: its fields are asked for one by one, and what was not asked for is an
// error in the end.
class Item {
 public:
  Item(Reader& in, const Pack& pack, const Place& place) : in_(&in), pack_(&pack), place_(&place) {
    if (!in.is(place, JsonKind::kObject)) return;
    in.members(place, [&](std::string_view key, const Place& member) {
      if (std::ranges::find(fields_, key, &Field::name) != fields_.end()) {
        in.fail(InputErrorCode::kRepeatedField, member);
      } else {
        fields_.push_back({key, member.value});
      }
    });
  }

  void finish() {
    for (const Field& field : fields_) {
      if (!field.asked) in_->fail(InputErrorCode::kUnknownField, at(field));
    }
  }

  bool id(std::string_view name, std::string& out) {
    const Field* field = required(name);
    return field != nullptr && in_->id(at(*field), out);
  }
  void integer(std::string_view name, int low, int high, int& out) {
    if (const Field* field = required(name)) in_->integer(at(*field), low, high, out);
  }
  void boolean(std::string_view name, bool& out) {
    if (const Field* field = required(name)) in_->boolean(at(*field), out);
  }
  void note(std::string_view name, std::string& out, int most = kMostNote) {
    if (const Field* field = required(name)) in_->text(at(*field), most, out);
  }
  void optional_note(std::string_view name, std::string& out) {
    if (const Field* field = find(name)) in_->text(at(*field), kMostNote, out);
  }
  // Where something was read.
  void source(std::string_view name, bool needed, std::string& out) {
    url(needed ? required(name) : find(name), "http://", out);
  }
  // Where someone may go; nothing fetched in the open.
  void optional_site(std::string_view name, std::string& out) { url(find(name), "https://", out); }
  void date(std::string_view name, Date& out) {
    const Field* field = required(name);
    std::string text;
    if (field == nullptr || !in_->string(at(*field), text)) return;
    if (const auto date = date_from(text)) {
      out = *date;
    } else {
      in_->fail(InputErrorCode::kBadDate, at(*field));
    }
  }
  void choice(std::string_view name, std::span<const std::string_view> choices, int& out) {
    std::size_t position = 0;
    const Field* field = required(name);
    if (field != nullptr && in_->choice(at(*field), choices, position)) {
      out = static_cast<int>(position);
    }
  }
  void choices(std::string_view name, std::span<const std::string_view> choices, Set& out) {
    each(name, 1, choices.size(), [&](const Place& item) {
      std::size_t position = 0;
      if (!in_->choice(item, choices, position)) return;
      if (holds(out, position)) in_->fail(InputErrorCode::kRepeatedId, item);
      out |= Set{1} << position;
    });
  }
  void reference(std::string_view name, Section section, int& out) {
    if (const Field* field = required(name)) refer(at(*field), section, out);
  }
  // Kept in the order of the section.
  void references(std::string_view name, Section section, std::size_t least,
                  std::vector<int>& out) {
    each(name, least, kMostItems, [&](const Place& item) {
      int position = 0;
      if (!refer(item, section, position)) return;
      if (std::ranges::find(out, position) != out.end()) {
        in_->fail(InputErrorCode::kRepeatedId, item);
      }
      out.push_back(position);
    });
    heap_sort(out);
  }
  void sources(std::string_view name, std::vector<int>& out) {
    each(name, 1, kMostItems, [&](const Place& item) {
      std::string id;
      if (!in_->id(item, id)) return;
      const auto source = std::ranges::find(pack_->sources, id, &Source::id);
      if (source == pack_->sources.end()) {
        in_->fail(InputErrorCode::kUnknownId, item, 0, 0, "sources");
      } else {
        out.push_back(static_cast<int>(source - pack_->sources.begin()));
      }
    });
  }
  void sections(std::string_view name, Set& out) {
    if (const Field* field = find(name)) read_sections(*in_, at(*field), out);
  }
  void strings(std::string_view name, std::vector<std::string>& out) {
    each(name, 1, kMostItems, [&](const Place& item) {
      std::string text;
      if (in_->text(item, kMostNote, text)) out.push_back(std::move(text));
    });
  }
  void meets(std::string_view name, std::vector<Meet>& out);
  void one_of(std::span<const std::string_view> names) {
    if (std::ranges::any_of(names, [&](std::string_view name) { return has(name); })) return;
    in_->missing(*place_, names.front());
  }

 private:
  struct Field {
    std::string_view name;
    Value value;
    bool asked = false;
  };

  [[nodiscard]] bool has(std::string_view name) const {
    return std::ranges::find(fields_, name, &Field::name) != fields_.end();
  }
  Field* find(std::string_view name) {
    const auto field = std::ranges::find(fields_, name, &Field::name);
    if (field == fields_.end()) return nullptr;
    field->asked = true;
    return &*field;
  }
  Field* required(std::string_view name) {
    Field* field = find(name);
    if (field == nullptr && place_->value.kind() == JsonKind::kObject) {
      in_->missing(*place_, name);
    }
    return field;
  }
  void url(const Field* field, std::string_view other_beginning, std::string& out) {
    if (field == nullptr || !in_->text(at(*field), kMostNote, out)) return;
    if (out.starts_with("https://") || out.starts_with(other_beginning)) return;
    in_->fail(InputErrorCode::kWrongChoice, at(*field), 0, 0, "https://…");
  }
  [[nodiscard]] Place at(const Field& field) const { return {field.value, place_, field.name}; }

  template <class Each>
  void each(std::string_view name, std::size_t least, std::size_t most, Each each) {
    const Field* field = required(name);
    if (field == nullptr) return;
    const Place list = at(*field);
    if (in_->list(list, least, most)) in_->items(list, each);
  }
  bool refer(const Place& place, Section section, int& out) {
    std::string id;
    if (!in_->id(place, id)) return false;
    const auto position = pack_->find(section, id);
    if (!position) {
      return in_->fail(InputErrorCode::kUnknownId, place, 0, 0, std::string(name_of(section)));
    }
    out = *position;
    return true;
  }

  Reader* in_;
  const Pack* pack_;
  const Place* place_;
  std::vector<Field> fields_;
};

// {"need": [thousandths, "why"], …}
void Item::meets(std::string_view name, std::vector<Meet>& out) {
  const Field* field = required(name);
  if (field == nullptr) return;
  const Place object = at(*field);
  if (!in_->is(object, JsonKind::kObject)) return;
  in_->members(object, [&](std::string_view key, const Place& member) {
    const auto need = pack_->find(Section::kNeeds, key);
    if (!need) {
      in_->fail(InputErrorCode::kUnknownField, member);
    } else if (std::ranges::find(out, *need, &Meet::need) != out.end()) {
      in_->fail(InputErrorCode::kRepeatedField, member);
    } else if (in_->list(member, 2, 2)) {
      Meet meet{.need = *need, .why = {}};
      const Value thousandths = member.value.first();
      in_->integer({thousandths, &member, {}, 0}, 1, kMaxThousandths, meet.thousandths);
      in_->text({thousandths.next(), &member, {}, 1}, kMostNote, meet.why);
      out.push_back(std::move(meet));
    }
  });
  heap_sort(out, {}, &Meet::need);
}

void read(Item& in, Need& need) {
  in.note("idea", need.idea);
  in.sources("sources", need.sources);
}
void read(Item& in, Theme& theme) { in.references("needs", Section::kNeeds, 1, theme.needs); }
void read(Item& in, Picture& picture) { in.reference("theme", Section::kThemes, picture.theme); }
void read(Item& in, Family& family) {
  in.integer("asking", 0, 1000, family.asking);
  in.note("why", family.why);
}
void read(Item& in, Way& way) {
  in.reference("family", Section::kFamilies, way.family);
  in.integer("minutes", 0, kMostMinutes, way.minutes);
  in.integer("most", 1, 7, way.most);
  in.boolean("intimate", way.intimate);
  in.choices("begins", kBegins, way.begins);
  in.meets("meets", way.meets);
  in.references("variants", Section::kVariants, 0, way.variants);
  in.sources("sources", way.sources);
}
void read(Item& in, Feeling& feeling) {
  in.choices("seats", fixed_ids(Section::kSeats), feeling.seats);
  in.integer("ease", -1000, 1000, feeling.ease);
  in.boolean("pressure", feeling.pressure);
}
void read(Item& in, Move& move) { in.choices("seats", fixed_ids(Section::kSeats), move.seats); }
void read(Item& in, Prompt& prompt) {
  in.choice("use", kPromptUses, prompt.use);
  in.choice("about", kPromptSubjects, prompt.about);
}
void read(Item& in, SafetyQuestion& question) {
  in.choices("closes", kSafetyAnswers, question.closes);
}
void read(Item& in, Help& help) {
  static constexpr auto kReachedBy = std::to_array<std::string_view>({"site", "phone", "text"});
  in.reference("country", Section::kCountries, help.country);
  in.note("name", help.name);
  in.one_of(kReachedBy);
  in.optional_note("phone", help.phone);
  in.optional_note("text", help.text);
  in.optional_site("site", help.site);
  in.optional_note("hours", help.hours);
  in.strings("languages", help.languages);
  in.source("source", true, help.source);
  in.date("checked", help.checked);
  in.note("note", help.note, kMostHelpNote);
}

class PackReader {
 public:
  explicit PackReader(std::string_view json) : in_(json, kMostErrors) {}

  void read();
  ReadPack take() { return {std::move(pack_), std::move(in_.errors())}; }

 private:
  static constexpr std::size_t kOwnFields = 5;
  static constexpr std::size_t kNames = kOwnFields + kSections;

  void languages(const Place& place);
  void sources(const Place& place);
  void retired(const Place& place);
  void check_ids(const Place& list, Section section);

  // The items of a section; `fill` reads what they hold beside their id.
  template <class Fill>
  void section(Section section, Fill fill);
  template <class T>
  void section(Section section, std::vector<T>& items) {
    this->section(section, [&](Item& in) {
      items.emplace_back();
      content::read(in, items.back());
    });
  }
  template <std::size_t kCount>
  void kinds(Section section, std::string_view field,
             const std::array<std::string_view, kCount>& choices, std::vector<OfKind>& items) {
    this->section(section, [&](Item& in) {
      items.emplace_back();
      in.choice(field, choices, items.back().kind);
    });
  }

  Reader in_;
  Pack pack_;
  std::optional<Place> root_;
  std::array<std::optional<Value>, kNames> fields_;
};

template <class Fill>
void PackReader::section(Section section, Fill fill) {
  const auto& value = fields_[kOwnFields + static_cast<std::size_t>(section)];
  if (!value) return;
  const Place list{*value, &*root_, name_of(section)};
  const std::size_t most = section == Section::kNeeds  ? kMostNeeds
                           : section == Section::kWays ? kMostWays
                                                       : kMostItems;
  if (!in_.list(list, 1, most)) return;
  std::vector<std::string>& ids = pack_.ids[static_cast<std::size_t>(section)];
  in_.items(list, [&](const Place& place) {
    Item item(in_, pack_, place);
    std::string id;
    if (!item.id("id", id)) return;
    ids.push_back(std::move(id));
    fill(item);
    item.finish();
  });
  check_ids(list, section);
}

void PackReader::check_ids(const Place& list, Section section) {
  const auto& retired = pack_.retired[static_cast<std::size_t>(section)];
  const auto fixed = fixed_ids(section);
  bool in_order = true;
  std::set<std::string_view> seen;
  in_.items(list, [&](const Place& item) {
    if (item.value.kind() != JsonKind::kObject) return;
    in_.members(item, [&](std::string_view key, const Place& place) {
      if (key != "id" || place.value.kind() != JsonKind::kString) return;
      const std::string_view id = place.value.text();
      if (!seen.insert(id).second) in_.fail(InputErrorCode::kRepeatedId, place);
      if (std::ranges::find(retired, id) != retired.end()) {
        in_.fail(InputErrorCode::kRetiredId, place);
      }
      // After the first that is out of place all others are.
      if (item.index >= fixed.size() || id == fixed[item.index] || !in_order) return;
      in_order =
          in_.fail(InputErrorCode::kWrongChoice, place, 0, 0, std::string(fixed[item.index]));
    });
  });
  if (!fixed.empty() && in_order) in_.list(list, fixed.size(), fixed.size());
}

void PackReader::languages(const Place& place) {
  if (!in_.list(place, 1, 100)) return;
  in_.items(place, [&](const Place& item) {
    std::string language;
    if (!in_.id(item, language)) return;
    if (std::ranges::find(pack_.languages, language) != pack_.languages.end()) {
      in_.fail(InputErrorCode::kRepeatedId, item);
    }
    pack_.languages.push_back(std::move(language));
  });
}

void PackReader::sources(const Place& place) {
  if (!in_.list(place, 1, kMostItems)) return;
  in_.items(place, [&](const Place& item) {
    Item in(in_, pack_, item);
    Source source;
    if (!in.id("id", source.id)) return;
    in.note("title", source.title);
    in.source("url", false, source.url);
    in.sections("sections", source.sections);
    in.finish();
    const auto same = std::ranges::find(pack_.sources, source.id, &Source::id);
    if (same != pack_.sources.end()) in_.fail(InputErrorCode::kRepeatedId, item);
    pack_.sources.push_back(std::move(source));
  });
}

void PackReader::retired(const Place& place) {
  if (!in_.is(place, JsonKind::kObject)) return;
  in_.members(place, [&](std::string_view key, const Place& list) {
    const auto section = section_named(key);
    if (!section) {
      in_.fail(InputErrorCode::kUnknownField, list);
    } else if (in_.list(list, 1, kMostItems)) {
      in_.items(list, [&](const Place& item) {
        std::string id;
        if (in_.id(item, id)) pack_.retired[static_cast<std::size_t>(*section)].push_back(id);
      });
    }
  });
}

void PackReader::read() {
  const auto document = in_.parse({.most_bytes = kMaxFileBytes, .most_depth = kMostDepth});
  if (!document) return;
  const Place& root = root_.emplace(Place{document->root()});
  if (!in_.format(root, kFormat)) return;
  // What may be missing comes last.
  std::array<std::string_view, kNames + 2> names = {"format", "pack", "version", "languages",
                                                    "sources"};
  for (std::size_t i = 0; i < kSections; ++i) {
    names[kOwnFields + i] = name_of(static_cast<Section>(i));
  }
  names[kNames] = "retired";
  names[kNames + 1] = "$schema";
  std::array<std::optional<Value>, kNames + 2> fields;
  in_.fields(root, names, kNames, fields);
  std::copy_n(fields.begin(), kNames, fields_.begin());
  const auto at = [&](std::size_t field) { return Place{*fields[field], &*root_, names[field]}; };

  if (fields[1]) in_.id(at(1), pack_.id);
  if (fields[2]) in_.integer(at(2), 1, 1'000'000, pack_.version);
  if (fields[3]) languages(at(3));
  if (fields[4]) sources(at(4));
  if (fields[kNames]) retired(at(kNames));

  const auto nothing_more = [](Item&) {};
  // What is referred to comes first.
  section(Section::kNeeds, pack_.needs);
  section(Section::kFamilies, pack_.families);
  section(Section::kVariants, nothing_more);
  section(Section::kThemes, pack_.themes);
  section(Section::kCountries, nothing_more);
  section(Section::kStages, nothing_more);
  section(Section::kPictures, pack_.pictures);
  section(Section::kWays, pack_.ways);
  section(Section::kGrades, nothing_more);
  section(Section::kSeats, nothing_more);
  section(Section::kFeelings, pack_.feelings);
  section(Section::kMoves, pack_.moves);
  section(Section::kAreas, nothing_more);
  section(Section::kPrompts, pack_.prompts);
  kinds(Section::kAsks, "leaves", kAskLeaves, pack_.asks);
  kinds(Section::kNos, "offers", kNoOffers, pack_.nos);
  section(Section::kPauses, nothing_more);
  kinds(Section::kCheckIn, "kind", kCheckInKinds, pack_.check_in);
  kinds(Section::kReview, "kind", kReviewKinds, pack_.review);
  kinds(Section::kReflections, "from", kReflectionsFrom, pack_.reflections);
  section(Section::kSafetyQuestions, pack_.safety_questions);
  section(Section::kSafetyNotes, nothing_more);
  section(Section::kHelp, pack_.help);
  section(Section::kLabels, nothing_more);
}

}  // namespace

ReadPack read_pack(std::string_view json) {
  PackReader reader(json);
  reader.read();
  return reader.take();
}

}  // namespace commonground::content
