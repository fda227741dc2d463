#include "board/number.h"

namespace throng::board {

using analyze::TrendQuestion;

Result<void> check_one_number(const TrendQuestion& question) {
  if (auto r = analyze::validate(question); !r) return std::unexpected(json::under("question", std::move(r).error()));
  if (!question.breakdowns.empty())
    return invalid("question.breakdowns", "expected one number: take the breakdowns away");
  if (question.formulas.size() > 1) return invalid("question.formulas", "expected one number: leave one formula");
  if (question.formulas.empty() && question.series.size() > 1)
    return invalid("question.series", "expected one number: leave one series, or add a formula over them");
  if (question.compare != analyze::TrendCompare::none)
    return invalid("question.compare", "expected one number: compare with nothing");
  if (question.calendar) return invalid("question.calendar", "expected numbers over time, not by hour of the week");
  if (question.cumulative) return invalid("question.cumulative", "expected plain numbers, not running sums");
  if (question.rolling != 1)
    return invalid("question.rolling", "expected plain numbers, not means over several buckets");
  return {};
}

analyze::AskRequest request_of(TrendQuestion question, const TimeRange& range, BucketUnit bucket) {
  question.range.form = model::Window::Between{format_instant(range.begin), format_instant(range.end)};
  question.bucket = bucket;
  return {"trend", json::Raw{json::to_string(question)}};
}

Result<std::vector<Line>> lines_of(const analyze::Answered& answered) {
  THRONG_TRY(const auto answer, json::read<analyze::TrendAnswer>(answered.json));
  if (answer.series.empty()) return fail(ErrorCode::internal, "the trend has no series");
  std::vector<Line> lines;
  for (const analyze::TrendSeries& series : answer.series)
    lines.push_back({answer.buckets, answer.complete, series.values, series.total});
  return lines;
}

Result<Line> line_of(const analyze::Answered& answered) {
  THRONG_TRY(auto lines, lines_of(answered));
  return std::move(lines.back());  // the formula, if there is one, comes last
}

}  // namespace throng::board
