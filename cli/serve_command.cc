#include "cli/serve_command.h"

#include <array>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <qrencode.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/serve_options.h"
#include "cli/store_words.h"
#include "cli/text.h"

namespace commonground::cli {
namespace {

// One line of JSON, to standard error.
void log_line(std::string_view event, std::string_view detail) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 32> time{};
  static_cast<void>(std::strftime(time.data(), time.size(), "%Y-%m-%dT%H:%M:%SZ", &parts));
  std::string line = std::string(R"({"time":")") + time.data() + R"(","event":")";
  line += event;
  line += '"';
  if (!detail.empty()) {
    line += R"(,"detail":")";
    for (const char letter : printable(detail)) {
      if (letter == '"' || letter == '\\') line += '\\';
      line += letter;
    }
    line += '"';
  }
  line += "}\n";
  std::cerr << line << std::flush;
}

// The address by which a phone in the same home finds this machine.
std::string home_address() {
  ifaddrs* all = nullptr;
  if (getifaddrs(&all) != 0) return {};
  const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> owner(all, &freeifaddrs);
  for (const ifaddrs* one = all; one != nullptr; one = one->ifa_next) {
    if (one->ifa_addr == nullptr || one->ifa_addr->sa_family != AF_INET) continue;
    if ((one->ifa_flags & IFF_LOOPBACK) != 0 || (one->ifa_flags & IFF_UP) == 0) continue;
    std::array<char, INET_ADDRSTRLEN> text{};
    const auto* address = reinterpret_cast<const sockaddr_in*>(one->ifa_addr);
    inet_ntop(AF_INET, &address->sin_addr, text.data(), text.size());
    return text.data();
  }
  return {};
}

// Two rows of the code in each line of text, dark on light whatever the terminal's colours are.
std::string qr_code(const std::string& text) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_L), &QRcode_free);
  if (!code) return {};
  constexpr int kQuiet = 2;  // modules around it
  const int width = code->width;
  const auto is_dark = [&](int row, int column) {
    const bool inside = row >= 0 && row < width && column >= 0 && column < width;
    return inside && (code->data[row * width + column] & 1) != 0;
  };
  std::string out;
  for (int row = -kQuiet; row < width + kQuiet; row += 2) {
    out += "  \x1b[97;40m";
    for (int column = -kQuiet; column < width + kQuiet; ++column) {
      const bool upper = is_dark(row, column);
      const bool lower = is_dark(row + 1, column);
      out += upper ? (lower ? " " : "▄") : (lower ? "▀" : "█");
    }
    out += "\x1b[0m\n";
  }
  return out;
}

struct Where {
  std::string url;
  bool is_home_network = false;
};

Where where(const ServeOptions& options, std::uint16_t port) {
  const std::string& address = options.server.address;
  const bool is_any = address == "0.0.0.0" || address == "::";
  const bool is_here = address.starts_with("127.") || address == "::1";
  std::string host = is_any ? home_address() : address;
  if (host.empty()) host = "127.0.0.1";
  if (host.contains(':')) host = "[" + host + "]";
  const std::string scheme = options.server.certificate.empty() ? "http" : "https";
  return {.url = scheme + "://" + host + ":" + std::to_string(port) + "/",
          .is_home_network = !is_here};
}

void welcome(const ServeOptions& options, std::uint16_t port) {
  const auto [url, is_home_network] = where(options, port);
  std::cout << "Common Ground listens at " << url << "\n"
            << "Sealed records are kept in " << printable(options.server.store) << "\n";
  if (is_home_network && isatty(STDOUT_FILENO) != 0) {
    std::cout << "\nFor a phone on the same network:\n\n" << qr_code(url) << "\n";
  }
  if (is_home_network && options.server.certificate.empty()) {
    std::cout
        << "This is plain http. What you write is sealed on your devices and stays so, but others\n"
           "on this network can see that you use it, and someone who controls the network could\n"
           "hand your browser other pages than ours. Use it only at home, on a network you trust;\n"
           "for anything else give it a certificate, or put it behind a proxy that has one.\n";
  }
  if (!is_home_network && options.server.certificate.empty()) {
    std::cout << "Open http://localhost:" << port
              << "/ in a browser on this machine. Ctrl-C ends the server.\n";
  }
  std::cout << std::flush;
}

int complain(const std::string& what) {
  std::cerr << "commonground serve: " << what << "\n";
  return kFailed;
}

std::string why_not(const http::StartError& error, const ServeOptions& options) {
  using What = http::StartError::What;
  switch (error.what) {
    case What::kStore:
      return store_words(options.server.store, error.detail);
    case What::kAddress:
      return options.listen + ": " + error.detail + ".";
    case What::kTls:
      return "the certificate or its key: " + printable(error.detail) + ".";
  }
  return {};
}

ExitCode serve(const CLI::App& command, ServeOptions& options) {
  if (const auto settled = settle(command, options); !settled) {
    complain(settled.error());
    return kMisused;
  }
  // What it makes is for its own user alone.
  umask(S_IRWXG | S_IRWXO);
  std::error_code none;
  std::filesystem::create_directories(std::filesystem::absolute(options.server.store).parent_path(),
                                      none);
  auto server = http::Server::start(options.server, log_line);
  if (!server) {
    complain(why_not(server.error(), options));
    return kFailed;
  }
  log_line("started", "");
  welcome(options, (*server)->port());
  (*server)->run();
  return kAnswered;
}

constexpr std::string_view kServeFooter =
    "Each option can be in the environment too, as COMMONGROUND_LISTEN for --listen, or in the\n"
    "file of --config:\n"
    "  listen = \"0.0.0.0:8787\"\n"
    "  [tls]\n"
    "  certificate = \"/etc/commonground/certificate.pem\"\n"
    "  key = \"/etc/commonground/key.pem\"\n"
    "The tables are tls (certificate, key), proxy (trusted, origins) and limits (the rest).\n"
    "SIGTERM ends it when all is stored, SIGHUP makes it read the certificate again.\n"
    "docs/running.md tells about proxies, backups and updates.";

}  // namespace

void add_serve_command(CLI::App& program, ExitCode& exit_code) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* command = program.add_subcommand(
      "serve", "Runs the server: it keeps sealed records and hands them on, and can read none");
  add_serve_options(*command, *options);
  command->footer(std::string(kServeFooter));
  command->callback([command, options, &exit_code] { exit_code = serve(*command, *options); });
}

}  // namespace commonground::cli
