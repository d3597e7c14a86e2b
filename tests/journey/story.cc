#include "tests/journey/story.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "base/hex.h"
#include "crypto/vault.h"
#include "journey/examples_for_test.h"
#include "record/chain.h"
#include "session/keys.h"

namespace commonground::tests {
namespace {

using journey::Body;
using journey::Kind;

template <class SecretType>
SecretType filled(std::uint8_t byte) {
  return SecretType::made_by([&](std::span<std::uint8_t> out) { std::ranges::fill(out, byte); });
}

constexpr LogId kCouple{{'a', 'n', 'a', ' ', 'a', 'n', 'd', ' ', 'b', 'e', 'n', 0, 0, 0, 0, 2}};
constexpr std::int64_t kBegin = kStoryEnd - 1000;

session::Keys ana_keys() { return {filled<MasterKey>(0x01), filled<MasterKey>(0x02)}; }
session::Keys ben_keys() { return {filled<MasterKey>(0x03), filled<MasterKey>(0x04)}; }
session::InviteSecret invite() { return filled<session::InviteSecret>(0x06); }
SealKey couple_key() { return filled<SealKey>(0x5a); }
session::WordsNonce words_nonce() {
  session::WordsNonce nonce;
  nonce.bytes.fill(0x09);
  return nonce;
}

// One log, and the devices that write into it.
class Pages {
 public:
  Pages(std::string name, const LogId& log, SealKey key)
      : name_(std::move(name)), log_(log), key_(std::move(key)), chain_(log) {}

  // A device writes what the text says; all that is there already it has seen.
  RecordId write(std::uint8_t author, const Body& body) {
    const journey::Entry entry{.at = kBegin + number_, .seen = seen(author), .body = body};
    return put(author, std::string(body.shape().name),
               journey::write_entry(entry, journey::closer_for_test()));
  }
  RecordId write(std::uint8_t author, const std::string& text) {
    return write(author, journey::said(text));
  }
  // What a later release may say.
  RecordId write_later(std::uint8_t author, const std::string& name, const std::string& say) {
    json::Writer out;
    out.integers(seen(author));
    return put(author, name,
               R"({"at":)" + std::to_string(kBegin + number_) + R"(,"seen":)" + out.take() +
                   R"(,"say":)" + say + "}");
  }
  void arrive(std::uint8_t author, std::int64_t person, const session::Keys& keys,
              bool was_invited) {
    const SigningKey device = keys.device(log_);
    const SigningKey root = keys.person(log_);
    if (!chain_.admit(author, device.verify_key())) std::abort();
    devices_.at(author).emplace(keys.device(log_));
    Body body(Kind::kDevice);
    body.set_number("person", person);
    body.set_bytes("key", device.verify_key().span());
    body.set_bytes("root", root.verify_key().span());
    const Hash statement = session::device_statement(log_, author, device.verify_key());
    body.set_bytes("proof", root.sign(statement).span());
    if (was_invited) {
      body.set_bytes("invite", session::invite_proof(invite(), log_, root.verify_key()).span());
    }
    write(author, body);
  }

  [[nodiscard]] const std::map<std::string, Bytes>& all() const { return all_; }

 private:
  [[nodiscard]] journey::Seen seen(std::uint8_t author) const {
    journey::Seen seen{};
    for (std::size_t other = 0; other < seen.size(); ++other) {
      if (other == author) continue;
      seen.at(other) = chain_.written_by(static_cast<std::uint8_t>(other));
    }
    return seen;
  }
  RecordId put(std::uint8_t author, const std::string& what, const std::string& text) {
    record::Head head = chain_.next(author);
    const Hash random = hash("cg.test.nonce", {head.previous.span(), bytes_of(text)});
    std::copy_n(random.bytes.begin(), Nonce::kSize, head.nonce.bytes.begin());
    Bytes record = record::write_record(head, bytes_of(text), key_, *devices_.at(author));
    const auto parts = record::parts_of(record);
    if (!parts || !chain_.append(*parts)) std::abort();
    const RecordId id = parts->id();
    const std::string number = std::to_string(number_++);
    all_.emplace(name_ + "-" + (number.size() < 2 ? "0" : "") + number + "-" + what,
                 std::move(record));
    return id;
  }

