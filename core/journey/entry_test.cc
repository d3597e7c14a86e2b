#include "journey/entry.h"

#include <gtest/gtest.h>

#include "commonground/couple.h"
#include "journey/examples_for_test.h"

namespace commonground::journey {
namespace {

const content::Pack& pack() { return closer_for_test(); }

std::string written(const Body& body) {
  json::Writer out;
  write_body(out, body, pack());
  return out.take();
}

// Nothing if it was right, else the code and the path of the first error.
struct Refused {
  InputErrorCode code{};
  std::string path;
  bool operator==(const Refused&) const = default;
};
std::optional<Refused> refused(const std::string& text) {
  json::Reader in(text, 10);
  const auto document = in.parse({.most_bytes = 1 << 20, .most_depth = 8});
  if (document) {
    const auto body = read_body(in, {document->root()}, pack());
    EXPECT_EQ(body.has_value(), in.errors().empty()) << text;
    if (body) return std::nullopt;
  }
  return Refused{.code = in.errors().front().code, .path = in.errors().front().path};
}

std::string with(Kind kind, std::string_view field, const std::string& value) {
  std::string text = R"({"kind":)" + json::quoted(shape_of(kind).name);
  for (const FieldShape& shape : shape_of(kind).fields) {
    text +=
        "," + json::quoted(shape.name) + ":" + (shape.name == field ? value : example_of(shape));
  }
  return text + "}";
}

template <class Each>
void each_kind(Each each) {
  for (std::size_t i = 0; i < kKinds; ++i) {
    SCOPED_TRACE(shape_of(static_cast<Kind>(i)).name);
    each(static_cast<Kind>(i));
  }
}

TEST(Kinds, AreFoundByTheirNames) {
  each_kind([](Kind kind) { EXPECT_EQ(kind_named(shape_of(kind).name), kind); });
  EXPECT_FALSE(kind_named(""));
  EXPECT_FALSE(kind_named("guide"));
}

TEST(Body, OfEveryKindIsReadAndWrittenAsItWas) {
  each_kind([](Kind kind) {
    for (const bool all_fields : {true, false}) {
      const std::string text = example_of(kind, all_fields);
      const Body body = said(text);
      EXPECT_EQ(body.kind(), kind);
      EXPECT_EQ(written(body), text);
      EXPECT_EQ(said(written(body)), body);
    }
  });
}

// What a value of each type must not be.
struct Wrong {
  std::string value;
  InputErrorCode code{};
};
std::vector<Wrong> wrong_for(const FieldShape& shape) {
  using enum InputErrorCode;
  const auto past = [](std::int64_t number) { return std::to_string(number); };
  const auto of_bytes = [](std::int64_t size) {
    return json::quoted(to_base64(Bytes(static_cast<std::size_t>(size), 1)));
  };
  const std::string way = json::quoted(pack().ids_of(content::Section::kWays).front());
  switch (shape.type) {
    case FieldType::kInteger:
    case FieldType::kTime:
      return {{past(shape.low - 1), kOutOfRange},
              {past(shape.high + 1), kOutOfRange},
              {"1.5", kNotAnInteger},
              {"\"1\"", kWrongType},
              {"null", kWrongType}};
    case FieldType::kYes:
      return {{"false", kWrongChoice}, {"1", kWrongType}};
    case FieldType::kText:
      return {
          {"\"\"", kTextLength},
          {"\"  \"", kTextLength},
          {json::quoted(std::string(static_cast<std::size_t>(shape.high) + 1, 'a')), kTextLength},
          {"7", kWrongType}};
    case FieldType::kId:
      return {{"\"no-such-thing\"", kUnknownId}, {"\"\"", kUnknownId}, {"0", kWrongType}};
    case FieldType::kIds: {
      const std::string id = json::quoted(pack().ids_of(shape.section).front());
      return {{"[\"no-such-thing\"]", kUnknownId},
              {"[" + id + "," + id + "]", kRepeatedId},
              {id, kWrongType}};
    }
    case FieldType::kChoice:
      return {{"\"neither\"", kWrongChoice}, {"0", kWrongType}};
    case FieldType::kChoices:
      return {{"[]", kWrongLength}, {"[\"neither\"]", kWrongChoice}, {"true", kWrongType}};
    case FieldType::kDay:
      return {{"\"2025-02-29\"", kBadDate}, {"\"2025-2-9\"", kBadDate}, {"20250209", kWrongType}};
    case FieldType::kRecordId:
      return {{"\"00\"", kWrongFormat},
              {"\"zz0102030405060708090a0b0c0d0e0f\"", kWrongFormat},
              {"1", kWrongType}};
    case FieldType::kBytes:
      return {{of_bytes(shape.low - 1), kWrongLength},
              {of_bytes(shape.high + 1), kWrongLength},
              {"\"not base64\"", kWrongFormat},
              {"[]", kWrongType}};
    case FieldType::kPlan:
      return {{"[]", kWrongLength},
              {R"([{"way":)" + way + R"(,"times":0,"start":"first"}])", kOutOfRange},
              {R"([{"way":)" + way + R"(,"times":1,"start":"both"}])", kWrongChoice},
              {R"([{"way":)" + way + R"(,"times":1}])", kMissingField},
              {R"([{"way":)" + way + R"(,"times":1,"start":"first"},{"way":)" + way +
                   R"(,"times":2,"start":"first"}])",
               kRepeatedId},
              {"{}", kWrongType}};
    case FieldType::kSnapshot:
      return {{R"({"kind":"note","slot":1,"text":"mine alone"})", kUnknownId},
              {R"({"kind":"share","snapshot":{}})", kUnknownId},
              {R"({"kind":"need"})", kMissingField},
              {"[]", kWrongType}};
  }
  std::abort();
}

TEST(Body, WithAWrongValueIsRefusedThere) {
  each_kind([](Kind kind) {
    for (const FieldShape& field : shape_of(kind).fields) {
      for (const Wrong& wrong : wrong_for(field)) {
        const auto said = refused(with(kind, field.name, wrong.value));
        ASSERT_TRUE(said) << field.name << " " << wrong.value;
        EXPECT_EQ(said->code, wrong.code) << field.name << " " << wrong.value;
        EXPECT_TRUE(said->path.starts_with("$." + std::string(field.name))) << said->path;
      }
    }
  });
}

TEST(Body, WithAFieldMissingUnknownOrTwiceIsRefused) {
  each_kind([](Kind kind) {
    for (const FieldShape& field : shape_of(kind).fields) {
      if (!field.required) continue;
      std::string text = R"({"kind":)" + json::quoted(shape_of(kind).name);
      for (const FieldShape& other : shape_of(kind).fields) {
        if (other.name != field.name) {
          text += "," + json::quoted(other.name) + ":" + example_of(other);
        }
      }
      EXPECT_EQ(refused(text + "}")->code, InputErrorCode::kMissingField) << field.name;
    }
    std::string text = example_of(kind, true);
    text.back() = ',';
    EXPECT_EQ(refused(text + R"("later":1})")->code, InputErrorCode::kUnknownField);
    EXPECT_EQ(refused(text + R"("kind":"leave"})")->code, InputErrorCode::kRepeatedField);
  });
}

TEST(Body, OfNoKindIsRefused) {
  EXPECT_EQ(refused("[]")->code, InputErrorCode::kWrongType);
  EXPECT_EQ(refused("{}")->code, InputErrorCode::kMissingField);
  EXPECT_EQ(refused(R"({"kind":7})")->code, InputErrorCode::kWrongType);
  EXPECT_EQ(refused(R"({"kind":"guide"})"),
            (Refused{.code = InputErrorCode::kUnknownId, .path = "$.kind"}));
}

// Not every feeling is offered in every seat, nor every move.
TEST(Body, OfASeatHoldsWhatIsOfferedThere) {
  const content::Pack& all = pack();
  const auto check = [&](const char* kind, content::Section section, const auto& items,
                         const char* more) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      for (std::size_t seat = 0; seat < content::kSeats; ++seat) {
        const std::string text = std::string(R"({"kind":")") + kind + R"(","seat":")" +
                                 all.ids_of(content::Section::kSeats)[seat] + R"(",")" + kind +
                                 R"(":")" + all.ids_of(section)[i] + "\"" + more + "}";
        EXPECT_EQ(!refused(text), content::holds(items[i].seats, seat)) << text;
      }
    }
  };
  check("feeling", content::Section::kFeelings, all.feelings, R"(,"strength":1)");
  check("move", content::Section::kMoves, all.moves, R"(,"on":true)");
}

