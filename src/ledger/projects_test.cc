#include "ledger/projects.h"

#include <gmock/gmock.h>

#include "ledger/both_engines.h"

namespace throng::ledger {
namespace {

using testing::ElementsAre;
using testing::Field;

constexpr Instant kNow = from_ms(1'795'000'000'000);

class ProjectsTest : public BothEngines {
 protected:
  static model::Project shop() {
    model::Project project;
    project.id = "shop";
    project.name = "商店 \"'\\ :x";
    project.time_zone = "Asia/Shanghai";
    project.week_start = Weekday::sunday;
    project.currency = "CNY";
    return project;
  }
  template <class T>
  static ErrorCode code_of(const Result<T>& result) {
    EXPECT_FALSE(result.has_value());
    return result.has_value() ? ErrorCode::internal : result.error().code;
  }
};
RUN_ON_BOTH_ENGINES(ProjectsTest);

TEST_P(ProjectsTest, ComeBackAsTheyWere) {
  ASSERT_TRUE(add_project(*db, shop(), kNow).has_value());
  const auto found = find_project(*db, "shop");
  ASSERT_TRUE(found.has_value()) << describe(found.error());
  EXPECT_EQ(found->id, "shop");
  EXPECT_EQ(found->name, shop().name);
  EXPECT_EQ(found->time_zone, "Asia/Shanghai");
  EXPECT_EQ(found->week_start, Weekday::sunday);
  EXPECT_EQ(found->currency, "CNY");
  EXPECT_EQ(code_of(find_project(*db, "blog")), ErrorCode::not_found);
  EXPECT_EQ(code_of(find_project(*db, std::string_view("shop\0x", 6))), ErrorCode::not_found);
}

TEST_P(ProjectsTest, ExistOnce) {
  ASSERT_TRUE(add_project(*db, shop(), kNow).has_value());
  EXPECT_EQ(code_of(add_project(*db, shop(), kNow)), ErrorCode::conflict);
  auto blog = shop();
  blog.id = "blog";
  ASSERT_TRUE(add_project(*db, blog, kNow).has_value());
  EXPECT_THAT(*list_projects(*db), ElementsAre(Field(&model::Project::id, "blog"), Field(&model::Project::id, "shop")));
}

TEST_P(ProjectsTest, Change) {
  auto project = shop();
  EXPECT_EQ(code_of(update_project(*db, project)), ErrorCode::not_found);
  ASSERT_TRUE(add_project(*db, project, kNow).has_value());
  project.name = "Shop";
  project.week_start = Weekday::monday;
  ASSERT_TRUE(update_project(*db, project).has_value());
  EXPECT_EQ(find_project(*db, "shop")->name, "Shop");
  EXPECT_EQ(find_project(*db, "shop")->week_start, Weekday::monday);
}

TEST_P(ProjectsTest, AreRefusedWithBadFields) {
  const auto field_of = [this](auto change) {
    auto project = shop();
    change(project);
    const auto added = add_project(*db, project, kNow);
    EXPECT_FALSE(added.has_value());
    return added.has_value() ? std::string() : added.error().field;
  };
  EXPECT_EQ(field_of([](auto& p) { p.id = "Shop"; }), "id");
  EXPECT_EQ(field_of([](auto& p) { p.id = "system"; }), "id");
  EXPECT_EQ(field_of([](auto& p) { p.name = ""; }), "name");
  EXPECT_EQ(field_of([](auto& p) { p.name = std::string("a\0b", 3); }), "name");
  EXPECT_EQ(field_of([](auto& p) { p.time_zone = "Mars/Base"; }), "time_zone");
  EXPECT_EQ(field_of([](auto& p) { p.currency = "usd"; }), "currency");
}

class SegmentsTest : public ProjectsTest {
 protected:
  void SetUp() override {
    ProjectsTest::SetUp();
    if (!db) return;
    auto blog = shop();
    blog.id = "blog";
    ASSERT_TRUE(add_project(*db, shop(), kNow).has_value());
    ASSERT_TRUE(add_project(*db, blog, kNow).has_value());
  }
  static SavedSegment buyers() {
    return {.project = "shop",
            .name = "买家",
            .description = "bought :once",
            .filter = R"({"did":{"event":"O'Hara \\ \"x\""}})",
            .owner = "ann@x"};
  }
};
RUN_ON_BOTH_ENGINES(SegmentsTest);

TEST_P(SegmentsTest, ComeBackAsTheyWere) {
  const auto added = add_segment(*db, buyers(), kNow);
  ASSERT_TRUE(added.has_value()) << describe(added.error());
  EXPECT_EQ(added->id.size(), 12U);
  const auto found = find_segment(*db, "shop", added->id);
  ASSERT_TRUE(found.has_value()) << describe(found.error());
  EXPECT_EQ(found->name, buyers().name);
  EXPECT_EQ(found->description, buyers().description);
  EXPECT_EQ(found->filter, buyers().filter);
  EXPECT_EQ(found->owner, "ann@x");
  EXPECT_EQ(found->created, kNow);
  EXPECT_EQ(found->updated, kNow);
  EXPECT_EQ(code_of(find_segment(*db, "blog", added->id)), ErrorCode::not_found);
}

TEST_P(SegmentsTest, HaveANameOfTheirOwnInTheProject) {
  ASSERT_TRUE(add_segment(*db, buyers(), kNow).has_value());
  EXPECT_EQ(code_of(add_segment(*db, buyers(), kNow)), ErrorCode::conflict);
  auto elsewhere = buyers();
  elsewhere.project = "blog";
  EXPECT_TRUE(add_segment(*db, elsewhere, kNow).has_value());
  auto nowhere = buyers();
  nowhere.project = "none";
  EXPECT_EQ(code_of(add_segment(*db, nowhere, kNow)), ErrorCode::not_found);
}

TEST_P(SegmentsTest, Change) {
  auto segment = *add_segment(*db, buyers(), kNow);
  auto other = buyers();
  other.name = "other";
  ASSERT_TRUE(add_segment(*db, other, kNow).has_value());
  segment.description = "new";
  segment.owner = "thief@x";
  const auto updated = update_segment(*db, segment, kNow + days(1));
  ASSERT_TRUE(updated.has_value()) << describe(updated.error());
  EXPECT_EQ(updated->description, "new");
  EXPECT_EQ(updated->owner, "ann@x");  // stays
  EXPECT_EQ(updated->created, kNow);
  EXPECT_EQ(updated->updated, kNow + days(1));
  segment.name = "other";
  EXPECT_EQ(code_of(update_segment(*db, segment, kNow)), ErrorCode::conflict);
  segment.name = "mine";
  segment.project = "blog";
  EXPECT_EQ(code_of(update_segment(*db, segment, kNow)), ErrorCode::not_found);
}

TEST_P(SegmentsTest, AreListedAndRemoved) {
  auto second = buyers();
  second.name = "A";
  const auto one = *add_segment(*db, buyers(), kNow);
  const auto two = *add_segment(*db, second, kNow);
  EXPECT_THAT(*list_segments(*db, "shop"),
              ElementsAre(Field(&SavedSegment::id, two.id), Field(&SavedSegment::id, one.id)));
  EXPECT_EQ(code_of(remove_segment(*db, "blog", one.id)), ErrorCode::not_found);
  ASSERT_TRUE(remove_segment(*db, "shop", one.id).has_value());
  EXPECT_EQ(code_of(remove_segment(*db, "shop", one.id)), ErrorCode::not_found);
  EXPECT_EQ(list_segments(*db, "shop")->size(), 1U);
}

TEST_P(SegmentsTest, AreRefusedWithBadText) {
  auto segment = buyers();
  segment.filter = std::string("{\0}", 3);
  const auto added = add_segment(*db, segment, kNow);
  ASSERT_FALSE(added.has_value());
  EXPECT_EQ(added.error().field, "filter");
  segment = buyers();
  segment.name = "";
  EXPECT_EQ(code_of(add_segment(*db, segment, kNow)), ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace throng::ledger
