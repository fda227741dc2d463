// Worked by hand: days of 2026 in UTC; the last complete one is a Monday, 2026-03-02.
#include "board/alert.h"

#include <gmock/gmock.h>

namespace throng::board {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;

const Calendar kUtc = Calendar::utc();
const Instant kMonday = *parse_instant("2026-03-02");

// The 57 days up to that Monday and the one that runs; all have the value 1000 but Mondays, which are given newest
// first.
Line days_with_mondays(const std::vector<std::optional<double>>& mondays) {
  Line line;
  for (int back = 56; back >= -1; --back) {
    line.buckets.push_back(kMonday - days(back));
    line.complete.push_back(back >= 0);
    const auto week = static_cast<std::size_t>(back / 7);
    line.values.push_back(back >= 0 && back % 7 == 0 && week < mondays.size() ? mondays[week] : 1000);
  }
  return line;
}

Alert rule(AlertRule rule, AlertSide side, double bound) { return {.rule = rule, .side = side, .bound = bound}; }

TEST(Alert, OfAThresholdComparesTheLastBucketThatIsOver) {
  const Line line = days_with_mondays({50});
  const AlertFinding above = evaluate(rule(AlertRule::threshold, AlertSide::above, 49), line, kUtc);
  EXPECT_EQ(above.state, AlertState::firing);
  EXPECT_EQ(above.bucket, kMonday);
  EXPECT_EQ(above.value, 50);
  EXPECT_EQ(above.expected, 49);
  EXPECT_EQ(evaluate(rule(AlertRule::threshold, AlertSide::above, 50), line, kUtc).state, AlertState::ok);
  EXPECT_EQ(evaluate(rule(AlertRule::threshold, AlertSide::below, 50), line, kUtc).state, AlertState::ok);
  EXPECT_EQ(evaluate(rule(AlertRule::threshold, AlertSide::below, 51), line, kUtc).state, AlertState::firing);
}

TEST(Alert, OfAChangeTakesTheMeanOfTheLastFourSameWeekdays) {
  const Line line = days_with_mondays({130, 90, 110, 80, 120, 9999});  // mean of 90, 110, 80, 120: 100
  const AlertFinding found = evaluate(rule(AlertRule::change, AlertSide::above, 29), line, kUtc);
  EXPECT_EQ(found.expected, 100);
  EXPECT_EQ(found.difference, 30);
  EXPECT_EQ(found.state, AlertState::firing);
  EXPECT_EQ(evaluate(rule(AlertRule::change, AlertSide::above, 30), line, kUtc).state, AlertState::ok);
  EXPECT_EQ(evaluate(rule(AlertRule::change, AlertSide::below, 10), line, kUtc).state, AlertState::ok);
  EXPECT_EQ(evaluate(rule(AlertRule::change, AlertSide::either, 29), line, kUtc).state, AlertState::firing);
  const Line fallen = days_with_mondays({70, 100, 100, 100, 100});
  EXPECT_EQ(evaluate(rule(AlertRule::change, AlertSide::below, 29), fallen, kUtc).state, AlertState::firing);
}

TEST(Alert, OfAChangeSaysNothingAgainstNothing) {
  EXPECT_EQ(evaluate(rule(AlertRule::change, AlertSide::above, 10), days_with_mondays({5, 0, 0, 0, 0}), kUtc).state,
            AlertState::no_data);
  const Line gaps = days_with_mondays({110, std::nullopt, 100, std::nullopt, 100});
  EXPECT_EQ(evaluate(rule(AlertRule::change, AlertSide::above, 9), gaps, kUtc).state, AlertState::firing);
}

TEST(Alert, OfAnAnomalyTakesRobustDeviationsFromTheMedianOfEightSameWeekdays) {
  // 10 12 14 16 18 20 22 100 (one outlier): median 17; distances 7 5 3 1 1 3 5 83, their median (3 + 5) / 2 = 4.
  const Line line = days_with_mondays({40, 10, 12, 14, 16, 18, 20, 22, 100});
  const AlertFinding found = evaluate(rule(AlertRule::anomaly, AlertSide::above, 3), line, kUtc);
  EXPECT_EQ(found.expected, 17);
  EXPECT_THAT(*found.difference, DoubleNear(23 / (4 * 1.4826), 1e-12));  // 3.878
  EXPECT_EQ(found.state, AlertState::firing);
  EXPECT_EQ(evaluate(rule(AlertRule::anomaly, AlertSide::above, 3.9), line, kUtc).state, AlertState::ok);
  EXPECT_EQ(evaluate(rule(AlertRule::anomaly, AlertSide::below, 3), line, kUtc).state, AlertState::ok);
}

TEST(Alert, OfAnAnomalyFiresAtAnyDifferenceFromWhatNeverDiffered) {
  const std::vector<std::optional<double>> always = {8, 7, 7, 7, 7, 7, 7, 7, 7};
  const AlertFinding found = evaluate(rule(AlertRule::anomaly, AlertSide::either, 5), days_with_mondays(always), kUtc);
  EXPECT_EQ(found.state, AlertState::firing);
  EXPECT_FALSE(found.difference);
  EXPECT_EQ(evaluate(rule(AlertRule::anomaly, AlertSide::below, 5), days_with_mondays(always), kUtc).state,
            AlertState::ok);
}

TEST(Alert, OfAnAnomalyNeedsFourLikeIt) {
  const Line line =
      days_with_mondays({40, 1, 2, 3, std::nullopt, std::nullopt, std::nullopt, std::nullopt, std::nullopt});
  EXPECT_EQ(evaluate(rule(AlertRule::anomaly, AlertSide::above, 3), line, kUtc).state, AlertState::no_data);
}

TEST(Alert, SaysNothingWithoutAValueOrACompleteBucket) {
  EXPECT_EQ(evaluate(rule(AlertRule::threshold, AlertSide::above, 1), days_with_mondays({std::nullopt}), kUtc).state,
            AlertState::no_data);
  Line running = days_with_mondays({5});
  running.complete.assign(running.complete.size(), false);
  EXPECT_EQ(evaluate(rule(AlertRule::threshold, AlertSide::above, 1), running, kUtc).bucket, std::nullopt);
}

TEST(Alert, ComparesHoursWithTheSameHourOfTheWeeksBeforeAndMonthsWithThoseBefore) {
  Alert alert = rule(AlertRule::change, AlertSide::above, 10);
  alert.question.bucket = BucketUnit::hour;
  const Instant now = kMonday + hours(10) + minutes(30);  // 09:00 is over
  const TimeRange range = range_of(alert, kUtc, now);
  EXPECT_EQ(range, (TimeRange{kMonday - days(28), kMonday + hours(10)}));
  Line line;
  for (Instant t = range.begin; t < range.end; t += hours(1)) {
    line.buckets.push_back(t);
    line.complete.push_back(true);
    line.values.push_back(static_cast<double>((t - range.begin) / hours(1)));
  }
  EXPECT_THAT(like_it(line, line.buckets.size() - 1, BucketUnit::hour, kUtc, 4),
              ElementsAre(9 + 3 * 168, 9 + 2 * 168, 9 + 168, 9));
  alert.question.bucket = BucketUnit::month;
  EXPECT_EQ(range_of(alert, kUtc, now), (TimeRange{*parse_instant("2025-10-01"), *parse_instant("2026-03-01")}));
  const Line months{{from_ms(0), from_ms(1), from_ms(2)}, {true, true, true}, {1, 2, 3}, {}};
  EXPECT_THAT(like_it(months, 2, BucketUnit::month, kUtc, 4), ElementsAre(2, 1));
}

TEST(Alert, FindsTheSameHourOnBothSidesOfAClockChange) {
  const Calendar berlin = *Calendar::create("Europe/Berlin");
  const Instant before = *parse_instant("2026-03-27T11:00:00Z");  // Friday 12:00, a week later 12:00 is 10:00 UTC
  const Instant after = *parse_instant("2026-04-03T10:00:00Z");
  const Line line{{before, before + hours(1), after}, {true, true, true}, {1, 2, 3}, {}};
  EXPECT_THAT(like_it(line, 2, BucketUnit::hour, berlin, 1), ElementsAre(1));
}

TEST(Alert, IsRefusedWithTheFieldThatIsWrong) {
  const auto field_of = [](auto change) {
    Alert alert = rule(AlertRule::anomaly, AlertSide::either, 3);
    change(alert);
    const auto checked = check(alert);
    EXPECT_FALSE(checked.has_value());
    return checked ? std::string() : checked.error().field;
  };
  Alert good = rule(AlertRule::anomaly, AlertSide::either, 3);
  good.recipients = {"ann@shop.example"};
  EXPECT_TRUE(check(good).has_value());
  EXPECT_EQ(field_of([](Alert& a) { a.bound = 0; }), "bound");
  EXPECT_EQ(field_of([](Alert& a) { a.rule = AlertRule::threshold; }), "side");
  EXPECT_EQ(field_of([](Alert& a) { a.question.bucket = BucketUnit::total; }), "question.bucket");
  EXPECT_EQ(field_of([](Alert& a) { a.recipients = {"ann@x", "a b@x"}; }), "recipients[1]");
  EXPECT_EQ(field_of([](Alert& a) { a.recipients = {"ann@x\r\nBcc: eve@x"}; }), "recipients[0]");
  EXPECT_EQ(field_of([](Alert& a) { a.recipients.assign(21, "ann@x"); }), "recipients");
}

}  // namespace
}  // namespace throng::board
