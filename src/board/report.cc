#include "board/report.h"

#include <fmt/format.h>

namespace throng::board {

Result<void> check(Report& report) {
  THRONG_TRY(analyze::AskRequest canonical, analyze::narrowed({report.analysis, report.question}, {}));
  report.question = std::move(canonical.question);
  if (report.chart.text.size() > kMaxChartOptions)
    return invalid("chart", fmt::format("at most {} bytes", kMaxChartOptions));
  auto chart = json::Document::parse(report.chart.text);
  if (!chart) return std::unexpected(json::under("chart", std::move(chart).error()));
  if (chart->root().kind() != json::Kind::object)
    return std::unexpected(json::under("chart", json::wrong_kind("an object", chart->root())));
  return {};
}

}  // namespace throng::board
