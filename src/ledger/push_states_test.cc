#include "ledger/push_states.h"

#include <gtest/gtest.h>

#include "ledger/both_engines.h"
#include "ledger/projects.h"
#include "ledger/saved.h"

namespace throng::ledger {
namespace {

constexpr Instant kNow = from_ms(1'795'000'000'000);

class PushStatesTest : public BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (!db) return;
    model::Project project;
    project.id = project.name = "shop";
    ASSERT_TRUE(add_project(*db, project, kNow).has_value());
    const auto saved =
        add_saved(*db, {.id = {}, .project = "shop", .kind = SavedKind::push, .name = "CRM", .body = "{}"}, kNow);
    ASSERT_TRUE(saved.has_value()) << describe(saved.error());
    push = saved->id;
  }
  std::string push;
};
RUN_ON_BOTH_ENGINES(PushStatesTest);

TEST_P(PushStatesTest, KeepWhatWasTakenAndWhatIsTried) {
  EXPECT_FALSE(find_push_state(*db, push)->has_value());
  PushState state{.push = push, .told = 17, .told_at = kNow, .stopped = ""};
  ASSERT_TRUE(put_push_state(*db, state));
  EXPECT_FALSE((*find_push_state(*db, push))->next);
  state.first = 18;
  state.last = 40;
  state.changes = 3;
  state.body = R"({"id":"它's"})";
  state.failures = 2;
  state.failing = kNow + minutes(1);
  state.next = kNow + minutes(3);
  state.stopped = "HTTP 410";
  ASSERT_TRUE(put_push_state(*db, state));
  const PushState found = **find_push_state(*db, push);
  EXPECT_EQ(found.told, 17U);
  EXPECT_EQ(found.told_at, kNow);
  EXPECT_EQ(found.first, 18U);
  EXPECT_EQ(found.last, 40U);
  EXPECT_EQ(found.changes, 3U);
  EXPECT_EQ(found.body, state.body);
  EXPECT_EQ(found.failures, 2U);
  EXPECT_EQ(found.failing, state.failing);
  EXPECT_EQ(found.next, state.next);
  EXPECT_EQ(found.stopped, "HTTP 410");
}

TEST_P(PushStatesTest, ResumingForgetsFailuresAlone) {
  ASSERT_TRUE(resume_push(*db, push)) << "nothing was written down";
  ASSERT_TRUE(put_push_state(*db, {.push = push,
                                   .told = 17,
                                   .first = 18,
                                   .last = 19,
                                   .changes = 2,
                                   .body = "{}",
                                   .failures = 9,
                                   .failing = kNow,
                                   .next = kNow,
                                   .stopped = "why"}));
  ASSERT_TRUE(resume_push(*db, push));
  const PushState found = **find_push_state(*db, push);
  EXPECT_EQ(found.told, 17U);
  EXPECT_EQ(found.body, "{}");
  EXPECT_EQ(found.last, 19U);
  EXPECT_EQ(found.failures, 0U);
  EXPECT_FALSE(found.failing);
  EXPECT_FALSE(found.next);
  EXPECT_EQ(found.stopped, "");
}

TEST_P(PushStatesTest, GoWithTheirPush) {
  ASSERT_TRUE(put_push_state(*db, {.push = push, .told = 1, .body = {}, .stopped = {}}));
  ASSERT_TRUE(remove_saved(*db, {"shop", SavedKind::push, push}));
  EXPECT_FALSE(find_push_state(*db, push)->has_value());
  EXPECT_EQ(put_push_state(*db, {.push = push, .body = {}, .stopped = {}}).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace throng::ledger
