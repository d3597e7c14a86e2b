// Which view was asked for.
#include <array>

#include "base/find.h"
#include "session/views.h"

namespace commonground::session {
namespace {

using content::Section;

constexpr std::size_t kMostAsked = plan::kMaxNeeds;

struct ViewRow {
  std::string_view name;
  std::string (*view)(const Viewer&);
};
constexpr auto kViews = std::to_array<ViewRow>({{"way", way_view},
                                                {"mine", mine_view},
                                                {"shown", shown_view},
                                                {"hear", hear_view},
                                                {"round", round_view},
                                                {"table", table_view},
                                                {"plans", plans_view},
                                                {"logs", logs_view},
                                                {"invite", invite_view},
                                                {"words", words_view},
                                                {"export", export_view}});
struct PlanRow {
  std::string_view name;
  Result<std::string> (*view)(const Viewer&, const PlanWish&);
};
constexpr auto kPlanViews =
    std::to_array<PlanRow>({{"own-plan", own_plan_view}, {"open-table", open_table_view}});

bool read_id(json::Reader& in, const json::Place& place, const content::Pack& pack, Section section,
             int& out) {
  std::string id;
  if (!in.string(place, id)) return false;
  const auto position = pack.find(section, id);
  if (!position) {
    return in.fail(InputErrorCode::kUnknownId, place, 0, 0, std::string(name_of(section)));
  }
  out = *position;
  return true;
}

void read_keep(json::Reader& in, const json::Place& place, const content::Pack& pack,
               PlanWish& wish) {
  static constexpr auto kNames = std::to_array<std::string_view>({"way", "times"});
  std::array<std::optional<json::Value>, kNames.size()> values;
  int way = 0;
  if (!in.fields(place, kNames, 1, values) ||
      !read_id(in, {*values[0], &place, kNames[0]}, pack, Section::kWays, way)) {
    return;
  }
  std::optional<int> times;
  if (values[1]) {
    times = 1;
    in.integer({*values[1], &place, kNames[1]}, 1, plan::kMaxTimes, *times);
  }
  wish.keep.emplace_back(way, times);
}

// Only plans can be wished for.
bool has_no_wish(Fields& fields, std::span<const std::string_view> names) {
  bool right = true;
  for (std::size_t i = 1; i < names.size(); ++i) {
    if (fields.has(i)) right = fields.in().fail(InputErrorCode::kUnknownField, fields.at(i));
  }
  return right;
}

PlanWish read_wish(Fields& fields, const content::Pack& pack) {
  json::Reader& in = fields.in();
  const std::size_t most = pack.ids_of(Section::kWays).size();
  PlanWish wish;
  if (fields.has(1)) in.integer(fields.at(1), 0, plan::kMaxMinutesAWeek, wish.minutes.emplace());
  if (fields.has(2)) in.integer(fields.at(2), 1, plan::kMaxWaysInPlan, wish.ways.emplace());
  if (fields.has(3) && in.list(fields.at(3), 0, most)) {
    in.items(fields.at(3), [&](const json::Place& item) {
      int way = 0;
      if (read_id(in, item, pack, Section::kWays, way)) wish.without.push_back(way);
    });
  }
  if (fields.has(4) && in.list(fields.at(4), 0, most)) {
    in.items(fields.at(4), [&](const json::Place& item) { read_keep(in, item, pack, wish); });
  }
  if (fields.has(5)) static_cast<void>(fields.yes(5, wish.gentle));
  if (fields.has(6) && in.list(fields.at(6), 0, kMostAsked)) {
    in.items(fields.at(6), [&](const json::Place& item) {
      int need = 0;
      if (read_id(in, item, pack, Section::kNeeds, need)) wish.ask.push_back(need);
    });
  }
  return wish;
}

}  // namespace

std::vector<std::string_view> view_names() {
  std::vector<std::string_view> names;
  names.reserve(kViews.size() + kPlanViews.size());
  for (const ViewRow& row : kViews) names.push_back(row.name);
  for (const PlanRow& row : kPlanViews) names.push_back(row.name);
  return names;
}

Result<Answer> Desk::view(Request& request) {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"view", "minutes", "ways", "without", "keep", "gentle", "ask"});
  std::string name;
  if (!request.fields.read(kNames, 1) || !request.fields.text(0, name)) return request.bad();
  const Viewer seen{.pack = *pack_, .who = *who_, .now = request.now};
  const ViewRow* view = find_by(kViews, &ViewRow::name, name);
  if (view != nullptr) {
    if (!has_no_wish(request.fields, kNames)) return request.bad();
    return Answer{.work = {}, .reply = view->view(seen)};
  }
  const PlanRow* plans = find_by(kPlanViews, &PlanRow::name, name);
  if (plans == nullptr) {
    request.fields.in().fail(InputErrorCode::kUnknownId, request.fields.at(0), 0, 0, "views");
    return request.bad();
  }
  const PlanWish wish = read_wish(request.fields, *pack_);
  if (!request.fields.in().errors().empty()) return request.bad();
  auto reply = plans->view(seen, wish);
  if (!reply) return std::unexpected(std::move(reply.error()));
  return Answer{.work = {}, .reply = std::move(*reply)};
}

}  // namespace commonground::session
