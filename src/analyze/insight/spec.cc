#include "analyze/insight/spec.h"

#include <set>

#include <fmt/format.h>

#include "analyze/internal/checks.h"

namespace throng::analyze {
namespace {

Result<void> check_grouping(const InsightGrouping& grouping) {
  if (grouping.kind == InsightKind::trait)
    THRONG_CHECK(internal::at_field("id", model::validate_property(grouping.id)));
  else if (grouping.id.empty())
    return invalid("id", "is required");
  const bool takes_values = grouping.kind == InsightKind::tag || grouping.kind == InsightKind::layers;
  if (!takes_values && !grouping.values.empty()) return invalid("values", "only tags and layers have them given");
  if (!takes_values) return {};
  THRONG_CHECK(internal::check_count("values", grouping.values.size(), 1, kMaxInsightValues));
  std::set<std::string> known;
  for (const std::string& value : grouping.values) {
    if (!known.insert(value).second) return invalid("values", "\"" + value + "\" is there twice");
  }
  return {};
}

}  // namespace

Result<void> validate(const InsightQuestion& question) {
  THRONG_CHECK(internal::at_field("segment", model::validate(question.segment, model::FilterPlace::person)));
  THRONG_CHECK(internal::at_field("baseline", model::validate(question.baseline, model::FilterPlace::person)));
  THRONG_CHECK(internal::check_count("by", question.by.size(), 1, kMaxInsightGroupings));
  std::set<std::pair<InsightKind, std::string>> known;
  for (std::size_t i = 0; i < question.by.size(); ++i) {
    const std::string field = fmt::format("by[{}]", i);
    THRONG_CHECK(internal::at_field(field, check_grouping(question.by[i])));
    if (!known.emplace(question.by[i].kind, question.by[i].id).second) return invalid(field, "is there twice");
  }
  if (question.min_persons == 0) return invalid("min_persons", "expected 1 or more");
  THRONG_CHECK(internal::check_count("top", question.top, 1, kMaxInsightTop));
  if (!question.cross) return {};
  const InsightCross& cross = *question.cross;
  if (cross.a >= question.by.size()) return invalid("cross.a", "expected a place in by");
  if (cross.b >= question.by.size() || cross.b == cross.a) return invalid("cross.b", "expected another place in by");
  return {};
}

Result<void> validate(const InsightCell& cell, const InsightQuestion& question) {
  if (cell.picks.size() > kMaxInsightGroupings) return fail(ErrorCode::too_large, "too many", "picks");
  for (std::size_t i = 0; i < cell.picks.size(); ++i) {
    const InsightPick& pick = cell.picks[i];
    const std::string field = fmt::format("picks[{}]", i);
    if (pick.by >= question.by.size()) return invalid(field + ".by", "expected a place in by");
    const bool is_number = pick.from || pick.to;
    if (is_number && pick.value) return invalid(field + ".value", "expected a value or a number, not both");
    if (is_number && question.by[pick.by].kind != InsightKind::trait)
      return invalid(field + ".from", "only traits have numbers");
  }
  return {};
}

void add_reads(Reads& reads, const InsightGrouping& grouping) {
  if (grouping.kind != InsightKind::trait) reads.members = true;
}

}  // namespace throng::analyze
