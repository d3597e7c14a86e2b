// Every statement and every frame of docs/formats/wire.md, from fixed keys, as files. A client in
// another language checks the same files: tests/server/conformance_vectors.py.
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "base/hex.h"
#include "base/json_writer.h"
#include "tests/files.h"
#include "tests/json.h"
#include "tests/record/writers.h"
#include "verify/base64.h"
#include "wire/frames.h"
#include "wire/record_parts.h"

namespace commonground::tests {
namespace {

const std::filesystem::path kFolder = "tests/vectors/wire";

constexpr std::uint64_t kExpires = 1'763'604'800'000;
constexpr std::string_view kSealed = "what is sealed for whoever has the link";

// Thirty-two times the same byte.
template <class Fixed>
Fixed filled(std::uint8_t byte) {
  Fixed fixed;
  fixed.bytes.fill(byte);
  return fixed;
}
const auto kChallenge = filled<wire::Challenge>(0xc0);
const auto kToken = filled<Hash>(0x70);
const auto kProof = filled<Hash>(0x9f);

SigningKey key_of(std::uint8_t seed) {
  return SigningKey(SigningSeed(ByteSpan(filled<Hash>(seed).bytes).first<SigningSeed::kSize>()));
}
SigningKey anas_device() { return key_of(0x01); }
SigningKey bens_device() { return key_of(0x02); }
SigningKey anas_person() { return key_of(0x0a); }
SigningKey bens_person() { return key_of(0x0b); }

// One vector is a line: an object, written as it goes.
class JsonLine {
 public:
  JsonLine() { out_.begin_object(); }
  JsonLine& text(std::string_view name, std::string_view value) {
    out_.key(name);
    out_.string(value);
    return *this;
  }
  template <class Fixed>
  JsonLine& hex(std::string_view name, const Fixed& value) {
    return text(name, to_hex(value.span()));
  }
  JsonLine& number(std::string_view name, std::uint64_t value) {
    out_.key(name);
    out_.integer(static_cast<std::int64_t>(value));
    return *this;
  }
  JsonLine& truth(std::string_view name, bool value) {
    out_.key(name);
    out_.as_is(value ? "true" : "false");
    return *this;
  }
  JsonLine& object(std::string_view name, JsonLine& value) {
    out_.key(name);
    out_.as_is(value.end());
    return *this;
  }
  std::string end() {
    out_.end_object();
    return out_.take();
  }

