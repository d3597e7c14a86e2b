#include "load/dialects.h"

#include <algorithm>
#include <utility>

#include <sys/socket.h>
#include <unistd.h>

#include "base/byte_io.h"
#include "base/hex.h"
#include "wire/frames.h"
#include "wire/record_parts.h"

namespace commonground::load {
namespace {

constexpr std::string_view kHeadEnd = "\r\n\r\n";

SigningKey key_of(std::uint64_t number, std::uint8_t what) {
  const Bytes seed = [&] {
    ByteWriter out;
    out.number(number);
    out.number(what);
    const Hash hashed = hash("cg.load.1", {out.written()});
    return Bytes(hashed.bytes.begin(), hashed.bytes.end());
  }();
  return SigningKey(SigningSeed(ByteSpan(seed).first<32>()));
}

// One request after the other on one connection.
class Http {
 public:
  explicit Http(std::uint16_t port) : socket_(connect_to(port)) {}
  ~Http() { close(socket_); }
  Http(const Http&) = delete;
  Http& operator=(const Http&) = delete;

  void post(std::string_view path, const std::string& body) const {
    const std::string request = "POST " + std::string(path) +
                                " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                "Content-Length: " +
                                std::to_string(body.size()) + "\r\n\r\n" + body;
    if (send(socket_, request.data(), request.size(), MSG_NOSIGNAL) < 0) die("asking");
    std::string answer;
    char buffer[4096];
    while (!answer.contains(kHeadEnd) || !answer.ends_with('}')) {
      const ssize_t got = recv(socket_, buffer, sizeof(buffer), 0);
      if (got <= 0) die("asking");
      answer.append(buffer, static_cast<std::size_t>(got));
    }
    if (!answer.starts_with("HTTP/1.1 200")) die("the server refused " + std::string(path));
  }

 private:
  int socket_;
};

std::string claim(const LogId& log, const SigningKey& person, const SigningKey& device) {
  const auto proof = person.sign(wire::place_statement(log, device.verify_key()));
  return R"({"log":")" + to_hex(log.span()) + R"(","person":")" +
         to_hex(person.verify_key().span()) + R"(","device":")" +
         to_hex(device.verify_key().span()) + R"(","proof":")" + to_hex(proof.span()) + R"("})";
}

// What comes over a WebSocket, once the server has agreed to one.
class OverWebSocket : public Dialect {
 public:
  Heard hear(std::string& in, std::string& out) final {
    Heard heard;
    if (!upgraded_) {
      const auto end = in.find(kHeadEnd);
      if (end == std::string::npos) return heard;
      in.erase(0, end + kHeadEnd.size());
      upgraded_ = true;
    }
    std::string_view payload;
    std::size_t taken = 0;
    std::size_t done = 0;
    while (next_message(std::string_view(in).substr(done), payload, taken)) {
      take(payload, heard, out);
      done += taken;
    }
    in.erase(0, done);
    return heard;
  }

 private:
  virtual void take(std::string_view message, Heard& heard, std::string& out) = 0;
  bool upgraded_ = false;
};

class Ours final : public OverWebSocket {
 public:
  Ours(Place place, std::size_t record_bytes, std::uint64_t after)
      : place_(std::move(place)), after_(after) {
    const std::size_t around = wire::kHeadBytes + wire::kTagBytes + Signature::kSize;
    const std::size_t blocks =
        (std::max(record_bytes, around + wire::kPadTo) - around) / wire::kPadTo;
    sealed_.resize(wire::kTagBytes + blocks * wire::kPadTo, 0x5a);
  }

  std::string hello() override { return upgrade_request("/v1/socket"); }

