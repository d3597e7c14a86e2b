#include "tests/scenarios/stories.h"

namespace commonground::tests {

void say_a_little(Device& device) {
  device.say(R"({"kind":"about-me","adult":true},)"
             R"({"kind":"way","way":"five-minutes-held","will":"love"},)"
             R"({"kind":"way","way":"holding-hands","will":"happy"},)"
             R"({"kind":"need","need":"touch","importance":4,"met":1})");
}

void share_needs(Device& device, const std::vector<std::string>& needs) {
  std::string what;
  for (const std::string& need : needs) {
    what += (what.empty() ? "" : ",") + (R"({"kind":"need","need":")" + need + "\"}");
  }
  device.must(R"("share","what":[)" + what + "]");
}

void both_ready(Device& ana, Device& ben, const std::string& stage) {
  for (Device* device : {&ana, &ben}) {
    device->say(R"({"kind":"ready","stage":")" + stage + R"(","on":true})");
  }
  sync_both(ana, ben);
}

// From two who are together to a round in which both put what they said.
void match(Device& ana, Device& ben) {
  both_ready(ana, ben, "both-want");
  ana.must(R"("begin-round")");
  sync_both(ana, ben);
  ben.must(R"("begin-round")");
  sync_both(ana, ben);
}

std::string propose(Device& device, const std::string& ways, int round, const std::string& more) {
  device.say(R"({"kind":"proposal","round":)" + std::to_string(round) + R"(,"ways":[)" + ways +
             R"(],"begins":)" + std::to_string(device.world().now) + R"(,"days":14)" + more + "}");
  const Json proposals = device.view("plans")["proposals"];
  return proposals[proposals.size() - 1]["proposal"].text();
}

void agree(Device& device, const std::string& proposal) {
  device.say(R"({"kind":"agree","proposal":")" + proposal + "\"}");
}

void stop(Device& device, const std::string& proposal) {
  device.say(R"({"kind":"stop","proposal":")" + proposal + "\"}");
}

std::string standing(Device& device) { return device.view("plans")["standing"].text(); }

void rest(Device& device, std::int64_t until) {
  device.say(R"({"kind":"pause","until":)" + std::to_string(until) + "}");
}

Two::Two(const std::string& name) : world(name) {
  for (Device* device : {&ana, &ben}) {
    device->create();
    say_a_little(*device);
  }
  invited = invite_and_join(ana, ben);
}

void Two::go_to_common_ground() {
  match(ana, ben);
  both_ready(ana, ben, "common-ground");
}

}  // namespace commonground::tests
