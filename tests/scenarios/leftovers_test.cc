// Memory that is given back holds nothing of what was said. Every block that the session frees is
// looked at first.
#include <cstdlib>
#include <new>
#include <string_view>

#include <gtest/gtest.h>
#include <malloc.h>

#include "tests/scenarios/stories.h"

namespace commonground::tests {
namespace {

constexpr std::string_view kMarker = "Lighthouse";

bool is_looking = false;
int found = 0;

void look_at(void* block) {
  if (!is_looking || block == nullptr) return;
  const std::string_view bytes(static_cast<const char*>(block), malloc_usable_size(block));
  if (bytes.find(kMarker) != std::string_view::npos) ++found;
}

}  // namespace
}  // namespace commonground::tests

void* operator new(std::size_t size) {
  void* block = std::calloc(size == 0 ? 1 : size, 1);
  if (block == nullptr) std::abort();
  return block;
}
// The library takes some of its working memory so.
void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return operator new(size);
}
void operator delete(void* block) noexcept {
  commonground::tests::look_at(block);
  std::free(block);
}
void operator delete(void* block, std::size_t /*size*/) noexcept { operator delete(block); }

namespace commonground::tests {
namespace {

// What the session freed while it answered.
int left_by(Device& device, const std::string& command) {
  const std::string request = R"({"now":)" + std::to_string(device.world().now) +
                              R"(,"entropy":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",)" +
                              R"("command":{"do":)" + command + "}}";
  found = 0;
  is_looking = true;
  const std::string answer = device.call(request);
  is_looking = false;
  EXPECT_EQ(answer.find("error"), std::string::npos) << answer;
  return found;
}

TEST(Leftovers, NothingOfWhatWasSaidIsInMemoryThatWasFreed) {
  Two two("");
  two.go_to_common_ground();
  both_ready(two.ana, two.ben, "hear-each-other");
  const std::string text = "The Lighthouse, and the long way home from there along the sea wall.";
  const auto say = [&](const std::string& body) {
    EXPECT_EQ(left_by(two.ana, R"("say","say":[)" + body + "]"), 0) << body;
    EXPECT_EQ(left_by(two.ana, R"("stored")"), 0) << body;
  };
  say(R"({"kind":"note","slot":1,"text":")" + text + "\"}");
  say(R"({"kind":"name","name":"Ana of the Lighthouse by the sea wall"})");
  say(R"({"kind":"speak","text":")" + text + "\"}");
  say(R"({"kind":"first-time","text":")" + text + "\"}");
  say(R"({"kind":"proposal","round":1,"ways":[{"way":"five-minutes-held","times":2,)"
      R"("start":"either","condition":")" +
      text + R"("}],"begins":)" + std::to_string(two.world.now) + R"(,"days":14})");
  for (const std::string view : {"mine", "hear", "plans", "way", "export"}) {
    EXPECT_EQ(left_by(two.ana, R"("view","view":")" + view + "\""), 0) << view;
  }
  EXPECT_EQ(left_by(two.ana, R"("lock")"), 0);
}

}  // namespace
}  // namespace commonground::tests
