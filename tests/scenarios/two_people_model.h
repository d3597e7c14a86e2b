// A tiny, stupid model of what Ana and Ben said yes and no to: it knows nothing of records, orders
// or rounds, only what they said and what was then stored.
#pragma once

#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace commonground::tests {

struct TwoPeopleModel {
  static constexpr std::array<const char*, 4> kWays = {"five-minutes-held", "holding-hands",
                                                       "one-meal", "screens-away"};
  static constexpr std::array<const char*, 5> kWills = {"love", "happy", "if", "not-now", "no"};
  static bool is_yes(std::size_t will) { return will < 3; }

  struct Person {
    std::set<std::string> wanted;  // ways they said yes to at some time
    std::set<std::string> put_in;  // and before they put their answers into a round
    std::set<std::string> agreed;  // proposals
    bool left = false;
  };
  std::array<Person, 2> persons;
  std::set<std::string> stopped;       // proposals that either stopped
  std::vector<std::string> proposals;  // all that were ever made
  std::vector<std::string> shares;
  std::set<std::string> taken_back;  // shares

  void put_in(std::size_t person) {
    Person& who = persons.at(person);
    who.put_in.insert(who.wanted.begin(), who.wanted.end());
  }
  [[nodiscard]] bool both_put_in(const std::string& way) const {
    return persons[0].put_in.contains(way) && persons[1].put_in.contains(way);
  }
  [[nodiscard]] bool both_agreed(const std::string& proposal) const {
    return persons[0].agreed.contains(proposal) && persons[1].agreed.contains(proposal);
  }
};

}  // namespace commonground::tests
