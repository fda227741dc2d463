// Versions in the real engine, recomputing as a job, and live segments over restarts.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "audience/live_watch.h"
#include "audience/memberships.h"
#include "audience/movement.h"
#include "audience/recompute.h"
#include "audience/segment.h"
#include "collect/testing.h"
#include "ledger/projects.h"
#include "ledger/testing.h"
#include "warehouse/testing.h"

namespace throng::audience {
namespace {

using collect::testing::quiet_options;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using warehouse::TestWarehouse;

constexpr Instant kNow = from_ms(1'790'000'000'000);  // 2026-09-21T14:13:20Z
const Object kSome{ObjectKind::segment, "some"};

CivilDate day(unsigned number) { return {.year = 2026, .month = 9, .day = number}; }

class AudienceTest : public ::testing::Test {
 protected:
  AudienceTest() {
    db = ledger::Db::open(ledger::fresh_sqlite_url()).value();
    model::Project row;
    row.id = project;
    row.name = "Shop";
    EXPECT_TRUE(ledger::add_project(*db, row, kNow));
    open();
  }
  ~AudienceTest() override { close(); }

  void open() {
    timeline = timeline::Timeline::build(TestWarehouse::shared(), {.project = project, .threads = 1},
                                         [](std::uint64_t, std::uint64_t) {})
                   .value();
    collector = collect::Collector::open(quiet_options(project, folder.path() + "/journal"), TestWarehouse::shared(),
                                         *timeline, clock)
                    .value();
    audience = std::make_unique<Audience>(*db, TestWarehouse::shared(), timeline.get(), project);
  }
  void close() {
    live.reset();
    audience.reset();
    collector.reset();
    timeline.reset();
  }
  void watch() { live = std::make_unique<LiveWatch>(*audience, *collector, Calendar::utc(), clock, log); }

  void send(const std::string& user, const std::string& event) {
    const std::string message =
        fmt::format(R"({{"type":"track","userId":"{}","event":"{}","messageId":"m{}"}})", user, event, ++messages);
    ASSERT_EQ(collect::testing::send(*collector, message).value().accepted, 1U);
  }
  model::PersonNumber person(const std::string& user) const {
    return collector->find({model::IdKind::user, user}).value();
  }
  std::string segment(const std::string& name, const std::string& body) {
    const auto saved = ledger::add_saved(
        *db, {.id = {}, .project = project, .kind = Segment::kKind, .name = name, .body = body}, clock.now());
    audience->changed();
    return saved.value().id;
  }
  // "entered ann", in order.
  std::vector<std::string> told() const {
    const auto block = warehouse::query_all(
        TestWarehouse::shared(), fmt::format("SELECT concat(substring(event, 10), ' ', user_id) FROM `{}`.events WHERE "
                                             "event IN ('$segment_entered', '$segment_left') ORDER BY num",
                                             project));
    return block && block->rows > 0 ? block->get<std::string>(0) : std::vector<std::string>();
  }
  void look() {
    const auto looked = live->look();
    ASSERT_TRUE(looked) << describe(looked.error());
    ASSERT_TRUE(collector->flush());
  }
  CurrentMemberships memberships() { return {*audience, {Calendar::utc(), clock.now(), {}}}; }

