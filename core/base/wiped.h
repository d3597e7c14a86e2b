// Text that is wiped when it goes: what somebody said, or a key on its way.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace commonground {

// Overwrites text or bytes in a way that no compiler leaves out. Secrets proper are in
// crypto/secret.h.
template <class Bytes>
void overwrite(Bytes& bytes) {
  volatile auto* byte = bytes.data();
  for (std::size_t i = 0; i < bytes.size(); ++i) byte[i] = {};
}

// Appends without leaving anything where the text was before it grew.
inline void append_wiped(std::string& text, std::string_view more) {
  if (text.size() + more.size() > text.capacity()) {
    std::string larger;
    larger.reserve(2 * (text.size() + more.size()));
    larger = text;
    overwrite(text);
    text = std::move(larger);
  }
  text += more;
}

class WipedText {
 public:
  WipedText() = default;
  // Any text can become one that is wiped.
  WipedText(std::string text) : text_(std::move(text)) {}  // NOLINT(google-explicit-constructor)
  WipedText(const WipedText&) = default;
  WipedText(WipedText&& other) noexcept : text_(std::exchange(other.text_, {})) {}
  WipedText& operator=(const WipedText& other) {
    if (this != &other) {
      overwrite(text_);
      text_ = other.text_;
    }
    return *this;
  }
  WipedText& operator=(WipedText&& other) noexcept {
    if (this != &other) {
      overwrite(text_);
      text_ = std::exchange(other.text_, {});
    }
    return *this;
  }
  ~WipedText() { overwrite(text_); }

  [[nodiscard]] const std::string& get() const { return text_; }
  [[nodiscard]] std::string& to_fill() { return text_; }
  bool operator==(const WipedText&) const = default;

 private:
  std::string text_;
};

}  // namespace commonground
