#include "analyze/segment/run_timeline.h"

#include <gtest/gtest.h>

#include "timeline/testing.h"

namespace throng::analyze {
namespace {

using timeline::testing::kOrigin;
using timeline::testing::parse_script;
using timeline::testing::timelines;

class OneSegment final : public Memberships {
 public:
  explicit OneSegment(PersonList persons) : persons_(std::make_shared<const PersonList>(std::move(persons))) {}
  Result<std::shared_ptr<const PersonList>> segment(std::string_view id) const override {
    if (id != "vip") return fail(ErrorCode::not_found, "no such segment");
    return persons_;
  }
  Result<std::shared_ptr<const PersonList>> tag(std::string_view, const std::optional<std::string>&) const override {
    return fail(ErrorCode::not_found, "no tags");
  }
  Result<std::shared_ptr<const PersonList>> layer(std::string_view, std::string_view) const override {
    return fail(ErrorCode::not_found, "no layers");
  }

 private:
  std::shared_ptr<const PersonList> persons_;
};

SegmentQuestion question(const std::string& filter) {
  auto parsed = json::read<SegmentQuestion>(R"({"filter":)" + filter + "}");
  if (!parsed) ADD_FAILURE() << describe(parsed.error());
  EXPECT_TRUE(validate(*parsed));
  return *parsed;
}

TEST(Segment, CountsThoseForWhomTheFilterHolds) {
  const auto script = parse_script("ann: buy@0 buy@1h; bob: buy@0; cat: $identify{plan=\"pro\"}@0; web: buy@3h; web -> bob");
  const auto timeline = timelines(script);
  const AskContext context{.now = kOrigin + hours(5)};
  const auto twice = question(R"({"did":{"event":"buy","count":{"op":">=","value":2}}})");
  const SegmentAnswer answer = run_timeline(twice, *timeline, context).value();
  EXPECT_EQ(answer.persons, 2U);
  EXPECT_EQ(answer.everyone, 3U);
  EXPECT_EQ(persons_timeline(twice, {}, *timeline, context).value(), script.numbers("ann bob"));
  EXPECT_EQ(persons_timeline(twice, {.others = true}, *timeline, context).value(), script.numbers("cat"));
  const auto nothing = question(R"({"all":[]})");
  EXPECT_EQ(run_timeline(nothing, *timeline, context).value().persons, 3U);
}

TEST(Segment, KnowsMembersByAnyOfTheirNumbers) {
  const auto script = parse_script("ann: buy@0; bob: buy@0; cat: buy@0; web: x@0; web -> bob");
  const auto timeline = timelines(script);
  const OneSegment memberships(script.numbers("web cat"));
  const AskContext context{.now = kOrigin, .memberships = &memberships};
  EXPECT_EQ(persons_timeline(question(R"({"in_segment":"vip"})"), {}, *timeline, context).value(), script.numbers("bob cat"));
  EXPECT_EQ(run_timeline(question(R"({"in_segment":"other"})"), *timeline, context).error().code, ErrorCode::not_found);
}

TEST(Segment, StopsWhenAsked) {
  std::stop_source stop;
  stop.request_stop();
  const auto answer = run_timeline(question(R"({"all":[]})"), *timelines("ann: a@0"), {.stop = stop.get_token()});
  EXPECT_EQ(answer.error().code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace throng::analyze