  std::string project = TestWarehouse::fresh_project();
  collect::testing::TemporaryFolder folder;
  ManualClock clock{kNow};
  Log log{LogLevel::error, clock, nullptr};
  std::unique_ptr<ledger::Db> db;
  std::unique_ptr<timeline::Timeline> timeline;
  std::unique_ptr<collect::Collector> collector;
  std::unique_ptr<Audience> audience;
  std::unique_ptr<LiveWatch> live;
  int messages = 0;
};

Assignment assignment(const std::vector<std::string>& values, const std::vector<std::vector<std::uint32_t>>& persons) {
  Assignment out{.values = values, .persons = {}, .numbered = {}, .numbers = {}};
  for (const auto& some : persons) out.persons.push_back(Bitmap::of(some));
  return out;
}

TEST_F(AudienceTest, KeepsTheLastVersionOfEachDay) {
  const Versions& versions = audience->shelf().versions();
  Assignment first = assignment({"gold", "银"}, {{1, 3}, {2}});
  const Assignment second = assignment({"gold"}, {{1, 3, 4}});
  Assignment numbers;
  numbers.numbered = Bitmap::of(std::vector<std::uint32_t>{2, 9});
  numbers.numbers = {0.1, -5};
  const std::vector<NewVersion> both = {{kSome, &first}, {{ObjectKind::tag, "n"}, &numbers}};
  ASSERT_TRUE(versions.put(both, day(20), kNow - days(1), 7));
  ASSERT_TRUE(versions.put(std::vector<NewVersion>{{kSome, &first}}, day(21), kNow, 7));
  ASSERT_TRUE(versions.put(std::vector<NewVersion>{{kSome, &second}}, day(21), kNow + seconds(1), 8));
  EXPECT_FALSE(versions.at(kSome, day(19))->has_value());
  EXPECT_EQ(versions.at(kSome, day(20))->value().persons, first.persons);
  EXPECT_EQ(versions.at(kSome, day(20))->value().values, first.values);
  EXPECT_EQ(versions.latest(kSome)->value().persons, second.persons);
  EXPECT_EQ(versions.latest({ObjectKind::tag, "n"})->value().numbers, numbers.numbers);
  const auto history = versions.history(kSome, day(1), day(30)).value();
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history[0].day, day(20));
  EXPECT_THAT(history[0].sizes, ElementsAre(2, 1));
  EXPECT_EQ(history[1].everyone, 8U);
  EXPECT_EQ(history[1].persons, 3U);
  EXPECT_EQ(versions.latest_of_all()->size(), 2U);
  ASSERT_TRUE(versions.forget_before(kSome, day(21)));
  EXPECT_FALSE(versions.at(kSome, day(20))->has_value());
  ASSERT_TRUE(versions.forget_before({ObjectKind::tag, "n"}, day(25)));
  EXPECT_TRUE(versions.latest({ObjectKind::tag, "n"})->has_value()) << "the latest stays";
  ASSERT_TRUE(versions.forget(kSome));
  EXPECT_FALSE(versions.latest(kSome)->has_value());
}

TEST_F(AudienceTest, ShowsWhatIsStoredToWhoeverLooksUpOnePerson) {
  Shelf& shelf = audience->shelf();
  const auto one = std::make_shared<const Assignment>(assignment({"a", "b"}, {{1, 2}, {3}}));
  const Object other{ObjectKind::tag, "other"};
  const std::vector<Shelf::New> news = {{kSome, one}, {other, one}};
  ASSERT_TRUE(shelf.put(news, day(20), kNow, 10));
  const auto held = [](const Shelf& on, const Object& object, model::PersonNumber person) {
    std::vector<std::size_t> places;
    on.in_memory()->at(object)->each_value(person, [&](std::size_t place) { places.push_back(place); });
    return places;
  };
  EXPECT_THAT(held(shelf, kSome, 3), ElementsAre(1));
  Shelf again(shelf.versions());
  EXPECT_TRUE(again.in_memory()->empty());
  ASSERT_TRUE(again.load_all());
  EXPECT_THAT(held(again, kSome, 3), ElementsAre(1));
  EXPECT_GT(again.bytes(), one->bytes());
  ASSERT_TRUE(shelf.forget(other));
  EXPECT_FALSE(shelf.in_memory()->contains(other));
}

TEST_F(AudienceTest, TellsSinceWhenSomebodyHasAValue) {
  const Versions& versions = audience->shelf().versions();
  const Assignment with = assignment({"gold", "silver"}, {{1, 3}, {2}});
  const Assignment without = assignment({"gold", "silver"}, {{3}, {1, 2}});
  for (unsigned n = 1; n <= 25; ++n)
    ASSERT_TRUE(
        versions.put(std::vector<NewVersion>{{kSome, n == 5 ? &without : &with}}, day(n), kNow + seconds(n), 3));
  const std::vector<model::PersonNumber> one = {1}, two = {8, 2};
  const auto gold = versions.held_since(kSome, {"gold", one}, day(1), day(30)).value();
  ASSERT_TRUE(gold);
  EXPECT_EQ(gold->day, day(6)) << "on the fifth 1 was silver";
  EXPECT_FALSE(gold->is_first);
  const auto silver = versions.held_since(kSome, {"silver", two}, day(1), day(30)).value();
  ASSERT_TRUE(silver);
  EXPECT_EQ(silver->day, day(1));
  EXPECT_TRUE(silver->is_first) << "what was before is not known";
  EXPECT_FALSE(versions.held_since(kSome, {"silver", one}, day(1), day(30)).value()) << "not in the latest version";
  EXPECT_FALSE(versions.held_since({ObjectKind::tag, "none"}, {"", one}, day(1), day(30)).value());
  EXPECT_EQ(versions.latest_of_all(day(1), day(5)).value().at(0).second.sizes[1], 2U);
}

TEST_F(AudienceTest, TellsWhoEnteredAndLeftInTheNumbersOfNow) {
  const Versions& versions = audience->shelf().versions();
  const Assignment first = assignment({""}, {{1, 2, 3}});
  const Assignment second = assignment({""}, {{2, 4}});
  ASSERT_TRUE(versions.put(std::vector<NewVersion>{{kSome, &first}}, day(18), kNow - days(3), 9));
  ASSERT_TRUE(versions.put(std::vector<NewVersion>{{kSome, &second}}, day(20), kNow - days(1), 9));
  const auto merged = [](model::PersonNumber number) { return number == 3 ? 4 : number; };  // 3 has become 4
  const auto all = movement_of(versions, kSome, day(1), day(30), merged).value();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].entered, 0U) << "nothing is known of before";
  EXPECT_EQ(all[1].persons, 2U);
  EXPECT_EQ(all[1].entered, 0U) << "4 was there as 3";
  EXPECT_EQ(all[1].left, 1U);
  EXPECT_EQ(movement_of(versions, kSome, day(19), day(30), merged)->at(0).left, 1U)
      << "the day before the range counts";
  EXPECT_THAT(moved_on(versions, kSome, day(20), false, merged)->numbers(), ElementsAre(1));
  EXPECT_EQ(moved_on(versions, kSome, day(19), false, merged).error().code, ErrorCode::not_found);
}

