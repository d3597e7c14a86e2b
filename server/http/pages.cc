#include "http/pages.h"

#include <algorithm>
#include <array>
#include <ranges>
#include <string>

#include "http/api.h"

namespace commonground::http {
namespace {

constexpr std::string_view kFirstPage = "/index.html";

const Page* find(std::string_view path) {
  const auto all = pages();
  const auto found = std::ranges::find(all, path, &Page::path);
  return found != all.end() ? &*found : nullptr;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t";
  text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
  return text.substr(0, text.find_last_not_of(kSpace) + 1);
}

// As in "br, gzip;q=0.5": whether it names a coding, and not to refuse it (RFC 9110, 12.4.2
// and 12.5.3).
bool takes(std::string_view accepted, std::string_view coding) {
  for (const auto part : std::views::split(accepted, ',')) {
    const std::string_view one(part);
    if (trimmed(one.substr(0, one.find(';'))) != coding) continue;
    const auto weight = one.find("q=");
    return weight == std::string_view::npos ||
           one.substr(weight + 2).find_first_of("123456789") != std::string_view::npos;
  }
  return false;
}

// What of a page is sent: the page as it is, or compressed.
struct Representation {
  std::string_view coding;  // empty: as it is
  std::string_view content;
};

// The shortest that is taken.
Representation choose(const Page& page, std::string_view accepted) {
  for (const Representation one : {Representation{"br", page.brotli}, {"gzip", page.gzip}}) {
    if (!one.content.empty() && takes(accepted, one.coding)) return one;
  }
  return {"", page.plain};
}

// Each representation has a tag of its own: the same page in other bytes is no answer to a range or
// to a cache that keeps both (RFC 9110, 8.8.3.3).
std::string tag_of(const Page& page, const Representation& sent) {
  std::string tag = "\"" + std::string(page.version);
  if (!sent.coding.empty()) tag += "-" + std::string(sent.coding);
  return tag + "\"";
}

// Whether If-None-Match, a list or *, names a tag; something on the way may have made it a weak one
// (RFC 9110, 13.1.2).
bool names(std::string_view known, std::string_view tag) {
  if (trimmed(known) == "*") return true;
  return std::ranges::any_of(std::views::split(known, ','), [&](const auto part) {
    std::string_view one = trimmed(std::string_view(part));
    if (one.starts_with("W/")) one.remove_prefix(2);
    return one == tag;
  });
}

}  // namespace

Response page_for(const Request& request, bool findable) {
  if (request.method != "GET" && request.method != "HEAD") {
    Response response = refusal(relay::ErrorCode::kWrongMethod);
    response.headers.emplace_back("Allow", "GET, HEAD");
    return response;
  }
  if (request.path == "/robots.txt") {
    return {.content_type = "text/plain; charset=utf-8",
            .body = findable ? "User-agent: *\nAllow: /\n" : "User-agent: *\nDisallow: /\n"};
  }
  const Page* page = find(request.path == "/" ? kFirstPage : std::string_view(request.path));
  if (page == nullptr) return refusal(relay::ErrorCode::kNotFound);
  const Representation sent = choose(*page, request.accepted_encodings);
  const std::string tag = tag_of(*page, sent);
  Response response{.content_type = std::string(page->type)};
  // What has its hash in its name never changes; all else is asked for again.
  const bool is_forever = page->path.starts_with("/assets/");
  response.headers = {
      {"ETag", tag},
      {"Vary", "Accept-Encoding"},
      {"Cache-Control", is_forever ? "public, max-age=31536000, immutable" : "no-cache"}};
  if (!findable) response.headers.emplace_back("X-Robots-Tag", "noindex");
  if (names(request.known_version, tag)) {
    response.status = 304;
    return response;
  }
  response.fixed = sent.content;
  if (!sent.coding.empty()) response.headers.emplace_back("Content-Encoding", sent.coding);
  return response;
}

std::span<const std::pair<std::string_view, std::string_view>> safety_headers() {
  using Header = std::pair<std::string_view, std::string_view>;
  static constexpr auto kHeaders = std::to_array<Header>({
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' "
       "data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
       "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"},
  });
  return kHeaders;
}

}  // namespace commonground::http
