#include "cli/files.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace commonground::cli {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16;

std::string reason() { return std::generic_category().message(errno); }

std::expected<File, std::string> open_to_read(const std::string& name) {
  if (name == "-") return File(stdin);
  std::error_code none;
  if (std::filesystem::is_directory(name, none)) return std::unexpected("this is a folder.");
  File file(std::fopen(name.c_str(), "rbe"));
  if (!file) return std::unexpected("could not be opened: " + reason() + ".");
  return file;
}

}  // namespace

std::expected<std::string, std::string> read_file(const std::string& name, std::size_t most) {
  auto file = open_to_read(name);
  if (!file) return std::unexpected(file.error());
  std::string text;
  while (text.size() < most) {
    const std::size_t had = text.size();
    const std::size_t wanted = std::min(kChunk, most - had);
    text.resize(had + wanted);
    const std::size_t got = std::fread(text.data() + had, 1, wanted, file->get());
    text.resize(had + got);
    if (got < wanted) break;
  }
  if (std::ferror(file->get()) != 0) return std::unexpected("could not be read: " + reason() + ".");
  return text;
}

std::expected<void, std::string> write_file(const std::string& name, std::string_view text) {
  namespace fs = std::filesystem;
  std::error_code none;
  const bool ordinary = !fs::exists(name, none) || fs::is_regular_file(name, none);
  const std::string beside = ordinary ? name + ".part" : name;
  File file(std::fopen(beside.c_str(), "wbe"));
  if (!file) return std::unexpected("could not be written: " + reason() + ".");
  const bool whole = std::fwrite(text.data(), 1, text.size(), file.get()) == text.size();
  const bool closed = std::fclose(file.release()) == 0;
  if (!whole || !closed) {
    const std::string why = reason();
    if (ordinary) fs::remove(beside, none);
    return std::unexpected("could not be written: " + why + ".");
  }
  std::error_code error;
  if (ordinary) fs::rename(beside, name, error);
  if (error) return std::unexpected("could not be written: " + error.message() + ".");
  return {};
}

bool write_out(std::string_view text) {
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
}

std::expected<LineReader, std::string> LineReader::open(const std::string& name, std::size_t most) {
  auto file = open_to_read(name);
  if (!file) return std::unexpected(file.error());
  return LineReader(std::move(*file), most);
}

std::optional<std::string_view> LineReader::next() {
  line_.clear();
  bool any = false;
  for (;;) {
    if (at_ == buffer_.size()) {
      buffer_.resize(kChunk);
      buffer_.resize(std::fread(buffer_.data(), 1, kChunk, file_.get()));
      at_ = 0;
      if (buffer_.empty()) return any ? std::optional<std::string_view>(line_) : std::nullopt;
    }
    any = true;
    const std::size_t end = buffer_.find('\n', at_);
    const std::string_view part = std::string_view(buffer_).substr(at_, end - at_);
    line_ += part.substr(0, most_ - line_.size());
    if (end != std::string::npos) {
      at_ = end + 1;
      return line_;
    }
    at_ = buffer_.size();
  }
}

}  // namespace commonground::cli
