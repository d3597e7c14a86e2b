// Ana and Ben, who say things to each other as records of one log, in the words of the table.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/hex.h"
#include "journey/examples_for_test.h"
#include "journey/shared.h"

namespace commonground::journey {

constexpr std::uint8_t kAna = 0;
constexpr std::uint8_t kBen = 1;

class Talk {
 public:
  std::int64_t now = 1'763'000'000'000;
  Shared shared;

  // What came of a record with this text. A device of each is there from the start.
  Idle say(std::uint8_t author, const std::string& text) { return apply(author, said(text)); }
  Idle apply(std::uint8_t author, std::optional<Body> body, bool erased = false) {
    ++number_;
    return shared.apply({.author = author,
                         .counter = number_,
                         .id = id(number_),
                         .entry = {.at = now, .seen = seen_all(author), .body = std::move(body)},
                         .erased = erased});
  }
  Idle arrive(std::uint8_t author, std::size_t person) {
    Body device = said(example_of(Kind::kDevice, false));
    device.set_number("person", static_cast<std::int64_t>(person));
    return apply(author, device);
  }
  // The name of the last record, as it stands in a text.
  [[nodiscard]] std::string last() const { return to_hex(id(number_).span()); }

  void both_arrive() {
    arrive(kAna, 0);
    arrive(kBen, 1);
  }
  void both_ready(std::string_view stage) {
    for (const std::uint8_t author : {kAna, kBen}) {
      say(author, R"({"kind":"ready","stage":")" + std::string(stage) + R"(","on":true})");
    }
  }

  Idle step(std::uint8_t author, std::string_view kind, int round = 1, int version = 1) {
    std::string text = R"({"kind":")" + std::string(kind) + R"(","round":)" + std::to_string(round);
    if (kind == "commit") text += R"(,"version":)" + std::to_string(version);
    return say(author, text + R"(,"value":")" + to_base64(Bytes(32, 7)) + "\"}");
  }
  void go_round(int round = 1) {
    for (const char* kind : {"commit", "points", "reply", "confirm"}) {
      step(kAna, kind, round);
      step(kBen, kind, round);
    }
  }
  Idle propose(std::uint8_t author, const std::string& way, const std::string& more = "",
               int round = 1) {
    return say(author, R"({"kind":"proposal","round":)" + std::to_string(round) +
                           R"(,"ways":[{"way":")" + way +
                           R"(","times":1,"start":"either"}],"begins":)" + std::to_string(now) +
                           R"(,"days":14)" + more + "}");
  }
  Idle of(std::uint8_t author, std::string_view kind, std::string_view field,
          const std::string& record, const std::string& more = "") {
    return say(author, R"({"kind":")" + std::string(kind) + R"(",")" + std::string(field) +
                           R"(":")" + record + "\"" + more + "}");
  }

 private:
  // All that the others had said.
  [[nodiscard]] Seen seen_all(std::uint8_t author) const {
    Seen seen{};
    seen.at(1U - author % 2U) = number_;
    return seen;
  }
  static RecordId id(std::uint64_t number) {
    return RecordId{{static_cast<std::uint8_t>(number), static_cast<std::uint8_t>(number >> 8U)}};
  }
  std::uint64_t number_ = 0;
};

}  // namespace commonground::journey
