#include "collect/internal/journal_format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace throng::collect {
namespace {

model::Event sample(std::uint64_t number) {
  model::Event e;
  e.number = number;
  e.id.bytes[3] = 7;
  e.person = 12;
  e.time = from_ms(-5);
  e.received = from_ms(1'790'000'000'000);
  e.name = "Order Completed";
  e.user_id = "ann";
  e.session = "s";
  e.page = "/";
  e.props = R"({"a":1})";
  return e;
}

// A segment of one frame per event, the last one followed by a cut.
std::string segment_of(std::size_t events, std::vector<std::size_t>* ends = nullptr) {
  SegmentHeader header;
  header.sequence = 9;
  header.next_event = 100;
  std::string bytes = encode(header);
  for (std::size_t i = 0; i < events; ++i) {
    FrameWriter frame;
    frame.begin();
    frame.add(sample(100 + i));
    if (i + 1 == events) frame.add(Cut{3});
    frame.seal(header.sequence);
    bytes += frame.bytes();
    if (ends != nullptr) ends->push_back(bytes.size());
  }
  return bytes;
}

TEST(JournalFormat, GivesBackEveryKindOfRow) {
  SegmentHeader header{4, 5, 6, 7, 8, 9};
  FrameWriter frame;
  frame.begin();
  EXPECT_TRUE(frame.empty());
  frame.add(sample(1));
  frame.add(warehouse::IdRow{12, model::IdKind::user, "ann", from_ms(3)});
  frame.add(model::Link{1, model::LinkKind::undo, 2, 3, 4, from_ms(5), "why"});
  frame.add(warehouse::QuarantineRow{from_ms(1), "http", "bad_time", "timestamp", "late", "{}", 17});
  frame.add(Cut{2});
  frame.add(Done{1});
  frame.seal(4);
  const auto segment = read_segment(encode(header) + std::string(frame.bytes()));
  ASSERT_TRUE(segment) << describe(segment.error());
  EXPECT_EQ(segment->header, header);
  ASSERT_EQ(segment->frames.size(), 1U);
  const auto& rows = segment->frames.front();
  ASSERT_EQ(rows.size(), 6U);
  const auto& e = std::get<model::Event>(rows[0]);
  EXPECT_EQ(e.id, sample(1).id);
  EXPECT_EQ(e.time, from_ms(-5));
  EXPECT_EQ(e.props, R"({"a":1})");
  EXPECT_EQ(std::get<warehouse::IdRow>(rows[1]).value, "ann");
  EXPECT_EQ(std::get<model::Link>(rows[2]).kind, model::LinkKind::undo);
  EXPECT_EQ(std::get<warehouse::QuarantineRow>(rows[3]).line, 17U);
  EXPECT_EQ(std::get<Cut>(rows[4]).batch, 2U);
  EXPECT_EQ(std::get<Done>(rows[5]).batch, 1U);
}

TEST(JournalFormat, StopsAtTheLastWholeFrameWhereverTheFileEnds) {
  std::vector<std::size_t> ends;
  const std::string bytes = segment_of(3, &ends);
  for (std::size_t size = 0; size <= bytes.size(); ++size) {
    const auto segment = read_segment(std::string_view(bytes).substr(0, size));
    ASSERT_TRUE(segment) << size << describe(segment.error());
    std::size_t good = size < kSegmentHeaderBytes ? 0 : kSegmentHeaderBytes;
    std::size_t whole = 0;
    for (const std::size_t end : ends) {
      if (end <= size) good = end, ++whole;
    }
    EXPECT_EQ(segment->good_bytes, good) << size;
    EXPECT_EQ(segment->frames.size(), whole) << size;
  }
}

TEST(JournalFormat, TellsDamageInTheMiddleFromATornEnd) {
  std::vector<std::size_t> ends;
  std::string bytes = segment_of(3, &ends);
  bytes[ends[0] + kFrameHeaderBytes + 4] ^= 1;  // in the second frame's payload
  const auto damaged = read_segment(bytes);
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.error().code, ErrorCode::corrupt);
  bytes.resize(ends[1]);  // the same, but nothing sound behind it
  EXPECT_EQ(read_segment(bytes)->good_bytes, ends[0]);
}

TEST(JournalFormat, RefusesWhatIsNoJournal) {
  EXPECT_FALSE(read_segment(std::string(100, 'x')));
  std::string bytes = segment_of(1);
  bytes[8] = 2;
  EXPECT_THAT(read_segment(bytes).error().message, ::testing::HasSubstr("version 2"));
  bytes[8] = 1;
  bytes[30] ^= 1;
  EXPECT_FALSE(read_segment(bytes)) << "a header that fails its check";
  EXPECT_EQ(read_segment(std::string(kSegmentHeaderBytes, '\0'))->good_bytes, 0U);
}

RC_GTEST_PROP(JournalFormat, NeverTakesAFlippedBitForTruth, ()) {
  std::vector<std::size_t> ends;
  std::string bytes = segment_of(3, &ends);
  const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
  bytes[at] = static_cast<char>(bytes[at] ^ (1 << *rc::gen::inRange(0, 8)));
  const auto segment = read_segment(bytes);
  if (!segment) return;
  std::size_t untouched = 0;
  for (const std::size_t end : ends) untouched += end <= at ? 1U : 0U;
  RC_ASSERT(segment->frames.size() == untouched);
}

}  // namespace
}  // namespace throng::collect
