#include "journey/kinds.h"

#include <algorithm>
#include <array>

#include "base/bytes.h"
#include "base/find.h"
#include "commonground/couple.h"
#include "journey/table.h"

namespace commonground::journey {
namespace {

using content::Section;

constexpr FieldShape must(FieldShape field) {
  field.required = true;
  return field;
}
constexpr FieldShape integer(std::string_view name, std::int64_t low, std::int64_t high) {
  return {.name = name, .type = FieldType::kInteger, .low = low, .high = high};
}
constexpr FieldShape yes(std::string_view name) { return {.name = name, .type = FieldType::kYes}; }
constexpr FieldShape text(std::string_view name, std::int64_t most) {
  return {.name = name, .type = FieldType::kText, .low = 1, .high = most};
}
constexpr FieldShape id(std::string_view name, Section section) {
  return must({.name = name, .type = FieldType::kId, .section = section});
}
constexpr FieldShape ids(std::string_view name, Section section) {
  return must({.name = name, .type = FieldType::kIds, .low = 0, .high = 256, .section = section});
}
constexpr FieldShape choice(std::string_view name, std::span<const std::string_view> choices) {
  return {.name = name, .type = FieldType::kChoice, .choices = choices};
}
constexpr FieldShape choices(std::string_view name, std::span<const std::string_view> choices) {
  return {.name = name, .type = FieldType::kChoices, .choices = choices};
}
constexpr FieldShape time(std::string_view name) {
  return must({.name = name, .type = FieldType::kTime, .low = 0, .high = kMostTime});
}
constexpr FieldShape day(std::string_view name) { return {.name = name, .type = FieldType::kDay}; }
constexpr FieldShape record(std::string_view name) {
  return must({.name = name, .type = FieldType::kRecordId});
}
constexpr FieldShape bytes(std::string_view name, std::int64_t low, std::int64_t high) {
  return must({.name = name, .type = FieldType::kBytes, .low = low, .high = high});
}
constexpr FieldShape key(std::string_view name) { return bytes(name, 32, 32); }
constexpr FieldShape maybe(FieldShape field) {
  field.required = false;
  return field;
}

constexpr auto kWills = std::to_array<std::string_view>({"love", "happy", "if", "not-now", "no"});
constexpr auto kMeanings = std::to_array<std::string_view>({"sex", "closeness"});
constexpr auto kMissing = std::to_array<std::string_view>({"rare", "there"});
constexpr auto kDoes = std::to_array<std::string_view>({"more", "less"});
constexpr auto kJointStages =
    std::to_array<std::string_view>({"hear-each-other", "both-want", "common-ground"});
constexpr auto kHeardAnswers = std::to_array<std::string_view>({"yes", "not-quite"});
constexpr auto kNexts = std::to_array<std::string_view>({"keep", "change", "let-go"});

constexpr int kGrade = 4;
constexpr int kMostPoints = 257 * 32;  // of a matching round: 256 ways and a key
constexpr int kMostReply = 258 * 32;   // and a proof

constexpr auto kAboutMe = std::to_array<FieldShape>(
    {must(yes("adult")), text("name", 60), text("why", 400), text("hope", 400)});
constexpr auto kTheme = std::to_array<FieldShape>({id("theme", Section::kThemes), yes("on")});
constexpr auto kPicture =
    std::to_array<FieldShape>({must(integer("slot", 1, 3)), maybe(id("theme", Section::kThemes)),
                               text("text", 400), text("notice", 400)});
constexpr auto kMeaning =
    std::to_array<FieldShape>({must(choice("of", kMeanings)), text("text", 600)});
constexpr auto kMisses =
    std::to_array<FieldShape>({must(choice("when", kMissing)), text("text", 600)});
constexpr auto kNeed = std::to_array<FieldShape>(
    {id("need", Section::kNeeds), integer("importance", 0, kGrade), integer("met", 0, kGrade)});
constexpr auto kWay = std::to_array<FieldShape>({id("way", Section::kWays), choice("will", kWills),
                                                 text("condition", couple::kMaxCondition),
                                                 choices("start", couple::kStartWishNames)});
constexpr auto kCorrection = std::to_array<FieldShape>(
    {id("way", Section::kWays), id("need", Section::kNeeds), choice("does", kDoes)});
constexpr auto kFeeling =
    std::to_array<FieldShape>({id("seat", Section::kSeats), id("feeling", Section::kFeelings),
                               integer("strength", 0, couple::kMaxStrength)});
constexpr auto kMove = std::to_array<FieldShape>(
    {id("seat", Section::kSeats), id("move", Section::kMoves), yes("on")});
constexpr auto kArea =
    std::to_array<FieldShape>({id("area", Section::kAreas), yes("on"), text("text", 200)});
constexpr auto kKindAsk =
    std::to_array<FieldShape>({must(integer("slot", 1, 20)), maybe(id("ask", Section::kAsks)),
                               maybe(id("way", Section::kWays)), text("text", 400)});
constexpr auto kKindNo =
    std::to_array<FieldShape>({must(integer("slot", 1, 20)), maybe(id("no", Section::kNos)),
                               maybe(id("way", Section::kWays)), text("text", 400)});
constexpr auto kUsual = std::to_array<FieldShape>(
    {maybe(id("way", Section::kWays)), integer("times", 0, plan::kMaxTimes)});
constexpr auto kLimits = std::to_array<FieldShape>(
    {integer("minutes", 0, plan::kMaxMinutesAWeek), integer("ways", 1, plan::kMaxWaysInPlan)});
constexpr auto kDone = std::to_array<FieldShape>({id("stage", Section::kStages), yes("on")});
constexpr auto kNote =
    std::to_array<FieldShape>({must(integer("slot", 1, 200)), text("text", 2000)});
constexpr auto kTogether = std::to_array<FieldShape>({yes("on")});
constexpr auto kCouple = std::to_array<FieldShape>(
    {record("log"), key("key"), must(integer("person", 0, kMostPersons - 1)), key("invite"),
     time("expires"), key("nonce-hash"), maybe(key("nonce")), maybe(key("partner"))});
constexpr auto kBatch =
    std::to_array<FieldShape>({record("log"), must(integer("round", 1, 10000)), key("commitment"),
                               bytes("fresh", 16, 16), time("at"), ids("ways", Section::kWays)});
constexpr auto kMatched = std::to_array<FieldShape>(
    {record("log"), must(integer("round", 1, 10000)), ids("ways", Section::kWays)});
constexpr FieldShape table() { return must(integer("table", 1, 10000)); }
constexpr FieldShape minutes() { return must(integer("minutes", 0, plan::kMaxMinutesAWeek)); }
constexpr FieldShape most_ways() { return must(integer("ways", 1, kMostTableWays)); }
constexpr auto kTableList = std::to_array<FieldShape>(
    {record("log"), table(), key("keys"), bytes("fresh", 16, 16), time("at"), minutes(),
     most_ways(), bytes("levels", 1, std::int64_t{kTablePlaces} - 1)});
constexpr auto kTableMet = std::to_array<FieldShape>({record("log"),
                                                      table(),
                                                      {.name = "plan", .type = FieldType::kPlan},
                                                      yes("impasse"),
                                                      bytes("fill", 1, 1024)});
constexpr auto kCheckIn = std::to_array<FieldShape>({must(day("day")), integer("asking", 0, kGrade),
                                                     integer("asked", 0, kGrade), text("well", 600),
                                                     text("change", 600)});
constexpr auto kCheckInNeed = std::to_array<FieldShape>(
    {must(day("day")), id("need", Section::kNeeds), integer("met", 0, kGrade)});
constexpr auto kReview = std::to_array<FieldShape>(
    {record("proposal"), integer("asking", 0, kGrade), integer("asked", 0, kGrade),
     text("harder", 600), text("surprise", 600), text("out-of-the-loop", 600), text("stopped", 600),
     text("thanks", 600), text("next", 600)});
constexpr auto kReviewNeed = std::to_array<FieldShape>(
    {record("proposal"), id("need", Section::kNeeds), integer("met", 0, kGrade)});
constexpr auto kReviewWay = std::to_array<FieldShape>(
    {record("proposal"), id("way", Section::kWays), choice("next", kNexts), yes("stayed"),
     maybe(ids("met", Section::kNeeds))});

constexpr auto kName = std::to_array<FieldShape>({must(text("name", 60))});
constexpr auto kShare = std::to_array<FieldShape>(
    {must({.name = "snapshot", .type = FieldType::kSnapshot}), maybe(record("instead-of"))});
constexpr auto kUnshare = std::to_array<FieldShape>({record("share")});
constexpr auto kReady = std::to_array<FieldShape>({must(choice("stage", kJointStages)), yes("on")});
constexpr auto kSpeak =
    std::to_array<FieldShape>({maybe(id("prompt", Section::kPrompts)), text("text", 1000)});
constexpr auto kSayBack = std::to_array<FieldShape>({record("turn"), text("text", 1000)});
constexpr auto kHeard = std::to_array<FieldShape>(
    {record("turn"), must(choice("answer", kHeardAnswers)), text("text", 1000)});
constexpr auto kRest = std::to_array<FieldShape>({record("turn")});
constexpr auto kFirstTime = std::to_array<FieldShape>({must(text("text", 400))});
constexpr auto kCommit = std::to_array<FieldShape>(
    {must(integer("round", 1, 10000)), must(integer("version", 1, 1000000)), key("value")});
constexpr auto kConfirm =
    std::to_array<FieldShape>({must(integer("round", 1, 10000)), key("value")});
constexpr auto kPoints =
    std::to_array<FieldShape>({must(integer("round", 1, 10000)), bytes("value", 32, kMostPoints)});
constexpr auto kReply =
    std::to_array<FieldShape>({must(integer("round", 1, 10000)), bytes("value", 32, kMostReply)});
constexpr auto kTableKeys = std::to_array<FieldShape>(
    {table(), must(integer("round", 1, 10000)), must(integer("version", 1, 1000000)), minutes(),
     most_ways(), bytes("value", match::kTableKeysBytes, match::kTableKeysBytes)});
constexpr FieldShape table_part(std::size_t parts) {
  return must(integer("part", 1, static_cast<std::int64_t>(parts)));
}
constexpr auto kTableChoices = std::to_array<FieldShape>(
    {table(), table_part(kTableChoicesParts), bytes("value", 1, kTablePartBytes)});
constexpr auto kTableGates = std::to_array<FieldShape>(
    {table(), table_part(kTableGatesParts), bytes("value", 1, kTablePartBytes)});
constexpr std::int64_t kPartIds = (kTableChoicesParts + kTableGatesParts) * RecordId::kSize;
constexpr auto kTableConfirm =
    std::to_array<FieldShape>({table(), key("value"), bytes("parts", kPartIds, kPartIds)});
constexpr auto kProposal = std::to_array<FieldShape>(
    {must(integer("round", 1, 10000)), must({.name = "ways", .type = FieldType::kPlan}),
     time("begins"), must(integer("days", 1, kMostTryDays)), maybe(record("instead-of"))});
constexpr auto kOfProposal = std::to_array<FieldShape>({record("proposal")});
constexpr auto kTry =
    std::to_array<FieldShape>({record("proposal"), id("way", Section::kWays), day("day")});
constexpr auto kGift = std::to_array<FieldShape>({must(text("text", 400))});
constexpr auto kPause = std::to_array<FieldShape>({time("until")});
constexpr auto kReveal = std::to_array<FieldShape>({key("nonce")});
constexpr auto kResume = std::to_array<FieldShape>({record("pause")});
constexpr auto kDevice =
    std::to_array<FieldShape>({must(integer("person", 0, kMostPersons - 1)), key("key"),
                               key("root"), bytes("proof", 64, 64), maybe(key("invite"))});

constexpr KindShape own(std::string_view name, std::size_t keys,
                        std::span<const FieldShape> fields) {
  return {.name = name, .where = Where::kOwn, .keys = keys, .fields = fields};
}
constexpr KindShape shareable(std::string_view name, std::size_t keys,
                              std::span<const FieldShape> fields) {
  KindShape shape = own(name, keys, fields);
  shape.shareable = true;
  return shape;
}
constexpr KindShape shared(std::string_view name, std::span<const FieldShape> fields) {
  return {.name = name, .where = Where::kShared, .fields = fields};
}
constexpr KindShape by_program(KindShape shape) {
  shape.by_person = false;
  return shape;
}

// In the order of Kind.
constexpr std::array<KindShape, kKinds> kShapes = {
    own("about-me", 0, kAboutMe),
    shareable("theme", 1, kTheme),
    shareable("picture", 1, kPicture),
    shareable("meaning", 1, kMeaning),
    shareable("misses", 1, kMisses),
    shareable("need", 1, kNeed),
    shareable("way", 1, kWay),
    shareable("correction", 2, kCorrection),
    shareable("feeling", 2, kFeeling),
    shareable("move", 2, kMove),
    shareable("area", 1, kArea),
    shareable("kind-ask", 1, kKindAsk),
    shareable("kind-no", 1, kKindNo),
    shareable("usual", 0, kUsual),
    shareable("limits", 0, kLimits),
    own("done", 1, kDone),
    own("note", 1, kNote),
    by_program(own("together", 0, kTogether)),
    by_program(own("couple", 0, kCouple)),
    by_program(own("batch", 3, kBatch)),
    by_program(own("matched", 2, kMatched)),
    by_program(own("table-list", 3, kTableList)),
    by_program(own("table-met", 2, kTableMet)),
    shareable("check-in", 1, kCheckIn),
    shareable("check-in-need", 2, kCheckInNeed),
    shareable("review", 1, kReview),
    shareable("review-need", 2, kReviewNeed),
    shareable("review-way", 2, kReviewWay),

    shared("name", kName),
    by_program(shared("share", kShare)),
    by_program(shared("unshare", kUnshare)),
    shared("ready", kReady),
    shared("speak", kSpeak),
    shared("say-back", kSayBack),
    shared("heard", kHeard),
    shared("rest", kRest),
    shared("first-time", kFirstTime),
    by_program(shared("commit", kCommit)),
    by_program(shared("points", kPoints)),
    by_program(shared("reply", kReply)),
    by_program(shared("confirm", kConfirm)),
    by_program(shared("table-keys", kTableKeys)),
    by_program(shared("table-choices", kTableChoices)),
    by_program(shared("table-gates", kTableGates)),
    by_program(shared("table-confirm", kTableConfirm)),
    shared("proposal", kProposal),
    shared("agree", kOfProposal),
    shared("stop", kOfProposal),
    shared("try", kTry),
    shared("gift", kGift),
    shared("pause", kPause),
    shared("resume", kResume),
    shared("leave", {}),
    by_program(shared("reveal", kReveal)),

    {.name = "device", .where = Where::kBoth, .by_person = false, .fields = kDevice},
};
static_assert(std::ranges::all_of(kShapes, [](const KindShape& shape) {
  return !shape.name.empty() && shape.fields.size() <= kMostFields &&
         shape.keys <= shape.fields.size();
}));

}  // namespace

const KindShape& shape_of(Kind kind) { return kShapes.at(static_cast<std::size_t>(kind)); }

std::optional<Kind> kind_named(std::string_view name) {
  const KindShape* found = find_by(kShapes, &KindShape::name, name);
  if (found == nullptr) return std::nullopt;
  return static_cast<Kind>(found - kShapes.data());
}

}  // namespace commonground::journey
