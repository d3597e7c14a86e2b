#include "journey/timeline.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace commonground::journey {
namespace {

bool stands_before(const Placed* a, const Placed* b) {
  return std::tie(a->height, a->author, a->counter) < std::tie(b->height, b->author, b->counter);
}

}  // namespace

void Timeline::add(Placed placed) {
  authors_.at(placed.author).push_back(std::make_unique<Placed>(std::move(placed)));
}

void Timeline::erase(const RecordId& id) {
  for (auto& author : authors_) {
    for (auto& placed : author) {
      if (placed->id != id || placed->erased) continue;
      placed->erased = true;
      placed->entry = {};
      begin_anew();
      return;
    }
  }
}

void Timeline::begin_anew() {
  placed_.fill(0);
  order_.clear();
  unchanged_ = 0;
}

// Goes round the authors, giving heights for as long as someone's next record waits for nothing.
void Timeline::place() {
  const std::size_t before = order_.size();
  for (bool moved = true; moved;) {
    moved = false;
    for (std::size_t a = 0; a < authors_.size(); ++a) {
      while (placed_[a] < authors_[a].size()) {
        Placed& next = *authors_[a][placed_[a]];
        std::uint64_t height = placed_[a] == 0 ? 0 : authors_[a][placed_[a] - 1]->height + 1;
        bool ready = true;
        for (std::size_t b = 0; b < authors_.size() && ready; ++b) {
          const std::uint64_t seen = b == a ? 0 : next.entry.seen[b];
          if (seen == 0) continue;
          ready = seen <= placed_[b];
          if (!ready) continue;
          const auto last = static_cast<std::size_t>(seen - 1);
          height = std::max(height, authors_[b][last]->height + 1);
        }
        if (!ready) break;
        next.height = height;
        ++placed_[a];
        order_.push_back(&next);
        moved = true;
      }
    }
  }
  const auto fresh = order_.begin() + static_cast<std::ptrdiff_t>(before);
  std::sort(fresh, order_.end(), stands_before);
  if (fresh == order_.end()) return;
  const auto first = std::upper_bound(order_.begin(), fresh, *fresh, stands_before);
  unchanged_ = std::min(unchanged_, static_cast<std::size_t>(first - order_.begin()));
  std::inplace_merge(first, fresh, order_.end(), stands_before);
}

Timeline::Ordered Timeline::ordered() {
  place();
  return {.records = order_, .unchanged = std::exchange(unchanged_, order_.size())};
}

Seen Timeline::counts() {
  place();
  Seen counts{};
  std::ranges::copy(placed_, counts.begin());
  return counts;
}

std::size_t Timeline::waiting() {
  place();
  std::size_t waiting = 0;
  for (std::size_t a = 0; a < authors_.size(); ++a) waiting += authors_[a].size() - placed_[a];
  return waiting;
}

const Placed* Timeline::find(const RecordId& id) const {
  for (const auto& author : authors_) {
    for (const auto& placed : author) {
      if (placed->id == id) return placed.get();
    }
  }
  return nullptr;
}

}  // namespace commonground::journey
