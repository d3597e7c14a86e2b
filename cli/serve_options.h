// How a server is set up: by the command line, else by the environment, else by a file, else as it
// is by itself.
#pragma once

#include <expected>
#include <string>

#include <CLI/App.hpp>

#include "http/server.h"

namespace commonground::cli {

struct ServeOptions {
  std::string listen = "127.0.0.1:8787";
  std::string config;  // the file
  http::ServerOptions server;
};

// Adds the options to a command. They are all there once `settle` has been called.
void add_serve_options(CLI::App& command, ServeOptions& options);

// Reads the file, for what was not given otherwise, and takes the address apart. What is wrong, in
// words, otherwise.
[[nodiscard]] std::expected<void, std::string> settle(const CLI::App& command,
                                                      ServeOptions& options);

// The store that the commands beside `serve` look at: as it is for `serve`.
[[nodiscard]] std::string default_store();

}  // namespace commonground::cli
