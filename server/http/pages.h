// The files of the web app, inside the program: cmake/Pages.cmake puts them there.
#pragma once

#include <span>
#include <string_view>

#include "http/message.h"

namespace commonground::http {

struct Page {
  std::string_view path;  // as in "/index.html"
  std::string_view type;
  std::string_view version;  // a hash of the content
  std::string_view plain;
  std::string_view gzip;  // the same, compressed; empty if that is no shorter
};
[[nodiscard]] std::span<const Page> pages();

// The page of a path, for those who can have it compressed or know it already. Pages that are not
// files but addresses inside the app are its first page.
[[nodiscard]] Response page_for(const Request& request);

// What every response says to a browser.
[[nodiscard]] std::span<const std::pair<std::string_view, std::string_view>> safety_headers();

}  // namespace commonground::http
