// tests/vectors/match, by a program in another language that does docs/formats/match.md and
// sealed-table.md with a ristretto255 of its own. Long messages stand there as their hash.
#include <gtest/gtest.h>

#include "base/hex.h"
#include "match/private_match.h"
#include "match/sealed_table.h"
#include "tests/files.h"
#include "tests/json.h"

namespace commonground::match {
namespace {

using tests::Json;

Hash hash_from(const Json& hex) { return Hash::from(from_hex(hex.text()).value()).value(); }
MatchSeed seed_from(const Json& hex) { return MatchSeed(hash_from(hex).bytes); }
std::string shown(ByteSpan message) { return to_hex(hash("cg.test.1", {message}).span()); }

template <class Each>
void each_case(const std::string& name, Each each) {
  const Json cases = Json(tests::text_of("tests/vectors/match/" + name))["cases"];
  ASSERT_EQ(cases.size(), 3U);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    SCOPED_TRACE(i);
    each(cases[i]);
  }
}

Party party(const Json& test, std::size_t position) {
  const Json side = test["sides"][position];
  std::vector<std::string> items;
  for (std::size_t i = 0; i < side["items"].size(); ++i) items.push_back(side["items"][i].text());
  return Party::make(hash_from(test["round"]), static_cast<std::uint8_t>(position),
                     seed_from(side["seed"]), static_cast<std::size_t>(test["slots"].number()),
                     std::move(items))
      .value();
}

TEST(MatchVectors, AreWhatIsSent) {
  each_case("private-match.json", [](const Json& test) {
    const std::array both = {party(test, 0), party(test, 1)};
    for (std::size_t p = 0; p < 2; ++p) {
      const Json side = test["sides"][p];
      const Party& me = both.at(p);
      const Party& other = both.at(1 - p);
      const auto meeting = me.meet(other.commitment(), other.points());
      ASSERT_TRUE(meeting);
      EXPECT_EQ(to_hex(me.commitment().span()), side["commitment"].text());
      EXPECT_EQ(shown(me.points()), side["points"].text());
      EXPECT_EQ(shown(me.reply(*meeting)), side["reply"].text());
      const auto matched =
          me.matched(*meeting, other.reply(other.meet(me.commitment(), me.points()).value()));
      ASSERT_TRUE(matched);
      EXPECT_EQ(to_hex(matched->mine.span()), side["confirm"].text());
      ASSERT_EQ(matched->items.size(), test["matched"].size());
      for (std::size_t i = 0; i < matched->items.size(); ++i) {
        EXPECT_EQ(matched->items[i], test["matched"][i].text());
      }
    }
  });
}

Bargainer bargainer(const Json& test, std::size_t position) {
  const Json side = test["sides"][position];
  std::vector<std::uint8_t> levels;
  for (std::size_t i = 0; i < side["levels"].size(); ++i) {
    levels.push_back(static_cast<std::uint8_t>(side["levels"][i].number()));
  }
  return Bargainer::make(hash_from(test["round"]), static_cast<std::uint8_t>(position),
                         seed_from(side["seed"]), static_cast<std::size_t>(test["places"].number()),
                         levels)
      .value();
}

TEST(TableVectors, AreWhatIsSent) {
  each_case("sealed-table.json", [](const Json& test) {
    const std::array both = {bargainer(test, 0), bargainer(test, 1)};
    std::array<Bytes, 2> choices;
    std::array<Bytes, 2> gates;
    for (std::size_t p = 0; p < 2; ++p)
      choices.at(p) = both.at(p).choices(both.at(1 - p).keys()).value();
    for (std::size_t p = 0; p < 2; ++p) {
      gates.at(p) = both.at(p).gates(both.at(1 - p).keys(), choices.at(1 - p)).value();
    }
    for (std::size_t p = 0; p < 2; ++p) {
      const Json side = test["sides"][p];
      const Bytes their_keys = both.at(1 - p).keys();
      const auto met = both.at(p).met(
          {.keys = their_keys, .choices = choices.at(1 - p), .gates = gates.at(1 - p)});
      ASSERT_TRUE(met);
      EXPECT_EQ(shown(both.at(p).keys()), side["keys"].text());
      EXPECT_EQ(shown(choices.at(p)), side["choices"].text());
      EXPECT_EQ(shown(gates.at(p)), side["gates"].text());
      EXPECT_EQ(to_hex(met->mine.span()), side["confirm"].text());
      EXPECT_EQ(met->plan.has_value(), !test["plan"].is_null());
      if (met->plan) {
        EXPECT_EQ(static_cast<std::int64_t>(*met->plan), test["plan"].number());
      }
    }
  });
}

}  // namespace
}  // namespace commonground::match