  std::string name_;
  LogId log_;
  SealKey key_;
  record::Chain chain_;
  std::array<std::optional<SigningKey>, record::kMostAuthors> devices_;
  int number_ = 0;
  std::map<std::string, Bytes> all_;
};

std::string hex(const RecordId& id) { return to_hex(id.span()); }

void write_own(Pages& own, const std::string& proposal) {
  own.arrive(0, 0, ana_keys(), false);
  for (
      const char* text :
      {R"({"kind":"about-me","adult":true,"name":"Ana","why":"We only talk about dates."})",
       R"({"kind":"theme","theme":"touch","on":true})",
       R"({"kind":"picture","slot":1,"theme":"touch","text":"On the steps after dinner.","notice":"No phones."})",
       R"({"kind":"meaning","of":"sex","text":"That I am chosen."})",
       R"({"kind":"misses","when":"rare","text":"Being looked at."})",
       R"({"kind":"need","need":"touch","importance":4,"met":1})",
       R"({"kind":"need","need":"calm","importance":2,"met":2})",
       R"({"kind":"way","way":"five-minutes-held","will":"love"})",
       R"({"kind":"way","way":"holding-hands","will":"if","condition":"not in the street","start":["partner","time"]})",
       R"({"kind":"way","way":"one-meal","will":"no"})",
       R"({"kind":"correction","way":"five-minutes-held","need":"calm","does":"more"})",
       R"({"kind":"feeling","seat":"asking","feeling":"hopeful","strength":2})",
       R"({"kind":"move","seat":"refused","move":"go-quiet","on":true})",
       R"({"kind":"area","area":"chores","on":true,"text":"Who sees what there is to do."})",
       R"({"kind":"kind-ask","slot":1,"ask":"ten-minutes","text":"Ten minutes with me?"})",
       R"({"kind":"kind-no","slot":1,"no":"talk-then","way":"holding-hands","text":"Tomorrow?"})",
       R"({"kind":"usual","way":"five-minutes-held","times":4})",
       R"({"kind":"limits","minutes":120,"ways":3})",
       R"({"kind":"done","stage":"asking","on":true})",
       R"({"kind":"note","slot":1,"text":"For nobody else."})",
       R"({"kind":"note","slot":2,"text":"Taken back."})",
       R"({"kind":"note","slot":2})",
       R"({"kind":"together","on":true})"}) {
    own.write(0, text);
  }
  Body couple(Kind::kCouple);
  couple.set_bytes("log", kCouple.span());
  couple.set_bytes("key", couple_key().reveal());
  couple.set_number("person", 0);
  couple.set_bytes("invite", invite().reveal());
  couple.set_number("expires", kBegin + journey::kMostTryDays * std::int64_t{86'400'000});
  couple.set_bytes("nonce-hash", session::words_nonce_hash(words_nonce()).span());
  couple.set_bytes("nonce", words_nonce().span());
  own.write(0, couple);
  const std::string of_round = R"(,"log":")" + to_hex(kCouple.span()) + R"(","round":1,"ways":)";
  own.write(0, R"({"kind":"batch","commitment":")" + to_base64(Bytes(32, 7)) + R"(","fresh":")" +
                   to_base64(Bytes(16, 7)) + R"(","at":)" + std::to_string(kBegin) + of_round +
                   R"(["five-minutes-held","holding-hands"]})");
  own.write(0, R"({"kind":"matched")" + of_round + R"(["five-minutes-held"]})");
  own.write(0, R"({"kind":"check-in","day":"2025-11-16","asking":3,"asked":2,"well":"The hug."})");
  own.write(0, R"({"kind":"check-in-need","day":"2025-11-16","need":"touch","met":3})");
  const std::string of = R"(,"proposal":")" + proposal + "\"";
  own.write(0, R"({"kind":"review")" + of + R"(,"asking":3,"thanks":"For trying."})");
  own.write(0, R"({"kind":"review-need")" + of + R"(,"need":"touch","met":3})");
  own.write(0, R"({"kind":"review-way")" + of +
                   R"(,"way":"five-minutes-held","next":"keep","stayed":true,"met":["touch"]})");
  own.write_later(0, "later-kind", R"({"kind":"letter","text":"To be read in a year."})");
  const std::string of_table = R"(,"log":")" + to_hex(kCouple.span()) + R"(","table":1)";
  own.write(0, R"({"kind":"table-list")" + of_table + R"(,"keys":")" + to_base64(Bytes(32, 0x7c)) +
                   R"(","fresh":")" + to_base64(Bytes(16, 0x7d)) + R"(","at":)" +
                   std::to_string(kBegin) + R"(,"minutes":120,"ways":3,"levels":")" +
                   to_base64(Bytes{4, 0, 31}) + "\"}");
  own.write(
      0, R"({"kind":"table-met")" + of_table +
             R"(,"plan":[{"way":"five-minutes-held","times":1,"start":"first"}],"fill":"AAAA"})");
}