TEST(Body, TakesBackWithNothingButWhatItIsAbout) {
  EXPECT_TRUE(said(R"({"kind":"need","need":"touch"})").takes_back());
  EXPECT_FALSE(said(R"({"kind":"need","need":"touch","met":0})").takes_back());
  EXPECT_TRUE(said(R"({"kind":"together"})").takes_back());
  EXPECT_FALSE(said(R"({"kind":"together","on":true})").takes_back());
}

// ---- Entries

std::string entry(const std::string& say, const std::string& at = "5",
                  const std::string& seen = "[2,0,1]") {
  return R"({"at":)" + at + R"(,"seen":)" + seen + R"(,"say":)" + say + "}";
}

TEST(Entry, OfEveryKindIsReadAndWrittenAsItWas) {
  each_kind([](Kind kind) {
    const Where where = shape_of(kind).where;
    const std::string text = entry(example_of(kind, true));
    for (const Where log : {Where::kOwn, Where::kShared}) {
      const auto read = read_entry(text, pack(), log);
      ASSERT_TRUE(read);
      EXPECT_EQ(read->at, 5);
      EXPECT_EQ(read->seen, (Seen{2, 0, 1}));
      // In the log that it does not belong to, it says nothing.
      ASSERT_EQ(read->body.has_value(), where == log || where == Where::kBoth);
      if (read->body) {
        std::string again = write_entry(*read, pack());
        again.erase(again.find_last_not_of(' ') + 1);
        EXPECT_EQ(again, text);
      }
    }
  });
}

