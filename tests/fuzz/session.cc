// One session's door. Any text as a request, of someone who is locked out, alone, or one of two
// with a plan that stands: an answer comes out, as JSON of the known shape, and a request that gave
// an error has changed nothing that can be seen or that is asked for next. What work comes of a
// request is sometimes stored and sometimes not.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "tests/scenarios/people.h"

namespace {

using namespace commonground;         // NOLINT(google-build-using-namespace): one short program
using namespace commonground::tests;  // NOLINT(google-build-using-namespace)

constexpr auto kPack = "tests/fuzz/little_pack.json";

void require(bool holds, std::string_view what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

// Ana and Ben with a plan that stands, something shared, and a turn that is open.
struct Start {
  Start() {
    for (Device* device : {&ana, &ben}) {
      device->create();
      device->settle_in();
      device->say(R"({"kind":"way","way":"five-minutes-held","will":"love"},)"
                  R"({"kind":"need","need":"touch","importance":4,"met":1})");
    }
    invite_and_join(ana, ben);
    for (Device* device : {&ana, &ben}) {
      for (const std::string stage : {"hear-each-other", "both-want", "common-ground"}) {
        device->say(R"({"kind":"ready","stage":")" + stage + R"(","on":true})");
      }
      device->must(R"("share","what":[{"kind":"need","need":"touch"}])");
    }
    sync_both(ana, ben);
    for (Device* device : {&ana, &ben}) {
      device->must(R"("begin-round")");
      sync_both(ana, ben);
    }
    ana.say(R"({"kind":"speak","text":"I"})");
    ana.say(R"({"kind":"proposal","round":1,"ways":[{"way":"five-minutes-held","times":2,)"
            R"("start":"either"}],"begins":)" +
            std::to_string(world.now) + R"(,"days":14})");
    const std::string plan = ana.view("plans")["proposals"][0]["proposal"].text();
    for (Device* device : {&ana, &ben}) {
      device->sync_all();
      device->say(R"({"kind":"agree","proposal":")" + plan + "\"}");
    }
    sync_both(ana, ben);
    alone.create();
  }
  World world{"", kPack};
  Device ana{world, "ana"};
  Device ben{world, "ben"};
  Device alone{world, "alone"};
};

// All that can be seen from outside, and with it whether something waits.
std::string seen(Device& device) {
  std::string all;
  for (const char* view :
       {"way", "mine", "shown", "hear", "round", "plans", "logs", "words", "export"}) {
    all += device.call(R"({"now":1763000000000,"command":{"do":"view","view":")" +
                       std::string(view) + "\"}}");
  }
  return all;
}

void check(const std::string& text) {
  const Json answer(text);
  const Json error = answer["error"];
  if (error.is_there()) {
    require(answer.size() == 1 && !error["code"].text().empty(), "an error has a code");
    require(error["code"].text() != "bad-request" || error["input"].size() > 0,
            "what is wrong with a request is said");
    return;
  }
  require(answer["work"].is_list(), "an answer has work");
  for (std::size_t i = 0; i < answer["work"].size(); ++i) {
    const Json work = answer["work"][i];
    require(!work["do"].text().empty() && !work["bytes"].text().empty(), "work has bytes");
  }
}

// One line of the input. What is there of $NOW, $SEED and so on is filled in, so that a request can
// be right.
std::string filled(std::string line, Device& device) {
  const auto fill = [&](std::string_view name, const std::string& value) {
    for (std::size_t at = 0; (at = line.find(name, at)) != std::string::npos; at += value.size()) {
      line.replace(at, name.size(), value);
    }
  };
  if (line.find('$') == std::string::npos) return line;
  fill("$NOW", std::to_string(device.world().now));
  fill("$SEED", std::to_string(10 + device.world().entropy++ % 90) +
                    "CAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIA");
  fill("$VAULT", device.vault());
  const auto reply = [&](const char* view) {
    return Json(device.call(R"({"now":1763000000000,"command":{"do":"view","view":")" +
                            std::string(view) + "\"}}"))["reply"];
  };
  fill("$PLAN", reply("plans")["standing"].text());
  fill("$TURN", reply("hear")["turns"][0]["turn"].text());
  fill("$SHARE", reply("shown")["mine"][0]["share"].text());
  fill("$LOG", reply("logs")["couple"]["log"].text());
  return line;
}

}  // namespace

// The first byte: who it is, and whether what is to be stored is stored. Then requests, one a line.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Start kStart;
  if (size == 0) return 0;
  const unsigned who = data[0];
  World world(kStart.world);
  Device device(world, who % 3 == 0 ? kStart.alone : kStart.ana);
  if (who % 3 == 2) device.call(R"({"now":1,"command":{"do":"lock"}})");
  std::string_view left(reinterpret_cast<const char*>(data) + 1, size - 1);
  for (int i = 0; i < 8 && !left.empty(); ++i) {
    const std::size_t end = std::min(left.find('\n'), left.size());
    const std::string line(left.substr(0, end));
    left.remove_prefix(std::min(end + 1, left.size()));
    const std::string before = seen(device);
    const std::string request = filled(line, device);
    const std::string answer = device.call(request);
    check(answer);
    const bool is_error = answer.starts_with(R"({"error")");
    // Of a load, what came before the broken record counts; and what was wrong with a record stays
    // known, whatever becomes of the others.
    const bool is_load = request.find("load") != std::string::npos;
    const bool is_receive = request.find("receive") != std::string::npos;
    // Closing works at once, where nothing can be stored.
    const bool is_closing = request.find("safety") != std::string::npos ||
                            request.find("together") != std::string::npos;
    if (is_error && !is_load) require(seen(device) == before, "an error has changed nothing");
    // If something waits now, it is stored, or can never be.
    const std::string end_of_wait = (who & 0x40U) != 0 ? "not-stored" : "stored";
    for (int k = 0; k < 8; ++k) {
      const std::string told = device.call(
          R"({"now":1763000000000,"entropy":"CAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg",)"
          R"("command":{"do":")" +
          end_of_wait + "\"}}");
      check(told);
      if (told.starts_with(R"({"error")")) break;
    }
    if (end_of_wait == "not-stored" && answer.find(R"("do":"store")") != std::string::npos &&
        before.find(R"("error")") == std::string::npos && !is_load && !is_receive && !is_closing) {
      require(seen(device) == before, "what could not be stored was not said");
    }
  }
  return 0;
}
