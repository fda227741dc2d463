#include "jobs/runner.h"

#include <latch>

#include <gtest/gtest.h>

#include "ledger/projects.h"
#include "ledger/testing.h"

namespace throng::jobs {
namespace {

using ledger::Job;
using ledger::JobState;

class RunnerTest : public ::testing::Test {
 protected:
  RunnerTest() {
    db = ledger::Db::open(ledger::fresh_sqlite_url()).value();
    model::Project project;
    project.id = "shop";
    project.name = "Shop";
    EXPECT_TRUE(ledger::add_project(*db, project, clock.now()));
    kinds["echo"] = [](const Work& work) -> Result<std::string> {
      work.progress(1, 2);
      return "did " + work.job.request;
    };
    kinds["broken"] = [](const Work&) -> Result<std::string> { return fail(ErrorCode::io, "the disk is full"); };
    // Runs until it is told to stop.
    kinds["endless"] = [this](const Work& work) -> Result<std::string> {
      begun.count_down();
      std::mutex mutex;
      std::unique_lock lock(mutex);
      std::condition_variable_any().wait(lock, work.stop, [] { return false; });
      return fail(ErrorCode::cancelled, "stopped");
    };
  }
  std::unique_ptr<Runner> runner() {
    return std::make_unique<Runner>(*db, Runner::Options{.project = "shop", .kinds = kinds}, clock, log);
  }
  Job find(const Job& job) { return ledger::find_job(*db, "shop", job.id).value(); }

  ManualClock clock{from_ms(1'800'000'000'000)};
  Log log{LogLevel::error, clock, nullptr};
  std::unique_ptr<ledger::Db> db;
  Kinds kinds;
  std::latch begun{1};
};

TEST_F(RunnerTest, WorksAndTellsHowItEnded) {
  const auto running = runner();
  const Job good = running->start("echo", "1", "ann@x").value();
  const Job bad = running->start("broken", "2", "").value();
  running->wait();
  EXPECT_EQ(find(good).state, JobState::done);
  EXPECT_EQ(find(good).message, "did 1");
  EXPECT_EQ(find(good).done, 2U);
  EXPECT_EQ(find(bad).state, JobState::failed);
  EXPECT_NE(find(bad).message.find("the disk is full"), std::string::npos);
  EXPECT_EQ(running->start("unknown", "3", "").error().field, "kind");
  EXPECT_EQ(running->cancel(good.id).error().code, ErrorCode::conflict);
}

TEST_F(RunnerTest, CancelsWhatRunsAndWhatWaits) {
  const auto running = runner();
  const Job endless = running->start("endless", "1", "").value();
  begun.wait();
  const Job waits = running->start("echo", "2", "").value();
  EXPECT_EQ(running->start("echo", "2", "bob@x")->id, waits.id) << "the same work twice is once";
  EXPECT_EQ(running->cancel(waits.id)->state, JobState::cancelled);
  EXPECT_TRUE(running->cancel(endless.id));
  running->wait();
  EXPECT_EQ(find(endless).state, JobState::cancelled);
  EXPECT_EQ(find(waits).state, JobState::cancelled);
}

TEST_F(RunnerTest, ResumesWhatAStopInterrupted) {
  auto running = runner();
  const Job endless = running->start("endless", "1", "").value();
  begun.wait();
  running.reset();
  EXPECT_EQ(find(endless).state, JobState::running);
  kinds["endless"] = [](const Work&) -> Result<std::string> { return "this time"; };
  running = runner();
  running->wait();
  EXPECT_EQ(find(endless).state, JobState::done);
  EXPECT_EQ(find(endless).message, "this time");
}

}  // namespace
}  // namespace throng::jobs
