#include "ledger/saved.h"

#include <gmock/gmock.h>

#include "ledger/both_engines.h"
#include "ledger/projects.h"

namespace throng::ledger {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

constexpr Instant kNow = from_ms(1'795'000'000'000);

class SavedTest : public BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (!db) return;
    for (const char* id : {"shop", "blog"}) {
      model::Project project;
      project.id = id;
      project.name = id;
      ASSERT_TRUE(add_project(*db, project, kNow).has_value());
    }
  }
  static Saved report() {
    return {.project = "shop",
            .kind = SavedKind::report,
            .name = "收入 \"'\\ :x",
            .description = "by :day",
            .body = R"({"analysis":"trend","question":{"x":"O'Hara"}})",
            .owner = "ann@x"};
  }
  Saved added(const Saved& wanted) {
    const auto saved = add_saved(*db, wanted, kNow);
    EXPECT_TRUE(saved.has_value()) << describe(saved.error());
    return saved.value_or(Saved{});
  }
  template <class T>
  static ErrorCode code_of(const Result<T>& result) {
    EXPECT_FALSE(result.has_value());
    return result.has_value() ? ErrorCode::internal : result.error().code;
  }
};
RUN_ON_BOTH_ENGINES(SavedTest);

TEST_P(SavedTest, ComeBackAsTheyWere) {
  const Saved one = added(report());
  EXPECT_EQ(one.id.size(), 12U);
  const auto found = find_saved(*db, {"shop", SavedKind::report, one.id});
  ASSERT_TRUE(found.has_value()) << describe(found.error());
  EXPECT_EQ(found->name, report().name);
  EXPECT_EQ(found->description, report().description);
  EXPECT_EQ(found->body, report().body);
  EXPECT_EQ(found->owner, "ann@x");
  EXPECT_EQ(found->kind, SavedKind::report);
  EXPECT_EQ(found->created, kNow);
  EXPECT_EQ(found->updated, kNow);
}

TEST_P(SavedTest, AreFoundInTheirProjectAndKindOnly) {
  const Saved one = added(report());
  EXPECT_EQ(code_of(find_saved(*db, {"blog", SavedKind::report, one.id})), ErrorCode::not_found);
  EXPECT_EQ(code_of(find_saved(*db, {"shop", SavedKind::board, one.id})), ErrorCode::not_found);
  EXPECT_EQ(code_of(find_saved(*db, {"shop", SavedKind::report, std::string_view("a\0b", 3)})), ErrorCode::not_found);
  EXPECT_EQ(code_of(remove_saved(*db, {"shop", SavedKind::board, one.id})), ErrorCode::not_found);
  Saved as_board = one;
  as_board.kind = SavedKind::board;
  EXPECT_EQ(code_of(update_saved(*db, as_board, kNow)), ErrorCode::not_found);
}

TEST_P(SavedTest, HaveANameOfTheirOwnAmongTheirKind) {
  added(report());
  EXPECT_EQ(code_of(add_saved(*db, report(), kNow)), ErrorCode::conflict);
  Saved board = report();
  board.kind = SavedKind::board;
  added(board);
  Saved elsewhere = report();
  elsewhere.project = "blog";
  added(elsewhere);
  Saved mark = report();
  mark.kind = SavedKind::annotation;
  added(mark);
  added(mark);  // two things may happen under one name
  elsewhere.project = "none";
  EXPECT_EQ(code_of(add_saved(*db, elsewhere, kNow)), ErrorCode::not_found);
}

TEST_P(SavedTest, ChangeButKeepTheirOwner) {
  Saved one = added(report());
  Saved other = report();
  other.name = "other";
  added(other);
  one.description = "new";
  one.body = "{}";
  one.owner = "thief@x";
  const auto updated = update_saved(*db, one, kNow + days(1));
  ASSERT_TRUE(updated.has_value()) << describe(updated.error());
  EXPECT_EQ(updated->description, "new");
  EXPECT_EQ(updated->body, "{}");
  EXPECT_EQ(updated->owner, "ann@x");
  EXPECT_EQ(updated->created, kNow);
  EXPECT_EQ(updated->updated, kNow + days(1));
  one.name = "other";
  EXPECT_EQ(code_of(update_saved(*db, one, kNow)), ErrorCode::conflict);
}

