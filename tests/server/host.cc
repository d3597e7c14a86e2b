#include "server/host.h"

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <utility>

#include "base/byte_io.h"
#include "base/hex.h"
#include "store/sqlite_store.h"
#include "tests/files.h"
#include "tests/scenarios/people.h"
#include "verify/base64.h"

namespace commonground::tests {
namespace {

constexpr std::int64_t kNow = 1'763'000'000'000;

void require(bool holds, std::string_view what, std::string_view more = "") {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %.*s %.*s\n", static_cast<int>(what.size()), what.data(),
               static_cast<int>(more.size()), more.data());
  std::abort();
}

template <class Fixed>
Fixed from_hex_text(const std::string& text) {
  const auto bytes = from_hex(text);
  require(bytes && bytes->size() == Fixed::kSize, "hex", text);
  return *Fixed::from(*bytes);
}

// The reply within an answer is its end.
std::string reply_in(const std::string& answer) {
  constexpr std::string_view kReply = "\"reply\":";
  const std::size_t at = answer.find(kReply);
  if (at == std::string::npos) return "";
  return answer.substr(at + kReply.size(), answer.size() - at - kReply.size() - 1);
}

}  // namespace

// ---- Service

Service::Service() {
  auto store = store::open_sqlite_store((folder_.path() / "store").string());
  require(store.has_value(), "a store");
  auto view = (*store)->open_view();
  require(view.has_value(), "a view of it");
  engine_ = std::make_unique<http::Engine>(
      std::move(*store), std::move(*view), limits_,
      [this](std::function<void()> work) {
        const std::lock_guard lock(mutex_);
        brought_.push_back(std::move(work));
        changed_.notify_one();
      },
      [] { return store::Now{.steady_us = relay::kMinute, .wall_ms = kNow}; });
  hub_ = std::make_unique<http::Hub>(*engine_);
  api_ = std::make_unique<http::Api>(*engine_, *hub_);
}

Service::~Service() {
  engine_->stop();
  engine_.reset();
}

void Service::wait_until(const std::function<bool()>& is_so) {
  while (!is_so()) {
    std::function<void()> work;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return !brought_.empty(); });
      work = std::move(brought_.front());
      brought_.pop_front();
    }
    work();
  }
}

Json Service::post(std::string_view path, const std::string& body) {
  std::optional<std::string> answer;
  api_->handle({.method = "POST",
                .path = std::string(path),
                .content_type = "application/json",
                .accepted_encodings = "",
                .known_version = "",
                .body = body},
               [&](const http::Response& response) { answer = response.body; });
  wait_until([&] { return answer.has_value(); });
  return Json(*answer);
}

std::string Service::challenge() { return post("/v1/challenge", "{}")["challenge"].text(); }

void Service::store_something() {
  bool is_stored = false;
  engine_->ask(store::Probe{}, [&](const store::Answer&) { is_stored = true; });
  wait_until([&] { return is_stored; });
}

// ---- Line

Line::Line(Service& service) : Peer(std::size_t{1} << 20), service_(&service) {
  service.hub().enter(*this);
  const Frame hello = next();
  require(hello.kind == wire::FrameKind::kHello && hello.body.at(0) == wire::kWireVersion, "hello");
  challenge_ = *wire::Challenge::from(ByteSpan(hello.body).subspan(1));
}

Line::~Line() { service_->hub().leave(*this); }

void Line::flush() {
  const std::string message = outbox.take();
  outbox.sent();
  wire::FrameReader frames(bytes_of(message));
  while (const auto frame = frames.next()) {
    heard_.push_back({.kind = frame->kind, .body = {frame->body.begin(), frame->body.end()}});
  }
  require(frames.is_whole(), "whole frames");
}

void Line::send(const std::string& message) { service_->hub().receive(*this, bytes_of(message)); }

Line::Frame Line::next() {
  service_->wait_until([&] { return !heard_.empty(); });
  Frame frame = std::move(heard_.front());
  heard_.pop_front();
  return frame;
}

std::string Line::challenge() const { return to_hex(challenge_.span()); }

// ---- Phone

Phone::Phone(Service& service, std::uint8_t seed)
    : service_(&service),
      line_(std::make_unique<Line>(service)),
      seed_(seed * std::uint64_t{1000}) {
  require(session_.take_pack(text_of("content/closer/pack.json")) == R"({"work":[]})", "the pack");
}

Json Phone::call(const std::string& command, std::string& text) {
  Bytes seed(32, 0);
  seed[0] = static_cast<std::uint8_t>(seed_);
  seed[1] = static_cast<std::uint8_t>(seed_ >> 8U);
  ++seed_;
  text = session_.call(R"({"now":)" + std::to_string(kNow) + R"(,"entropy":")" + to_base64(seed) +
                       R"(","command":{"do":)" + command + "}}");
  Json answer(text);
  require(!answer["error"].is_there(), command, text);
  return answer;
}