// The steps of a round are only bytes here: whether they are right is looked at when a device goes
// on with a round, and not when it looks back on one.
void write_round(Pages& couple) {
  for (const char* kind : {"commit", "points", "reply", "confirm"}) {
    for (const std::uint8_t author : {std::uint8_t{0}, std::uint8_t{1}}) {
      const std::string version = kind == std::string_view("commit") ? R"(,"version":1)" : "";
      const auto byte = static_cast<std::uint8_t>(0x70 + author);
      couple.write(author, std::string(R"({"kind":")") + kind + R"(","round":1)" + version +
                               R"(,"value":")" + to_base64(Bytes(32, byte)) + "\"}");
    }
  }
}

// The same of a sealed table, with one part of each message.
void write_table(Pages& couple) {
  const auto value = [](std::size_t size) {
    return R"(,"value":")" + to_base64(Bytes(size, 0x7a)) + "\"";
  };
  const std::string setting = R"(,"round":1,"version":1,"minutes":120,"ways":3)";
  for (const std::uint8_t author : {std::uint8_t{0}, std::uint8_t{1}}) {
    couple.write(author, R"({"kind":"table-keys","table":1)" + setting +
                             value(match::kTableKeysBytes) + "}");
  }
  const std::size_t ids =
      (journey::kTableChoicesParts + journey::kTableGatesParts) * RecordId::kSize;
  for (const std::string& more : {R"({"kind":"table-choices","table":1,"part":1)" + value(64) + "}",
                                  R"({"kind":"table-gates","table":1,"part":1)" + value(64) + "}",
                                  R"({"kind":"table-confirm","table":1)" + value(32) +
                                      R"(,"parts":")" + to_base64(Bytes(ids, 0x7b)) + "\"}"}) {
    for (const std::uint8_t author : {std::uint8_t{0}, std::uint8_t{1}}) couple.write(author, more);
  }
}

