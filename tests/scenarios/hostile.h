// A device of Ben with another program on it: it has his keys and keeps to no rule. Whatever it
// writes is rightly sealed, signed and chained.
#pragma once

#include <memory>
#include <string>

#include "journey/entry.h"
#include "session/log.h"
#include "tests/scenarios/people.h"

namespace commonground::tests {

class HostileDevice {
 public:
  // Of someone in the log of this invite. `author` is where it puts itself, and `person` who it
  // says it belongs to.
  HostileDevice(Device& owner, const Invite& invite, std::uint8_t author, std::size_t person = 1);

  // Knows all that lies at the relay. Before, its records say that it has seen nothing.
  void look();
  // Writes it, as said at this moment or at another; the id of the record.
  std::string say(const std::string& body) { return say(body, world_->now); }
  std::string say(const std::string& body, std::int64_t at);
  std::string say(journey::Body body, std::int64_t at);
  // What is in a record of this log.
  [[nodiscard]] journey::Body body_of(const std::string& id) const;

 private:
  Entropy entropy();
  std::string put(const session::Stored& stored);

  World* world_;
  std::string log_name_;
  std::unique_ptr<session::Keys> keys_;
  std::unique_ptr<session::Log> log_;
};

}  // namespace commonground::tests
