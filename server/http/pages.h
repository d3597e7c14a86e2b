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
  // The same, compressed; empty if that is no shorter.
  std::string_view gzip;
  std::string_view brotli;
};
[[nodiscard]] std::span<const Page> pages();

// The page of a path, for those who can have it compressed or know it already. "/" is the first
// page; an address that is no file is not found, so that whatever asks for one (an icon,
// the link of somebody else) never gets the app instead. Search engines are asked to stay away
// (RFC 9309 and their X-Robots-Tag) unless the server is to be found.
[[nodiscard]] Response page_for(const Request& request, bool findable);

// What every response says to a browser.
[[nodiscard]] std::span<const std::pair<std::string_view, std::string_view>> safety_headers();

}  // namespace commonground::http