TEST_F(AudienceTest, RecomputesInOrderAndTellsWhatFailed) {
  send("ann", "Buy");
  send("bob", "View");
  ASSERT_TRUE(collector->flush());
  const std::string buyers = segment("buyers", R"({"filter":{"did":{"event":"Buy"}}})");
  const std::string others = segment("others", R"({"filter":{"not":{"in_segment":")" + buyers + R"("}}})");
  const std::string broken = segment("broken", R"({"filter":{"in_segment":"gone"}})");
  segment("by hand", R"({"filter":{"all":[]},"schedule":{"refresh":"manual"}})");
  EXPECT_EQ(due_objects(*audience, Calendar::utc(), clock.now())->size(), 3U);
  jobs::Runner runner(*db, {.project = project, .kinds = kinds_of_jobs(*audience, Calendar::utc())}, clock, log);
  const auto job = runner.start(kRecompute, R"({"objects":[]})", "ann@x").value();
  runner.wait();
  const auto done = ledger::find_job(*db, project, job.id).value();
  EXPECT_EQ(done.state, ledger::JobState::done);
  EXPECT_EQ(done.message, "3 of 4 worked out; 1 failed");
  EXPECT_EQ(audience->shelf().latest({ObjectKind::segment, buyers}).value()->persons[0].numbers(),
            std::vector<std::uint32_t>{person("ann")});
  EXPECT_EQ(audience->shelf().latest({ObjectKind::segment, others}).value()->persons[0].numbers(),
            std::vector<std::uint32_t>{person("bob")});
  for (const auto& run : ledger::list_runs(*db, project).value()) {
    EXPECT_EQ(run.problem.empty(), run.object != "segment:" + broken) << run.object << run.problem;
  }
  EXPECT_THAT(due_objects(*audience, Calendar::utc(), clock.now()).value(), IsEmpty());
  EXPECT_EQ(due_objects(*audience, Calendar::utc(), clock.now() + days(1))->size(), 3U);
}

