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

// An address such as /share is the app's own; one with a dot in its last part names a file.
bool names_a_file(std::string_view path) { return path.substr(path.rfind('/') + 1).contains('.'); }

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t";
  text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
  return text.substr(0, text.find_last_not_of(kSpace) + 1);
}

// As in "br, gzip;q=0.5": whether it names gzip, and not to refuse it (RFC 9110, 12.4.2
// and 12.5.3).
bool takes_gzip(std::string_view accepted) {
  for (const auto part : std::views::split(accepted, ',')) {
    const std::string_view one(part);
    if (trimmed(one.substr(0, one.find(';'))) != "gzip") continue;
    const auto weight = one.find("q=");
    return weight == std::string_view::npos ||
           one.substr(weight + 2).find_first_of("123456789") != std::string_view::npos;
  }
  return false;
}

}  // namespace

Response page_for(const Request& request) {
  if (request.method != "GET" && request.method != "HEAD") {
    Response response = refusal(relay::ErrorCode::kWrongMethod);
    response.headers.emplace_back("Allow", "GET, HEAD");
    return response;
  }
  const Page* page = find(request.path);
  if (page == nullptr && !names_a_file(request.path)) page = find(kFirstPage);
  if (page == nullptr) return refusal(relay::ErrorCode::kNotFound);
  const std::string version = "\"" + std::string(page->version) + "\"";
  Response response{.content_type = std::string(page->type)};
  // What has its hash in its name never changes; all else is asked for again.
  const bool is_forever = page->path.starts_with("/assets/");
  response.headers = {
      {"ETag", version},
      {"Vary", "Accept-Encoding"},
      {"Cache-Control", is_forever ? "public, max-age=31536000, immutable" : "no-cache"}};
  if (request.known_version == version) {
    response.status = 304;
    return response;
  }
  response.fixed = page->plain;
  if (!page->gzip.empty() && takes_gzip(request.accepted_encodings)) {
    response.fixed = page->gzip;
    response.headers.emplace_back("Content-Encoding", "gzip");
  }
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
