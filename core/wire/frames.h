// The frames that devices and the server exchange over a WebSocket. A message carries one or more
// of them; each is a kind, a size and a body. docs/formats/wire.md has every body.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "base/byte_io.h"
#include "base/bytes.h"
#include "verify/verify.h"
#include "wire/statements.h"

namespace commonground::wire {

inline constexpr std::uint8_t kWireVersion = 1;

enum class FrameKind : std::uint8_t {
  // from a device
  kOpen = 0x01,
  kClose = 0x02,
  kAppend = 0x03,
  kReplace = 0x04,
  // from the server
  kHello = 0x81,
  kRecords = 0x82,
  kLive = 0x83,
  kStored = 0x84,
  kError = 0x85,
  kClosed = 0x86,
};

inline constexpr std::size_t kFrameHeadBytes = 1 + 4;

struct Frame {
  FrameKind kind{};
  ByteSpan body;
};

// The frames of a message, one after the other.
class FrameReader {
 public:
  explicit FrameReader(ByteSpan message) : in_(message) {}

  // The next one; nothing at the end, and nothing if what is left is no frame.
  [[nodiscard]] std::optional<Frame> next();
  // Whether it ended where a frame ended.
  [[nodiscard]] bool is_whole() const { return whole_; }

 private:
  ByteReader in_;
  bool whole_ = true;
};

struct Open {
  LogId log;
  std::uint8_t author = 0;
  std::uint64_t after = 0;
  Signature signature;
};
[[nodiscard]] std::optional<Open> read_open(ByteSpan body);

// Of an append or a replacement.
struct Put {
  RecordId id;
  ByteSpan record;
};
[[nodiscard]] std::optional<Put> read_put(ByteSpan body);

struct Live {
  LogId log;
  std::uint64_t last = 0;
  std::uint32_t days_left = 0;
};
[[nodiscard]] std::optional<Live> read_live(ByteSpan body);

struct Stored {
  RecordId id;
  std::uint64_t number = 0;
};
[[nodiscard]] std::optional<Stored> read_stored(ByteSpan body);

struct Refusal {
  std::uint16_t code = 0;
  std::uint32_t retry_after_ms = 0;
  std::array<std::uint8_t, 16> about{};  // a log or a record, or zeros
};
[[nodiscard]] std::optional<Refusal> read_refusal(ByteSpan body);

// Each appends one frame to a message.
void add_open(std::string& message, const Open& open);
void add_close(std::string& message, const LogId& log);
void add_put(std::string& message, FrameKind kind, const RecordId& id, ByteSpan record);
void add_hello(std::string& message, const Challenge& challenge);
void add_live(std::string& message, const Live& live);
void add_stored(std::string& message, const RecordId& id, std::uint64_t number);
void add_error(std::string& message, const Refusal& refusal);
void add_closed(std::string& message, const LogId& log);
void add_record(std::string& message, const LogId& log, std::uint64_t number, ByteSpan record);

// Records of one log in one frame, for as long as it is not ended.
class RecordsFrame {
 public:
  RecordsFrame(std::string& message, const LogId& log);
  void add(std::uint64_t number, ByteSpan record);
  void end();

 private:
  std::string* message_;
  std::size_t start_;
};

}  // namespace commonground::wire
