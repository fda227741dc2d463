#include "model/filter_eval.h"

#include <gtest/gtest.h>

#include "base/json.h"

namespace throng::model {
namespace {

constexpr Instant kNow = from_ms(1'790'000'000'000);

Event event(std::string name, int minutes_ago, std::string props = "{}") {
  Event e;
  e.name = std::move(name);
  e.time = kNow - minutes(minutes_ago);
  e.props = std::move(props);
  return e;
}

bool holds_for(std::vector<Event> events, std::string_view text) {
  const Filter filter = json::read<Filter>(text).value();
  LivePerson person{events, traits_of(events), [](const Filter& leaf) {
                      const auto* segment = std::get_if<InSegment>(&leaf.node);
                      return segment && segment->segment == "mine";
                    }};
  return holds(filter, person, nullptr, Moment{Calendar::utc(), kNow});
}

const std::vector<Event> kAnn = {event("$identify", 100, R"({"plan":"free","city":"x"})"),
                                 event("A", 90, R"({"n":1})"),
                                 event("B", 80, R"({"n":"2"})"),
                                 event("A", 70, R"({"n":"many"})"),
                                 event("$identify", 60, R"({"plan":"pro","city":null})"),
                                 event("C", 50)};

struct Row {
  const char* filter;
  bool expected;
};

TEST(FilterEval, FollowsTheWrittenRules) {
  const std::vector<Row> rows = {
      {R"({"all":[]})", true},
      {R"({"any":[]})", false},
      {R"({"person":"plan","op":"is","value":"pro"})", true},
      {R"({"person":"city","op":"is_set"})", false},
      {R"({"in_segment":"mine"})", true},
      {R"({"in_segment":"other"})", false},
      {R"({"did":{}})", true},
      {R"({"did":{"count":{"op":"=","value":4}}})", true},
      {R"({"did":{"event":"$identify","count":{"op":"=","value":2}}})", true},
      {R"({"did_not":{"event":"Z"}})", true},
      {R"({"did":{"event":"Z","count":{"op":"<","value":1}}})", true},
      {R"({"did":{"sum":{"property":"n","op":"=","value":3}}})", true},
      {R"({"did":{"avg":{"property":"n","op":"=","value":1.5}}})", true},
      {R"({"did":{"distinct":{"property":"n","op":"=","value":3}}})", true},
      {R"({"did":{"event":"Z","sum":{"property":"n","op":"=","value":0}}})", true},
      {R"({"did":{"event":"Z","min":{"property":"n","op":"!=","value":0}}})", false},
      {R"({"did":{"event":"A","where":{"event":"n","op":">","value":0},"count":{"op":"=","value":1}}})", true},
      {R"({"did":{"event":"A","where":{"person":"plan","op":"is","value":"pro"}}})", true},
      {R"({"sequence":{"steps":[{"event":"A"},{"event":"C"}],"within":"20m"}})", true},
      {R"({"sequence":{"steps":[{"event":"A"},{"event":"C"}],"within":"19m"}})", false},
      {R"({"sequence":{"steps":[{"event":"A"},{"event":"B"},{"event":"A"}],"strict":true}})", true},
      {R"({"sequence":{"steps":[{"event":"A"},{"event":"C"}],"strict":true}})", false},
      {R"({"sequence":{"steps":[{"event":"C"},{"event":"C"}]}})", false},
      {R"({"first_time":{"event":"A","within":{"last":1,"unit":"month"}}})", true},
      {R"({"first_time":{"event":"A","where":{"event":"n","op":"is","value":"many"},"within":"ever"}})", true},
      {R"({"first_time":{"event":"Z","within":"ever"}})", false},
  };
  for (const Row& row : rows) {
    ASSERT_TRUE(validate(json::read<Filter>(row.filter).value(), FilterPlace::person)) << row.filter;
    EXPECT_EQ(holds_for(kAnn, row.filter), row.expected) << row.filter;
  }
}

}  // namespace
}  // namespace throng::model