TEST_P(SavedTest, TellWhetherAnyOfAKindChanged) {
  const auto version = [&] { return saved_version(*db, "shop", SavedKind::report).value(); };
  const std::string none = version();
  Saved saved = added(report());
  const std::string one = version();
  EXPECT_NE(one, none);
  EXPECT_EQ(version(), one);
  saved.body = "{}";
  ASSERT_TRUE(update_saved(*db, saved, kNow + Duration(1)));
  EXPECT_NE(version(), one);
  ASSERT_TRUE(remove_saved(*db, {"shop", SavedKind::report, saved.id}));
  EXPECT_EQ(version(), none);
}

TEST_P(SavedTest, AreListedByNameAndRemoved) {
  Saved b = report();
  b.name = "b";
  Saved a = report();
  a.name = "a";
  const Saved second = added(b);
  const Saved first = added(a);
  EXPECT_THAT(*list_saved(*db, "shop", SavedKind::report),
              ElementsAre(Field(&Saved::id, first.id), Field(&Saved::id, second.id)));
  EXPECT_THAT(*list_saved(*db, "shop", SavedKind::board), IsEmpty());
  ASSERT_TRUE(remove_saved(*db, {"shop", SavedKind::report, first.id}).has_value());
  EXPECT_EQ(code_of(remove_saved(*db, {"shop", SavedKind::report, first.id})), ErrorCode::not_found);
  EXPECT_EQ(list_saved(*db, "shop", SavedKind::report)->size(), 1U);
}

TEST_P(SavedTest, AreRefusedWithBadText) {
  const auto field_of = [&](auto change) {
    Saved wanted = report();
    change(wanted);
    const auto saved = add_saved(*db, wanted, kNow);
    EXPECT_FALSE(saved.has_value());
    return saved.has_value() ? std::string() : saved.error().field;
  };
  EXPECT_EQ(field_of([](Saved& s) { s.name = ""; }), "name");
  EXPECT_EQ(field_of([](Saved& s) { s.name = std::string(201, 'x'); }), "name");
  EXPECT_EQ(field_of([](Saved& s) { s.description = std::string("\xff"); }), "description");
  EXPECT_EQ(field_of([](Saved& s) { s.body = std::string("{\0}", 3); }), "body");
}

TEST_P(SavedTest, RememberWhatHappenedNewestFirst) {
  const Saved one = added(report());
  for (int i = 0; i < 3; ++i)
    ASSERT_TRUE(add_saved_event(*db, {one.id, kNow + days(i), std::to_string(i)}).has_value());
  const auto events = list_saved_events(*db, one.id, 2);
  ASSERT_TRUE(events.has_value()) << describe(events.error());
  EXPECT_THAT(*events, ElementsAre(Field(&SavedEvent::body, "2"), Field(&SavedEvent::body, "1")));
  EXPECT_EQ(events->front().at, kNow + days(2));
  EXPECT_EQ(code_of(add_saved_event(*db, {"gone", kNow, "{}"})), ErrorCode::not_found);
  const long long last = events->front().id;
  ASSERT_TRUE(change_saved_event(*db, {one.id, kNow, "changed", last}).has_value());
  EXPECT_EQ(list_saved_events(*db, one.id, 1)->front().body, "changed");
  EXPECT_EQ(list_saved_events(*db, one.id, 2)->back().body, events->back().body) << "and no other";
  EXPECT_EQ(code_of(change_saved_event(*db, {"gone", kNow, "{}", last})), ErrorCode::not_found);
  ASSERT_TRUE(remove_saved(*db, {"shop", SavedKind::report, one.id}).has_value());
  EXPECT_THAT(*list_saved_events(*db, one.id, 10), IsEmpty());
}

TEST_P(SavedTest, DropTheOldestOfALongHistory) {
  const Saved one = added(report());
  const Saved other = [&] {
    Saved wanted = report();
    wanted.name = "other";
    return added(wanted);
  }();
  ASSERT_TRUE(add_saved_event(*db, {other.id, kNow, "kept"}).has_value());
  for (std::size_t i = 0; i < kKeptSavedEvents + 2; ++i)
    ASSERT_TRUE(add_saved_event(*db, {one.id, kNow, std::to_string(i)}).has_value());
  const auto events = list_saved_events(*db, one.id, kKeptSavedEvents + 10);
  ASSERT_EQ(events->size(), kKeptSavedEvents);
  EXPECT_EQ(events->back().body, "2");
  EXPECT_EQ(list_saved_events(*db, other.id, 10)->size(), 1U);
}

}  // namespace
}  // namespace throng::ledger
