#include "analyze/retention/spec.h"

#include <algorithm>
#include <functional>

#include "analyze/internal/checks.h"

namespace throng::analyze {
namespace {

Result<void> check_brackets(const std::vector<std::uint32_t>& brackets) {
  if (brackets.empty()) return {};
  THRONG_CHECK(internal::check_count("brackets", brackets.front(), 1, kMaxRetentionBuckets));
  THRONG_CHECK(internal::check_count("brackets", brackets.back(), 1, kMaxRetentionBuckets));
  if (std::adjacent_find(brackets.begin(), brackets.end(), std::greater_equal<>()) == brackets.end()) return {};
  return invalid("brackets", "expected ascending numbers");
}

Result<void> check_value(const RetentionQuestion& question) {
  if (question.value == RetentionValue::persons) return {};
  if (question.property.empty()) return invalid("property", "say of which property");
  return internal::at_field("property", model::validate_property(question.property));
}

}  // namespace

std::size_t column_count(const RetentionQuestion& question) {
  return question.brackets.empty() ? question.buckets + 1 : question.brackets.size();
}

bool is_plain(const RetentionQuestion& question) {
  return question.periods == PeriodKind::calendar && question.brackets.empty() && question.at_least == 1 &&
         question.value == RetentionValue::persons && !question.breakdown && !question.streaks;
}

Result<void> validate(const RetentionQuestion& question) {
  THRONG_CHECK(internal::check_match("start", question.start));
  THRONG_CHECK(internal::check_match("back", question.back));
  THRONG_CHECK(internal::check_range(question.range));
  THRONG_CHECK(internal::check_day_or_longer(question.bucket));
  THRONG_CHECK(internal::check_count("buckets", question.buckets, 1, kMaxRetentionBuckets));
  THRONG_CHECK(check_brackets(question.brackets));
  THRONG_CHECK(internal::check_count("at_least", question.at_least, 1, kMaxRetentionTimes));
  THRONG_CHECK(check_value(question));
  THRONG_CHECK(internal::check_breakdown(question.breakdown));
  return internal::check_count("top", question.top, 1, kMaxRetentionTop);
}

Result<void> validate(const RetentionCell& cell, const RetentionQuestion& question, std::size_t cohorts) {
  if (!cell.every && cell.cohort >= cohorts) return invalid("cohort", "the answer has no such cohort");
  if (cell.bucket && *cell.bucket >= column_count(question)) return invalid("bucket", "the answer has no such column");
  if (cell.absent && !cell.bucket) return invalid("absent", "say from which bucket");
  if (cell.label && !question.breakdown) return invalid("label", "the question has no breakdown");
  if (cell.streak && !question.streaks) return invalid("streak", "the question does not ask for streaks");
  if (cell.streak && !cell.bucket) return invalid("bucket", "say how long the streak is");
  return {};
}

}  // namespace throng::analyze