 private:
  json::Writer out_;
};

// ---- What is signed: requests over HTTP, each with the 32 bytes that its proof is over

std::string request(std::string_view path, const Hash& statement, JsonLine& body) {
  return JsonLine().text("path", path).hex("statement", statement).object("body", body).end() +
         "\n";
}

std::string claim(std::string_view path, const SigningKey& person, const SigningKey& device) {
  const Hash statement = wire::place_statement(kLog, device.verify_key());
  JsonLine body;
  if (path == "/v1/invites/redeem") body.hex("token", kToken);
  body.hex("log", kLog)
      .hex("person", person.verify_key())
      .hex("device", device.verify_key())
      .hex("proof", person.sign(statement));
  return request(path, statement, body);
}

std::string invite() {
  const Hash token_hash = wire::join_token_hash(kToken);
  const Hash statement =
      wire::invite_statement(kChallenge, kLog, token_hash, bytes_of(kSealed), kExpires);
  JsonLine body;
  body.hex("log", kLog)
      .number("author", 0)
      .hex("token-hash", token_hash)
      .text("sealed", to_base64(bytes_of(kSealed)))
      .number("expires", kExpires)
      .hex("challenge", kChallenge)
      .hex("proof", anas_device().sign(statement));
  return request("/v1/invites/create", statement, body);
}

std::string leave(bool erase) {
  const Hash statement = wire::leave_statement(kChallenge, kLog, erase);
  JsonLine body;
  body.hex("log", kLog)
      .number("author", 1)
      .truth("erase", erase)
      .hex("challenge", kChallenge)
      .hex("proof", bens_device().sign(statement));
  return request("/v1/logs/leave", statement, body);
}

std::string requests() {
  return claim("/v1/logs/create", anas_person(), anas_device()) + invite() +
         claim("/v1/invites/redeem", bens_person(), bens_device()) +
         claim("/v1/logs/devices", bens_person(), key_of(0x03)) + leave(false) + leave(true);
}

// ---- Frames, with what is in their bodies

std::string frame(std::string_view name, JsonLine& fields, const std::string& message) {
  return JsonLine()
             .text("frame", name)
             .object("fields", fields)
             .text("bytes", to_hex(bytes_of(message)))
             .end() +
         "\n";
}

std::string put(wire::FrameKind kind, ByteSpan record) {
  const auto parts = wire::parts_of(record);
  std::string message;
  wire::add_put(message, kind, parts->id(), record);
  JsonLine fields;
  fields.hex("record-id", parts->id()).text("record", to_hex(record));
  return frame(kind == wire::FrameKind::kAppend ? "append" : "replace", fields, message);
}

std::string from_a_device() {
  const Bytes record = Writer(0, 1).write("one");
  const Hash statement = wire::open_statement(kChallenge, kLog, 1);
  const Signature proof = bens_device().sign(statement);
  std::string open;
  wire::add_open(open, {.log = kLog, .author = 1, .after = 258, .signature = proof});
  JsonLine opened;
  opened.hex("log", kLog)
      .number("author", 1)
      .number("after", 258)
      .hex("statement", statement)
      .hex("proof", proof);
  std::string close;
  wire::add_close(close, kLog);
  JsonLine closed;
  closed.hex("log", kLog);
  return frame("open", opened, open) + frame("close", closed, close) +
         put(wire::FrameKind::kAppend, record) +
         put(wire::FrameKind::kReplace, wire::erased(*wire::parts_of(record)));
}

std::string records() {
  const Bytes whole = Writer(0, 1).write("one");
  const Bytes rest = wire::erased(*wire::parts_of(Writer(1, 2).write("two")));
  std::string message;
  wire::RecordsFrame both(message, kLog);
  both.add(1, whole);
  both.add(2, rest);
  both.end();
  JsonLine fields;
  fields.hex("log", kLog)
      .number("first-number", 1)
      .text("first-record", to_hex(whole))
      .number("second-number", 2)
      .text("second-record", to_hex(rest));
  return frame("records", fields, message);
}

std::string from_the_server() {
  const RecordId id = wire::parts_of(Writer(0, 1).write("one"))->id();
  std::string hello;
  std::string live;
  std::string stored;
  std::string error;
  std::string closed;
  wire::add_hello(hello, kChallenge);
  wire::add_live(live, {.log = kLog, .last = 258, .days_left = 730});
  wire::add_stored(stored, id, 259);
  wire::add_error(error, {.code = 43, .retry_after_ms = 300, .about = id.bytes});
  wire::add_closed(closed, kLog);
  return frame("hello", JsonLine().number("version", 1).hex("challenge", kChallenge), hello) +
         records() +
         frame("live", JsonLine().hex("log", kLog).number("newest", 258).number("days-left", 730),
               live) +
         frame("stored", JsonLine().hex("record-id", id).number("number", 259), stored) +
         frame("error",
               JsonLine().number("code", 43).number("retry-after-ms", 300).hex("about", id),
               error) +
         frame("closed", JsonLine().hex("log", kLog), closed);
}

std::string kept() {
  return JsonLine().hex("token", kToken).hex("kept", wire::join_token_hash(kToken)).end() + "\n" +
         JsonLine().hex("proof", kProof).hex("kept", wire::backup_proof_hash(kProof)).end() + "\n";
}

const auto kFiles = std::to_array<std::pair<const char*, std::string (*)()>>(
    {{"requests.jsonl", requests},
     {"frames.jsonl", [] { return from_a_device() + from_the_server(); }},
     {"kept.jsonl", kept}});

TEST(WireVectors, AreWrittenAsTheyWere) {
  const char* to = std::getenv("CG_WRITE_VECTORS");
  std::size_t files = 0;
  for (const auto& [name, written] : kFiles) {
    EXPECT_EQ(text_of(kFolder / name), written()) << name;
    if (to != nullptr) std::ofstream(std::filesystem::path(to) / name) << written();
    ++files;
  }
  const std::filesystem::directory_iterator folder(kFolder);
  EXPECT_EQ(static_cast<std::size_t>(std::distance(begin(folder), end(folder))), files);
}

// Each is one whole frame of the kind that it is named for, and nothing else is.
TEST(WireVectors, FramesAreReadAsTheyAreNamed) {
  static const std::map<std::string, wire::FrameKind> kKinds = {
      {"open", wire::FrameKind::kOpen},     {"close", wire::FrameKind::kClose},
      {"append", wire::FrameKind::kAppend}, {"replace", wire::FrameKind::kReplace},
      {"hello", wire::FrameKind::kHello},   {"records", wire::FrameKind::kRecords},
      {"live", wire::FrameKind::kLive},     {"stored", wire::FrameKind::kStored},
      {"error", wire::FrameKind::kError},   {"closed", wire::FrameKind::kClosed}};
  std::istringstream lines(text_of(kFolder / "frames.jsonl"));
  std::set<wire::FrameKind> seen;
  for (std::string line; std::getline(lines, line);) {
    const Json vector(line);
    const auto bytes = from_hex(vector["bytes"].text());
    ASSERT_TRUE(bytes) << line;
    wire::FrameReader frames(*bytes);
    const auto frame = frames.next();
    ASSERT_TRUE(frame) << line;
    EXPECT_EQ(frame->kind, kKinds.at(vector["frame"].text())) << line;
    EXPECT_FALSE(frames.next()) << line;
    EXPECT_TRUE(frames.is_whole()) << line;
    seen.insert(frame->kind);
  }
  EXPECT_EQ(seen.size(), kKinds.size());
}

// What a server does with each: the key that must have signed is in the request, or is Ana's or
// Ben's device's.
TEST(WireVectors, ProofsAreRight) {
  std::istringstream lines(text_of(kFolder / "requests.jsonl"));
  for (std::string line; std::getline(lines, line);) {
    const Json vector(line);
    const Json body = vector["body"];
    const auto named = body["person"].is_there() ? from_hex(body["person"].text()) : std::nullopt;
    const VerifyKey device =
        body["author"].number() == 0 ? anas_device().verify_key() : bens_device().verify_key();
    const VerifyKey key = named ? *VerifyKey::from(*named) : device;
    const auto statement = Hash::from(*from_hex(vector["statement"].text()));
    const auto proof = Signature::from(*from_hex(body["proof"].text()));
    EXPECT_TRUE(verify(key, *statement, *proof)) << line;
  }
}

}  // namespace
}  // namespace commonground::tests
