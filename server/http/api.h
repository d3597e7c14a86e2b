// What can be asked over HTTP with a JSON object: docs/formats/wire.md.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "http/engine.h"
#include "http/hub.h"
#include "http/message.h"

namespace commonground::http {

using Respond = std::function<void(Response)>;

class Api {
 public:
  Api(Engine& engine, Hub& hub) : engine_(&engine), hub_(&hub) {}

  // Whether this path is one of its own.
  [[nodiscard]] static bool has(std::string_view path) { return path.starts_with("/v1/"); }
  // Answers now or later, but always.
  void handle(const Request& request, const Respond& respond);

 private:
  class Fields;
  using Handler = void (Api::*)(Fields&, const Respond&);
  struct Row {
    std::string_view path;
    Handler handler;
  };
  static const Row* find(std::string_view path);

  void challenge(Fields& fields, const Respond& respond);
  template <class Request>
  void give_place(Fields& fields, const Respond& respond);
  void leave_log(Fields& fields, const Respond& respond);
  void create_invite(Fields& fields, const Respond& respond);
  void open_invite(Fields& fields, const Respond& respond);
  void redeem_invite(Fields& fields, const Respond& respond);
  void store_backup(Fields& fields, const Respond& respond);
  void find_backup(Fields& fields, const Respond& respond);
  void delete_backup(Fields& fields, const Respond& respond);

  // Work in the reader's thread, and then with what it gave in this one; if too much waits,
  // `respond` says so.
  template <class Work, class Then>
  void read(Work work, Then then, const Respond& respond);
  // The same, and `then` only if `check` finds nothing wrong.
  template <class Check, class Then>
  void checked(Check check, Then then, const Respond& respond);
  void write(store::Request request, const Respond& respond, bool with_author);

  Engine* engine_;
  Hub* hub_;
};

[[nodiscard]] Response refusal(relay::ErrorCode code, std::int64_t retry_after_us = 0);

}  // namespace commonground::http
