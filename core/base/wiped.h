// Text, and lists of numbers, that are wiped when they go: what somebody said, or a key on its way.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace commonground {

// Overwrites text or bytes in a way that no compiler leaves out. Secrets proper are in
// crypto/secret.h.
template <class Bytes>
void overwrite(Bytes& bytes) {
  volatile auto* byte = bytes.data();
  for (std::size_t i = 0; i < bytes.size(); ++i) byte[i] = {};
}

// What was allocated is overwritten as it is given back: when a vector goes, and when it grows.
template <class T>
struct WipingAllocator {
  using value_type = T;

  WipingAllocator() = default;
  template <class U>
  WipingAllocator(const WipingAllocator<U>& /*other*/) {}  // NOLINT(google-explicit-constructor)

  T* allocate(std::size_t count) { return std::allocator<T>().allocate(count); }
  void deallocate(T* values, std::size_t count) {
    volatile auto* byte = reinterpret_cast<std::byte*>(values);
    for (std::size_t i = 0; i < count * sizeof(T); ++i) byte[i] = {};
    std::allocator<T>().deallocate(values, count);
  }
  bool operator==(const WipingAllocator&) const = default;
};
template <class T>
using WipedVector = std::vector<T, WipingAllocator<T>>;

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
