#include "wire/frames.h"

#include <gtest/gtest.h>

#include "base/hex.h"

namespace commonground::wire {
namespace {

TEST(Frames, AMessageCarriesSeveral) {
  std::string message;
  add_stored(message, {{1}}, 7);
  add_live(message, {.log = {{2}}, .last = 9, .days_left = 700});
  FrameReader frames(bytes_of(message));
  const auto first = frames.next();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->kind, FrameKind::kStored);
  EXPECT_EQ(read_stored(first->body)->number, 7);
  const auto second = frames.next();
  ASSERT_TRUE(second);
  EXPECT_EQ(read_live(second->body)->days_left, 700);
  EXPECT_FALSE(frames.next());
  EXPECT_TRUE(frames.is_whole());
}

TEST(Frames, WhatIsCutOffIsNoFrame) {
  std::string message;
  add_put(message, FrameKind::kAppend, {{1}}, bytes_of("record"));
  for (std::size_t size = 1; size < message.size(); ++size) {
    FrameReader frames(bytes_of(message).first(size));
    EXPECT_FALSE(frames.next()) << size;
    EXPECT_FALSE(frames.is_whole()) << size;
  }
}

TEST(Frames, ABodyHasItsSize) {
  const Bytes body(LogId::kSize + 1 + 8 + Signature::kSize);
  EXPECT_TRUE(read_open(body));
  for (const std::size_t size : {body.size() - 1, body.size() + 1}) {
    EXPECT_FALSE(read_open(Bytes(size))) << size;
  }
  EXPECT_FALSE(read_put(Bytes(RecordId::kSize - 1)));
  EXPECT_TRUE(read_put(Bytes(RecordId::kSize)));
}

TEST(Frames, RecordsOfALogShareOne) {
  std::string message;
  RecordsFrame records(message, {{3}});
  records.add(1, bytes_of("one"));
  records.add(2, bytes_of("two"));
  records.end();
  EXPECT_EQ(to_hex(bytes_of(message)),
            "82"
            "2e000000"
            "03000000000000000000000000000000"
            "0100000000000000"
            "03000000"
            "6f6e65"
            "0200000000000000"
            "03000000"
            "74776f");
}

}  // namespace
}  // namespace commonground::wire