// Who runs the server may be the partner. Nothing that is said to a way, or put into a round, may
// be told from its size.
TEST(Entry, ToldFromItsSizeIsNoAnswer) {
  const auto size = [](const std::string& say) {
    const Entry entry{.at = 1'763'000'000'000, .seen = {}, .body = said(say)};
    const std::string text = write_entry(entry, pack());
    const auto read = read_entry(text, pack(), Where::kOwn);
    EXPECT_TRUE(read && read->body == entry.body) << say;
    return text.size();
  };
  const std::string way = R"({"kind":"way","way":"one-meal")";
  const std::size_t as_no = size(way + R"(,"will":"no"})");
  for (const std::string& more :
       {std::string(), std::string(R"(,"will":"love","start":["me","partner","time"])"),
        R"(,"will":"if","condition":")" + std::string(couple::kMaxCondition, 'a') + "\""}) {
    EXPECT_EQ(size(way + more + "}"), as_no) << more;
  }
  for (const std::string kind : {"batch", "matched"}) {
    const std::string batch =
        R"({"kind":")" + kind + R"(","log":"000102030405060708090a0b0c0d0e0f","round":9,)" +
        (kind == "batch" ? R"("commitment":")" + to_base64(Bytes(32, 1)) + R"(","fresh":")" +
                               to_base64(Bytes(16, 1)) + R"(","at":1763000000000,)"
                         : std::string()) +
        R"("ways":[)";
    std::string all;
    for (const std::string& id : pack().ids_of(content::Section::kWays)) {
      all += (all.empty() ? "" : ",") + json::quoted(id);
    }
    EXPECT_EQ(size(batch + "]}"), size(batch + all + "]}"));
  }
}

// How many plans lie on a table says how many ways both want.
TEST(Entry, OfATableIsAsLongHoweverManyPlansThereAre) {
  const auto size = [](std::size_t plans, std::int64_t number) {
    Body list(Kind::kTableList);
    const auto bytes = [](std::size_t count) { return Bytes(count, 1); };
    list.set_bytes("log", bytes(LogId::kSize));
    list.set_bytes("keys", bytes(Hash::kSize));
    list.set_bytes("fresh", bytes(16));
    list.set_bytes("levels", bytes(plans));
    list.set_number("table", number);
    list.set_number("at", 1'763'000'000'000);
    list.set_number("minutes", number);
    list.set_number("ways", 4);
    const std::string text =
        write_entry({.at = 1'763'000'000'000, .seen = Seen{1, 2, 3}, .body = list}, pack());
    EXPECT_TRUE(read_entry(text, pack(), Where::kOwn)->body);
    return text.size();
  };
  EXPECT_EQ(size(1, 1), size(kTablePlaces - 1, 10'000));
}

// Kept and ignored: its place in the order counts, and what it says does not.
TEST(Entry, OfALaterReleaseKeepsItsPlace) {
  for (const char* say :
       {R"({"kind":"guide","name":"Kim"})", R"({"kind":"leave","because":"later"})",
        R"({"kind":"ready","stage":"a-later-stage"})", R"({"kind":"speak","prompt":"a-later-one"})",
        R"({"words":"no kind"})", "{}", "[]", "7"}) {
    const auto read = read_entry(entry(say), pack(), Where::kShared);
    ASSERT_TRUE(read) << say;
    EXPECT_FALSE(read->body) << say;
    EXPECT_EQ(read->at, 5);
    EXPECT_EQ(read->seen, (Seen{2, 0, 1})) << say;
  }
}

TEST(Entry, ThatNoReleaseWritesIsNone) {
  const std::string leave = R"({"kind":"leave"})";
  ASSERT_TRUE(read_entry(entry(leave), pack(), Where::kShared));
  for (const std::string& text :
       {std::string(), std::string("{"), std::string("[]"), leave, entry(leave, "-1"),
        entry(leave, "9007199254740992"), entry(leave, "5", "[0,0,0,0,0,0,0,0,1]"),
        entry(leave, "5", "[-1]"), entry(leave, "5", "[50001]"), entry(leave, "5", "7"),
        std::string(R"({"at":5,"seen":[]})"),
        std::string(R"({"at":5,"seen":[],"say":{"kind":"leave"},"more":1})")}) {
    EXPECT_FALSE(read_entry(text, pack(), Where::kShared)) << text;
  }
}

}  // namespace
}  // namespace commonground::journey
