#include "model/filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace throng::model {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Filter filter(std::string_view text) { return json::read<Filter>(text).value(); }

// As JSON writes them: texts that come back byte for byte.
const std::vector<std::string> kCanonical = {
    R"({"all":[]})",
    R"({"any":[{"event":"price","op":">","value":3},{"not":{"person":"plan","op":"in","value":["pro","team"]}}]})",
    R"({"event":"a.b","op":"between","value":[1.5,3]})",
    R"({"event":"at","op":"before","value":"2026-01-01T00:00:00.000Z"})",
    R"({"event":"at","op":"not_in_last","value":"36h"})",
    R"({"person":"vip","op":"is_true"})",
    R"({"person":"likes","op":"has_any","value":["a"],"case_insensitive":true})",
    R"({"person":"x","op":"is_not_set"})",
    R"({"did":{}})",
    R"({"did":{"event":"Order Completed","where":{"event":"total","op":">=","value":10},"count":{"op":">=","value":3},"within":{"last":30,"unit":"day"}}})",
    R"({"did_not":{"events":["A","B"],"sum":{"property":"total","op":"between","value":[1,100]},"within":{"between":["2026-01-01","2026-02-01T12:00:00Z"]}}})",
    R"({"sequence":{"steps":[{"event":"A"},{},{"event":"B","where":{"in_segment":"s1"}}],"within":"5d","strict":true}})",
    R"({"first_time":{"event":"A","within":"ever"}})",
    R"({"has_tag":{"tag":"vip"}})",
    R"({"has_tag":{"tag":"vip","value":"gold"}})",
    R"({"in_layer":{"scheme":"rfm","layer":"top"}})",
};

TEST(FilterJson, ComesBackAsItWas) {
  for (const std::string& text : kCanonical) {
    const auto read = json::read<Filter>(text);
    ASSERT_TRUE(read) << text << ": " << describe(read.error());
    EXPECT_EQ(json::to_string(*read), text);
    EXPECT_TRUE(validate(*read, FilterPlace::event)) << text;
  }
}

struct Bad {
  const char* text;
  const char* field;
};

