#include "bridge/door.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace commonground::bridge {
namespace {

std::int32_t buffer_of(std::string_view text) {
  const std::int32_t buffer = cg_buffer_make(static_cast<std::int32_t>(text.size()));
  EXPECT_GT(buffer, 0);
  std::ranges::copy(text, cg_buffer_bytes(buffer));
  return buffer;
}

std::string text_of(std::int32_t buffer) {
  EXPECT_GT(buffer, 0);
  const auto* bytes = reinterpret_cast<const char*>(cg_buffer_bytes(buffer));
  std::string text(bytes, bytes + cg_buffer_size(buffer));
  EXPECT_EQ(cg_buffer_drop(buffer), 0);
  return text;
}

TEST(Door, GivesAnswersAndTakesItsBuffers) {
  const std::int32_t session = cg_session_open();
  ASSERT_GT(session, 0);
  const std::int32_t request = buffer_of(R"({"now":0,"command":{"do":"lock"}})");
  EXPECT_EQ(text_of(cg_session_call(session, request)), R"({"error":{"code":"no-pack"}})");
  EXPECT_EQ(cg_buffer_size(request), kNoSuchBuffer);
  EXPECT_NE(text_of(cg_session_take_pack(session, buffer_of("[]"))).find("bad-pack"),
            std::string::npos);
  EXPECT_EQ(cg_session_close(session), 0);
  EXPECT_EQ(cg_session_close(session), kNoSuchSession);
}

TEST(Door, NumbersThatAreNobodys) {
  for (const std::int32_t wrong :
       {0, -1, 1, kMostBuffers, kMostBuffers + 1, INT32_MAX, INT32_MIN}) {
    EXPECT_EQ(cg_buffer_size(wrong), kNoSuchBuffer);
    EXPECT_EQ(cg_buffer_bytes(wrong), nullptr);
    EXPECT_EQ(cg_buffer_drop(wrong), kNoSuchBuffer);
    EXPECT_EQ(cg_session_close(wrong), kNoSuchSession);
    EXPECT_EQ(cg_session_call(1, wrong), kNoSuchBuffer);
    EXPECT_EQ(cg_session_take_pack(1, wrong), kNoSuchBuffer);
    EXPECT_EQ(cg_session_call(wrong, buffer_of("{}")), kNoSuchSession);
    EXPECT_EQ(cg_passphrase_key(wrong, wrong, 1, 8), kNoSuchBuffer);
  }
  EXPECT_EQ(cg_buffer_make(-1), kWrongSize);
  EXPECT_EQ(cg_buffer_make(cg_most_bytes() + 1), kTooLarge);
}

TEST(Door, HasSoManyPlacesAndNoMore) {
  std::vector<std::int32_t> buffers(kMostBuffers);
  for (std::int32_t& buffer : buffers) buffer = cg_buffer_make(1);
  EXPECT_EQ(cg_buffer_make(1), kTooMany);
  for (const std::int32_t buffer : buffers) EXPECT_EQ(cg_buffer_drop(buffer), 0);
  std::vector<std::int32_t> sessions(kMostSessions);
  for (std::int32_t& session : sessions) session = cg_session_open();
  EXPECT_EQ(cg_session_open(), kTooMany);
  for (const std::int32_t session : sessions) EXPECT_EQ(cg_session_close(session), 0);
}

TEST(Door, PassphraseKeysHaveTheirCost) {
  const auto key = [](std::string_view salt, std::int32_t passes, std::int32_t kibibytes) {
    return cg_passphrase_key(buffer_of("four plain words here"), buffer_of(salt), passes,
                             kibibytes);
  };
  constexpr std::string_view kSalt = "0123456789abcdef";
  EXPECT_EQ(key(kSalt.substr(1), 3, 64), kWrongSize);
  EXPECT_EQ(key(kSalt, 0, 64), kCostOutOfRange);
  EXPECT_EQ(key(kSalt, -1, 64), kCostOutOfRange);
  EXPECT_EQ(key(kSalt, 3, 7), kCostOutOfRange);
  EXPECT_EQ(key(kSalt, 3, INT32_MAX), kCostOutOfRange);
  const std::string one = text_of(key(kSalt, 3, 64));
  EXPECT_EQ(one.size(), 32U);
  EXPECT_EQ(one, text_of(key(kSalt, 3, 64)));
  EXPECT_NE(one, text_of(key(kSalt, 4, 64)));
}

TEST(Door, Plans) {
  EXPECT_EQ(cg_plan(buffer_of("{}")), kNoAnswer);
  EXPECT_EQ(cg_plan(0), kNoSuchBuffer);
  const auto answer = text_of(cg_plan(buffer_of(
      R"({"format":"commonground.plan/1","partners":["Ana","Ben"],"needs":["rest"],)"
      R"("importance":[[4],[2]],"met":[[1],[1]],"ways":[{"id":"walk","minutes":30,"most":1,)"
      R"("meets":[[250],[250]],"effort":[0,0]}],"limits":{"minutes":60}})")));
  EXPECT_NE(answer.find(R"("fair":{"point":0,"gain":[750000,750000],"minutes":30)"),
            std::string::npos)
      << answer;
}

}  // namespace
}  // namespace commonground::bridge
