#include "tests/record/writers.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace commonground::tests {
namespace {

std::array<std::uint8_t, 32> filled(std::uint8_t byte) {
  std::array<std::uint8_t, 32> bytes{};
  bytes.fill(byte);
  return bytes;
}

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

Writer::Writer(std::uint8_t author, std::uint8_t seed, const LogId& log)
    : author_(author), signing_(SigningSeed(filled(seed))), own_(log) {
  require(own_.admit(author, key()));
}

SealKey Writer::seal_key() { return SealKey(filled(0x5a)); }

Bytes Writer::write_at(record::Head head, std::string_view text) const {
  const Hash random = hash("cg.test.nonce", {head.previous.span(), bytes_of(text)});
  std::copy_n(random.bytes.begin(), Nonce::kSize, head.nonce.bytes.begin());
  return record::write_record(head, bytes_of(text), seal_key(), signing_);
}

Bytes Writer::write(std::string_view text) {
  Bytes written = write_at(own_.next(author_), text);
  const auto parts = record::parts_of(written);
  require(parts && own_.append(*parts));
  return written;
}

}  // namespace commonground::tests
