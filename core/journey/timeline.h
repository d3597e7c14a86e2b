// The records of one log in one order, the same on every device that has the same records.
//
// Each record says how many records of every author its own author had seen. From this comes its
// height: how many records its author knew, what those knew among them, and itself. Records stand
// by height, and of the same height by author; so each comes after all that its author knew,
// whatever clocks say, and however late or out of turn it arrives. A record whose author had seen
// what is not here yet waits for it.
//
// What comes later never changes the past: two records that have a height keep their order for
// good, and all that the author of a record knew stands before it, in the same order everywhere.
// Only what its author could not know may still come to stand before it. A record that is erased
// says no longer what its author had seen and may itself stand earlier; the others stay, since
// whatever knew it also knew what it knew.
//
// What an author knew is what they say: whoever wants to can let a record stand earlier than it was
// written. Every rule that is folded over this order must hold against that.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "journey/entry.h"

namespace commonground::journey {

struct Placed {
  std::uint8_t author = 0;
  std::uint64_t counter = 0;
  RecordId id = {};
  Entry entry = {};
  bool erased = false;       // its author took it back, so it says nothing
  Seen known{};              // how many of each author stand before it, and of its own also itself
  std::uint64_t height = 0;  // their sum
};

class Timeline {
 public:
  // The next record of its author.
  void add(Placed placed);
  // The text of a record is gone: it now stands as if its author had seen nothing but their own.
  void erase(const RecordId& id);
  // It came after all.
  void restore(const RecordId& id, Entry entry);

  // In order. Points into the timeline; good until it changes.
  [[nodiscard]] std::span<const Placed* const> records() const;
  // The same for the one who folds them, and how many of them stand where they stood when this was
  // last asked: these need not be looked at again.
  struct Ordered {
    std::span<const Placed* const> records;
    std::size_t unchanged = 0;
  };
  [[nodiscard]] Ordered ordered();
  // Of each author, how many stand in it; the others wait.
  [[nodiscard]] Seen counts() const;
  [[nodiscard]] std::size_t waiting() const;
  [[nodiscard]] const Placed* find(const RecordId& id) const;

 private:
  void place() const;
  [[nodiscard]] bool place_next(std::size_t author) const;
  void begin_anew();

  // Boxes, so that pointers stay good as the lists grow.
  std::array<std::vector<std::unique_ptr<Placed>>, record::kMostAuthors> authors_;
  std::map<RecordId, Placed*> by_id_;
  // Put in order when somebody asks.
  mutable std::array<std::size_t, record::kMostAuthors>
      placed_{};  // of each author, how many have a height
  mutable std::vector<const Placed*> order_;
  mutable std::size_t unchanged_ = 0;
};

}  // namespace commonground::journey
