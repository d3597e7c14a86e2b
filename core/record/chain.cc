#include "record/chain.h"

#include <cassert>

namespace commonground::record {

bool Chain::admit(std::uint8_t author, const VerifyKey& key) {
  if (author >= kMostAuthors) return false;
  for (std::size_t i = 0; i < kMostAuthors; ++i) {
    if (authors_[i].key == key) return i == author;
  }
  Author& place = authors_[author];
  if (place.key) return false;
  place.key = key;
  return true;
}

std::optional<VerifyKey> Chain::member(std::uint8_t author) const {
  return author < kMostAuthors ? authors_[author].key : std::nullopt;
}

std::expected<void, RecordError> Chain::check(const Parts& parts) const {
  const Head& head = parts.head;
  if (head.log != log_) return std::unexpected(RecordError::kWrongLog);
  const std::optional<VerifyKey> key = member(head.author);
  if (!key) return std::unexpected(RecordError::kForeignAuthor);
  if (!verify(*key, parts.hash, parts.signature)) return std::unexpected(RecordError::kAltered);
  return check_place(parts);
}

std::expected<void, RecordError> Chain::check_place(const Parts& parts) const {
  const Head& head = parts.head;
  const std::vector<Hash>& hashes = authors_[head.author].hashes;
  if (head.counter < hashes.size()) {
    return std::unexpected(hashes[static_cast<std::size_t>(head.counter)] == parts.hash
                               ? RecordError::kRepeat
                               : RecordError::kFork);
  }
  if (head.counter > hashes.size()) return std::unexpected(RecordError::kGap);
  const Hash previous = hashes.empty() ? Hash{} : hashes.back();
  if (head.previous != previous) return std::unexpected(RecordError::kFork);
  return {};
}

std::expected<void, RecordError> Chain::append(const Parts& parts) {
  auto checked = check(parts);
  if (checked) authors_[parts.head.author].hashes.push_back(parts.hash);
  return checked;
}

std::expected<void, RecordError> Chain::append_known(const Parts& parts) {
  if (parts.head.log != log_) return std::unexpected(RecordError::kWrongLog);
  if (!member(parts.head.author)) return std::unexpected(RecordError::kForeignAuthor);
  auto checked = check_place(parts);
  if (checked) authors_[parts.head.author].hashes.push_back(parts.hash);
  return checked;
}

void Chain::take_back(std::uint8_t author) { authors_.at(author).hashes.pop_back(); }

void Chain::dismiss(std::uint8_t author) {
  assert(written_by(author) == 0);
  authors_.at(author).key.reset();
}

Head Chain::next(std::uint8_t author) const {
  const std::vector<Hash>& hashes = authors_.at(author).hashes;
  return {.log = log_,
          .author = author,
          .counter = hashes.size(),
          .previous = hashes.empty() ? Hash{} : hashes.back(),
          .nonce = {}};
}

}  // namespace commonground::record
