#include "cli/serve_options.h"

#include <array>
#include <charconv>
#include <cstdlib>
#include <sstream>
#include <string_view>
#include <variant>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <toml++/toml.h>

#include "cli/files.h"
#include "cli/text.h"

namespace commonground::cli {
namespace {

constexpr std::size_t kMostConfig = std::size_t{64} << 10;

// One thing that can be set: by --name, by COMMONGROUND_NAME and in the file.
struct Setting {
  using Target = std::variant<std::string*, std::int64_t*, bool*, std::vector<std::string>*>;
  std::string_view name;
  std::string_view table;  // in the file; there is none for some
  std::string_view key;
  Target target;
  std::string_view type;
  std::string_view help;
};

std::vector<Setting> settings(ServeOptions& options) {
  http::ServerOptions& server = options.server;
  return {
      {"listen", "", "listen", &options.listen, "ADDRESS:PORT", "Where to listen"},
      {"store", "", "store", &server.store, "FILE", "Where sealed records are kept"},
      {"certificate", "tls", "certificate", &server.certificate, "FILE",
       "For https: the certificate and those above it, as PEM"},
      {"key", "tls", "key", &server.key, "FILE", "For https: its key, as PEM"},
      {"behind-proxy", "proxy", "trusted", &server.behind_proxy, "",
       "A proxy on this machine says who asks, in X-Forwarded-For"},
      {"origin", "proxy", "origins", &server.origins, "ORIGIN",
       "Pages from there may open a socket too, as in https://example.org"},
      {"findable", "", "findable", &server.findable, "", "Search engines may list the first page"},
      {"appends-per-minute", "limits", "appends-per-minute", &server.appends_per_minute, "N",
       "Records of one author in one log"},
      {"appends-at-once", "limits", "appends-at-once", &server.appends_at_once, "N",
       "The same, after a rest"},
      {"requests-per-minute", "limits", "requests-per-minute", &server.requests_per_minute, "N",
       "Requests from one address"},
      {"requests-at-once", "limits", "requests-at-once", &server.requests_at_once, "N",
       "The same, after a rest"},
      {"connections", "limits", "connections", &server.connections, "N", "At a time"},
      {"connections-per-address", "limits", "connections-per-address",
       &server.connections_per_address, "N", "Of them, from one address"},
      {"request-seconds", "limits", "request-seconds", &server.request_seconds, "SECONDS",
       "For a request to come, and for its answer to go"},
      {"ping-seconds", "limits", "ping-seconds", &server.ping_seconds, "SECONDS",
       "Silence after which a socket is asked whether it is there"},
      {"idle-seconds", "limits", "idle-seconds", &server.idle_seconds, "SECONDS",
       "Silence after which a socket is closed"},
      {"days-unused", "limits", "days-unused", &server.days_unused, "DAYS",
       "Days of service after which a log that nobody opens is removed"},
      {"store-bytes", "limits", "store-bytes", &server.store_bytes, "BYTES",
       "In the store, before nobody new is taken in; 0: as many as there are"},
  };
}

std::string environment_name(std::string_view name) {
  std::string text = "COMMONGROUND_";
  for (const char letter : name) {
    text += letter == '-' ? '_' : static_cast<char>(letter - (letter >= 'a' ? 'a' - 'A' : 0));
  }
  return text;
}

// Takes a value of the file, if it is of the right kind.
bool take(const toml::node& node, const Setting::Target& target) {
  return std::visit(
      [&](auto* out) {
        using Value = std::remove_pointer_t<decltype(out)>;
        if constexpr (std::is_same_v<Value, std::vector<std::string>>) {
          const toml::array* list = node.as_array();
          if (list == nullptr || !list->is_homogeneous<std::string>()) return false;
          for (const auto& item : *list) out->push_back(**item.as_string());
          return true;
        } else {
          const auto value = node.value_exact<Value>();
          if (value) *out = *value;
          return value.has_value();
        }
      },
      target);
}

using Outcome = std::expected<void, std::string>;

Outcome take_table(const toml::table& table, std::string_view name, const CLI::App& command,
                   const std::vector<Setting>& all) {
  for (const auto& [key, node] : table) {
    const auto setting = std::ranges::find_if(
        all, [&](const Setting& one) { return one.table == name && one.key == key.str(); });
    const std::string called = (name.empty() ? "" : std::string(name) + ".") + printable(key.str());
    if (setting == all.end()) {
      const bool is_table = name.empty() && node.is_table() &&
                            std::ranges::count(all, key.str(), &Setting::table) > 0;
      if (!is_table) return std::unexpected("there is no setting " + called + ".");
      if (auto done = take_table(*node.as_table(), key.str(), command, all); !done) return done;
      continue;
    }
    if (command.count("--" + std::string(setting->name)) > 0) continue;
    if (!take(node, setting->target)) {
      return std::unexpected(called + " is not of the right kind.");
    }
  }
  return {};
}

Outcome read_config(const CLI::App& command, ServeOptions& options) {
  const auto text = read_file(options.config, kMostConfig);
  if (!text) return std::unexpected(text.error());
  try {
    const toml::table table = toml::parse(std::string_view(*text));
    return take_table(table, "", command, settings(options));
  } catch (const toml::parse_error& error) {
    std::ostringstream words;
    words << "line " << error.source().begin.line << " is not TOML: " << error.description() << ".";
    return std::unexpected(printable(words.str()));
  }
}

Outcome take_address_apart(ServeOptions& options) {
  const auto colon = options.listen.rfind(':');
  const auto bad = std::unexpected("\"" + printable(options.listen) +
                                   "\" is no ADDRESS:PORT, as in 127.0.0.1:8787 or [::1]:8787.");
  if (colon == std::string::npos) return bad;
  std::string address = options.listen.substr(0, colon);
  const std::string port = options.listen.substr(colon + 1);
  if (address.starts_with('[') && address.ends_with(']')) {
    address = address.substr(1, address.size() - 2);
  }
  const auto [end, error] =
      std::from_chars(port.data(), port.data() + port.size(), options.server.port);
  if (error != std::errc() || end != port.data() + port.size() || address.empty()) return bad;
  options.server.address = address;
  return {};
}

Outcome check(const http::ServerOptions& server) {
  if (server.certificate.empty() != server.key.empty()) {
    return std::unexpected("a certificate and its key come together.");
  }
  for (const std::int64_t limit :
       {server.appends_per_minute, server.appends_at_once, server.requests_per_minute,
        server.requests_at_once, server.connections, server.connections_per_address,
        server.request_seconds, server.ping_seconds, server.idle_seconds, server.days_unused}) {
    constexpr std::int64_t kMost = 60'000'000;  // one in a microsecond
    if (limit < 1 || limit > kMost) return std::unexpected("limits are from 1 to 60000000.");
  }
  if (server.store_bytes < 0) return std::unexpected("store-bytes is 0 or more.");
  if (server.ping_seconds >= server.idle_seconds) {
    return std::unexpected("ping-seconds is less than idle-seconds.");
  }
  return {};
}

}  // namespace

std::string default_store() {
  const auto from = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value != nullptr ? value : "");
  };
  if (const std::string set = from("COMMONGROUND_STORE"); !set.empty()) return set;
  if (const std::string data = from("XDG_DATA_HOME"); !data.empty()) {
    return data + "/commonground/store";
  }
  return from("HOME") + "/.local/share/commonground/store";
}

void add_serve_options(CLI::App& command, ServeOptions& options) {
  options.server.store = default_store();
  command.add_option("--config", options.config, "A TOML file with what is not given here")
      ->envname("COMMONGROUND_CONFIG")
      ->type_name("FILE");
  for (const Setting& setting : settings(options)) {
    const std::string name = "--" + std::string(setting.name);
    const std::string help(setting.help);
    CLI::Option* option = std::visit(
        [&](auto* out) {
          if constexpr (std::is_same_v<decltype(out), bool*>) {
            return command.add_flag(name, *out, help);
          } else {
            return command.add_option(name, *out, help)
                ->type_name(std::string(setting.type))
                ->capture_default_str();
          }
        },
        setting.target);
    option->envname(environment_name(setting.name));
  }
}

Outcome settle(const CLI::App& command, ServeOptions& options) {
  if (!options.config.empty()) {
    if (auto read = read_config(command, options); !read) {
      return std::unexpected(printable(options.config) + ": " + read.error());
    }
  }
  if (auto taken = take_address_apart(options); !taken) return taken;
  return check(options.server);
}

}  // namespace commonground::cli