TEST(FilterJson, NamesTheWrongField) {
  const std::vector<Bad> cases = {
      {R"([])", ""},
      {R"({})", ""},
      {R"({"all":[],"any":[]})", ""},
      {R"({"some":[]})", "some"},
      {R"({"all":{}})", "all"},
      {R"({"all":[{"event":"a"}]})", "all[0].op"},
      {R"({"event":"a","op":"is"})", "value"},
      {R"({"event":"a","op":"is","value":5})", "value"},
      {R"({"event":"a","op":"is","value":"x","value":"y"})", "value"},
      {R"({"event":"a","op":"=","value":"5"})", "value"},
      {R"({"event":"a","op":"like","value":"5"})", "op"},
      {R"({"event":"a","op":"is_set","value":"5"})", "value"},
      {R"({"event":"a","op":"is","value":"5","extra":1})", "extra"},
      {R"({"event":"a","op":"before","value":"soon"})", "value"},
      {R"({"event":"a","op":"in","value":["x",1]})", "value[1]"},
      {R"({"did":{"event":"A","events":["A"]}})", "did.events"},
      {R"({"did":{"events":[]}})", "did.events"},
      {R"({"did":{"count":{"op":"is","value":1}}})", "did.count.op"},
      {R"({"did":{"count":{"op":">=","value":1},"sum":{"property":"x","op":">","value":1}}})", "did.sum"},
      {R"({"did":{"sum":{"op":">","value":1}}})", "did.sum.property"},
      {R"({"did":{"where":{"event":"a","op":"is"}}})", "did.where.value"},
      {R"({"did":{"within":{"last":3}}})", "did.within.unit"},
      {R"({"did":{"within":"always"}})", "did.within"},
      {R"({"sequence":{"steps":[{"event":"A"},{"evnt":"B"}]}})", "sequence.steps[1].evnt"},
      {R"({"sequence":{"steps":[],"within":"7 days"}})", "sequence.within"},
      {R"({"has_tag":"vip"})", "has_tag"},
      {R"({"in_layer":{"scheme":"a"}})", "in_layer.layer"},
  };
  for (const Bad& bad : cases) {
    const auto read = json::read<Filter>(bad.text);
    ASSERT_FALSE(read) << bad.text;
    EXPECT_EQ(read.error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(read.error().field, bad.field) << bad.text << ": " << read.error().message;
  }
}

TEST(FilterChecks, NameTheWrongField) {
  const std::vector<Bad> cases = {
      {R"({"any":[{"event":"","op":"is_set"}]})", "any[0].event"},
      {R"({"event":",a","op":"is_set"})", "event"},
      {R"({"event":"a","op":"matches","value":"("})", "value"},
      {R"({"event":"a","op":"in","value":[]})", "value"},
      {R"({"event":"a","op":"between","value":[1]})", "value"},
      {R"({"event":"a","op":"between","value":[2,1]})", "value"},
      {R"({"event":"a","op":"=","value":1,"case_insensitive":true})", "case_insensitive"},
      {R"({"event":"a","op":"in_last","value":"0s"})", "value"},
      {R"({"did":{"event":""}})", "did.events[0]"},
      {R"({"did":{"within":{"last":0,"unit":"day"}}})", "did.within.last"},
      {R"({"did":{"within":{"last":1,"unit":"total"}}})", "did.within.unit"},
      {R"({"did":{"within":{"between":["2026-02-01","2026-01-01"]}}})", "did.within.between"},
      {R"({"did":{"within":{"between":["2026-02-01","soon"]}}})", "did.within.between[1]"},
      {R"({"did":{"where":{"did":{}}}})", "did.where.did"},
      {R"({"sequence":{"steps":[{"event":"A"}]}})", "sequence.steps"},
      {R"({"sequence":{"steps":[{},{}],"within":"0s"}})", "sequence.within"},
      {R"({"in_segment":""})", "in_segment"},
  };
  for (const Bad& bad : cases) {
    const auto checked = validate(filter(bad.text), FilterPlace::event);
    ASSERT_FALSE(checked) << bad.text;
    EXPECT_EQ(checked.error().field, bad.field) << bad.text << ": " << checked.error().message;
  }
}

TEST(FilterChecks, APersonHasNoBareEvent) {
  const Filter bare = filter(R"({"all":[{"event":"a","op":"is_set"}]})");
  EXPECT_EQ(validate(bare, FilterPlace::person).error().field, "all[0].event");
  EXPECT_TRUE(validate(filter(R"({"did":{"where":{"event":"a","op":"is_set"}}})"), FilterPlace::person));
}

std::string nested(std::size_t depth) {
  std::string text = R"({"person":"a","op":"is_set"})";
  for (std::size_t i = 1; i < depth; ++i) text = "{\"not\":" + text + "}";
  return text;
}

TEST(FilterChecks, BoundDepthAndSize) {
  EXPECT_TRUE(validate(filter(nested(kMaxFilterDepth)), FilterPlace::person));
  EXPECT_EQ(validate(filter(nested(kMaxFilterDepth + 1)), FilterPlace::person).error().code, ErrorCode::too_large);
  Filter wide{All{std::vector<Filter>(kMaxFilterNodes - 1, filter(R"({"in_segment":"s"})"))}};
  EXPECT_TRUE(validate(wide, FilterPlace::person));
  std::get<All>(wide.node).of.push_back(filter(R"({"in_segment":"s"})"));
  EXPECT_EQ(validate(wide, FilterPlace::person).error().code, ErrorCode::too_large);
}

TEST(Filters, ShowTheirLeaves) {
  const Filter f = filter(R"({"all":[{"in_segment":"a"},{"not":{"has_tag":{"tag":"b"}}},
      {"sequence":{"steps":[{"event":"A","where":{"in_layer":{"scheme":"c","layer":"d"}}},{"event":"B"}]}}]})");
  std::vector<std::size_t> kinds;
  each_leaf(f, [&](const Filter& leaf) { kinds.push_back(leaf.node.index()); });
  const auto kind = [](auto leaf) { return Filter{leaf}.node.index(); };
  EXPECT_THAT(kinds, ElementsAre(kind(InSegment{}), kind(HasTag{}), kind(Sequence{}), kind(InLayer{})));
}

