// Random questions about random projects: the timeline, SQL and the plain oracle must give the same answers, and the
// persons behind every number must be as many as it says.
//
// THRONG_SEED replays a run, THRONG_QUESTIONS sets its length.
#include <cstdlib>
#include <iostream>

#include <gtest/gtest.h>

#include "analyze/funnel/run_sql.h"
#include "analyze/retention/run_sql.h"
#include "analyze/segment/run_sql.h"
#include "analyze/trend/run_sql.h"
#include "differential/compare.h"
#include "differential/oracle.h"
#include "warehouse/schema.h"
#include "warehouse/testing.h"

namespace throng::testing {
namespace {

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

constexpr std::size_t kQuestionsPerProject = 40;

class Project {
 public:
  explicit Project(Dice& dice) : data(make_data(dice)), memberships(data) {
    context.calendar = data.calendar;
    context.now = data.now;
    context.memberships = &memberships;
    store = {&warehouse::TestWarehouse::shared(), warehouse::TestWarehouse::fresh_project()};
    insert("events", warehouse::events_block(data.events));
    insert("links", warehouse::links_block(data.links));
  }

  Data data;
  TestMemberships memberships;
  analyze::AskContext context;
  analyze::SqlStore store;

 private:
  void insert(std::string_view table, const warehouse::Block& block) {
    if (block.rows == 0) return;
    const auto done = store.warehouse->insert(warehouse::table(store.project, table), block, std::string(table));
    ASSERT_TRUE(done) << describe(done.error());
  }
};

template <class Question>
void check(const Project& project, const Oracle& oracle, const Question& question, const std::string& name) {
  const std::string text = name + " " + json::to_string(question);
  const auto valid = analyze::validate(question);
  ASSERT_TRUE(valid) << text << "\n" << describe(valid.error());
  const auto sql = run_sql(question, project.store, project.context);
  ASSERT_TRUE(sql) << text << "\n" << describe(sql.error());
  EXPECT_EQ(difference(json::to_string(oracle.answer(question)), json::to_string(*sql)), "") << text;
}

void ask_one(Dice& dice, const Project& project, const Oracle& oracle) {
  switch (dice.below(4)) {
    case 0: return check(project, oracle, random_segment(dice, project.data), "segment");
    case 1: return check(project, oracle, random_trend(dice, project.data), "trend");
    case 2: return check(project, oracle, random_funnel(dice, project.data), "funnel");
    default: return check(project, oracle, random_retention(dice, project.data), "retention");
  }
}

TEST(Differential, EnginesAgreeOnRandomQuestions) {
  const std::uint64_t seed = number_from("THRONG_SEED", std::random_device{}());
  const std::uint64_t questions = number_from("THRONG_QUESTIONS", 2000);
  std::cout << "THRONG_SEED=" << seed << " THRONG_QUESTIONS=" << questions << std::endl;
  Dice dice(seed);
  for (std::uint64_t asked = 0; asked < questions && !HasFailure(); asked += kQuestionsPerProject) {
    const Project project(dice);
    const Oracle oracle(project.data, project.context);
    for (std::size_t i = 0; i < kQuestionsPerProject && !HasFailure(); ++i) ask_one(dice, project, oracle);
  }
}

}  // namespace
}  // namespace throng::testing
