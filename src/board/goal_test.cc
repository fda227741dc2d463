// Worked by hand: a goal of 100 days from 2026-01-01 in UTC.
#include "board/goal.h"

#include <gmock/gmock.h>

namespace throng::board {
namespace {

using ::testing::ElementsAre;

Goal grow() { return {.target = 200, .from = 100, .start = "2026-01-01", .due = "2026-04-10"}; }

Instant day(int n) { return *parse_instant("2026-01-01") + days(n); }

TimeRange span(const Goal& goal) { return *span_of(goal, Calendar::utc()); }

GoalProgress at(const Goal& goal, int days_gone, std::optional<double> value) {
  return progress_of(goal, span(goal), day(days_gone), value);
}

Goal with_measure(Goal goal, analyze::Measure measure) {
  goal.question.series[0].measure = measure;
  return goal;
}

TEST(Goal, LastsFromTheFirstMidnightToTheEndOfItsLastDay) {
  EXPECT_EQ(span(grow()), (TimeRange{day(0), day(100)}));
  const Calendar shanghai = *Calendar::create("Asia/Shanghai");
  EXPECT_EQ(span_of(grow(), shanghai)->begin, day(0) - hours(8));
}

TEST(Goal, IsMeasuredAgainstAStraightLine) {
  const GoalProgress progress = at(grow(), 25, 120);
  EXPECT_DOUBLE_EQ(progress.elapsed, 0.25);
  EXPECT_DOUBLE_EQ(*progress.expected, 125);   // 100 + 100 * 0.25
  EXPECT_DOUBLE_EQ(*progress.progress, 0.2);   // (120 - 100) / 100
  EXPECT_DOUBLE_EQ(*progress.pace, 0.8);       // 20 / 25
  EXPECT_DOUBLE_EQ(*progress.projected, 180);  // 100 + 20 / 0.25
  EXPECT_EQ(progress.state, GoalState::behind);
  EXPECT_EQ(at(grow(), 25, 125).state, GoalState::on_track);
}

TEST(Goal, WaitsAndEnds) {
  EXPECT_EQ(at(grow(), 0, std::nullopt).state, GoalState::waiting);
  EXPECT_FALSE(at(grow(), -5, std::nullopt).expected);
  EXPECT_EQ(at(grow(), 50, 200).state, GoalState::reached);
  EXPECT_EQ(at(grow(), 100, 199).state, GoalState::missed);
  EXPECT_EQ(at(grow(), 200, 200).state, GoalState::reached);
  EXPECT_DOUBLE_EQ(at(grow(), 200, 200).elapsed, 1);
  EXPECT_EQ(at(grow(), 50, std::nullopt).state, GoalState::behind);
  EXPECT_EQ(at(grow(), 150, std::nullopt).state, GoalState::missed);
}

TEST(Goal, OfALevelIsProjectedAsItIsAndDecidedAtTheEnd) {
  const Goal level = with_measure(grow(), analyze::Measure::avg);
  EXPECT_DOUBLE_EQ(*at(level, 25, 120).projected, 120);
  EXPECT_EQ(at(level, 25, 120).state, GoalState::behind);
  EXPECT_EQ(at(level, 25, 210).state, GoalState::on_track);
  EXPECT_EQ(at(level, 100, 210).state, GoalState::reached);
}

TEST(Goal, AtMostIsReachedOnlyAtTheEndAndMissedOnceItIsPassed) {
  Goal limit = grow();
  limit.direction = GoalDirection::at_most;
  EXPECT_EQ(at(limit, 50, 140).state, GoalState::on_track);  // 180 at the end
  EXPECT_EQ(at(limit, 50, 160).state, GoalState::behind);    // 220
  EXPECT_EQ(at(limit, 50, 201).state, GoalState::missed);
  EXPECT_EQ(at(limit, 100, 200).state, GoalState::reached);
  EXPECT_EQ(at(with_measure(limit, analyze::Measure::avg), 50, 201).state, GoalState::behind);  // it may fall again
}

TEST(Goal, IsDrawnAtEndsOfDaysAndNow) {
  const TimeRange four = {day(0), day(4)};
  EXPECT_THAT(points_of(four, day(2) + hours(6), Calendar::utc(), 40), ElementsAre(day(1), day(2), day(2) + hours(6)));
  EXPECT_THAT(points_of(four, day(9), Calendar::utc(), 2), ElementsAre(day(2), day(4)));
  EXPECT_THAT(points_of(four, day(0), Calendar::utc(), 2), ElementsAre());
}

TEST(Goal, IsRefusedWithTheFieldThatIsWrong) {
  const auto field_of = [](auto change) {
    Goal goal = grow();
    change(goal);
    const auto checked = check(goal);
    EXPECT_FALSE(checked.has_value());
    return checked ? std::string() : checked.error().field;
  };
  Goal good = grow();
  EXPECT_TRUE(check(good).has_value());
  EXPECT_EQ(field_of([](Goal& g) { g.target = g.from; }), "target");
  EXPECT_EQ(field_of([](Goal& g) { g.start = "tomorrow"; }), "start");
  EXPECT_EQ(field_of([](Goal& g) { g.due = "2026-04-10T00:00:00Z"; }), "due");
  EXPECT_EQ(field_of([](Goal& g) { g.due = "2025-12-31"; }), "due");
  EXPECT_EQ(field_of([](Goal& g) { g.question.series.resize(2); }), "question.series");
  EXPECT_EQ(field_of([](Goal& g) { g.question.breakdowns.push_back({{analyze::Scope::event, "plan"}, {}}); }),
            "question.breakdowns");
  EXPECT_EQ(field_of([](Goal& g) { g.question.rolling = 7; }), "question.rolling");
}

TEST(Goal, TakesTheFormulaOverSeveralSeries) {
  Goal goal = grow();
  goal.question.series.resize(2);
  goal.question.formulas.push_back({"", "A / B"});
  EXPECT_TRUE(check(goal).has_value());
  EXPECT_FALSE(adds_up(goal.question));
  const auto line = line_of({.json = R"({"buckets":[],"end":"2026-01-02","complete":[],"previous":[],"series":[
    {"values":[],"total":8,"index":0,"formula":false,"name":"","labels":[]},
    {"values":[],"total":0.5,"index":0,"formula":true,"name":"","labels":[]}]})"});
  ASSERT_TRUE(line.has_value()) << describe(line.error());
  EXPECT_EQ(line->total, 0.5);
}

}  // namespace
}  // namespace throng::board
