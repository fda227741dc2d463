#include "analyze/interval/spec.h"

#include "analyze/internal/checks.h"

namespace throng::analyze {
namespace {

std::vector<double> edges_of(const IntervalQuestion& question) {
  std::vector<double> edges;
  for (const Duration edge : question.bins) edges.push_back(static_cast<double>(edge.count()));
  return edges;
}

}  // namespace

Result<void> validate(const IntervalQuestion& question) {
  THRONG_CHECK(internal::check_match("from", question.from));
  THRONG_CHECK(internal::check_match("to", question.to));
  THRONG_CHECK(internal::check_range(question.range));
  if (question.limit <= Duration(0) || question.limit > kMaxIntervalLimit)
    return invalid("limit", "expected more than nothing and at most 3650d");
  THRONG_CHECK(internal::check_edges(edges_of(question)));
  if (!question.bins.empty() && (question.bins.front() <= Duration(0) || question.bins.back() > question.limit))
    return invalid("bins", "expected durations above 0 and up to the limit");
  THRONG_CHECK(internal::check_breakdown(question.breakdown));
  return internal::check_count("top", question.top, 1, kMaxIntervalTop);
}

Result<void> validate(const IntervalCell& cell, const IntervalQuestion& question, std::size_t buckets) {
  if (cell.bucket && *cell.bucket >= buckets) return invalid("bucket", "the answer has no such bucket");
  if (cell.label && !question.breakdown) return invalid("label", "the question has no breakdown");
  return {};
}

Result<void> check_bin(const IntervalCell& cell, const internal::Bins& bins) {
  if (cell.bin && *cell.bin >= bins.count()) return invalid("bin", "the answer has no such bin");
  return {};
}

Result<void> check_size(const IntervalQuestion& question, std::size_t buckets) {
  const std::size_t groups = question.breakdown ? question.top + 1 : 1;
  if (buckets * groups <= kMaxIntervalCells) return {};
  return fail(ErrorCode::too_large, "too many buckets for so many groups; take a shorter range or a coarser bucket",
              "range");
}

internal::Bins bins_of(const IntervalQuestion& question, double longest_ms) {
  internal::Bins bins;
  if (question.bins.empty()) {
    if (longest_ms >= 0) return internal::bins_of_times(longest_ms);
    bins.none = true;
    return bins;
  }
  bins.first = 0;
  bins.edges = edges_of(question);
  bins.last = static_cast<double>(question.limit.count());
  return bins;
}

IntervalAnswer empty_interval(const Buckets& buckets, const internal::Bins& bins, const AskContext& context) {
  IntervalAnswer answer;
  answer.buckets = buckets.starts();
  answer.end = buckets.end();
  answer.complete = buckets.complete(context.now);
  for (std::size_t i = 0; i < bins.count(); ++i) answer.bins.push_back({*bins.from(i), *bins.to(i)});
  return answer;
}

}  // namespace throng::analyze