TEST_F(AudienceTest, SeesSegmentsAsTheyWereThen) {
  send("ann", "Buy");
  ASSERT_TRUE(collector->flush());
  const Instant between = clock.now() + hours(1);
  clock.advance(hours(2));
  send("bob", "Buy");
  ASSERT_TRUE(collector->flush());
  const std::string buyers = segment("buyers", R"({"filter":{"did":{"event":"Buy"}}})");
  const std::string others = segment("others", R"({"filter":{"not":{"in_segment":")" + buyers + R"("}}})");
  const auto members = [&](bool past, Instant now, const std::string& id) {
    const CurrentMemberships then(*audience, {.calendar = Calendar::utc(), .now = now, .stop = {}, .past = past});
    return then.segment(id).value()->size();
  };
  EXPECT_EQ(members(false, clock.now(), buyers), 2U);
  EXPECT_EQ(members(true, between, buyers), 1U);
  EXPECT_EQ(members(true, between, others), 0U) << "bob was not known then";
  EXPECT_EQ(members(true, kNow - days(1), buyers), 0U);
}

TEST_F(AudienceTest, FollowsLiveSegmentsOverRestarts) {
  send("ann", "Buy");
  ASSERT_TRUE(collector->flush());
  const std::string id = segment(
      "live", R"({"filter":{"did":{"event":"Buy","within":{"last":1,"unit":"day"}}},"schedule":{"refresh":"live"}})");
  watch();
  look();
  EXPECT_THAT(told(), IsEmpty()) << "it begins in silence";
  send("bob", "Buy");
  look();
  EXPECT_THAT(told(), ElementsAre("entered bob"));
  look();
  EXPECT_THAT(told(), ElementsAre("entered bob")) << "once";
  EXPECT_EQ(*audience->live_members(id), Bitmap::of(std::vector<std::uint32_t>{person("ann"), person("bob")}));

  // While nobody watches one more buys, and the day ends.
  close();
  open();
  clock.advance(days(1));
  send("cat", "Buy");
  ASSERT_TRUE(collector->flush());
  watch();
  look();
  EXPECT_THAT(told(), UnorderedElementsAre("entered bob", "entered cat", "left ann", "left bob"));
  close();
  open();
  watch();
  look();
  EXPECT_EQ(told().size(), 4U) << "what was told is known";
  EXPECT_EQ(*audience->live_members(id), Bitmap::of(std::vector<std::uint32_t>{person("cat")}));
  clock.advance(days(1));
  look();
  EXPECT_EQ(told().back(), "left cat") << "time alone";
  // A version that is worked out is of those who were told.
  jobs::Runner runner(*db, {.project = project, .kinds = kinds_of_jobs(*audience, Calendar::utc())}, clock, log);
  ASSERT_TRUE(runner.start(kRecompute, R"({"objects":[]})", ""));
  runner.wait();
  EXPECT_EQ(audience->shelf().latest({ObjectKind::segment, id}).value()->everyone().size(), 0U);
}

TEST_F(AudienceTest, AChangedLiveSegmentTellsTheDifference) {
  send("ann", "Buy");
  send("bob", "View");
  ASSERT_TRUE(collector->flush());
  const std::string id = segment("live", R"({"filter":{"did":{"event":"Buy"}},"schedule":{"refresh":"live"}})");
  watch();
  look();
  auto saved = ledger::find_saved(*db, {project, Segment::kKind, id}).value();
  saved.body = R"({"filter":{"did":{"event":"View"}},"schedule":{"refresh":"live"}})";
  ASSERT_TRUE(ledger::update_saved(*db, saved, clock.now()));
  audience->changed();
  look();
  EXPECT_THAT(told(), UnorderedElementsAre("entered bob", "left ann"));
}

}  // namespace
}  // namespace throng::audience
