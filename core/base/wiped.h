// Text that is wiped when it goes: what somebody said, or a key on its way.
#pragma once

#include <cstddef>
#include <string>
#include <utility>

namespace commonground {

// Overwrites text or bytes in a way that no compiler leaves out. Secrets proper are in
// crypto/secret.h.
template <class Bytes>
void overwrite(Bytes& bytes) {
  volatile auto* byte = bytes.data();
  for (std::size_t i = 0; i < bytes.size(); ++i) byte[i] = {};
}

class WipedText {
 public:
  WipedText() = default;
  explicit WipedText(std::string text) : text_(std::move(text)) {}
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
