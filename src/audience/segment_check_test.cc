#include "audience/segment_check.h"

#include <gtest/gtest.h>

#include "base/json.h"

namespace throng::audience {
namespace {

using ledger::SavedSegment;

SavedSegment segment(const std::string& id, const std::string& filter) {
  return {.id = id, .name = id, .filter = filter};
}
std::string in(const std::string& id) { return R"({"in_segment":")" + id + R"("})"; }
constexpr std::string_view kEverybody = R"({"all":[]})";

Result<void> check(const std::vector<SavedSegment>& saved, const std::string& id, const std::string& filter) {
  const auto parsed = parse_segment_filter(filter);
  EXPECT_TRUE(parsed.has_value());
  return check_references(saved, id, *parsed);
}

TEST(SegmentCheck, NamesThePathOfWhatIsWrong) {
  const auto wrong = parse_segment_filter(R"({"all":[{"person":"plan","op":"near"}]})");
  ASSERT_FALSE(wrong.has_value());
  EXPECT_TRUE(wrong.error().field.starts_with("filter.all[0]")) << wrong.error().field;
  const auto bare_event = parse_segment_filter(R"({"event":"price","op":">","value":1})");
  ASSERT_FALSE(bare_event.has_value());
  EXPECT_TRUE(bare_event.error().field.starts_with("filter")) << bare_event.error().field;
}

TEST(SegmentCheck, RefusesSegmentsThatDoNotExist) {
  EXPECT_TRUE(check({segment("a", std::string(kEverybody))}, "", in("a")));
  const auto lost = check({}, "", R"({"any":[{"not":)" + in("gone") + "}]}");
  ASSERT_FALSE(lost.has_value());
  EXPECT_EQ(lost.error().field, "filter");
}

TEST(SegmentCheck, RefusesCirclesOfAnyLength) {
  const std::vector<SavedSegment> saved = {segment("a", std::string(kEverybody)), segment("b", in("a")),
                                           segment("c", in("b"))};
  EXPECT_TRUE(check(saved, "c", in("a")));
  EXPECT_TRUE(check(saved, "", in("c")));
  const auto direct = check(saved, "a", in("a"));
  ASSERT_FALSE(direct.has_value());
  EXPECT_NE(direct.error().message.find("a > a"), std::string::npos) << direct.error().message;
  const auto long_way = check(saved, "a", in("c"));
  ASSERT_FALSE(long_way.has_value());
  EXPECT_NE(long_way.error().message.find("a > c > b > a"), std::string::npos) << long_way.error().message;
}

TEST(SegmentCheck, EndsOnCirclesThatAreAlreadyThere) {
  const std::vector<SavedSegment> saved = {segment("a", std::string(kEverybody)), segment("x", in("y")),
                                           segment("y", in("x"))};
  EXPECT_TRUE(check(saved, "a", in("x")));
}

TEST(SegmentCheck, FindsWhoIsBuiltOnASegment) {
  const std::vector<SavedSegment> saved = {segment("a", std::string(kEverybody)), segment("b", in("a")),
                                           segment("c", in("b"))};
  const auto users = referring_to(saved, "a");
  ASSERT_EQ(users.size(), 1u);
  EXPECT_EQ(users[0].id, "b");
}

}  // namespace
}  // namespace throng::audience
