#include "load/starting.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "load/client.h"
#include "load/clock.h"
#include "load/memory.h"

namespace commonground::load {
namespace {

constexpr int kStarts = 15;

pid_t start(const std::string& program, const std::string& store, std::uint16_t port) {
  const std::string listen = "127.0.0.1:" + std::to_string(port);
  const pid_t child = fork();
  if (child < 0) die("starting");
  if (child > 0) return child;
  const int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
  dup2(nowhere, STDOUT_FILENO);
  dup2(nowhere, STDERR_FILENO);
  execl(program.c_str(), program.c_str(), "serve", "--listen", listen.c_str(), "--store",
        store.c_str(), nullptr);
  std::_Exit(1);
}

bool answers(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  to.sin_port = htons(port);
  bool is_ready = false;
  if (connect(socket, reinterpret_cast<sockaddr*>(&to), sizeof(to)) == 0) {
    constexpr std::string_view kAsk = "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    std::array<char, 64> answer{};
    is_ready = send(socket, kAsk.data(), kAsk.size(), MSG_NOSIGNAL) > 0 &&
               recv(socket, answer.data(), answer.size(), 0) > 0 &&
               std::string_view(answer.data(), answer.size()).starts_with("HTTP/1.1 200");
  }
  close(socket);
  return is_ready;
}

}  // namespace

int run_start(const std::string& program, const std::string& store, std::uint16_t port,
              bool is_new) {
  Durations durations;
  Memory memory;
  for (int i = 0; i < kStarts; ++i) {
    if (is_new) {
      for (const char* part : {"", "-wal", "-shm", ".lock"}) std::filesystem::remove(store + part);
    }
    const std::int64_t began_us = now_us();
    const pid_t server = start(program, store, port);
    while (!answers(port)) {
      if (waitpid(server, nullptr, WNOHANG) != 0) die("the server does not start");
    }
    durations.add(now_us() - began_us);
    memory = memory_of(server);
    kill(server, SIGTERM);
    waitpid(server, nullptr, 0);
  }
  std::printf(
      "first answer: median %.1f ms, slowest %.1f ms; idle %lld KiB, %lld of them its own\n",
      durations.at(500), durations.at(1000), static_cast<long long>(memory.resident_kib),
      static_cast<long long>(memory.own_kib));
  return 0;
}

}  // namespace commonground::load
