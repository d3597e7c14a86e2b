// The protocol of Redis (RESP 2), as far as streams need it.
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "load/dialects.h"

namespace commonground::load {
namespace {

std::string command(std::initializer_list<std::string_view> words) {
  std::string out = "*" + std::to_string(words.size()) + "\r\n";
  for (const std::string_view word : words) {
    out += "$" + std::to_string(word.size()) + "\r\n";
    out.append(word).append("\r\n");
  }
  return out;
}

std::string stream_key(std::size_t stream) { return "log" + std::to_string(stream); }

// One answer, flat: the strings in it, however deep they lie.
struct Reply {
  char kind = 0;
  std::vector<std::string_view> strings;
};

class ReplyReader {
 public:
  explicit ReplyReader(std::string_view in) : in_(in) {}

  // Nothing if the next one has not come whole.
  std::optional<Reply> next() {
    Reply reply;
    std::size_t at = done_;
    if (at >= in_.size()) return std::nullopt;
    reply.kind = in_[at];
    for (std::int64_t items = 1; items > 0; --items) {
      const auto end = in_.find("\r\n", at);
      if (end == std::string_view::npos) return std::nullopt;
      const char kind = in_[at];
      std::int64_t number = 0;
      std::from_chars(in_.data() + at + 1, in_.data() + end, number);
      at = end + 2;
      if (kind == '*' && number > 0) items += number;
      if (kind == '$' && number >= 0) {
        const auto size = static_cast<std::size_t>(number);
        if (in_.size() < at + size + 2) return std::nullopt;
        reply.strings.push_back(in_.substr(at, size));
        at += size + 2;
      }
    }
    done_ = at;
    return reply;
  }
  [[nodiscard]] std::size_t done() const { return done_; }

 private:
  std::string_view in_;
  std::size_t done_ = 0;
};

class Writer final : public Dialect {
 public:
  Writer(std::size_t stream, std::size_t record_bytes)
      : append_(command({"XADD", stream_key(stream), "*", "d", std::string(record_bytes, 'x')})) {}
  std::string hello() override { return command({"PING"}); }
  void append(std::string& out) override { out += append_; }
  Heard hear(std::string& in, std::string& /*out*/) override {
    Heard heard;
    ReplyReader replies(in);
    while (const auto reply = replies.next()) {
      heard.live = heard.live || reply->kind == '+';
      heard.refused = heard.refused || reply->kind == '-';
      if (reply->kind == '$') ++heard.acks;
    }
    in.erase(0, replies.done());
    return heard;
  }

 private:
  std::string append_;
};

class Listener final : public Dialect {
 public:
  explicit Listener(std::size_t stream) : key_(stream_key(stream)) {}
  std::string hello() override { return command({"PING"}) + ask(); }
  void append(std::string& /*out*/) override {}
  Heard hear(std::string& in, std::string& out) override {
    Heard heard;
    ReplyReader replies(in);
    while (const auto reply = replies.next()) {
      heard.live = heard.live || reply->kind == '+';
      heard.refused = heard.refused || reply->kind == '-';
      if (reply->kind != '*') continue;
      // The key, and then for each entry: its id, the name of its field and what is in that.
      constexpr std::size_t kOfEntry = 3;
      heard.records += static_cast<int>((reply->strings.size() - 1) / kOfEntry);
      last_ = reply->strings.at(reply->strings.size() - kOfEntry);
      out += ask();
    }
    in.erase(0, replies.done());
    return heard;
  }

 private:
  [[nodiscard]] std::string ask() const {
    return command({"XREAD", "BLOCK", "0", "STREAMS", key_, last_});
  }
  std::string key_;
  std::string last_ = "0";
};

}  // namespace

std::unique_ptr<Dialect> redis_writer(std::size_t stream, std::size_t record_bytes) {
  return std::make_unique<Writer>(stream, record_bytes);
}
std::unique_ptr<Dialect> redis_listener(std::size_t stream) {
  return std::make_unique<Listener>(stream);
}

}  // namespace commonground::load
