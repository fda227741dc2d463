// Followed members are those of a full evaluation, after every piece of a random stream and every jump of the clock.
#include "audience/live.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "audience/plan.h"
#include "timeline/testing.h"

namespace throng::audience {
namespace {

using analyze::AskContext;
using timeline::testing::kOrigin;

model::Filter filter(const std::string& text) { return json::read<model::Filter>(text).value(); }

const std::vector<std::string>& filters() {
  static const std::vector<std::string> all = {
      R"({"did":{"event":"a","within":{"last":2,"unit":"day"}}})",
      R"({"did":{"event":"a","count":{"op":">=","value":2},"within":{"last":3,"unit":"hour"}}})",
      R"({"did_not":{"event":"b","within":{"last":1,"unit":"day"}}})",
      R"({"all":[{"person":"plan","op":"is","value":"x"},{"did":{"event":"b"}}]})",
      R"({"first_time":{"event":"b","within":{"last":1,"unit":"day"}}})",
      R"({"sequence":{"steps":[{"event":"a"},{"event":"b"}],"within":"6h"}})",
      R"({"did":{"event":"a","sum":{"property":"n","op":">","value":3},"within":{"last":1,"unit":"week"}}})",
      R"({"person":"seen","op":"in_last","value":"6h"})",
      R"({"not":{"did":{"event":"a","within":{"between":["2026-01-05","2026-01-06"]}}}})"};
  return all;
}

std::vector<LiveRule> rules() {
  std::vector<LiveRule> out;
  for (const std::string& text : filters()) out.push_back({std::to_string(out.size()), filter(text)});
  return out;
}

model::Event random_event(std::size_t number, Instant now) {
  model::Event event;
  event.number = number;
  event.person = *rc::gen::inRange<model::PersonNumber>(1, 7);
  event.name = *rc::gen::elementOf(std::vector<std::string>{"a", "a", "b", "$identify"});
  // Mostly of now; some late, some ahead of the clock.
  event.time = now + minutes(*rc::gen::elementOf(std::vector<int>{0, 0, 0, -90, -3000, 100, 2000}));
  event.id.bytes[0] = static_cast<std::uint8_t>(number * 151);
  event.id.bytes[1] = static_cast<std::uint8_t>(number * 89);
  event.props = event.name == "$identify"
                    ? *rc::gen::elementOf(
                          std::vector<std::string>{R"({"plan":"x"})", R"({"plan":"y","seen":"2026-01-05T09:00:00Z"})",
                                                   R"({"seen":"2026-01-06T01:00:00Z"})", R"({"plan":null})"})
                    : *rc::gen::elementOf(std::vector<std::string>{R"({"n":2})", R"({"n":5})", "{}"});
  return event;
}

void check_members(const LiveSegments& live, timeline::Timeline& timeline, const AskContext& context) {
  std::vector<model::Filter> all;
  for (const LiveRule& rule : live.rules()) all.push_back(rule.filter);
  const Holders holders = holders_of(all, timeline, context).value();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (*live.members(live.rules()[i].segment) == holders.filters[i]) continue;
    RC_FAIL("followed members differ: " + filters()[i]);
  }
}

RC_GTEST_PROP(LiveSegments, AreEqualToAFullEvaluation, ()) {
  timeline::TimelineOptions options;
  options.slices = 3;
  options.threads = 1;
  options.fold_after = *rc::gen::inRange<std::uint64_t>(0, 30);
  const auto timeline = timeline::Timeline::empty(options);
  timeline->publish();
  LiveSegments live(*timeline);
  AskContext context{.now = kOrigin + hours(10)};
  RC_ASSERT(live.follow(rules(), {}, context).value().empty());
  std::map<std::string, Bitmap> told;  // what the changes come to, by segment
  for (const LiveRule& rule : rules()) told[rule.segment] = *live.members(rule.segment);
  std::uint64_t events = 0, links = 0;
  for (int step = 0; step < 12; ++step) {
    context.now += minutes(*rc::gen::elementOf(std::vector<int>{0, 1, 59, 61, 700, 1500}));
    std::vector<model::Event> news;
    std::vector<model::PersonNumber> persons;
    for (std::size_t n = *rc::gen::inRange<std::size_t>(0, 5); n > 0; --n) {
      news.push_back(random_event(++events, context.now));
      persons.push_back(news.back().person);
    }
    std::vector<model::Link> linked;
    if (*rc::gen::inRange(0, 4) == 0) {
      linked.push_back({.id = ++links,
                        .kind = model::LinkKind::merge,
                        .from = *rc::gen::inRange<model::PersonNumber>(1, 7),
                        .into = *rc::gen::inRange<model::PersonNumber>(1, 7)});
      persons.insert(persons.end(), {linked[0].from, linked[0].into});
    }
    timeline->append(news, linked);
    timeline->publish();
    // Becoming part of somebody else is neither entering nor leaving.
    const auto snapshot = timeline->snapshot().value();
    for (auto& [segment, members] : told) {
      std::vector<std::uint32_t> numbers = members.numbers();
      for (std::uint32_t& number : numbers) number = snapshot.representative(number);
      members = Bitmap::of(numbers);
    }
    for (const MembershipChange& change : live.advance(persons, context).value()) {
      Bitmap& members = told[change.segment];
      RC_ASSERT(members.contains(change.person) != change.entered);
      change.entered ? members.add(change.person) : members.remove(change.person);
    }
    check_members(live, *timeline, context);
    for (const auto& [segment, members] : told) RC_ASSERT(members == *live.members(segment));
  }
}

TEST(LiveSegments, TellWhatChangedWhileNobodyWatched) {
  const auto timeline = timeline::testing::timelines("ann: a@0; bob: b@0; cat: a@0");
  const AskContext context{.now = kOrigin + hours(1)};
  LiveSegments live(*timeline);
  const std::vector<LiveRule> did_a = {{"s", filter(R"({"did":{"event":"a"}})")}, {"t", filter(R"({"all":[]})")}};
  const auto changes = live.follow(did_a, {{"s", Bitmap::of(std::vector<std::uint32_t>{1, 2})}}, context).value();
  EXPECT_EQ(changes, (std::vector<MembershipChange>{{"s", 3, true}, {"s", 2, false}})) << "t begins in silence";
  EXPECT_EQ(live.members("t")->size(), 3U);
  EXPECT_FALSE(live.members("gone"));
  EXPECT_EQ(live.segments_of(std::vector<model::PersonNumber>{1}), (std::vector<std::string>{"s", "t"}));
}

}  // namespace
}  // namespace throng::audience
