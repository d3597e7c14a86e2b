#include "journey/timeline.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace commonground::journey {
namespace {

bool stands_before(const Placed* a, const Placed* b) {
  return std::tie(a->height, a->author, a->counter) < std::tie(b->height, b->author, b->counter);
}

}  // namespace

void Timeline::add(Placed placed) {
  auto& boxes = authors_.at(placed.author);
  boxes.push_back(std::make_unique<Placed>(std::move(placed)));
  by_id_.emplace(boxes.back()->id, boxes.back().get());
}

void Timeline::erase(const RecordId& id) {
  const auto found = by_id_.find(id);
  if (found == by_id_.end() || found->second->erased) return;
  found->second->erased = true;
  found->second->entry = {};
  begin_anew();
}

void Timeline::restore(const RecordId& id, Entry entry) {
  const auto found = by_id_.find(id);
  if (found == by_id_.end() || !found->second->erased) return;
  found->second->erased = false;
  found->second->entry = std::move(entry);
  begin_anew();
}

void Timeline::begin_anew() {
  placed_.fill(0);
  order_.clear();
  unchanged_ = 0;
}

// The next record of an author gets its height, if there is one and it waits for nothing.
bool Timeline::place_next(std::size_t author) const {
  const std::size_t at = placed_.at(author);
  if (at == authors_.at(author).size()) return false;
  Placed& next = *authors_.at(author)[at];
  Seen known = at == 0 ? Seen{} : authors_.at(author)[at - 1]->known;
  for (std::size_t other = 0; other < authors_.size(); ++other) {
    const std::uint64_t seen = other == author ? 0 : next.entry.seen.at(other);
    if (seen == 0) continue;
    if (seen > placed_.at(other)) return false;
    const Seen& theirs = authors_.at(other)[static_cast<std::size_t>(seen - 1)]->known;
    std::ranges::transform(known, theirs, known.begin(), std::ranges::max);
  }
  known.at(author) = at + 1;
  next.known = known;
  next.height = std::accumulate(known.begin(), known.end(), std::uint64_t{0});
  ++placed_.at(author);
  order_.push_back(&next);
  return true;
}

// Goes round the authors for as long as someone's next record waits for nothing.
void Timeline::place() const {
  const std::size_t before = order_.size();
  for (bool moved = true; moved;) {
    moved = false;
    for (std::size_t author = 0; author < authors_.size(); ++author) {
      while (place_next(author)) moved = true;
    }
  }
  const auto fresh = order_.begin() + static_cast<std::ptrdiff_t>(before);
  std::sort(fresh, order_.end(), stands_before);
  if (fresh == order_.end()) return;
  const auto first = std::upper_bound(order_.begin(), fresh, *fresh, stands_before);
  unchanged_ = std::min(unchanged_, static_cast<std::size_t>(first - order_.begin()));
  std::inplace_merge(first, fresh, order_.end(), stands_before);
}

std::span<const Placed* const> Timeline::records() const {
  place();
  return order_;
}

Timeline::Ordered Timeline::ordered() {
  place();
  return {.records = order_, .unchanged = std::exchange(unchanged_, order_.size())};
}

Seen Timeline::counts() const {
  place();
  Seen counts{};
  std::ranges::copy(placed_, counts.begin());
  return counts;
}

std::size_t Timeline::waiting() const {
  place();
  std::size_t waiting = 0;
  for (std::size_t a = 0; a < authors_.size(); ++a) waiting += authors_[a].size() - placed_[a];
  return waiting;
}

const Placed* Timeline::find(const RecordId& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : found->second;
}

}  // namespace commonground::journey