std::string Phone::must(const std::string& command) {
  std::string text;
  do_work(call(command, text));
  return reply_in(text);
}

void Phone::do_work(const Json& answer) {
  constexpr std::size_t kReceipt = 32;
  bool has_stored = false;
  const Json work = answer["work"];
  for (std::size_t i = 0; i < work.size(); ++i) {
    const std::string what = work[i]["do"].text();
    const std::string bytes = work[i]["bytes"].text();
    if (what == "backup") {
      const Json kept = service_->post(
          "/v1/backups/store", R"({"locator":")" + work[i]["locator"].text() + R"(","proof":")" +
                                   work[i]["proof"].text() + R"(","bytes":")" + bytes + "\"}");
      require(!kept["error"].is_there(), "a backup is kept", kept["error"]["code"].text());
    }
    if (what != "store") continue;
    has_stored = true;
    if (!work[i]["send"].truth()) continue;
    const Bytes stored = *from_base64(bytes);
    waiting_.push_back({.id = from_hex_text<RecordId>(work[i]["id"].text()),
                        .record = {stored.begin() + kReceipt, stored.end()}});
  }
  if (!has_stored) return;
  std::string text;
  do_work(call(R"("stored")", text));
}

Json Phone::view(const std::string& name) { return Json(must(R"("view","view":")" + name + "\"")); }

Json Phone::log(const std::string& which) { return view("logs")[which]; }

void Phone::be_together() {
  static const World kWorld("");  // for the answers that open the joint steps
  must(R"("say","say":[{"kind":"about-me","adult":true}])");
  must(R"("safety","answers":{)" + kWorld.safe_answers + "}");
  must(R"("together","on":true)");
}

std::string Phone::take_place(std::string_view path, const std::string& body) {
  const Json answer = service_->post(path, body);
  if (answer["error"].is_there()) return answer["error"]["code"].text();
  places_[Json(body)["log"].text()] = static_cast<int>(answer["author"].number());
  return "";
}

void Phone::arrive(const std::string& log) {
  must(R"("arrive","log":")" + log + R"(","author":)" + std::to_string(places_.at(log)));
}

std::string Phone::sign(const std::string& what, const std::string& log,
                        const std::string& challenge, const std::string& more) {
  return must("\"sign-" + what + R"(","log":")" + log + R"(","author":)" +
              std::to_string(places_.at(log)) + R"(,"challenge":")" + challenge + "\"" + more);
}

relay::ErrorCode Phone::open(const std::string& log) { return open(log, line_->challenge()); }

relay::ErrorCode Phone::open(const std::string& log, const std::string& signed_challenge) {
  const std::string proof = Json(sign("open", log, signed_challenge))["proof"].text();
  std::string message;
  wire::add_open(message, {.log = from_hex_text<LogId>(log),
                           .author = static_cast<std::uint8_t>(places_.at(log)),
                           .after = 0,
                           .signature = from_hex_text<Signature>(proof)});
  line_->send(message);
  given_.clear();
  for (;;) {
    const Line::Frame frame = line_->next();
    if (frame.kind == wire::FrameKind::kError) {
      return static_cast<relay::ErrorCode>(wire::read_refusal(frame.body)->code);
    }
    if (frame.kind == wire::FrameKind::kLive) break;
    require(frame.kind == wire::FrameKind::kRecords, "records until it is live");
    ByteReader in(ByteSpan(frame.body).subspan(LogId::kSize));
    while (in.left() > 0) {
      std::uint64_t number = 0;
      std::uint32_t size = 0;
      ByteSpan record;
      require(in.number(number) && in.number(size) && in.bytes(size, record), "a record");
      given_.emplace_back(record.begin(), record.end());
    }
  }
  std::string list;
  for (const Bytes& record : given_)
    list += (list.empty() ? "\"" : ",\"") + to_base64(record) + '"';
  must(R"("receive","records":[)" + list + "]");
  return relay::ErrorCode::kNone;
}

void Phone::send() {
  for (const Waiting& waiting : std::exchange(waiting_, {})) {
    std::string message;
    wire::add_put(message, wire::FrameKind::kAppend, waiting.id, waiting.record);
    line_->send(message);
    // What others wrote may come before it.
    Line::Frame frame = line_->next();
    while (frame.kind == wire::FrameKind::kRecords) frame = line_->next();
    require(frame.kind == wire::FrameKind::kStored, "it is stored",
            to_hex(ByteSpan(frame.body).first(2)));
  }
}

}  // namespace commonground::tests