  // A record as it looks from outside; only its members would check the signature.
  void append(std::string& out) override {
    wire::Head head{.log = place_.log,
                    .author = place_.author,
                    .counter = place_.written++,
                    .previous = previous_,
                    .nonce = {}};
    sealed_[0] = static_cast<std::uint8_t>(head.counter);
    previous_ = wire::record_hash(head, wire::sealed_hash(sealed_));
    ByteWriter record;
    record.bytes(wire::written(head));
    record.bytes(sealed_);
    record.bytes(Signature{}.span());
    RecordId id;
    std::copy_n(previous_.bytes.begin(), RecordId::kSize, id.bytes.begin());
    std::string message;
    wire::add_put(message, wire::FrameKind::kAppend, id, record.written());
    add_message(out, message);
  }

 private:
  void take(std::string_view message, Heard& heard, std::string& out) override {
    wire::FrameReader frames(bytes_of(message));
    while (const auto frame = frames.next()) take(*frame, heard, out);
  }
  void take(const wire::Frame& frame, Heard& heard, std::string& out) {
    using enum wire::FrameKind;
    if (frame.kind == kStored) ++heard.acks;
    if (frame.kind == kLive) heard.live = true;
    if (frame.kind == kError) heard.refused = true;
    if (frame.kind == kRecords) heard.records += records_in(frame.body);
    if (frame.kind == kHello) {
      const auto challenge = wire::Challenge::from(frame.body.subspan(1));
      const Hash statement = wire::open_statement(*challenge, place_.log, place_.author);
      std::string message;
      wire::add_open(message, {.log = place_.log,
                               .author = place_.author,
                               .after = after_,
                               .signature = place_.device->sign(statement)});
      add_message(out, message);
    }
  }
  static int records_in(ByteSpan body) {
    ByteReader in(body.subspan(LogId::kSize));
    std::uint64_t number = 0;
    std::uint32_t size = 0;
    ByteSpan record;
    int records = 0;
    while (in.number(number) && in.number(size) && in.bytes(size, record)) ++records;
    return records;
  }

  Place place_;
  std::uint64_t after_;
  Bytes sealed_;
  Hash previous_;
};

class Toy final : public OverWebSocket {
 public:
  Toy(std::size_t room, std::size_t record_bytes) : room_(room), body_(record_bytes, 'x') {
    body_[0] = 1;
  }
  std::string hello() override {
    return upgrade_request("/room" + std::to_string(room_) + "?after=999999999");
  }
  void append(std::string& out) override { add_message(out, body_); }

 private:
  void take(std::string_view message, Heard& heard, std::string& /*out*/) override {
    const char kind = message.empty() ? '\0' : message[0];
    heard.acks += kind == 2 ? 1 : 0;
    heard.records += kind == 3 ? 1 : 0;
    heard.live = heard.live || kind == 5;
  }
  std::size_t room_;
  std::string body_;
};

}  // namespace

std::vector<Place> make_places(std::uint16_t port, std::size_t places, std::uint64_t first) {
  Http http(port);
  std::vector<Place> all;
  for (std::uint64_t log_number = first; all.size() < places; ++log_number) {
    const Hash name = hash("cg.load.log.1", {key_of(log_number, 9).verify_key().span()});
    LogId log;
    std::copy_n(name.bytes.begin(), LogId::kSize, log.bytes.begin());
    const SigningKey person = key_of(log_number, 0);
    for (std::uint8_t author = 0; author < 2; ++author) {
      auto device = std::make_shared<const SigningKey>(
          key_of(log_number, static_cast<std::uint8_t>(author + 1)));
      http.post(author == 0 ? "/v1/logs/create" : "/v1/logs/devices", claim(log, person, *device));
      all.push_back({.log = log, .author = author, .device = std::move(device)});
    }
  }
  return all;
}

std::unique_ptr<Dialect> our_dialect(Place place, std::size_t record_bytes, std::uint64_t after) {
  return std::make_unique<Ours>(std::move(place), record_bytes, after);
}
std::unique_ptr<Dialect> toy_dialect(std::size_t room, std::size_t record_bytes) {
  return std::make_unique<Toy>(room, record_bytes);
}

}  // namespace commonground::load
