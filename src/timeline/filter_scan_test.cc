#include "timeline/filter_scan.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "model/filter_eval.h"
#include "timeline/testing.h"

namespace throng::timeline {
namespace {

using testing::kOrigin;
using testing::parse_script;
using testing::Script;
using testing::timelines;

const Instant kNow = kOrigin + hours(60);

model::Filter filter(std::string_view text) { return json::read<model::Filter>(text).value(); }

// Those for whom the filter holds, as text.
std::string holders(std::string_view text, std::string_view script, MemberLookup members = {}) {
  const auto timeline = timelines(script);
  FilterProgram program({.now = kNow, .members = std::move(members)});
  const std::size_t asked = program.add(filter(text));
  const Snapshot snapshot = program.bind(*timeline, {}).value();
  std::map<model::PersonNumber, std::string> names;
  for (const auto& [name, number] : parse_script(script).people) names[number] = name;
  std::map<model::PersonNumber, bool> held;
  FilterCursor cursor(program);
  for (std::size_t slice = 0; slice < snapshot.slices(); ++slice) {
    snapshot.scan_slice(slice, [&](const PersonView& person) {
      cursor.enter(person);
      held[person.person] = cursor.holds(asked);
    });
  }
  std::string out;
  for (const auto& [person, holds] : held) out += holds ? names[person] + " " : "";
  return out;
}

TEST(FilterScan, ComparesAggregatesOverTheWindow) {
  const char* script =
      "ann: buy{total=5}@0 buy{total=7}@1d; bob: buy{total=20}@-40d; cat: x{total=99}@0 buy@1h; dan: x@0";
  EXPECT_EQ(holders(R"({"did":{"event":"buy"}})", script), "ann bob cat ");
  EXPECT_EQ(holders(R"({"did_not":{"event":"buy","within":{"last":30,"unit":"day"}}})", script), "bob dan ");
  EXPECT_EQ(holders(R"({"did":{"event":"buy","sum":{"property":"total","op":">=","value":12}}})", script), "ann bob ");
  EXPECT_EQ(holders(R"({"did":{"event":"buy","avg":{"property":"total","op":"!=","value":20}}})", script), "ann ");
  EXPECT_EQ(holders(R"({"did":{"event":"buy","distinct":{"property":"total","op":"<","value":1}}})", script),
            "cat dan ");
}

TEST(FilterScan, FollowsSequences) {
  const char* script = "ann: a@0 x@1m b@2m; bob: a@0 b@1m; cat: b@0 a@1m; dan: a@0 b@2h; eve: a@0 a@3h b@4h";
  EXPECT_EQ(holders(R"({"sequence":{"steps":[{"event":"a"},{"event":"b"}],"within":"1h"}})", script), "ann bob eve ");
  EXPECT_EQ(holders(R"({"sequence":{"steps":[{"event":"a"},{"event":"b"}],"within":"2h","strict":true}})", script),
            "bob dan eve ");
}

TEST(FilterScan, AsksForTheFirstTimeEver) {
  EXPECT_EQ(holders(R"({"first_time":{"event":"a","within":{"between":["2026-01-05","2026-01-06"]}}})",
                    "ann: a@0 a@3d; bob: a@-1 a@1; cat: x@0; dan: a@1d"),
            "ann ");
}

TEST(FilterScan, NeedsToKnowMembers) {
  FilterProgram program({.now = kNow});
  program.add(filter(R"({"in_segment":"s"})"));
  EXPECT_EQ(program.bind(*timelines("ann: a@0"), {}).error().code, ErrorCode::not_found);
  const auto ann = [](const model::Filter&) -> Result<MemberList> {
    return std::make_shared<const std::vector<model::PersonNumber>>(std::vector<model::PersonNumber>{1, 700});
  };
  EXPECT_EQ(holders(R"({"not":{"has_tag":{"tag":"vip"}}})", "ann: a@0; bob: a@0", ann), "bob ");
}

// ---- random filters, against the plain interpreter ----------------------------------------------------------------

template <class T>
T one_of(std::initializer_list<T> choices) {
  return *rc::gen::elementOf(std::vector<T>(choices));
}

std::string comparison_json() {
  return one_of<std::string>({R"("op":"is","value":"x")", R"("op":"is_not","value":"x")",
                              R"("op":"contains","value":"X","case_insensitive":true)",
                              R"("op":"in","value":["x","5"])", R"("op":"=","value":5)", R"("op":"!=","value":5)",
                              R"("op":">","value":2)", R"("op":"between","value":[2,5])", R"("op":"is_true")",
                              R"("op":"is_set")", R"("op":"is_not_set")", R"("op":"has","value":"a")",
                              R"("op":"in_last","value":"7d")", R"("op":"not_in_last","value":"1h")"});
}
std::string property_json(const char* scope) {
  return std::string("{\"") + scope + "\":\"" + one_of<std::string>({"p", "q", "$channel"}) + "\"," +
         comparison_json() + "}";
}
std::string tree_json(int depth, bool about_events);
std::string match_json(int depth) {
  const std::string event =
      one_of<std::string>({"", R"("event":"a")", R"("events":["a","b"])", R"("event":"$identify")"});
  if (depth == 0 || *rc::gen::arbitrary<bool>()) return event;
  return event + (event.empty() ? "" : ",") + "\"where\":" + tree_json(0, true);
}
std::string window_json() {
  return one_of<std::string>(
      {R"("ever")", R"({"last":2,"unit":"day"})", R"({"between":["2026-01-05T06:00:00Z","2026-01-07"]})"});
}
std::string comma(std::string text) { return text.empty() ? text : text + ","; }
std::string did_json(int depth) {
  const std::string aggregate = one_of<std::string>(
      {R"("count":{"op":">=","value":2})", R"("count":{"op":"=","value":0})",
       R"("sum":{"property":"p","op":">","value":4})", R"("avg":{"property":"p","op":"!=","value":5})",
       R"("min":{"property":"q","op":"<=","value":5})", R"("max":{"property":"p","op":">=","value":5})",
       R"("distinct":{"property":"p","op":">","value":1})"});
  return "{\"" + one_of<std::string>({"did", "did_not"}) + "\":{" + comma(match_json(depth)) + aggregate +
         ",\"within\":" + window_json() + "}}";
}
std::string sequence_json(int depth) {
  return "{\"sequence\":{\"steps\":[{" + match_json(depth) + "},{" + match_json(depth) +
         "}],\"within\":" + one_of<std::string>({"\"1h\"", "\"20h\"", "\"7d\""}) +
         ",\"strict\":" + one_of<std::string>({"true", "false"}) + "}}";
}
// about_events: a where-clause, which has no leaves of its own about the person's events.
std::string tree_json(int depth, bool where) {
  switch (depth == 0 ? *rc::gen::inRange(0, 2) : *rc::gen::inRange(where ? 0 : 1, 8)) {
    case 0: return property_json(where ? "event" : "person");
    case 1: return property_json("person");
    case 2: return "{\"all\":[" + tree_json(depth - 1, where) + "," + tree_json(depth - 1, where) + "]}";
    case 3: return "{\"any\":[" + tree_json(depth - 1, where) + "," + tree_json(depth - 1, where) + "]}";
    case 4: return "{\"not\":" + tree_json(depth - 1, where) + "}";
    case 5: return "{\"first_time\":{" + comma(match_json(depth)) + "\"within\":" + window_json() + "}}";
    case 6: return sequence_json(depth);
    default: return did_json(depth);
  }
}

Script random_script() {
  Script script;
  const auto count = *rc::gen::inRange<std::size_t>(0, 25);
  for (std::size_t n = 1; n <= count; ++n) {
    model::Event event;
    event.number = n;
    event.person = *rc::gen::inRange<model::PersonNumber>(1, 5);
    event.name =
        one_of<std::string>({"a", "b", "c", "$identify", "$identify", "$profile_set_once", "$profile_increment",
                             "$profile_append", "$profile_union", "$profile_remove", "$profile_delete"});
    event.time = kOrigin + Duration(hours(*rc::gen::inRange(0, 60)));
    event.id.bytes[0] = static_cast<std::uint8_t>(n);
    event.channel = one_of<std::string>({"", "x"});
    const auto value = [] {
      return one_of<std::string>(
          {"null", "\"x\"", "\"xy\"", "5", "\"5\"", "2.5", "true", "[\"a\",\"5\"]", "\"2026-01-06\""});
    };
    event.props = "{";
    if (*rc::gen::arbitrary<bool>()) event.props += "\"p\":" + value();
    if (*rc::gen::arbitrary<bool>()) event.props += (event.props.size() > 1 ? ",\"q\":" : "\"q\":") + value();
    event.props += "}";
    script.events.push_back(event);
  }
  return script;
}

RC_GTEST_PROP(FilterScanProperty, AgreesWithTheLiveInterpreter, ()) {
  Script script = random_script();
  TimelineOptions options;
  options.slices = 2;
  options.threads = 1;
  options.fold_after = one_of<std::uint64_t>({0, 1000});
  const auto timeline = timelines(script, options);
  const std::string person_text = tree_json(2, false);
  const std::string match_text = "{" + match_json(2) + "}";
  const auto person_filter = json::read<model::Filter>(person_text);
  const auto match = json::read<model::EventMatch>(match_text);
  RC_ASSERT(person_filter.has_value() && match.has_value());
  RC_ASSERT(model::validate(*person_filter, model::FilterPlace::person).has_value());

  FilterProgram program({.now = kNow});
  const std::size_t asked = program.add(*person_filter);
  const std::size_t matched = program.add(*match);
  const Snapshot snapshot = program.bind(*timeline, {}).value();
  std::sort(script.events.begin(), script.events.end(),
            [](const auto& a, const auto& b) { return std::tie(a.time, a.id) < std::tie(b.time, b.id); });
  FilterCursor cursor(program);
  const auto check = [&](const PersonView& view) {
    std::vector<model::Event> events;
    for (const model::Event& event : script.events) {
      if (event.person == view.person) events.push_back(event);
    }
    const model::LivePerson live{events, model::traits_of(events), {}};
    const model::Moment moment{Calendar::utc(), kNow};
    cursor.enter(view);
    RC_ASSERT(cursor.holds(asked) == model::holds(*person_filter, live, nullptr, moment));
    for (std::size_t i = 0; i < events.size(); ++i) {
      RC_ASSERT(cursor.matches(matched, i) == model::matches(*match, events[i], live, moment));
    }
  };
  for (std::size_t slice = 0; slice < snapshot.slices(); ++slice) snapshot.scan_slice(slice, check);
}

}  // namespace
}  // namespace throng::timeline
