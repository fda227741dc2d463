#include "ledger/jobs.h"

#include <gmock/gmock.h>

#include "ledger/both_engines.h"
#include "ledger/projects.h"

namespace throng::ledger {
namespace {

using testing::ElementsAre;
using testing::Field;

constexpr Instant kNow = from_ms(1'795'000'000'000);

class JobsTest : public BothEngines {
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
  Job added(const std::string& request, const std::string& project = "shop") {
    const auto job =
        add_job(*db, {.id = {}, .project = project, .kind = "recompute", .request = request, .by = "ann@x"}, kNow);
    EXPECT_TRUE(job.has_value()) << describe(job.error());
    return job.value_or(Job{});
  }
};
RUN_ON_BOTH_ENGINES(JobsTest);

TEST_P(JobsTest, WaitRunAndEnd) {
  Job job = added("{}");
  added("{}", "blog");
  EXPECT_EQ(find_job(*db, "shop", job.id)->state, JobState::waiting);
  EXPECT_FALSE(find_job(*db, "shop", job.id)->started);
  EXPECT_EQ(find_job(*db, "blog", job.id).error().code, ErrorCode::not_found);
  job.state = JobState::running;
  job.started = kNow + seconds(1);
  job.done = 3;
  job.total = 7;
  ASSERT_TRUE(update_job(*db, job).has_value());
  EXPECT_EQ(unfinished_jobs(*db, "shop")->size(), 1U);
  job.state = JobState::failed;
  job.ended = kNow + seconds(2);
  job.message = "why: 'x'";
  ASSERT_TRUE(update_job(*db, job).has_value());
  const auto found = find_job(*db, "shop", job.id);
  EXPECT_EQ(found->message, job.message);
  EXPECT_EQ(found->ended, job.ended);
  EXPECT_EQ(found->done, 3U);
  EXPECT_EQ(found->by, "ann@x");
  EXPECT_EQ(found->created, kNow);
  EXPECT_TRUE(unfinished_jobs(*db, "shop")->empty());
  job.id = "gone";
  EXPECT_EQ(update_job(*db, job).error().code, ErrorCode::not_found);
}

TEST_P(JobsTest, AreListedFromTheNewest) {
  const Job one = added("1"), two = added("2"), three = added("3");
  EXPECT_THAT(*list_jobs(*db, "shop", 2), ElementsAre(Field(&Job::request, "3"), Field(&Job::request, "2")));
  EXPECT_THAT(*unfinished_jobs(*db, "shop"),
              ElementsAre(Field(&Job::id, one.id), Field(&Job::id, two.id), Field(&Job::id, three.id)));
}

TEST_P(JobsTest, RunsKeepTheLast) {
  ASSERT_TRUE(put_runs(*db, "shop", {{"tag:b", kNow, seconds(1), 5, ""}, {"tag:a", kNow, seconds(2), 0, "no"}}));
  ASSERT_TRUE(put_runs(*db, "shop", {{"tag:a", kNow + seconds(9), Duration(3), 6, ""}}));
  const auto runs = list_runs(*db, "shop");
  ASSERT_EQ(runs->size(), 2U);
  EXPECT_EQ((*runs)[0].object, "tag:a");
  EXPECT_EQ((*runs)[0].took, Duration(3));
  EXPECT_EQ((*runs)[0].problem, "");
  EXPECT_EQ((*runs)[1].persons, 5U);
  EXPECT_TRUE(list_runs(*db, "blog")->empty());
}

}  // namespace
}  // namespace throng::ledger
