// The whole server but for its sockets, and devices that tell it nothing but what their sessions
// gave them.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "commonground/session.h"
#include "http/api.h"
#include "http/hub.h"
#include "store/folder_for_test.h"
#include "tests/json.h"

namespace commonground::tests {

class Service {
 public:
  Service();
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  // A request over HTTP and its answer, whichever it is.
  [[nodiscard]] Json post(std::string_view path, const std::string& body);
  [[nodiscard]] std::string challenge();
  [[nodiscard]] http::Hub& hub() { return *hub_; }
  // Does what its threads bring, until this is so.
  void wait_until(const std::function<bool()>& is_so);
  // It has stored something, and before that a little of what it had put off.
  void store_something();

 private:
  store::FolderForTest folder_;
  relay::Limits limits_;
  std::mutex mutex_;  // guards the next two
  std::condition_variable changed_;
  std::deque<std::function<void()>> brought_;
  std::unique_ptr<http::Engine> engine_;
  std::unique_ptr<http::Hub> hub_;
  std::unique_ptr<http::Api> api_;
};

// A socket without a network.
class Line final : public http::Peer {
 public:
  explicit Line(Service& service);
  ~Line() override;
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  void flush() override;
  void close(relay::ErrorCode /*why*/) override {}

  struct Frame {
    wire::FrameKind kind{};
    Bytes body;
  };
  void send(const std::string& message);
  [[nodiscard]] Frame next();  // of what the server sent
  [[nodiscard]] std::string challenge() const;

 private:
  Service* service_;
  wire::Challenge challenge_;
  std::deque<Frame> heard_;
};

// A device of someone, on line.
class Phone {
 public:
  Phone(Service& service, std::uint8_t seed);

  // One command, as the inside of its object after "do": its reply, as it is. All work is done but
  // sending, which is for `send`.
  std::string must(const std::string& command);
  Json view(const std::string& name);
  Json log(const std::string& which);  // "own" or "couple", in the view `logs`
  void be_together();

  // Asks for a place in a log with this body. The error, or nothing.
  std::string take_place(std::string_view path, const std::string& body);
  void arrive(const std::string& log);
  // The reply of `sign-open`, `sign-invite` or `sign-leave`, at this device's place.
  std::string sign(const std::string& what, const std::string& log, const std::string& challenge,
                   const std::string& more = "");
  // Opens a log on its line and takes what is there. The error, or kNone.
  relay::ErrorCode open(const std::string& log);
  // The same, but what it signs is not the challenge of its line.
  relay::ErrorCode open(const std::string& log, const std::string& challenge);
  // Everything that waits goes to the server, which stores it.
  void send();

  [[nodiscard]] Line& line() { return *line_; }
  void connect() { line_ = std::make_unique<Line>(*service_); }
  // What the server gave at the last `open`.
  [[nodiscard]] const std::vector<Bytes>& given() const { return given_; }

 private:
  void do_work(const Json& answer);
  Json call(const std::string& command, std::string& text);

  Service* service_;
  session::Session session_;
  std::unique_ptr<Line> line_;
  std::uint64_t seed_;
  std::map<std::string, int> places_;  // by log, as the server gave them
  struct Waiting {
    RecordId id;
    Bytes record;
  };
  std::vector<Waiting> waiting_;
  std::vector<Bytes> given_;
};

}  // namespace commonground::tests
