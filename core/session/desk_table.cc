// A sealed table of the two: formats/sealed-table.md.
#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "base/byte_io.h"
#include "session/desk.h"

namespace commonground::session {
namespace {

using journey::Body;
using journey::Idle;
using journey::Kind;
using journey::Stage;
using journey::Table;
using journey::TablePlan;
using journey::TableSetting;

// Nobody has to show how much time they have; what nobody shows is not known to both.
TableSetting shown_limits(const journey::Shared& shared) {
  TableSetting setting{
      .ways = {}, .minutes = plan::kMaxMinutesAWeek, .most_ways = plan::kMaxWaysInPlan};
  const journey::About limits{.kind = Kind::kLimits, .text = {}};
  for (std::size_t p = 0; p < journey::kPersons; ++p) {
    const auto found = shared.shares(p).find(limits);
    if (found == shared.shares(p).end()) continue;
    const Body& said = found->second.body;
    const auto take = [&](std::string_view field, int& limit) {
      if (said.has(field)) limit = std::min(limit, static_cast<int>(said.number(field)));
    };
    take("minutes", setting.minutes);
    take("ways", setting.most_ways);
  }
  if (setting.minutes == plan::kMaxMinutesAWeek) setting.minutes = journey::kMinutesIfNotSaid;
  if (setting.most_ways == plan::kMaxWaysInPlan) setting.most_ways = plan::kDefaultWaysInPlan;
  setting.most_ways = std::min(setting.most_ways, journey::kMostTableWays);
  return setting;
}

Bytes bytes_of_plans(const std::vector<TablePlan>& plans) {
  ByteWriter out;
  for (const TablePlan& plan : plans) {
    out.number(static_cast<std::uint8_t>(plan.size()));
    for (const journey::PlanChoice& choice : plan) {
      out.number(static_cast<std::uint16_t>(choice.way));
      out.number(static_cast<std::uint8_t>(choice.times));
      out.number(static_cast<std::uint8_t>(choice.starter));
    }
  }
  return out.take();
}

Body at_table(Kind kind, const Table& table, ByteSpan value) {
  Body body(kind);
  body.set_number("table", table.number);
  body.set_bytes("value", value);
  return body;
}

// Counted from 0.
ByteSpan part_of(ByteSpan message, std::size_t part) {
  const ByteSpan rest = message.subspan(std::min(part * journey::kTablePartBytes, message.size()));
  return rest.first(std::min(rest.size(), journey::kTablePartBytes));
}

// The parts that are not there yet.
void add_parts(Kind kind, const Table& table, ByteSpan message, std::size_t there,
               std::vector<Body>& out) {
  const std::size_t parts = journey::table_parts(message.size());
  for (std::size_t part = there; part < parts; ++part) {
    Body body = at_table(kind, table, part_of(message, part));
    body.set_number("part", static_cast<std::int64_t>(part) + 1);
    out.push_back(std::move(body));
  }
}

bool is_long_at_table(const journey::Placed& placed) {
  if (!placed.entry.body) return false;
  const Kind kind = placed.entry.body->kind();
  return kind == Kind::kTableChoices || kind == Kind::kTableGates;
}

// What its author says can be erased once both have confirmed.
Bytes ids_of(const std::vector<RecordId>& choices, const std::vector<RecordId>& gates) {
  ByteWriter out;
  for (const RecordId& id : choices) out.bytes(id.span());
  for (const RecordId& id : gates) out.bytes(id.span());
  return out.take();
}

// A record of what came of a table is as long whatever did: nobody who stores it sees whether it
// was an impasse, or a plan of many ways.
void even_out(Body& result, const content::Pack& pack) {
  constexpr std::size_t kChars = 1000;
  json::Writer out;
  journey::write_body(out, result, pack);
  const std::size_t size = std::min(out.text().size(), kChars);
  result.set_bytes("fill", Bytes(1 + (kChars - size) * 3 / 4));
}

Hash hash_of_keys(ByteSpan keys) { return hash("cg.table.keys.1", {keys}); }

}  // namespace

// Laying out the plans takes longer than all else, so it is done once for each table.
const TableTop& Desk::table_top(const Table& table) const {
  std::optional<TableTop>& there = who_->table_top;
  const std::vector<int>& ways = who_->matches.at(table.round);
  if (there && there->setting.ways == ways && there->table.number == table.number &&
      there->table.round == table.round && there->table.version == table.version &&
      there->table.minutes == table.minutes && there->table.most_ways == table.most_ways) {
    return *there;
  }
  TableTop& top = there.emplace(
      TableTop{.table = table,
               .setting = {.ways = ways, .minutes = table.minutes, .most_ways = table.most_ways},
               .plans = {},
               .name = {}});
  top.plans = journey::table_plans(*pack_, top.setting);
  ByteWriter numbers;
  for (const int number :
       {table.number, table.round, table.version, table.minutes, table.most_ways}) {
    numbers.number(static_cast<std::uint32_t>(number));
  }
  // A release that lays out other plans does not meet this one, and learns nothing from it.
  top.name = hash("cg.table.name.1", {who_->couple_log->id().span(), numbers.written(),
                                      bytes_of_plans(top.plans), bytes_of(pack_->id)});
  return top;
}

journey::TableGuest Desk::guest() const {
  journey::TableGuest guest{
      .person = who_->place, .answers = journey::no_answers(*pack_), .usual = {}};
  for (const auto& [about, body] : who_->own.all()) {
    journey::add_answer(guest.answers, body);
    if (about.kind == Kind::kLimits) {
      if (body.has("minutes")) guest.minutes = static_cast<int>(body.number("minutes"));
      if (body.has("ways")) guest.most_ways = static_cast<int>(body.number("ways"));
    }
    if (about.kind == Kind::kUsual && body.has("way") && body.has("times")) {
      guest.usual.emplace().way = static_cast<int>(body.number("way"));
      guest.usual->wish.at(who_->place) = static_cast<int>(body.number("times"));
    }
  }
  journey::finish_answers(guest.answers);
  return guest;
}

// Puts the needs and limits of this moment onto a table: a new one, or the one that the other has
// laid. What is answered from now on counts at the next.
Result<Answer> Desk::begin_table(Request& request) {
  if (!request.fields.read({}, 0)) return request.bad();
  if (auto open = is_open(Stage::kCommonGround, request.now); !open) {
    return std::unexpected(std::move(open.error()));
  }
  const journey::Shared& shared = *who_->shared;
  const auto& tables = shared.tables();
  const int round = shared.last_confirmed()->number;
  const bool joins = !tables.empty() && tables.back().keys.at(who_->place).empty() &&
                     tables.back().round == round && request.now < tables.back().expires();
  Table table;
  if (joins) {
    table = tables.back();
  } else {
    const TableSetting setting = shown_limits(shared);
    table.number = tables.empty() ? 1 : tables.back().number + 1;
    table.round = round;
    table.version = pack_->version;
    table.minutes = setting.minutes;
    table.most_ways = setting.most_ways;
  }
  const TableTop& top = table_top(table);
  if (top.plans.empty()) return fail(ErrorCode::kNoPlan, "no-ways");

  Writing writing;
  const auto value = put_list(top, request, writing);
  if (!value) return std::unexpected(value.error());
  Body keys = at_table(Kind::kTableKeys, table, *value);
  keys.set_number("round", table.round);
  keys.set_number("version", pack_->version);
  keys.set_number("minutes", table.minutes);
  keys.set_number("ways", table.most_ways);
  writing.shared.push_back(std::move(keys));
  if (const auto may = allowed(writing.shared, request.now); !may) {
    return std::unexpected(may.error());
  }
  return write(std::move(writing), request);
}

// The keys of what is put onto the table. The same list again is the same; another one waits until
// a week after the last that was used, on whichever table: nobody finds where single plans stand
// for this person by bringing about one table after another.
Result<Bytes> Desk::put_list(const TableTop& top, Request& request, Writing& writing) {
  const LogId& log = who_->couple_log->id();
  const auto levels =
      journey::table_levels(journey::table_gains(*pack_, top.setting, top.plans, guest()));
  bool is_recent = false;
  for (const auto& [about, body] : who_->own.all()) {
    if (about.kind != Kind::kTableList) continue;
    const bool is_here = body.text("log") == text_of(log.span());
    is_recent = is_recent || (request.now < body.number("at") + journey::kBetweenRoundsMs &&
                              (!is_here || has_chosen(body.number("table"))));
    if (is_here && body.number("table") == top.table.number &&
        body.number("minutes") == top.table.minutes && body.number("ways") == top.table.most_ways &&
        body.text("levels") == text_of(levels)) {
      return bargainer(top, body).keys();
    }
  }
  if (is_recent) return fail(ErrorCode::kNotAllowed, name_of(Idle::kTooSoon));
  Body list(Kind::kTableList);
  list.set_bytes("log", log.span());
  list.set_number("table", top.table.number);
  list.set_bytes("fresh", request.entropy->fixed<DeriveSalt>().span());
  list.set_number("at", request.now);
  list.set_number("minutes", top.table.minutes);
  list.set_number("ways", top.table.most_ways);
  list.set_bytes("levels", levels);
  Bytes keys = bargainer(top, list).keys();
  list.set_bytes("keys", hash_of_keys(keys).span());
  writing.own.push_back(std::move(list));
  return keys;
}

// Whether more than keys went out for what this person put onto a table, wherever it stands now.
bool Desk::has_chosen(std::int64_t table) const {
  if (who_->own.table_met(who_->couple_log->id(), table) != nullptr) return true;
  const auto records = who_->couple_log->timeline().records();
  return std::ranges::any_of(records, [&](const journey::Placed* placed) {
    return placed->entry.body && placed->entry.body->kind() == Kind::kTableChoices &&
           placed->entry.body->number("table") == table &&
           who_->shared->person_of(placed->author) == who_->place;
  });
}

// All randomness of a list comes from the person's root and what is fresh in it, so any of their
// devices can go on with it.
match::Bargainer Desk::bargainer(const TableTop& top, const Body& list) const {
  const auto seed = derive<match::MatchSeed>(who_->keys.root(), "cg.tables.1",
                                             *DeriveSalt::from(bytes_of(list.text("fresh"))));
  // Fewer plans may have been laid out since, by another release.
  ByteSpan levels = bytes_of(list.text("levels"));
  levels = levels.first(std::min(levels.size(), top.plans.size()));
  auto made = match::Bargainer::make(top.name, static_cast<std::uint8_t>(who_->place), seed,
                                     journey::kTablePlaces, levels);
  assert(made);  // the list was made here
  return std::move(*made);
}

// The values of these records, one after the other.
Bytes Desk::said_in(const std::vector<RecordId>& records) const {
  Bytes all;
  for (const RecordId& id : records) {
    const journey::Placed* placed = who_->couple_log->timeline().find(id);
    if (placed == nullptr || !placed->entry.body) continue;
    const ByteSpan value = bytes_of(placed->entry.body->text("value"));
    all.insert(all.end(), value.begin(), value.end());
  }
  return all;
}

// Whether a message is another than the one that this person has sent with the same keys, from
// whichever device. What they have sent may count no more: something that stands before it may have
// come since. But it was read, and two answers of one list to different things show the list. A
// confirm is the last answer.
bool Desk::has_said_otherwise(const Table& table, Kind kind, ByteSpan message) const {
  const Bytes keys = said_in(table.keys.at(who_->place));
  bool has_begun = false;
  for (const journey::Placed* placed : who_->couple_log->timeline().records()) {
    if (!placed->entry.body || who_->shared->person_of(placed->author) != who_->place) continue;
    const Body& body = *placed->entry.body;
    const bool is_keys = body.kind() == Kind::kTableKeys;
    const bool is_of_step = body.kind() == kind || body.kind() == Kind::kTableConfirm;
    if ((!is_keys && !is_of_step) || body.number("table") != table.number) continue;
    const std::string_view said = body.text("value");
    if (is_keys) {
      has_begun = has_begun || said == text_of(keys);
      continue;
    }
    const std::size_t part = body.kind() == Kind::kTableConfirm ? 1 : body.position("part");
    const bool is_same = body.kind() == kind && said == text_of(part_of(message, part - 1));
    if (has_begun && !is_same) return true;
  }
  return false;
}

// Whether the other has said two things in one step, of which one counts now. The other one may
// have counted before, and have been answered: that a table failed is an answer, too, and would be
// one more each time.
bool Desk::has_heard_otherwise(const Table& table) const {
  const std::size_t other = 1 - who_->place;
  const journey::Timeline& timeline = who_->couple_log->timeline();
  return std::ranges::any_of(timeline.records(), [&](const journey::Placed* placed) {
    if (!is_long_at_table(*placed) || who_->shared->person_of(placed->author) != other)
      return false;
    const Body& body = *placed->entry.body;
    const auto& step = body.kind() == Kind::kTableChoices ? table.choices : table.gates;
    const std::size_t part = body.position("part");
    if (body.number("table") != table.number || part > step.at(other).size()) return false;
    const journey::Placed* counts = timeline.find(step.at(other)[part - 1]);
    return counts->entry.body && counts->entry.body->text("value") != body.text("value");
  });
}

bool Desk::has_met(const Table& table) const {
  return who_->own.table_met(who_->couple_log->id(), table.number) != nullptr;
}

// As in a matching round, only when it is asked for by someone who is at this stage.
Result<Answer> Desk::go_on_at_table(Request& request) {
  if (!request.fields.read({}, 0)) return request.bad();
  if (auto open = is_open(Stage::kCommonGround, request.now); !open) {
    return std::unexpected(std::move(open.error()));
  }
  Writing writing;
  const auto& tables = who_->shared->tables();
  const Next next =
      tables.empty() ? Next::kWaits : next_at_table(tables.back(), request.now, writing);
  return write_step(next, "met", std::move(writing), request);
}

// If the other broke the rules of the protocol, the table fails and nothing comes of it. So it does
// if what they said is not what this person has answered, or what they said before.
Desk::Next Desk::next_at_table(const Table& table, std::int64_t now, Writing& writing) const {
  const std::size_t me = who_->place;
  const std::size_t other = 1 - me;
  // What both have confirmed can still be looked up; the rest has run out.
  const bool is_late = now >= table.expires() && !table.both_confirmed();
  if (!table.is_move_of(me) || has_met(table) || is_late || !who_->matches.contains(table.round)) {
    return Next::kWaits;
  }
  // The list of another of their devices comes with the own log.
  const Body* list = who_->own.table_list(who_->couple_log->id(), table.number,
                                          hash_of_keys(said_in(table.keys.at(me))));
  if (list == nullptr) return Next::kWaits;
  if (table.version != pack_->version || has_heard_otherwise(table)) return Next::kFailed;

  const TableTop& top = table_top(table);
  const match::Bargainer bargainer = this->bargainer(top, *list);
  const Bytes keys = said_in(table.keys.at(other));
  const auto send = [&](Kind kind, const std::expected<Bytes, match::TableError>& message,
                        const std::vector<RecordId>& there) {
    if (!message || has_said_otherwise(table, kind, *message)) return Next::kFailed;
    add_parts(kind, table, *message, there.size(), writing.shared);
    return Next::kSent;
  };
  if (table.choices.at(me).size() < journey::kTableChoicesParts) {
    return send(Kind::kTableChoices, bargainer.choices(keys), table.choices.at(me));
  }
  const Bytes choices = said_in(table.choices.at(other));
  if (table.gates.at(me).size() < journey::kTableGatesParts) {
    return send(Kind::kTableGates, bargainer.gates(keys, choices), table.gates.at(me));
  }
  const Bytes gates = said_in(table.gates.at(other));
  const auto met = bargainer.met({.keys = keys, .choices = choices, .gates = gates});
  if (!met || has_said_otherwise(table, Kind::kTableConfirm, met->mine.span())) {
    return Next::kFailed;
  }
  if (table.confirm.at(me).empty()) {
    Body confirm = at_table(Kind::kTableConfirm, table, met->mine.span());
    confirm.set_bytes("parts", ids_of(table.choices.at(me), table.gates.at(me)));
    writing.shared.push_back(std::move(confirm));
    return Next::kSent;
  }
  const auto theirs = Hash::from(said_in(table.confirm.at(other)));
  if (!theirs || !met->check(*theirs)) return Next::kFailed;
  Body result(Kind::kTableMet);
  result.set_bytes("log", who_->couple_log->id().span());
  result.set_number("table", table.number);
  if (met->plan) {
    result.set_yes("plan");
    result.plan = top.plans.at(*met->plan);
  } else {
    result.set_yes("impasse");
  }
  even_out(result, *pack_);
  writing.own.push_back(std::move(result));
  return Next::kMatched;
}

// Once it is over, what was long about a table is erased; but not before this person has what came
// of it, and until then no more what counts than what does not.
bool Desk::is_needed_at_table(const RecordId& id) const {
  const journey::Placed* placed = who_->couple_log->timeline().find(id);
  return placed != nullptr && is_long_at_table(*placed) &&
         who_->own.table_met(who_->couple_log->id(), placed->entry.body->number("table")) ==
             nullptr;
}

}  // namespace commonground::session
