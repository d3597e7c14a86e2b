// Messages from a device, as the server takes them apart. What was read is written again and must
// be the same; what comes before the end of a message never reaches past it.
#include "wire/frames.h"

#include <cstddef>
#include <cstdint>
#include <string>

#include "wire/record_parts.h"

namespace {

using namespace commonground;  // NOLINT(google-build-using-namespace): one short program

void expect(bool holds) {
  if (!holds) __builtin_trap();
}

void take(const wire::Frame& frame, std::string& again) {
  using enum wire::FrameKind;
  switch (frame.kind) {
    case kOpen:
      if (const auto open = wire::read_open(frame.body)) wire::add_open(again, *open);
      break;
    case kClose:
      if (const auto log = LogId::from(frame.body)) wire::add_close(again, *log);
      break;
    case kAppend:
    case kReplace:
      if (const auto put = wire::read_put(frame.body)) {
        wire::add_put(again, frame.kind, put->id, put->record);
        const auto parts = wire::parts_of(put->record);
        if (parts && parts->erased) expect(wire::erased(*parts).size() == put->record.size());
      }
      break;
    case kLive:
      if (const auto live = wire::read_live(frame.body)) wire::add_live(again, *live);
      break;
    case kStored:
      if (const auto stored = wire::read_stored(frame.body)) {
        wire::add_stored(again, stored->id, stored->number);
      }
      break;
    case kError:
      if (const auto refusal = wire::read_refusal(frame.body)) wire::add_error(again, *refusal);
      break;
    default:
      break;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteSpan message(data, size);
  wire::FrameReader frames(message);
  std::size_t at = 0;
  while (const auto frame = frames.next()) {
    const std::size_t whole = wire::kFrameHeadBytes + frame->body.size();
    std::string again;
    take(*frame, again);
    if (!again.empty()) expect(again == text_of(message.subspan(at, whole)));
    at += whole;
    expect(at <= size);
  }
  expect(frames.is_whole() == (at == size));
  return 0;
}
