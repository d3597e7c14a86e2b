// Reading and writing files, with errors in words.
#pragma once

#include <cstddef>
#include <cstdio>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace commonground::cli {

struct CloseFile {
  void operator()(std::FILE* file) const {
    if (file != stdin) (void)std::fclose(file);
  }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

// The first `most` bytes of a file; "-" is standard input.
[[nodiscard]] std::expected<std::string, std::string> read_file(const std::string& name,
                                                                std::size_t most);

// Writes beside the file first and then puts it in place, so that no half of it is ever there.
// What is no ordinary file (/dev/stdout) is written to as it is.
[[nodiscard]] std::expected<void, std::string> write_file(const std::string& name,
                                                          std::string_view text);

// To standard output, to the last byte.
[[nodiscard]] bool write_out(std::string_view text);

// Line after line, whatever their length, in bounded memory.
class LineReader {
 public:
  // Of a longer line only the first `most` bytes are given.
  [[nodiscard]] static std::expected<LineReader, std::string> open(const std::string& name,
                                                                   std::size_t most);

  // Without its end; valid until the next call. Nothing after the last line.
  [[nodiscard]] std::optional<std::string_view> next();

  [[nodiscard]] bool failed() const { return std::ferror(file_.get()) != 0; }

 private:
  LineReader(File file, std::size_t most) : file_(std::move(file)), most_(most) {}

  File file_;
  std::size_t most_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::string line_;
};

}  // namespace commonground::cli
