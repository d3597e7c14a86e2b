// What the two do in more than one story.
#pragma once

#include <string>
#include <vector>

#include "tests/scenarios/people.h"

namespace commonground::tests {

// Ways as they stand in a proposal.
inline constexpr auto kHeld = R"({"way":"five-minutes-held","times":2,"start":"either"})";
inline constexpr auto kHands = R"({"way":"holding-hands","times":1,"start":"either"})";

// A few answers, with a yes to both of these.
void say_a_little(Device& device);
void share_needs(Device& device, const std::vector<std::string>& needs);
void both_ready(Device& ana, Device& ben, const std::string& stage);
// From two who are together to a round in which both put what they said.
void match(Device& ana, Device& ben);
// The id of the proposal; `more` is the rest of its fields.
std::string propose(Device& device, const std::string& ways, int round = 1,
                    const std::string& more = "");
void agree(Device& device, const std::string& proposal);
void stop(Device& device, const std::string& proposal);
// The plan that stands, or nothing.
std::string standing(Device& device);
void rest(Device& device, std::int64_t until);

// Two who said a little, and are together.
struct Two {
  explicit Two(const std::string& name);
  // To where a plan can be proposed.
  void go_to_common_ground();

  World world;
  Device ana{world, "ana"};
  Device ben{world, "ben"};
  Invite invited;
};

}  // namespace commonground::tests
