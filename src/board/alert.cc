#include "board/alert.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "outbound/mail.h"

namespace throng::board {
namespace {

double median(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

bool beyond(AlertSide side, double difference, double bound) {
  switch (side) {
    case AlertSide::above: return difference > bound;
    case AlertSide::below: return difference < -bound;
    case AlertSide::either: return std::abs(difference) > bound;
  }
  return false;
}

AlertState state_of(bool fires) { return fires ? AlertState::firing : AlertState::ok; }

void judge_threshold(const Alert& alert, AlertFinding& finding) {
  finding.expected = alert.bound;
  finding.state =
      state_of(alert.side == AlertSide::above ? *finding.value > alert.bound : *finding.value < alert.bound);
}

void judge_change(const Alert& alert, const std::vector<double>& before, AlertFinding& finding) {
  if (before.empty()) return;
  double sum = 0;
  for (const double value : before) sum += value;
  finding.expected = sum / static_cast<double>(before.size());
  if (*finding.expected == 0) return;  // no percentage of nothing
  finding.difference = (*finding.value - *finding.expected) / std::abs(*finding.expected) * 100;
  finding.state = state_of(beyond(alert.side, *finding.difference, alert.bound));
}

// Residual against the median in units of the median absolute deviation, scaled to the standard deviation of a normal
// distribution (Leys et al. 2013, "Detecting outliers: do not use standard deviation around the mean").
void judge_anomaly(const Alert& alert, const std::vector<double>& before, AlertFinding& finding) {
  if (before.size() < kFewestLikeIt) return;
  finding.expected = median(before);
  std::vector<double> distances;
  for (const double value : before) distances.push_back(std::abs(value - *finding.expected));
  const double deviation = median(std::move(distances)) * kMadToDeviation;
  const double residual = *finding.value - *finding.expected;
  if (deviation > 0) {
    finding.difference = residual / deviation;
    finding.state = state_of(beyond(alert.side, *finding.difference, alert.bound));
  } else {  // it was always the same: whatever differs is beyond any bound
    finding.state = state_of(beyond(alert.side, residual, 0));
  }
}

// The same hour or day `weeks` before, by the calendar; an hour that the clock skips or repeats is the nearest to it.
Instant weeks_before(Instant start, BucketUnit unit, const Calendar& calendar, int weeks) {
  const Instant day = calendar.floor(start, BucketUnit::day);
  const Instant then = calendar.advance(day, BucketUnit::day, -7 * weeks);
  return unit == BucketUnit::day ? then : then + (start - day);
}

Result<void> check_collapse(Alert& alert) {
  alert.side = AlertSide::below;
  if (!alert.question.formulas.empty()) return invalid("question.formulas", "expected events, no formula");
  if (alert.bound > 100) return invalid("bound", "expected at most 100 percent");
  return {};
}

}  // namespace

Result<void> check(Alert& alert) {
  THRONG_CHECK(check_one_number(alert.question));
  if (alert.rule == AlertRule::collapse) THRONG_CHECK(check_collapse(alert));
  if (alert.question.bucket == BucketUnit::total)
    return invalid("question.bucket", "expected hour, day, week, month or quarter");
  if (!std::isfinite(alert.bound)) return invalid("bound", "expected a number");
  if (alert.rule != AlertRule::threshold && alert.bound <= 0) return invalid("bound", "expected more than 0");
  if (alert.rule == AlertRule::threshold && alert.side == AlertSide::either)
    return invalid("side", "a threshold is passed above or below");
  if (alert.recipients.size() > kMaxRecipients)
    return fail(ErrorCode::too_large, fmt::format("at most {} addresses", kMaxRecipients), "recipients");
  for (std::size_t i = 0; i < alert.recipients.size(); ++i) {
    if (auto r = outbound::check_address(alert.recipients[i]); !r)
      return std::unexpected(json::under("recipients", json::under(i, std::move(r).error())));
  }
  return {};
}

TimeRange range_of(const Alert& alert, const Calendar& calendar, Instant now) {
  const BucketUnit unit = alert.question.bucket;
  const Instant running = calendar.floor(now, unit);
  const std::size_t like = alert.rule == AlertRule::threshold ? 0
                           : alert.rule == AlertRule::anomaly ? kAnomalyWeeks
                                                              : kChangeWeeks;
  const Instant last = calendar.advance(running, unit, -1);
  if (unit != BucketUnit::hour && unit != BucketUnit::day)
    return {calendar.advance(last, unit, -static_cast<int>(like)), running};
  const Instant first = calendar.floor(weeks_before(last, unit, calendar, static_cast<int>(like)), BucketUnit::day);
  return {like == 0 ? last : first, running};
}

std::vector<double> like_it(const Line& line, std::size_t bucket, BucketUnit unit, const Calendar& calendar,
                            std::size_t count) {
  std::vector<double> values;
  const bool by_week = unit == BucketUnit::hour || unit == BucketUnit::day;
  for (std::size_t k = 1; k <= count; ++k) {
    std::size_t at = bucket - k;
    if (by_week) {
      const Instant then = weeks_before(line.buckets[bucket], unit, calendar, static_cast<int>(k));
      if (then < line.buckets.front()) break;
      at = static_cast<std::size_t>(std::ranges::upper_bound(line.buckets, then) - line.buckets.begin()) - 1;
    } else if (k > bucket) {
      break;
    }
    if (line.values[at]) values.push_back(*line.values[at]);
  }
  return values;
}

std::optional<std::size_t> last_complete(const Line& line) {
  for (std::size_t bucket = line.complete.size(); bucket > 0; --bucket) {
    if (line.complete[bucket - 1]) return bucket - 1;
  }
  return std::nullopt;
}

AlertFinding evaluate(const Alert& alert, const Line& line, const Calendar& calendar) {
  AlertFinding finding;
  const auto last = last_complete(line);
  if (!last) return finding;
  const std::size_t bucket = *last;
  finding.bucket = line.buckets[bucket];
  finding.value = line.values[bucket];
  if (!finding.value) return finding;
  const BucketUnit unit = alert.question.bucket;
  switch (alert.rule) {
    case AlertRule::threshold: judge_threshold(alert, finding); break;
    case AlertRule::change: judge_change(alert, like_it(line, bucket, unit, calendar, kChangeWeeks), finding); break;
    case AlertRule::anomaly: judge_anomaly(alert, like_it(line, bucket, unit, calendar, kAnomalyWeeks), finding); break;
    case AlertRule::collapse: break;
  }
  return finding;
}

}  // namespace throng::board
