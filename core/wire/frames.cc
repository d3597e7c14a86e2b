#include "wire/frames.h"

#include <array>
#include <concepts>

namespace commonground::wire {
namespace {

template <std::unsigned_integral Number>
void add_number(std::string& message, Number value) {
  for (std::size_t i = 0; i < sizeof(Number); ++i) {
    message.push_back(static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i)));
  }
}

void add_bytes(std::string& message, ByteSpan bytes) { message.append(text_of(bytes)); }

void add_head(std::string& message, FrameKind kind, std::size_t size) {
  message.push_back(static_cast<char>(kind));
  add_number(message, static_cast<std::uint32_t>(size));
}

constexpr std::size_t kRecordHeadBytes = 8 + 4;

}  // namespace

std::optional<Frame> FrameReader::next() {
  if (in_.left() == 0) return std::nullopt;
  std::uint8_t kind = 0;
  std::uint32_t size = 0;
  Frame frame;
  if (!in_.number(kind) || !in_.number(size) || !in_.bytes(size, frame.body)) {
    whole_ = false;
    return std::nullopt;
  }
  frame.kind = static_cast<FrameKind>(kind);
  return frame;
}

std::optional<Open> read_open(ByteSpan body) {
  ByteReader in(body);
  Open open;
  const bool all = in.fixed(open.log) && in.number(open.author) && in.number(open.after) &&
                   in.fixed(open.signature) && in.left() == 0;
  return all ? std::optional(open) : std::nullopt;
}

std::optional<Put> read_put(ByteSpan body) {
  ByteReader in(body);
  Put put;
  const bool all = in.fixed(put.id) && in.bytes(in.left(), put.record);
  return all ? std::optional(put) : std::nullopt;
}

std::optional<Live> read_live(ByteSpan body) {
  ByteReader in(body);
  Live live;
  const bool all =
      in.fixed(live.log) && in.number(live.last) && in.number(live.days_left) && in.left() == 0;
  return all ? std::optional(live) : std::nullopt;
}

std::optional<Stored> read_stored(ByteSpan body) {
  ByteReader in(body);
  Stored stored;
  const bool all = in.fixed(stored.id) && in.number(stored.number) && in.left() == 0;
  return all ? std::optional(stored) : std::nullopt;
}

std::optional<Refusal> read_refusal(ByteSpan body) {
  ByteReader in(body);
  Refusal refusal;
  RecordId about;
  const bool all = in.number(refusal.code) && in.number(refusal.retry_after_ms) &&
                   in.fixed(about) && in.left() == 0;
  refusal.about = about.bytes;
  return all ? std::optional(refusal) : std::nullopt;
}

void add_open(std::string& message, const Open& open) {
  add_head(message, FrameKind::kOpen, LogId::kSize + 1 + 8 + Signature::kSize);
  add_bytes(message, open.log.span());
  add_number(message, open.author);
  add_number(message, open.after);
  add_bytes(message, open.signature.span());
}

void add_close(std::string& message, const LogId& log) {
  add_head(message, FrameKind::kClose, LogId::kSize);
  add_bytes(message, log.span());
}

void add_put(std::string& message, FrameKind kind, const RecordId& id, ByteSpan record) {
  add_head(message, kind, RecordId::kSize + record.size());
  add_bytes(message, id.span());
  add_bytes(message, record);
}

void add_hello(std::string& message, const Challenge& challenge) {
  add_head(message, FrameKind::kHello, 1 + Challenge::kSize);
  add_number(message, kWireVersion);
  add_bytes(message, challenge.span());
}

void add_live(std::string& message, const Live& live) {
  add_head(message, FrameKind::kLive, LogId::kSize + 8 + 4);
  add_bytes(message, live.log.span());
  add_number(message, live.last);
  add_number(message, live.days_left);
}

void add_stored(std::string& message, const RecordId& id, std::uint64_t number) {
  add_head(message, FrameKind::kStored, RecordId::kSize + 8);
  add_bytes(message, id.span());
  add_number(message, number);
}

void add_error(std::string& message, const Refusal& refusal) {
  add_head(message, FrameKind::kError, 2 + 4 + refusal.about.size());
  add_number(message, refusal.code);
  add_number(message, refusal.retry_after_ms);
  add_bytes(message, refusal.about);
}

void add_closed(std::string& message, const LogId& log) {
  add_head(message, FrameKind::kClosed, LogId::kSize);
  add_bytes(message, log.span());
}

void add_record(std::string& message, const LogId& log, std::uint64_t number, ByteSpan record) {
  add_head(message, FrameKind::kRecords, LogId::kSize + kRecordHeadBytes + record.size());
  add_bytes(message, log.span());
  add_number(message, number);
  add_number(message, static_cast<std::uint32_t>(record.size()));
  add_bytes(message, record);
}

RecordsFrame::RecordsFrame(std::string& message, const LogId& log)
    : message_(&message), start_(message.size()) {
  add_head(message, FrameKind::kRecords, 0);
  add_bytes(message, log.span());
}

void RecordsFrame::add(std::uint64_t number, ByteSpan record) {
  add_number(*message_, number);
  add_number(*message_, static_cast<std::uint32_t>(record.size()));
  add_bytes(*message_, record);
}

// The size is known only now.
void RecordsFrame::end() {
  const auto size = static_cast<std::uint32_t>(message_->size() - start_ - kFrameHeadBytes);
  for (std::size_t i = 0; i < sizeof(size); ++i) {
    (*message_)[start_ + 1 + i] = static_cast<char>(size >> (8 * i));
  }
}

}  // namespace commonground::wire