TEST(Windows, ResolveInTheProjectsCalendar) {
  const Calendar shanghai = Calendar::create("Asia/Shanghai").value();
  const Instant now = parse_instant("2026-11-22T17:00:00Z").value();  // already the 23rd there
  const auto range = [&](const char* text) { return resolve(json::read<Window>(text).value(), shanghai, now).value(); };
  const auto at = [](const char* text) { return parse_instant(text).value(); };
  EXPECT_EQ(range(R"({"last":2,"unit":"day"})"),
            (TimeRange{at("2026-11-22T00:00:00+08:00"), at("2026-11-24T00:00:00+08:00")}));
  EXPECT_EQ(range(R"({"between":["2026-01-01","2026-02-01T12:00:00Z"]})"),
            (TimeRange{at("2026-01-01T00:00:00+08:00"), at("2026-02-01T12:00:00Z")}));
  EXPECT_EQ(range(R"("ever")"), (TimeRange{kBeginningOfTime, kEndOfTime}));
  EXPECT_EQ(range(R"({"between":["1950-01-01","2026-02-01T12:00:00Z"]})").begin, kBeginningOfTime);
}

// ---- any tree that can be built comes back ------------------------------------------------------------------

rc::Gen<std::string> texts() {
  return rc::gen::element<std::string>("a", "a.b", "漢字", "x\"y", "back\\slash", "new\nline", "5");
}

rc::Gen<Comparison> comparisons() {
  return rc::gen::exec([] {
    Comparison c;
    c.property = *texts();
    c.op = static_cast<Op>(*rc::gen::inRange(0, static_cast<int>(Op::is_not_set) + 1));
    const auto numbers = *rc::gen::container<std::vector<double>>(
        2, rc::gen::map(rc::gen::inRange(-100, 100), [](int n) { return n / 4.0; }));
    switch (family_of(c.op)) {
      case OpFamily::text:
      case OpFamily::list:
        if (c.op != Op::is_empty) c.texts = {*texts()};
        c.case_insensitive = *rc::gen::arbitrary<bool>();
        if (c.op == Op::matches) c.texts = {"a+b?"};
        break;
      case OpFamily::number:
        c.numbers = {numbers[0]};
        if (c.op == Op::between) c.numbers = {numbers[0], numbers[0] + 1};
        break;
      case OpFamily::instant:
        if (c.op == Op::before || c.op == Op::after)
          c.instant = from_ms(*rc::gen::inRange<std::int64_t>(0, 2'000'000'000'000));
        else
          c.span = Duration(*rc::gen::inRange<std::int64_t>(1, 1'000'000'000));
        break;
      case OpFamily::boolean:
      case OpFamily::presence: break;
    }
    return c;
  });
}

Filter any_filter(int depth);

EventMatch any_match(int depth) {
  EventMatch match;
  match.events = *rc::gen::container<std::vector<std::string>>(*rc::gen::inRange<std::size_t>(0, 3), texts());
  if (depth > 0 && *rc::gen::arbitrary<bool>()) match.where = std::make_shared<const Filter>(any_filter(0));
  return match;
}

Filter any_filter(int depth) {
  switch (*rc::gen::inRange(depth > 0 ? 0 : 4, 9)) {
    case 0: return Filter{All{{any_filter(depth - 1), any_filter(depth - 1)}}};
    case 1: return Filter{Not{std::make_shared<const Filter>(any_filter(depth - 1))}};
    case 2: {
      Did did;
      did.match = any_match(depth);
      did.negated = *rc::gen::arbitrary<bool>();
      did.aggregate = static_cast<Aggregate>(*rc::gen::inRange(0, 6));
      if (did.aggregate != Aggregate::count) did.property = *texts();
      did.op = Op::lt;
      did.within.form = Window::Last{3, BucketUnit::week};
      return Filter{did};
    }
    case 3: return Filter{Sequence{{any_match(depth), any_match(depth)}, days(2), *rc::gen::arbitrary<bool>()}};
    case 4: return Filter{EventProperty{*comparisons()}};
    case 5: return Filter{PersonTrait{*comparisons()}};
    case 6: return Filter{InSegment{*texts()}};
    case 7: return Filter{HasTag{*texts(), std::nullopt}};
    default: return Filter{InLayer{*texts(), *texts()}};
  }
}

RC_GTEST_PROP(FilterJson, AnyTreeComesBack, ()) {
  const Filter made = any_filter(3);
  RC_ASSERT(validate(made, FilterPlace::event).has_value());
  const std::string text = json::to_string(made);
  const auto read = json::read<Filter>(text);
  RC_ASSERT(read.has_value());
  RC_ASSERT(json::to_string(*read) == text);
}

}  // namespace
}  // namespace throng::model
