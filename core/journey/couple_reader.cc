// Reads "commonground.couple/1".
#include <algorithm>
#include <utility>

#include "base/heap_sort.h"
#include "base/json_reader.h"
#include "commonground/couple.h"

namespace commonground::couple {
namespace {

using content::Section;
using json::Place;
using json::Value;

constexpr std::size_t kMostErrors = 200;
constexpr std::size_t kMostDepth = 8;

class CoupleReader {
 public:
  CoupleReader(std::string_view json, const content::Pack& pack)
      : in_(json, kMostErrors), pack_(pack) {}

  bool read(Couple& out);
  [[nodiscard]] std::vector<InputError>& errors() { return in_.errors(); }

 private:
  // Calls each(position, member) for every member whose key is an id of the section.
  template <class Each>
  void by_id(const Place& object, Section section, Each each);
  // A pair of items, one for each partner.
  template <class Each>
  void pair(const Place& list, Each each) {
    if (!in_.list(list, plan::kPartners, plan::kPartners)) return;
    in_.items(list, [&](const Place& item) { each(item.index, item); });
  }
  // The position of an id of the section.
  bool refer(const Place& place, Section section, int& out);
  void answers(const Place& place, Answers& out);
  void need(const Place& place, std::size_t need, Answers& out);
  void way(const Place& place, WayAnswer& out);
  void will(const Place& place, Will& out) {
    std::size_t position = 0;
    if (in_.choice(place, content::fixed_ids(Section::kGrades), position)) {
      out = static_cast<Will>(position);
    }
  }
  void starts(const Place& place, content::Set& out);
  void needs(const Place& place, std::vector<int>& out);
  void feelings(const Place& place, Answers& out);
  void limits(const Place& place, Couple& out);
  void usual(const Place& place, Couple& out);

