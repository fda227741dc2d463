#include "analyze/retention/internal/frame.h"

#include <algorithm>

namespace throng::analyze::internal {
namespace {

constexpr std::int64_t kQuarterMs = 15 * 60 * 1000;

Duration period_of(BucketUnit unit) {
  if (unit == BucketUnit::quarter) return days(90);
  if (unit == BucketUnit::month) return days(30);
  return unit == BucketUnit::week ? days(7) : days(1);
}

std::vector<std::uint32_t> edges_of(const RetentionQuestion& question) {
  std::vector<std::uint32_t> edges = {0};
  edges.insert(edges.end(), question.brackets.begin(), question.brackets.end());
  if (!question.brackets.empty()) return edges;
  for (std::uint32_t n = 1; n <= question.buckets + 1; ++n) edges.push_back(n);
  return edges;
}

// Answers are kept until the next quarter of an hour, so that nothing may become complete within one.
Instant quarter_of(Instant now) { return from_ms(to_ms(now) / kQuarterMs * kQuarterMs); }

std::size_t complete_columns(const RetentionQuestion& question, const RetentionFrame& frame, std::size_t cohort,
                             Instant now) {
  const Instant last_start = std::min(frame.cohorts.bounds[cohort + 1], frame.cohorts.range.end);
  std::size_t complete = 0;
  while (complete < frame.columns()) {
    const std::uint32_t periods = frame.edges[complete + 1];
    const Instant end = question.periods == PeriodKind::rolling ? last_start + frame.period * static_cast<int>(periods)
                                                                : frame.bounds[cohort + periods];
    if (end > now) break;
    ++complete;
  }
  return complete;
}

}  // namespace

Result<RetentionFrame> retention_frame(const RetentionQuestion& question, Buckets cohorts, const AskContext& context) {
  RetentionFrame frame{.cohorts = std::move(cohorts), .edges = edges_of(question)};
  const std::size_t groups = question.breakdown ? question.top + 1 : 1;
  const std::size_t most = is_plain(question) ? kMaxPlainRetentionCells : kMaxRetentionCells;
  if (groups * frame.cohorts.count() * frame.columns() > most) {
    return fail(ErrorCode::too_large, "too many cohorts and columns for so many groups; take a shorter range", "range");
  }
  frame.period = period_of(question.bucket);
  for (std::uint32_t column = 0; column < frame.columns(); ++column)
    frame.column_of.resize(frame.edges[column + 1], column);
  frame.bounds = frame.cohorts.bounds;
  if (frame.bounds.empty()) return frame;
  for (std::uint32_t n = 1; n < frame.periods(); ++n)
    frame.bounds.push_back(context.calendar.advance(frame.bounds.back(), question.bucket, 1));
  const Instant now = quarter_of(context.now);
  for (std::size_t cohort = 0; cohort < frame.cohorts.count(); ++cohort)
    frame.complete.push_back(complete_columns(question, frame, cohort, now));
  return frame;
}

bool is_of_cohort(const RetentionFrame& frame, const RetentionCell& cell, std::size_t cohort) {
  if (!cell.every) return cohort == cell.cohort;
  if (cell.streak && *cell.streak != RetentionStreak::unbroken) return true;
  return !cell.bucket || *cell.bucket < frame.complete[cohort];
}

}  // namespace throng::analyze::internal
