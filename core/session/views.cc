#include "session/views.h"

#include <algorithm>
#include <array>

#include "base/hex.h"
#include "crypto/recovery.h"
#include "verify/base64.h"

namespace commonground::session {
namespace {

using content::Section;
using journey::Body;
using journey::Kind;
using journey::Stage;

constexpr auto kJointStages =
    std::to_array<Stage>({Stage::kHearEachOther, Stage::kBothWant, Stage::kCommonGround});

const std::string& stage_id(const content::Pack& pack, Stage stage) {
  return pack.ids_of(Section::kStages).at(static_cast<std::size_t>(stage));
}

void yes_or_no(json::Writer& out, std::string_view key, bool truth) {
  out.key(key);
  out.as_is(truth ? "true" : "false");
}

void number(json::Writer& out, std::string_view key, std::int64_t value) {
  out.key(key);
  out.integer(value);
}

void text(json::Writer& out, std::string_view key, std::string_view value) {
  out.key(key);
  out.string(value);
}

void write_stages(json::Writer& out, const Viewer& seen) {
  const auto gates = journey::gates(seen.who.standpoint(seen.now), seen.who.matches);
  out.begin_list();
  for (std::size_t i = 0; i < gates.size(); ++i) {
    out.begin_object();
    text(out, "stage", stage_id(seen.pack, static_cast<Stage>(i)));
    yes_or_no(out, "open", gates.at(i).empty());
    out.key("reasons");
    out.begin_list();
    for (const journey::Reason reason : gates.at(i)) {
      out.string(journey::kReasonNames.at(static_cast<std::size_t>(reason)));
    }
    out.end_list();
    const journey::About done{
        .kind = Kind::kDone, .numbers = {static_cast<std::int64_t>(i)}, .text = {}};
    yes_or_no(out, "done", seen.who.own.find(done) != nullptr);
    out.end_object();
  }
  out.end_list();
}

// Of the partner there is nothing to see unless both are here.
void write_partner(json::Writer& out, const Viewer& seen) {
  if (!seen.together()) {
    out.null();
    return;
  }
  const journey::Shared& shared = *seen.who.shared;
  const std::size_t partner = 1 - seen.who.place;
  out.begin_object();
  text(out, "name", shared.name(partner));
  text(out, "i-am", plan::kStarterNames.at(seen.who.place));
  yes_or_no(out, "left", shared.has_left(partner));
  for (const auto& [key, person] :
       {std::pair{"i-am-ready-for", seen.who.place}, std::pair{"they-are-ready-for", partner}}) {
    out.key(key);
    out.begin_list();
    for (std::size_t i = 0; i < kJointStages.size(); ++i) {
      if (shared.ready(person, static_cast<journey::JointStage>(i))) {
        out.string(stage_id(seen.pack, kJointStages.at(i)));
      }
    }
    out.end_list();
  }
  for (const auto& [key, person] :
       {std::pair{"i-rest", seen.who.place}, std::pair{"they-rest", partner}}) {
    out.key(key);
    if (shared.is_resting(person, seen.now)) {
      out.begin_object();
      write_hex(out, "pause", shared.pause(person)->id);
      number(out, "until", shared.pause(person)->until);
      out.end_object();
    } else {
      out.null();
    }
  }
  out.end_object();
}

// What the program wrote there for itself, keys among it, is not something said.
bool is_mine_to_see(Kind kind) { return journey::shape_of(kind).by_person; }

void write_shares(json::Writer& out, const Viewer& seen, std::size_t person) {
  out.begin_list();
  for (const auto& [about, share] : seen.who.shared->shares(person)) {
    out.begin_object();
    write_hex(out, "share", share.id);
    number(out, "at", share.at);
    out.key("snapshot");
    journey::write_body(out, share.body, seen.pack);
    out.end_object();
  }
  out.end_list();
}

void write_said(json::Writer& out, const Viewer& seen, const std::vector<journey::Said>& all) {
  out.begin_list();
  for (const journey::Said& said : all) {
    out.begin_object();
    yes_or_no(out, "mine", said.person == seen.who.place);
    number(out, "at", said.at);
    text(out, "text", said.text.get());
    out.end_object();
  }
  out.end_list();
}

void write_turn(json::Writer& out, const Viewer& seen, const journey::Turn& turn) {
  static constexpr auto kNexts = std::to_array<std::string_view>({"say-back", "heard", "nothing"});
  out.begin_object();
  write_hex(out, "turn", turn.id);
  yes_or_no(out, "mine", turn.speaker == seen.who.place);
  if (turn.prompt) {
    text(out, "prompt",
         seen.pack.ids_of(Section::kPrompts).at(static_cast<std::size_t>(*turn.prompt)));
  }
  text(out, "next", kNexts.at(static_cast<std::size_t>(turn.next)));
  yes_or_no(out, "heard", turn.heard);
  out.key("lines");
  out.begin_list();
  for (const journey::Turn::Line& line : turn.lines) {
    out.begin_object();
    text(out, "kind", journey::shape_of(line.kind).name);
    yes_or_no(out, "mine", line.person == seen.who.place);
    if (line.kind == Kind::kHeard) text(out, "answer", line.yes ? "yes" : "not-quite");
    if (!line.text.get().empty()) text(out, "text", line.text.get());
    out.end_object();
  }
  out.end_list();
  out.end_object();
}

void write_ways(json::Writer& out, const Viewer& seen, const std::vector<int>& ways) {
  out.begin_list();
  for (const int way : ways) {
    out.string(seen.pack.ids_of(Section::kWays).at(static_cast<std::size_t>(way)));
  }
  out.end_list();
}

// Where the round stands for this person. Nothing in it depends on what either put in.
std::string_view state_of(const Viewer& seen, const journey::Round& round) {
  if (seen.who.matches.contains(round.number)) return "matched";
  if (seen.now >= round.expires() && !round.both_confirmed()) return "expired";
  if (round.commit(seen.who.place) == nullptr) return "waits-for-me";
  if (round.commit(1 - seen.who.place) == nullptr) return "waits-for-partner";
  return "going-on";
}

void write_proposal(json::Writer& out, const Viewer& seen, const journey::Proposal& proposal) {
  Body body(Kind::kProposal);
  body.set_number("round", proposal.round);
  body.set_yes("ways");
  body.plan = proposal.plan;
  body.set_number("begins", proposal.begins);
  body.set_number("days", proposal.days);
  if (proposal.instead_of) body.set_bytes("instead-of", proposal.instead_of->span());
  out.begin_object();
  write_hex(out, "proposal", proposal.id);
  yes_or_no(out, "mine", proposal.by == seen.who.place);
  out.key("plan");
  journey::write_body(out, body, seen.pack);
  yes_or_no(out, "i-said-yes", proposal.yes.at(seen.who.place));
  yes_or_no(out, "they-said-yes", proposal.yes.at(1 - seen.who.place));
  yes_or_no(out, "stands", proposal.stands(seen.now));
  yes_or_no(out, "stood", proposal.stood);
  number(out, "ends", proposal.ends());
  yes_or_no(out, "open", !proposal.ended && seen.now < proposal.ends());
  out.key("days-of");
  out.begin_list();
  for (const auto& [way, day] : proposal.days_of) {
    out.begin_object();
    text(out, "way", seen.pack.ids_of(Section::kWays).at(static_cast<std::size_t>(way)));
    text(out, "day", day);
    out.end_object();
  }
  out.end_list();
  out.end_object();
}

void write_log(json::Writer& out, const Viewer& seen, const Log& log) {
  out.begin_object();
  write_claim(out, seen.who.keys, log.id());
  const auto token = seen.who.token_for(log);
  if (token) {
    write_hex(out, "token", *token);
  } else {
    out.key("token");
    out.null();
  }
  out.key("author");
  if (const auto author = log.author()) {
    out.integer(*author);
  } else {
    out.null();
  }
  out.key("records");
  std::array<std::uint64_t, record::kMostAuthors> counts{};
  for (std::size_t a = 0; a < counts.size(); ++a) {
    counts.at(a) = log.written_by(static_cast<std::uint8_t>(a));
  }
  out.integers(counts);
  number(out, "waiting", static_cast<std::int64_t>(log.timeline().waiting()));
  out.end_object();
}

void write_exported(json::Writer& out, const Viewer& seen, const Log& log,
                    std::optional<std::size_t> by) {
  out.begin_list();
  for (const journey::Placed* placed : log.timeline().records()) {
    if (placed->erased || !placed->entry.body || !is_mine_to_see(placed->entry.body->kind())) {
      // Shares are written by the program from what I said, and are mine as well.
      const bool is_share =
          !placed->erased && placed->entry.body && placed->entry.body->kind() == Kind::kShare;
      if (!is_share) continue;
    }
    if (by && seen.who.shared->person_of(placed->author) != *by) continue;
    out.begin_object();
    number(out, "at", placed->entry.at);
    out.key("say");
    journey::write_body(out, *placed->entry.body, seen.pack);
    out.end_object();
  }
  out.end_list();
}

}  // namespace

std::string way_view(const Viewer& seen) {
  json::Writer out;
  out.begin_object();
  out.key("stages");
  write_stages(out, seen);
  yes_or_no(out, "together", seen.together());
  out.key("partner");
  write_partner(out, seen);
  out.end_object();
  return out.take();
}

std::string mine_view(const Viewer& seen) {
  json::Writer out;
  out.begin_object();
  out.key("said");
  out.begin_list();
  for (const auto& [about, body] : seen.who.own.all()) {
    if (is_mine_to_see(about.kind)) journey::write_body(out, body, seen.pack);
  }
  out.end_list();
  out.end_object();
  return out.take();
}

std::string shown_view(const Viewer& seen) {
  json::Writer out;
  out.begin_object();
  for (const bool mine : {true, false}) {
    out.key(mine ? "mine" : "theirs");
    if (seen.together()) {
      write_shares(out, seen, mine ? seen.who.place : 1 - seen.who.place);
    } else {
      out.begin_list();
      out.end_list();
    }
  }
  out.end_object();
  return out.take();
}

std::string hear_view(const Viewer& seen) {
  static const journey::Shared kNothing;
  const journey::Shared& shared = seen.together() ? *seen.who.shared : kNothing;
  json::Writer out;
  out.begin_object();
  out.key("turns");
  out.begin_list();
  for (const journey::Turn& turn : shared.turns()) write_turn(out, seen, turn);
  out.end_list();
  out.key("first-times");
  write_said(out, seen, shared.first_times());
  out.key("gifts");
  write_said(out, seen, shared.gifts());
  out.end_object();
  return out.take();
}

std::string round_view(const Viewer& seen) {
  json::Writer out;
  out.begin_object();
  out.key("round");
  if (seen.together() && !seen.who.shared->rounds().empty()) {
    const journey::Round& round = seen.who.shared->rounds().back();
    out.begin_object();
    number(out, "number", round.number);
    const std::string_view state = state_of(seen, round);
    text(out, "state", state);
    yes_or_no(out, "my-move", state == "going-on" && round.is_move_of(seen.who.place));
    number(out, "expires", round.expires());
    const std::int64_t next = seen.who.shared->next_commit(seen.who.place);
    number(out, "next",
           round.commit(seen.who.place) != nullptr ? next : std::max(next, round.expires()));
    out.end_object();
  } else {
    out.null();
  }
  // Of the newest round that has come to something.
  out.key("matched");
  const journey::Round* last = seen.together() ? seen.who.shared->last_confirmed() : nullptr;
  const auto matched =
      last == nullptr ? seen.who.matches.end() : seen.who.matches.find(last->number);
  if (matched == seen.who.matches.end()) {
    out.null();
  } else {
    write_ways(out, seen, matched->second);
  }
  out.end_object();
  return out.take();
}

std::string plans_view(const Viewer& seen) {
  json::Writer out;
  out.begin_object();
  out.key("proposals");
  out.begin_list();
  const auto is_shown = [&](const journey::Proposal& proposal) {
    return seen.who.has_matched(proposal.round, proposal.plan);
  };
  if (seen.together()) {
    for (const journey::Proposal& proposal : seen.who.shared->proposals()) {
      if (is_shown(proposal)) write_proposal(out, seen, proposal);
    }
  }
  out.end_list();
  out.key("standing");
  const journey::Proposal* standing =
      seen.together() ? seen.who.shared->standing(seen.now) : nullptr;
  if (standing == nullptr || !is_shown(*standing)) {
    out.null();
  } else {
    out.string(to_hex(standing->id.span()));
  }
  out.end_object();
  return out.take();
}

std::string logs_view(const Viewer& seen) {
  json::Writer out;
  out.begin_object();
  out.key("own");
  write_log(out, seen, seen.who.own_log);
  out.key("couple");
  if (seen.who.couple_log) {
    write_log(out, seen, *seen.who.couple_log);
  } else {
    out.null();
  }
  out.key("idle");
  out.begin_list();
  for (const Person::Idle& idle : seen.who.idle) {
    out.begin_object();
    write_hex(out, "record", idle.id);
    text(out, "why", name_of(idle.why));
    out.end_object();
  }
  out.end_list();
  out.key("faults");
  out.begin_list();
  const auto write_fault = [&](const LogId& log, record::RecordError error) {
    out.begin_object();
    write_hex(out, "log", log);
    text(out, "record", name_of(error));
    out.end_object();
  };
  for (const Faults::Fault& fault : seen.who.faults.all()) write_fault(fault.log, fault.error);
  if (seen.who.shared) {
    for (const journey::Placed* placed : seen.who.couple_log->timeline().records()) {
      if (!seen.who.is_missing(*placed)) continue;
      write_fault(seen.who.couple_log->id(), record::RecordError::kErased);
    }
  }
  out.end_list();
  out.end_object();
  return out.take();
}

// The open invite, to be shown again while nobody has come.
std::string invite_view(const Viewer& seen) {
  const Body* couple = seen.who.own.find(Kind::kCouple);
  const bool is_open = seen.who.goes_together() && couple != nullptr && seen.who.place == 0 &&
                       seen.who.shared && !seen.who.shared->has_joined(1) &&
                       !seen.who.shared->is_over() && seen.now < couple->number("expires");
  json::Writer out;
  out.begin_object();
  out.key("invite");
  if (is_open) {
    const InviteSecret secret(bytes_of(couple->text("invite")).first<InviteSecret::kSize>());
    out.begin_object();
    write_hex(out, "log", seen.who.couple_log->id());
    text(out, "secret", WipedText(to_base64(secret.reveal())).get());
    number(out, "expires", couple->number("expires"));
    out.end_object();
  } else {
    out.null();
  }
  out.end_object();
  return out.take();
}

// The safety words, docs/formats/vault.md. There are none before the nonce is there that the invite
// was bound to.
std::string words_view(const Viewer& seen) {
  const Body* couple = seen.who.own.find(Kind::kCouple);
  const Log* log = seen.who.couple_log.get();
  const bool are_there = seen.together() && log->person(0) && log->person(1);
  const auto nonce = are_there && seen.who.shared->revealed()
                         ? WordsNonce::from(bytes_of(*seen.who.shared->revealed()))
                         : std::nullopt;
  json::Writer out;
  out.begin_object();
  out.key("words");
  if (nonce && text_of(words_nonce_hash(*nonce).span()) == couple->text("nonce-hash")) {
    const Hash secret = hash("cg.words.inv.1", {bytes_of(couple->text("invite"))});
    const Hash both = hash("cg.words.1", {log->id().span(), log->person(0)->span(),
                                          log->person(1)->span(), secret.span(), nonce->span()});
    out.integers(safety_words(both));
  } else {
    out.null();
  }
  out.end_object();
  return out.take();
}

std::string export_view(const Viewer& seen) {
  json::Writer out;
  out.begin_object();
  text(out, "format", "commonground.export/1");
  text(out, "pack", seen.pack.id);
  out.key("own");
  write_exported(out, seen, seen.who.own_log, std::nullopt);
  out.key("shared");
  if (seen.who.shared) {
    write_exported(out, seen, *seen.who.couple_log, seen.who.place);
  } else {
    out.begin_list();
    out.end_list();
  }
  out.end_object();
  return out.take();
}

}  // namespace commonground::session
