#include "bridge/door.h"

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "commonground/plan.h"
#include "commonground/session.h"

namespace commonground::bridge {
namespace {

using Bytes = std::vector<std::uint8_t>;

// Things that the host knows by their numbers, from 1 up.
template <class Thing, std::int32_t kMost>
class Numbered {
 public:
  // The number, or kTooMany.
  std::int32_t add(Thing thing) {
    for (std::size_t i = 0; i < things_.size(); ++i) {
      if (things_[i]) continue;
      things_[i] = std::move(thing);
      return static_cast<std::int32_t>(i) + 1;
    }
    return kTooMany;
  }
  // Null if there is none. Number 0 wraps round to one that there never is.
  Thing* find(std::int32_t number) {
    const std::size_t index = static_cast<std::uint32_t>(number) - std::size_t{1};
    return index < things_.size() && things_[index] ? &*things_[index] : nullptr;
  }
  std::optional<Thing> take(std::int32_t number) {
    Thing* found = find(number);
    if (found == nullptr) return std::nullopt;
    std::optional<Thing> thing = std::move(*found);
    things_[static_cast<std::size_t>(number) - 1].reset();
    return thing;
  }

 private:
  std::array<std::optional<Thing>, static_cast<std::size_t>(kMost)> things_;
};

// Bytes that are wiped when they go.
class Buffer {
 public:
  explicit Buffer(Bytes bytes) : bytes_(std::move(bytes)) {}
  Buffer(Buffer&&) noexcept = default;
  Buffer& operator=(Buffer&&) noexcept = default;
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  ~Buffer() { session::wipe_memory(bytes_); }

  [[nodiscard]] std::span<std::uint8_t> bytes() { return bytes_; }
  [[nodiscard]] std::string_view text() const {
    return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()};
  }

 private:
  Bytes bytes_;
};

struct Door {
  Numbered<Buffer, kMostBuffers> buffers;
  Numbered<std::unique_ptr<session::Session>, kMostSessions> sessions;
};

// The one thing here that outlives a call. An instance has one thread.
Door& door() {
  static Door the_door;
  return the_door;
}

std::int32_t give(std::string_view answer) {
  return door().buffers.add(Buffer(Bytes(answer.begin(), answer.end())));
}

using Ask = std::string (session::Session::*)(std::string_view);

std::int32_t ask(Ask what, std::int32_t session, std::int32_t text) {
  const auto taken = door().buffers.take(text);
  if (!taken) return kNoSuchBuffer;
  auto* found = door().sessions.find(session);
  if (found == nullptr) return kNoSuchSession;
  std::string answer = ((**found).*what)(taken->text());
  const std::int32_t given = give(answer);
  session::wipe_memory({reinterpret_cast<std::uint8_t*>(answer.data()), answer.size()});
  return given;
}

}  // namespace
}  // namespace commonground::bridge

using namespace commonground;          // NOLINT(google-build-using-namespace): C has no namespaces
using namespace commonground::bridge;  // NOLINT(google-build-using-namespace)

std::int32_t cg_door_version() { return 1; }

std::int32_t cg_most_bytes() { return static_cast<std::int32_t>(session::kMostRequest); }

std::int32_t cg_buffer_make(std::int32_t size) {
  if (size < 0) return kWrongSize;
  if (size > cg_most_bytes()) return kTooLarge;
  return door().buffers.add(Buffer(Bytes(static_cast<std::size_t>(size))));
}

std::int32_t cg_buffer_size(std::int32_t buffer) {
  Buffer* found = door().buffers.find(buffer);
  return found == nullptr ? kNoSuchBuffer : static_cast<std::int32_t>(found->bytes().size());
}

std::uint8_t* cg_buffer_bytes(std::int32_t buffer) {
  Buffer* found = door().buffers.find(buffer);
  return found == nullptr ? nullptr : found->bytes().data();
}

std::int32_t cg_buffer_drop(std::int32_t buffer) {
  return door().buffers.take(buffer) ? 0 : kNoSuchBuffer;
}

std::int32_t cg_session_open() { return door().sessions.add(std::make_unique<session::Session>()); }

std::int32_t cg_session_close(std::int32_t session) {
  return door().sessions.take(session) ? 0 : kNoSuchSession;
}

std::int32_t cg_session_take_pack(std::int32_t session, std::int32_t json) {
  return ask(&session::Session::take_pack, session, json);
}

std::int32_t cg_session_call(std::int32_t session, std::int32_t request) {
  return ask(&session::Session::call, session, request);
}

std::int32_t cg_passphrase_key(std::int32_t passphrase, std::int32_t salt, std::int32_t passes,
                               std::int32_t kibibytes) {
  auto words = door().buffers.take(passphrase);
  auto grain = door().buffers.take(salt);
  if (!words || !grain) return kNoSuchBuffer;
  if (grain->bytes().size() != session::kPassphraseSalt) return kWrongSize;
  if (passes < 0 || kibibytes < 0) return kCostOutOfRange;
  Bytes key(session::kPassphraseKey);
  const auto error = session::passphrase_key(
      words->bytes(), grain->bytes().first<session::kPassphraseSalt>(),
      static_cast<std::uint32_t>(passes), static_cast<std::uint32_t>(kibibytes),
      std::span(key).first<session::kPassphraseKey>());
  using enum session::PassphraseKeyError;
  if (error != kNone) return error == kNoMemory ? bridge::kNoMemory : bridge::kCostOutOfRange;
  return door().buffers.add(Buffer(std::move(key)));
}

std::int32_t cg_plan(std::int32_t problem) {
  const auto text = door().buffers.take(problem);
  if (!text) return kNoSuchBuffer;
  auto read = plan::read_problem(text->text());
  if (!read) return kNoAnswer;
  plan::Planner planner(std::move(*read));
  const auto answer = planner.solve();
  return answer ? give(plan::write_answer(planner.problem(), *answer, 0)) : kNoAnswer;
}