  json::Reader in_;
  const content::Pack& pack_;
};

template <class Each>
void CoupleReader::by_id(const Place& object, Section section, Each each) {
  if (!in_.is(object, JsonKind::kObject)) return;
  std::vector<bool> seen(pack_.ids_of(section).size());
  in_.members(object, [&](std::string_view key, const Place& member) {
    const auto position = pack_.find(section, key);
    if (!position) {
      in_.fail(InputErrorCode::kUnknownField, member);
      return;
    }
    const auto at = static_cast<std::size_t>(*position);
    if (seen[at]) in_.fail(InputErrorCode::kRepeatedField, member);
    seen[at] = true;
    each(at, member);
  });
}

bool CoupleReader::refer(const Place& place, Section section, int& out) {
  std::string id;
  if (!in_.string(place, id)) return false;
  const auto position = pack_.find(section, id);
  if (!position) {
    return in_.fail(InputErrorCode::kUnknownId, place, 0, 0, std::string(name_of(section)));
  }
  out = *position;
  return true;
}

void CoupleReader::need(const Place& place, std::size_t need, Answers& out) {
  static constexpr auto kNames = std::to_array<std::string_view>({"importance", "met"});
  std::array<std::optional<Value>, kNames.size()> fields;
  in_.fields(place, kNames, kNames.size(), fields);
  if (fields[0]) {
    in_.integer({*fields[0], &place, kNames[0]}, 0, plan::kMaxGrade, out.importance[need]);
  }
  if (fields[1]) in_.integer({*fields[1], &place, kNames[1]}, 0, plan::kMaxGrade, out.met[need]);
}

void CoupleReader::starts(const Place& place, content::Set& out) {
  if (!in_.list(place, 1, kStartWishes)) return;
  in_.items(place, [&](const Place& item) {
    std::size_t position = 0;
    if (in_.choice(item, kStartWishNames, position)) out |= content::Set{1} << position;
  });
}

void CoupleReader::needs(const Place& place, std::vector<int>& out) {
  if (!in_.list(place, 1, pack_.ids_of(Section::kNeeds).size())) return;
  in_.items(place, [&](const Place& item) {
    int need = 0;
    if (!refer(item, Section::kNeeds, need)) return;
    if (std::ranges::find(out, need) != out.end()) {
      in_.fail(InputErrorCode::kRepeatedId, item);
    } else {
      out.push_back(need);
    }
  });
}

// "love", or an object with more to say. A way that would be tried under a condition names it.
void CoupleReader::way(const Place& place, WayAnswer& out) {
  if (place.value.kind() == JsonKind::kString) {
    will(place, out.will);
    if (out.will == Will::kIf) in_.missing(place, "if");
    return;
  }
  static constexpr auto kNames =
      std::to_array<std::string_view>({"will", "if", "start", "more", "less"});
  std::array<std::optional<Value>, kNames.size()> fields;
  in_.fields(place, kNames, 1, fields);
  const auto at = [&](std::size_t field) { return Place{*fields[field], &place, kNames[field]}; };
  if (fields[0]) will(at(0), out.will);
  if (fields[1]) {
    in_.text(at(1), kMaxCondition, out.condition);
  } else if (out.will == Will::kIf) {
    in_.missing(place, kNames[1]);
  }
  if (fields[2]) starts(at(2), out.starts);
  if (fields[3]) needs(at(3), out.more);
  if (fields[4]) needs(at(4), out.less);
  for (const int need : out.more) {
    if (std::ranges::find(out.less, need) != out.less.end()) {
      in_.fail(InputErrorCode::kRepeatedId, at(4));
    }
  }
}

void CoupleReader::feelings(const Place& place, Answers& out) {
  by_id(place, Section::kSeats, [&](std::size_t seat, const Place& member) {
    by_id(member, Section::kFeelings, [&](std::size_t feeling, const Place& strength) {
      if (!content::holds(pack_.feelings[feeling].seats, seat)) {
        in_.fail(InputErrorCode::kUnknownField, strength);
        return;
      }
      in_.integer(strength, 0, kMaxStrength, out.feelings[seat][feeling]);
    });
  });
}

void CoupleReader::answers(const Place& place, Answers& out) {
  out.importance.assign(pack_.needs.size(), 0);
  out.met.assign(pack_.needs.size(), 0);
  for (auto& seat : out.feelings) seat.assign(pack_.feelings.size(), 0);
  static constexpr auto kNames = std::to_array<std::string_view>({"needs", "ways", "feelings"});
  std::array<std::optional<Value>, kNames.size()> fields;
  in_.fields(place, kNames, 2, fields);
  const auto at = [&](std::size_t field) { return Place{*fields[field], &place, kNames[field]}; };
  if (fields[0]) {
    by_id(at(0), Section::kNeeds,
          [&](std::size_t position, const Place& member) { need(member, position, out); });
  }
  if (fields[1]) {
    by_id(at(1), Section::kWays, [&](std::size_t position, const Place& member) {
      WayAnswer answer{.way = static_cast<int>(position), .condition = {}, .more = {}, .less = {}};
      way(member, answer);
      out.ways.push_back(std::move(answer));
    });
    heap_sort(out.ways, {}, &WayAnswer::way);
  }
  if (fields[2]) feelings(at(2), out);
}

void CoupleReader::limits(const Place& place, Couple& out) {
  static constexpr auto kNames = std::to_array<std::string_view>({"minutes", "ways"});
  std::array<std::optional<Value>, kNames.size()> fields;
  in_.fields(place, kNames, 1, fields);
  if (fields[0]) {
    in_.integer({*fields[0], &place, kNames[0]}, 0, plan::kMaxMinutesAWeek, out.minutes);
  }
  if (fields[1]) {
    in_.integer({*fields[1], &place, kNames[1]}, 1, plan::kMaxWaysInPlan, out.most_ways);
  }
}

void CoupleReader::usual(const Place& place, Couple& out) {
  static constexpr auto kNames = std::to_array<std::string_view>({"way", "wish"});
  std::array<std::optional<Value>, kNames.size()> fields;
  in_.fields(place, kNames, kNames.size(), fields);
  Usual usual;
  if (fields[0]) refer({*fields[0], &place, kNames[0]}, Section::kWays, usual.way);
  if (fields[1]) {
    pair({*fields[1], &place, kNames[1]}, [&](std::size_t p, const Place& wish) {
      in_.integer(wish, 0, plan::kMaxTimes, usual.wish[p]);
    });
  }
  out.usual = usual;
}

bool CoupleReader::read(Couple& out) {
  const auto document = in_.parse({.most_bytes = plan::kMaxProblemBytes, .most_depth = kMostDepth});
  if (!document) return false;
  const Place root{document->root()};
  if (!in_.format(root, kFormat)) return false;
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"format", "pack", "partners", "answers", "limits", "usual", "$schema"});
  std::array<std::optional<Value>, kNames.size()> fields;
  in_.fields(root, kNames, 5, fields);
  const auto at = [&](std::size_t field) { return Place{*fields[field], &root, kNames[field]}; };
  if (fields[1]) in_.exactly(at(1), pack_.id);
  if (fields[2]) {
    pair(at(2),
         [&](std::size_t p, const Place& name) { in_.text(name, kMaxName, out.partners[p]); });
  }
  if (fields[3]) {
    pair(at(3), [&](std::size_t p, const Place& place) { answers(place, out.answers[p]); });
  }
  if (fields[4]) limits(at(4), out);
  if (fields[5]) usual(at(5), out);
  return in_.errors().empty();
}

}  // namespace

std::expected<Couple, std::vector<InputError>> read_couple(std::string_view json,
                                                           const content::Pack& pack) {
  Couple couple;
  CoupleReader reader(json, pack);
  if (!reader.read(couple)) return std::unexpected(std::move(reader.errors()));
  return couple;
}

}  // namespace commonground::couple
