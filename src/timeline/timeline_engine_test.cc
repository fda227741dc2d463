// Timelines built from the real warehouse show what timelines in memory show.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "timeline/testing.h"
#include "timeline/timeline.h"
#include "warehouse/schema.h"
#include "warehouse/testing.h"

namespace throng::timeline {
namespace {

using testing::dump;
using testing::parse_script;
using testing::Script;
using testing::timelines;
using warehouse::TestWarehouse;

const std::vector<ColumnRef> kColumns = {
    {false, "price", ColumnKind::number},  {false, "plan", ColumnKind::code},  {false, "odd \"key\\", ColumnKind::code},
    {false, "$channel", ColumnKind::code}, {false, "$page", ColumnKind::code}, {true, "plan", ColumnKind::code},
    {true, "age", ColumnKind::number}};

constexpr const char* kScript =
    "ann: signup@0 buy{price=3,plan=\"pro\",$channel=email,$page=/a-b}@5m buy{price=\"2.5\",plan=[1,\"],x\"]}@5m "
    "$identify{plan=\"free\",age=7}@1d; bob: buy{plan=null,price=1e300}@-30d $identify{plan=\"x\",age=1}@0 "
    "$identify{plan=null,age=\"12\"}@1h; web: buy{plan=\"back\\\\\"}@2m buy{plan=\"line\\nend\",price=-0.5}@40d; "
    "cat: 名{plan=\"套餐\",price=true}@1s; web -> ann; old -> cat";

void insert(const std::string& project, const Script& script) {
  auto& engine = TestWarehouse::shared();
  const std::string token = project + std::to_string(script.events.size());
  ASSERT_TRUE(engine.insert(warehouse::table(project, "events"), warehouse::events_block(script.events), token));
  if (!script.links.empty()) {
    ASSERT_TRUE(engine.insert(warehouse::table(project, "links"), warehouse::links_block(script.links), token));
  }
}

std::unique_ptr<Timeline> build(const std::string& project, std::uint64_t fold_after = 1000) {
  TimelineOptions options;
  options.project = project;
  options.slices = 4;
  options.fold_after = fold_after;
  std::uint64_t done = 0;
  auto built = Timeline::build(TestWarehouse::shared(), options, [&](std::uint64_t now, std::uint64_t total) {
    EXPECT_LE(now, total);
    done = now;
  });
  if (!built) {
    ADD_FAILURE() << describe(built.error());
    return nullptr;
  }
  EXPECT_EQ(done, (*built)->stats().events);
  return std::move(*built);
}

TEST(TimelineFromWarehouse, ShowsWhatTheEventsSay) {
  Script script = parse_script(kScript);
  script.events[1].props = R"({"x\"odd \"key\\":1,"odd \"key\\":"yes","price":3,"plan":"pro"})";
  const std::string project = TestWarehouse::fresh_project();
  insert(project, script);
  EXPECT_EQ(dump(*build(project), kColumns), dump(*timelines(script), kColumns));
}

TEST(TimelineFromWarehouse, StartsEmpty) {
  const auto timeline = build(TestWarehouse::fresh_project());
  EXPECT_TRUE(dump(*timeline, kColumns).empty());
}

TEST(TimelineFromWarehouse, OrdersOneInstantByWholeIds) {
  Script script = parse_script("ann: a@0 b@0 c@0 d@0");
  // Equal in the 22 bits that memory keeps; the last byte decides.
  for (std::size_t i = 0; i < 4; ++i) {
    script.events[i].id = {};
    script.events[i].id.bytes[15] = static_cast<std::uint8_t>(9 - i);
    script.events[i].id.bytes[7] = i == 0 ? 1 : 0;
  }
  const std::string project = TestWarehouse::fresh_project();
  insert(project, script);
  EXPECT_THAT(dump(*build(project)), ::testing::ElementsAre("1: d@0 c@0 b@0 a@0"));
}

TEST(TimelineFromWarehouse, GoesOnWithWhatArrivesAndFoldsIt) {
  const Script whole = parse_script(kScript);
  const auto expected = dump(*timelines(whole), kColumns);
  for (const std::uint64_t fold_after : {0, 1000}) {
    const std::string project = TestWarehouse::fresh_project();
    Script begin = whole;
    begin.events.resize(4);
    begin.links.clear();
    insert(project, begin);
    const auto timeline = build(project, fold_after);
    ASSERT_TRUE(timeline->snapshot(kColumns));
    insert(project, whole);  // what the journal would write; the first four are there twice, with equal numbers
    timeline->append(whole.events, whole.links);
    timeline->committed(whole.events.size());
    timeline->publish();
    EXPECT_EQ(dump(*timeline, kColumns), expected);
    EXPECT_EQ(timeline->stats().folds, fold_after == 0 ? 1U : 0U);
    EXPECT_EQ(timeline->stats().columns, kColumns.size());
  }
}

TEST(TimelineFromWarehouse, ReadsEverythingAnewWhenRebuilt) {
  const Script script = parse_script("ann: a@0; bob: b@1; bob -> ann");
  const std::string project = TestWarehouse::fresh_project();
  insert(project, script);
  const auto timeline = build(project);
  Script later = parse_script("ann: x@5; ann: x@5; bob: c@2");
  later.events.erase(later.events.begin(), later.events.begin() + 2);
  const model::Link undo{.id = 2, .kind = model::LinkKind::undo, .target = 1};
  timeline->append(later.events, {&undo, 1});
  ASSERT_TRUE(timeline->rebuild());
  EXPECT_THAT(dump(*timeline), ::testing::ElementsAre("1: a@0", "2: b@1 c@2"));
}

}  // namespace
}  // namespace throng::timeline
