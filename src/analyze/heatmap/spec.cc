#include "analyze/heatmap/spec.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "analyze/internal/checks.h"

namespace throng::analyze {
namespace {

Result<void> check_widths(const std::vector<double>& widths) {
  if (widths.size() > kMaxHeatmapWidths) return invalid("widths", fmt::format("at most {} edges", kMaxHeatmapWidths));
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (!std::isfinite(widths[i]) || widths[i] <= 0 || (i > 0 && widths[i] <= widths[i - 1]))
      return invalid("widths", "edges have to be more than 0 and ascend");
  }
  return {};
}

Result<void> check_width(const std::optional<std::uint32_t>& width, const HeatmapQuestion& question) {
  if (width && *width > question.widths.size()) return invalid("width", "there is no such class of width");
  return {};
}

}  // namespace

Result<void> validate(const HeatmapQuestion& question) {
  THRONG_CHECK(internal::check_match("match", question.match));
  THRONG_CHECK(internal::check_range(question.range));
  if (question.page.size() > kMaxHeatmapText) return invalid("page", fmt::format("at most {} bytes", kMaxHeatmapText));
  if (question.kind == HeatmapKind::view) return invalid("kind", "click, rage_click or dead_click");
  THRONG_CHECK(check_widths(question.widths));
  THRONG_CHECK(check_width(question.width, question));
  THRONG_CHECK(internal::check_count("columns", question.columns, 1, kMaxHeatmapColumns));
  THRONG_CHECK(internal::check_count("row", question.row, kMinHeatmapRow, kMaxHeatmapRow));
  return internal::check_count("elements", question.elements, 0, kMaxHeatmapElements);
}

Result<void> validate(const HeatmapCell& cell, const HeatmapQuestion& question) {
  THRONG_CHECK(check_width(cell.width, question));
  const bool is_view = cell.kind == HeatmapKind::view;
  if (is_view && cell.spot) return invalid("spot", "views are in no spot");
  if (is_view && cell.selector) return invalid("selector", "views are on no element");
  if (!is_view && cell.depth) return invalid("depth", "only views have a depth");
  if (cell.depth && *cell.depth > kHeatmapDepths) return invalid("depth", "the answer has no such depth");
  return {};
}

}  // namespace throng::analyze
