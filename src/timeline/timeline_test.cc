#include "timeline/timeline.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <thread>

#include "model/links.h"
#include "timeline/internal/groups.h"
#include "timeline/testing.h"

namespace throng::timeline {
namespace {

using testing::dump;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::parse_script;
using testing::Script;
using testing::timelines;

const std::vector<ColumnRef> kColumns = {
    {false, "price", ColumnKind::number}, {false, "plan", ColumnKind::code}, {false, "$channel", ColumnKind::code},
    {true, "plan", ColumnKind::code},     {true, "age", ColumnKind::number}, {false, "Asia/Shanghai", ColumnKind::days},
    {false, "2", ColumnKind::sessions}};

TimelineOptions folding_after(std::uint64_t events) {
  TimelineOptions options;
  options.slices = 4;
  options.threads = 2;
  options.fold_after = events;
  return options;
}

TEST(Timeline, ShowsEventsInOrderOfInstantAndId) {
  EXPECT_THAT(dump(*timelines("ann: b@5m a@0 c@5m; bob: x@0; ann: d@1s")),
              ElementsAre("1: a@0 d@1000 b@300000 c@300000", "2: x@0"));
}

TEST(Timeline, IsEmptyAtFirst) {
  const auto timeline = Timeline::empty();
  EXPECT_THAT(dump(*timeline, kColumns), IsEmpty());
  EXPECT_FALSE(timeline->snapshot().value().extent());
}

TEST(Timeline, ReadsPropertiesAsCodesAndNumbers) {
  EXPECT_THAT(dump(*timelines("ann: buy{price=3,plan=\"pro\",$channel=email}@0 buy{price=\"2.5\",plan=null}@1 buy@2 "
                              "buy{price=\"x\"}@3"),
                   {kColumns[0], kColumns[1], kColumns[2]}),
              ElementsAre("1: buy@0 price=3 plan=\"pro\" $channel=\"email\" buy@1 price=2.5 buy@2 buy@3"));
}

TEST(Timeline, TakesTheLatestIdentifyThatHasTheTrait) {
  const std::vector<ColumnRef> traits = {kColumns[3], kColumns[4]};
  EXPECT_THAT(dump(*timelines("ann: $identify{plan=\"pro\",age=3}@5m $identify{plan=\"free\"}@1m buy{plan=\"x\"}@9m;"
                              "bob: $identify{plan=\"pro\"}@1m $identify{plan=null}@2m;"
                              "cat: $identify{plan=\"a\"}@0 $identify{plan=\"b\"}@0"),
                   traits),
              ElementsAre("1: $identify@60000 $identify@300000 buy@540000 | plan=\"pro\" | age=3",
                          "2: $identify@60000 $identify@120000", "3: $identify@0 $identify@0 | plan=\"b\""));
}

// Midnight in Shanghai is 16:00 UTC; 20459 is 2026-01-05.
TEST(Timeline, ListsTheLocalDaysOfAZone) {
  EXPECT_THAT(dump(*timelines("ann: b@15h59m a@15h b@16h b@3d; bob: c@0"), {kColumns[5]}),
              ElementsAre("1: a@54000000 b@57540000 b@57600000 b@259200000 | 20459 a b | 20460 b | 20462 b",
                          "2: c@0 | 20459 c"));
}

// Samoa went from 29 December 2011 to the 31st.
TEST(Timeline, KnowsThatAZoneLeftOutADate) {
  EXPECT_THAT(dump(*timelines("ann: a@2011-12-30T09:59:59Z b@2011-12-30T10:00:00Z"),
                   {{false, "Pacific/Apia", ColumnKind::days}}),
              ElementsAre(::testing::EndsWith(
                  fmt::format(" | {} a | {} b", day_number({2011, 12, 29}), day_number({2011, 12, 31})))));
}

TEST(Timeline, FoldsOperationsOnTraits) {
  const std::string script =
      "ann: $identify{age=3}@5m $profile_increment{age=2}@1m $profile_set_once{plan=\"a\"}@2m "
      "$profile_set_once{plan=\"b\"}@1m;"
      "bob: $profile_increment{age=1}@1m; web: $profile_increment{age=4}@0 $profile_union{plan=\"x\"}@0;"
      "cat: $identify{plan=\"p\"}@0 $profile_delete@1m $profile_increment{age=1}@2m; web -> bob";
  const std::vector<std::string> expected = {
      "1: $profile_increment@60000 $profile_set_once@60000 $profile_set_once@120000 $identify@300000 | plan=\"b\" | "
      "age=3",
      "2: $profile_increment@0 $profile_union@0 $profile_increment@60000 | plan=[\"x\"] | age=5",
      "4: $identify@0 $profile_delete@60000 $profile_increment@120000 | age=1"};
  const auto timeline = timelines(script);
  EXPECT_EQ(dump(*timeline, {kColumns[3], kColumns[4]}), expected);
  ASSERT_TRUE(timeline->rebuild());
  EXPECT_EQ(dump(*timeline, {kColumns[3], kColumns[4]}), expected);
}

// A gap of 2 ms is still inside; $identify is no activity, and neither begins a session nor keeps one open.
TEST(Timeline, ListsWhereSessionsBegin) {
  EXPECT_THAT(dump(*timelines("ann: $identify@0 a@1 b@3 $identify@5 a@6 a@9; bob: $identify@0"), {kColumns[6]}),
              ElementsAre("1: $identify@0 a@1 b@3 $identify@5 a@6 a@9 | 1 a b | 4 a | 5 a", "2: $identify@0"));
}

TEST(Timeline, RefusesSessionsWithoutATimeout) {
  for (const char* timeout : {"", "0", "-5", "5 min"}) {
    EXPECT_EQ(
        timelines("ann: a@0")->snapshot(std::vector<ColumnRef>{{false, timeout, ColumnKind::sessions}}).error().field,
        "timeout");
  }
}

TEST(Timeline, RefusesDaysOfAnUnknownZone) {
  const auto timeline = timelines("ann: a@0");
  EXPECT_EQ(timeline->snapshot(std::vector<ColumnRef>{{false, "Mars/Olympus", ColumnKind::days}}).error().field,
            "time_zone");
}

TEST(Timeline, GathersLinkedNumbersAtTheRepresentative) {
  const char* script =
      "web1: a@0 $identify{plan=\"web\"}@9m; ann: b@1 $identify{plan=\"ann\"}@3m; web2: c@2; web1 -> ann; web2 -> ann; "
      "ghost -> ann";
  for (const std::uint64_t fold_after : {0, 1000}) {
    const auto timeline = timelines(script, folding_after(fold_after));
    EXPECT_THAT(dump(*timeline, {kColumns[3]}),
                ElementsAre("2: a@0 b@1 c@2 $identify@180000 $identify@540000 | plan=\"web\""));
    const Snapshot snapshot = timeline->snapshot().value();
    EXPECT_EQ(snapshot.representative(1), 2U);
    EXPECT_EQ(snapshot.representative(77), 77U);
    EXPECT_THAT(snapshot.numbers_of(2), ElementsAre(1, 2, 3, 4));
    EXPECT_THAT(snapshot.numbers_of(77), ElementsAre(77));
    EXPECT_EQ(timeline->stats().folds, fold_after == 0 ? 1U : 0U);
  }
}

TEST(Timeline, KeepsOldSnapshotsAsTheyWere) {
  const Script script = parse_script("ann: a{plan=\"x\"}@0; bob: a@0; ann: b{plan=\"y\"}@1; bob -> ann");
  const auto timeline = Timeline::empty(folding_after(0));
  timeline->append(std::span(script.events).first(2), {});
  timeline->publish();
  const std::vector<ColumnRef> plan = {kColumns[1]};
  const Snapshot before = timeline->snapshot(plan).value();
  timeline->append(std::span(script.events).subspan(2), script.links);
  timeline->publish();
  EXPECT_EQ(before.events(), 2U);
  EXPECT_EQ(before.persons(), 2U);
  EXPECT_EQ(before.dictionary(0).size(), 2U);
  EXPECT_FALSE(before.event_code("b"));
  const Snapshot after = timeline->snapshot(plan).value();
  EXPECT_GT(after.version(), before.version());
  EXPECT_EQ(after.events(), 3U);
  EXPECT_EQ(after.persons(), 1U);
  EXPECT_EQ(after.dictionary(0).size(), 3U);
}

TEST(Timeline, ShowsNothingBeforeItIsPublished) {
  const Script script = parse_script("ann: a@0");
  const auto timeline = Timeline::empty();
  timeline->append(script.events, {});
  EXPECT_THAT(dump(*timeline), IsEmpty());
  timeline->publish();
  EXPECT_THAT(dump(*timeline), ElementsAre("1: a@0"));
}

// Two numbers of one slice: the events lie under the one that was moved.
TEST(Timeline, NamesTheRepresentativeWhenOneIsAskedFor) {
  const Script script = parse_script("ann: a@0; ann -> ghost");
  TimelineOptions options = folding_after(0);
  options.slices = 1;
  const auto timeline = Timeline::empty(options);
  timeline->append(script.events, {});
  timeline->publish();
  ASSERT_EQ(timeline->stats().folds, 1U);
  timeline->append({}, script.links);
  timeline->publish();
  EXPECT_THAT(dump(*timeline), ElementsAre("2: a@0"));
}

// The version that last brought any of these events, counted from the first that shows anything.
std::uint64_t changed(const Timeline& timeline, std::vector<std::string> names) {
  return timeline.changed({.names = std::move(names)});
}

TEST(Timeline, TellsWhichVersionLastBroughtAnEvent) {
  const Script script = parse_script("ann: a@0 b@1m; bob: a@2m $identify{plan=1}@3m; web -> ann");
  const auto timeline = Timeline::empty(folding_after(1000));
  const std::uint64_t nothing = changed(*timeline, {"a", "b"});
  const std::span events(script.events);
  const auto show = [&](std::size_t event) {
    timeline->append(events.subspan(event, 1), {});
    timeline->publish();
    return timeline->stats().version;
  };
  const std::uint64_t a = show(0);
  EXPECT_EQ(changed(*timeline, {"b", "unheard of"}), nothing);
  EXPECT_EQ(changed(*timeline, {"a"}), a);
  const std::uint64_t b = show(1);
  EXPECT_EQ(changed(*timeline, {"a"}), a);
  EXPECT_EQ(changed(*timeline, {"a", "b"}), b);
  const std::uint64_t identify = show(3);
  EXPECT_EQ(timeline->changed({.activity = true}), b);
  EXPECT_EQ(timeline->changed({.everything = true}), identify);
  timeline->append({}, script.links);
  timeline->publish();
  EXPECT_EQ(changed(*timeline, {"unheard of"}), timeline->stats().version) << "news of who is who concern everybody";
}

TEST(Timeline, IsUnchangedByFolding) {
  const Script script = parse_script("ann: a@0 b@1m a@2m b@3m");
  const auto timeline = Timeline::empty(folding_after(2));
  timeline->append(std::span(script.events).first(1), {});
  timeline->publish();
  const std::uint64_t a = changed(*timeline, {"a"});
  timeline->append(std::span(script.events).subspan(1, 1), {});
  timeline->append(std::span(script.events).subspan(3, 1), {});
  timeline->publish();
  EXPECT_EQ(timeline->stats().folds, 1U);
  EXPECT_EQ(changed(*timeline, {"a"}), a);
  EXPECT_GT(changed(*timeline, {"b"}), a);
}

TEST(Timeline, IsSettledWhenEverythingVisibleIsCommitted) {
  const auto timeline = Timeline::empty(folding_after(1000));
  timeline->committed(1);
  EXPECT_TRUE(timeline->is_settled());
  timeline->append(parse_script("ann: a@0 b@1m").events, {});
  timeline->publish();
  EXPECT_FALSE(timeline->is_settled());
  timeline->committed(2);
  EXPECT_TRUE(timeline->is_settled());
}

TEST(Timeline, FoldsOnlyWhatIsCommitted) {
  const Script script = parse_script("ann: a{plan=\"x\"}@0 b{plan=\"y\"}@1 c{plan=\"z\"}@2");
  const auto timeline = Timeline::empty(folding_after(1));
  timeline->committed(2);
  timeline->append(script.events, {});
  timeline->publish();
  EXPECT_EQ(timeline->stats().folds, 1U);
  EXPECT_EQ(timeline->stats().delta_events, 1U);
  EXPECT_THAT(dump(*timeline, {kColumns[1]}), ElementsAre("1: a@0 plan=\"x\" b@1 plan=\"y\" c@2 plan=\"z\""));
}

TEST(Timeline, ForgetsAnUndoneLinkWhenRebuilt) {
  Script script = parse_script("ann: a@0; bob: b@1; cat: c@2; bob -> ann; cat -> ann");
  const auto timeline = timelines(script);
  EXPECT_THAT(dump(*timeline), ElementsAre("1: a@0 b@1 c@2"));
  const model::Link undo{.id = 3, .kind = model::LinkKind::undo, .target = 1};
  timeline->append({}, {&undo, 1});
  ASSERT_TRUE(timeline->rebuild());
  EXPECT_THAT(dump(*timeline, kColumns), ElementsAre("1: a@0 c@2 | 20459 a c | 0 a c", "2: b@1 | 20459 b | 0 b"));
}

TEST(Timeline, DropsTheColumnNobodyUsedForLongest) {
  TimelineOptions options = folding_after(0);
  const auto timeline = timelines("ann: a{p=\"1\",q=\"2\",r=\"3\"}@0 b@1; bob: a@0", options);
  const auto use = [&](const char* name) {
    return timeline->snapshot(std::vector<ColumnRef>{{false, name, ColumnKind::code}});
  };
  ASSERT_TRUE(use("p"));
  const std::uint64_t one = timeline->stats().column_bytes;
  options.memory_budget = timeline->stats().base_bytes + one * 5 / 2;
  const auto small = timelines("ann: a{p=\"1\",q=\"2\",r=\"3\"}@0 b@1; bob: a@0", options);
  for (const char* name : {"p", "q", "p", "r", "p"}) {
    ASSERT_TRUE(small->snapshot(std::vector<ColumnRef>{{false, name, ColumnKind::code}}));
    EXPECT_LE(small->stats().columns, 2U);
  }
  const std::vector<ColumnRef> all = {
      {false, "p", ColumnKind::code}, {false, "q", ColumnKind::code}, {false, "r", ColumnKind::code}};
  EXPECT_EQ(small->snapshot(all).error().code, ErrorCode::deadline);
}

TEST(Timeline, StopsReadingAColumnWhenAsked) {
  const auto timeline = timelines("ann: a{plan=\"x\"}@0", folding_after(0));
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(timeline->snapshot(kColumns, stop.get_token()).error().code, ErrorCode::cancelled);
  EXPECT_TRUE(timeline->snapshot(kColumns));
}

TEST(Timeline, ServesReadersWhileAWriterPublishesAndFolds) {
  TimelineOptions options = folding_after(20);
  const auto timeline = Timeline::empty(options);
  std::atomic<bool> done = false;
  std::vector<std::thread> readers;
  for (int r = 0; r < 2; ++r) {
    readers.emplace_back([&] {
      while (!done) {
        const Snapshot snapshot = timeline->snapshot(kColumns).value();
        std::uint64_t events = 0, persons = 0;
        for (std::size_t slice = 0; slice < snapshot.slices(); ++slice) {
          snapshot.scan_slice(slice, [&](const PersonView& person) {
            ++persons;
            events += person.keys.size();
            for (const ValueCode code : person.columns[1].codes) EXPECT_LT(code, snapshot.dictionary(1).size());
          });
        }
        EXPECT_EQ(events, snapshot.events());
        EXPECT_EQ(persons, snapshot.persons());
      }
    });
  }
  for (std::uint64_t n = 1; n <= 400; ++n) {
    model::Event event;
    event.number = n;
    event.person = static_cast<model::PersonNumber>(n * 7 % 31 + 1);
    event.name = n % 5 == 0 ? "$identify" : "a" + std::to_string(n % 3);
    event.time = testing::kOrigin + Duration(static_cast<std::int64_t>(n * 37 % 101));
    event.id.bytes[1] = static_cast<std::uint8_t>(n);
    event.props = "{\"price\":" + std::to_string(n) + ",\"plan\":\"p" + std::to_string(n / 4) + "\"}";
    const model::Link link{.id = n,
                           .from = static_cast<model::PersonNumber>(n % 13 + 1),
                           .into = static_cast<model::PersonNumber>(n % 17 + 1)};
    timeline->append({&event, 1}, {&link, n % 9 == 0 ? 1U : 0U});
    timeline->publish();
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(timeline->stats().events, 400U);
  EXPECT_GT(timeline->stats().folds, 5U);
}

// ---- random histories ------------------------------------------------------------------------------------------

model::Event random_event(std::size_t n) {
  static const std::vector<std::string> names = {
      "a", "b", "$identify", "$profile_set_once", "$profile_increment", "$profile_union", "$profile_delete"};
  static const std::vector<std::string> plans = {"", "\"plan\":null", "\"plan\":\"x\"", "\"plan\":\"y\"",
                                                 "\"plan\":[1,\"]\"]"};
  model::Event event;
  event.number = n;
  event.person = *rc::gen::inRange<model::PersonNumber>(1, 8);
  event.name = *rc::gen::elementOf(names);
  event.time = testing::kOrigin + Duration(*rc::gen::inRange(0, 6));
  event.id.bytes[0] = static_cast<std::uint8_t>(n * 151);
  event.id.bytes[1] = static_cast<std::uint8_t>(n * 89);
  event.channel = *rc::gen::elementOf(std::vector<std::string>{"", "email"});
  event.props = "{" + *rc::gen::elementOf(plans);
  if (*rc::gen::arbitrary<bool>()) {
    event.props += event.props.size() > 1 ? "," : "";
    event.props +=
        *rc::gen::elementOf(std::vector<std::string>{"\"price\":2,\"age\":7", "\"price\":\"5\",\"age\":null"});
  }
  event.props += "}";
  return event;
}

RC_GTEST_PROP(TimelineProperty, HoweverItCameItShowsTheSame, ()) {
  Script script;
  const auto events = *rc::gen::inRange<std::size_t>(0, 40);
  for (std::size_t n = 1; n <= events; ++n) script.events.push_back(random_event(n));
  const auto links = *rc::gen::inRange<std::uint64_t>(0, 6);
  for (std::uint64_t id = 1; id <= links; ++id) {
    script.links.push_back({.id = id,
                            .kind = model::LinkKind::merge,
                            .from = *rc::gen::inRange<model::PersonNumber>(1, 9),
                            .into = *rc::gen::inRange<model::PersonNumber>(1, 9)});
  }
  const auto once = timelines(script, folding_after(1'000'000));
  const std::vector<std::string> expected = dump(*once, kColumns);
  const auto rebuilt = timelines(script, folding_after(1'000'000));
  RC_ASSERT(rebuilt->rebuild().has_value());
  RC_ASSERT(rebuilt->stats().delta_events == 0U);
  RC_ASSERT(dump(*rebuilt, kColumns) == expected);

  const auto pieces = Timeline::empty(folding_after(*rc::gen::inRange<std::uint64_t>(0, 20)));
  std::size_t e = 0, l = 0;
  while (e < script.events.size() || l < script.links.size()) {
    const auto more_events = std::min(*rc::gen::inRange<std::size_t>(1, 9), script.events.size() - e);
    const auto more_links = std::min(*rc::gen::inRange<std::size_t>(e + more_events < script.events.size() ? 0 : 1, 3),
                                     script.links.size() - l);
    pieces->append(std::span(script.events).subspan(e, more_events), std::span(script.links).subspan(l, more_links));
    e += more_events;
    l += more_links;
    if (*rc::gen::arbitrary<bool>()) pieces->committed(*rc::gen::inRange<std::size_t>(0, e + 1));
    if (*rc::gen::arbitrary<bool>()) pieces->publish();
    if (*rc::gen::arbitrary<bool>()) dump(*pieces, kColumns);
  }
  pieces->publish();
  RC_ASSERT(dump(*pieces, kColumns) == expected);
}

RC_GTEST_PROP(GroupsProperty, AgreeWithTheModelsRepresentatives, ()) {
  std::vector<model::Link> links;
  const auto count = *rc::gen::inRange<std::uint64_t>(0, 12);
  for (std::uint64_t id = 1; id <= count; ++id) {
    const auto kind = *rc::gen::element(model::LinkKind::claim, model::LinkKind::merge, model::LinkKind::undo);
    links.push_back({.id = id,
                     .kind = kind,
                     .from = *rc::gen::inRange<model::PersonNumber>(1, 9),
                     .into = *rc::gen::inRange<model::PersonNumber>(1, 9),
                     .target = *rc::gen::inRange<std::uint64_t>(1, id + 1)});
  }
  const Groups groups = groups_of(links);
  const model::Representatives expected = model::representatives(links);
  for (model::PersonNumber number = 1; number < 9; ++number) {
    RC_ASSERT(groups.representative(number) == model::representative(expected, number));
  }
}

}  // namespace
}  // namespace throng::timeline
