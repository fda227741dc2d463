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

}  // namespace
}  // namespace throng::ledger