// The name of the plan that stands in the end.
std::string write_couple(Pages& couple) {
  couple.arrive(0, 0, ana_keys(), false);
  couple.arrive(1, 1, ben_keys(), true);
  couple.write(0, R"({"kind":"name","name":"Ana"})");
  couple.write(1, R"({"kind":"name","name":"Ben"})");
  couple.write(0, R"({"kind":"reveal","nonce":")" + to_base64(words_nonce().span()) + "\"}");
  const std::string need = R"({"kind":"need","need":"touch","importance":4,"met":1})";
  couple.write(0, R"({"kind":"share","snapshot":)" + need + "}");
  couple.write(1, R"({"kind":"share","snapshot":{"kind":"meaning","of":"sex","text":"Home."}})");
  const std::string gone =
      hex(couple.write(1, R"({"kind":"share","snapshot":{"kind":"need","need":"calm","met":0}})"));
  couple.write(1, R"({"kind":"unshare","share":")" + gone + "\"}");
  for (const char* stage : {"hear-each-other", "both-want", "common-ground"}) {
    for (const std::uint8_t author : {std::uint8_t{0}, std::uint8_t{1}}) {
      couple.write(author, std::string(R"({"kind":"ready","stage":")") + stage + R"(","on":true})");
    }
  }
  const std::string turn =
      hex(couple.write(0, R"({"kind":"speak","prompt":"sex-means","text":"That I am chosen."})"));
  const std::string of_turn = R"(,"turn":")" + turn + "\"";
  couple.write(1, R"({"kind":"say-back","text":"That I like you.")" + of_turn + "}");
  couple.write(0, R"({"kind":"heard","answer":"not-quite","text":"Again.")" + of_turn + "}");
  couple.write(1, R"({"kind":"rest")" + of_turn + "}");
  couple.write(1, R"({"kind":"first-time","text":"That you were afraid of my no."})");
  write_round(couple);
  const std::string begins = R"(,"begins":)" + std::to_string(kBegin) + R"(,"days":14)";
  const std::string held = R"({"way":"five-minutes-held","times":2,"start":"either")";
  const std::string first =
      hex(couple.write(0, R"({"kind":"proposal","round":1,"ways":[)" + held + "}]" + begins + "}"));
  couple.write(0, R"({"kind":"stop","proposal":")" + first + "\"}");
  const std::string second = hex(couple.write(1, R"({"kind":"proposal","round":1,"ways":[)" + held +
                                                     R"(,"condition":"not late"}])" + begins +
                                                     R"(,"instead-of":")" + first + "\"}"));
  couple.write(0, R"({"kind":"agree","proposal":")" + second + "\"}");
  couple.write(1, R"({"kind":"agree","proposal":")" + second + "\"}");
  couple.write(0, R"({"kind":"try","proposal":")" + second +
                      R"(","way":"five-minutes-held","day":"2025-11-20"})");
  couple.write(1, R"({"kind":"gift","text":"I did the dishes, just so."})");
  const std::string pause =
      hex(couple.write(1, R"({"kind":"pause","until":)" + std::to_string(kStoryEnd + 5000) + "}"));
  couple.write(1, R"({"kind":"resume","pause":")" + pause + "\"}");
  couple.write_later(1, "later-kind", R"({"kind":"song","text":"Ours."})");
  couple.write_later(1, "later-field", R"({"kind":"gift","text":"Tea.","until":"it is cold"})");
  write_table(couple);
  return second;
}

}  // namespace

KeptStory write_story() {
  const session::Keys keys = ana_keys();
  KeptStory story;
  Entropy entropy(filled<EntropySeed>(0x07));
  const VaultHead head{.cost = kLeastCost, .salt = {}};
  story.vault = seal_vault(filled<VaultKey>(0x08), head, keys.to_vault(), entropy);
  Pages couple("couple", kCouple, couple_key());
  const std::string plan = write_couple(couple);
  Pages own("own", keys.own_log(), keys.own_log_key());
  write_own(own, plan);
  // The log of two who parted, so that it has an end.
  Pages parted("parted", kCouple, couple_key());
  parted.arrive(0, 0, ana_keys(), false);
  parted.arrive(1, 1, ben_keys(), true);
  parted.write(1, R"({"kind":"leave"})");
  for (const Pages* pages : {&couple, &own, &parted}) {
    story.records.insert(pages->all().begin(), pages->all().end());
  }
  return story;
}

std::string text_of_story_record(const std::string& name, ByteSpan record) {
  const auto parts = record::parts_of(record);
  const SealKey key = name.starts_with("own") ? ana_keys().own_log_key() : couple_key();
  const auto text = parts ? record::open_record(*parts, key) : std::unexpected(parts.error());
  return text ? std::string(text_of(text->reveal())) : std::string();
}

}  // namespace commonground::tests
