// Any bytes as a record: taken apart or refused, never worse; what was taken apart is written again
// as the same. Then a log as a game: Ana and Ben write, and records come late, twice, altered or
// not at all. A list of what truly came next stands beside the chain and must agree with it.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "record/chain.h"
#include "tests/record/writers.h"

namespace {

using namespace commonground;          // NOLINT(google-build-using-namespace): one short program
using namespace commonground::record;  // NOLINT(google-build-using-namespace)

void require(bool holds) {
  if (!holds) std::abort();
}

void take_apart(ByteSpan bytes) {
  const auto parts = parts_of(bytes);
  if (!parts) return;
  const Bytes silent = erased(*parts);
  const auto again = parts_of(silent);
  require(again && again->erased && again->hash == parts->hash);
  require(!open_record(*again, tests::Writer::seal_key()));
  Chain chain(tests::kLog);
  require(!chain.append(*parts));  // nobody is a member
}

class Game {
 public:
  Game() { require(chain_.admit(0, writers_[0].key()) && chain_.admit(1, writers_[1].key())); }

  void play(ByteSpan moves) {
    for (std::size_t i = 0; i + 1 < moves.size(); i += 2) move(moves[i], moves[i + 1]);
  }

 private:
  void move(std::uint8_t what, std::uint8_t which) {
    const std::size_t author = which % 2;
    std::vector<Bytes>& written = written_[author];
    switch (what % 4) {
      case 0:
        written.push_back(writers_[author].write(written.empty() ? "first" : "more"));
        return;
      case 1:
        if (!written.empty()) deliver(author, which / 2 % written.size(), 0);
        return;
      case 2:
        if (!written.empty()) deliver(author, which / 2 % written.size(), which | 1U);
        return;
      default:
        if (delivered_[author] < written.size()) deliver(author, delivered_[author], 0);
        return;
    }
  }
  void deliver(std::size_t author, std::size_t at, unsigned flip) {
    Bytes bytes = written_[author][at];
    if (flip != 0) bytes[(flip * 131) % bytes.size()] ^= static_cast<std::uint8_t>(flip);
    const auto parts = parts_of(bytes);
    const bool came = parts && chain_.append(*parts);
    require(came == (flip == 0 && at == delivered_[author]));
    if (came) ++delivered_[author];
    require(chain_.written_by(static_cast<std::uint8_t>(author)) == delivered_[author]);
  }

  std::array<tests::Writer, 2> writers_ = {tests::Writer(0, 1), tests::Writer(1, 2)};
  Chain chain_{tests::kLog};
  std::array<std::vector<Bytes>, 2> written_;
  std::array<std::size_t, 2> delivered_{};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteSpan input(data, size);
  if (size > 0 && input[0] == 'g') {
    Game().play(input.subspan(1).first(std::min<std::size_t>(size - 1, 60)));
  } else {
    take_apart(input);
  }
  return 0;
}
