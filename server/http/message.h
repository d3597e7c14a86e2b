// A request and a response of HTTP, without how they travel.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace commonground::http {

struct Request {
  std::string method;
  std::string path;  // without what is behind a question mark
  std::string content_type;
  std::string accepted_encodings;
  std::string known_version;  // If-None-Match
  std::string body;
};

struct Response {
  int status = 200;
  std::string content_type;
  std::vector<std::pair<std::string, std::string>> headers{};  // beside those that all have
  std::string body{};                                          // or else
  std::string_view fixed{};                                    // what outlives it
};

}  // namespace commonground::http
