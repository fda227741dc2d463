#include "board/collapse.h"

#include <algorithm>

#include "model/filter.h"

namespace throng::board {
namespace {

Result<std::vector<std::string>> watched_events(const Alert& alert, const analyze::Sources& sources) {
  std::vector<std::string> names = alert.question.series.front().match.events;
  if (!names.empty()) return names;
  if (sources.timeline == nullptr) return fail(ErrorCode::conflict, "this project has no timeline in memory");
  THRONG_TRY(const timeline::Snapshot snapshot, sources.timeline->snapshot());
  for (std::size_t code = 0; code < snapshot.event_names() && names.size() < kMaxWatchedEvents; ++code) {
    const std::string name(snapshot.event_name(static_cast<timeline::EventCode>(code)));
    if (model::is_activity(name)) names.push_back(name);
  }
  return names;
}

// How often each of the names came, in the buckets of the alert.
analyze::TrendQuestion question_of(const Alert& alert, std::span<const std::string> names) {
  analyze::TrendQuestion question;
  question.series.clear();
  for (const std::string& name : names) {
    analyze::TrendSeriesQuestion series = alert.question.series.front();
    series.match.events = {name};
    series.measure = analyze::Measure::total;
    question.series.push_back(std::move(series));
  }
  return question;
}

void sort_worst_first(std::vector<CollapsedEvent>& events) {
  std::ranges::sort(events, [](const CollapsedEvent& a, const CollapsedEvent& b) {
    return a.expected != b.expected ? a.expected > b.expected : a.event < b.event;
  });
}

}  // namespace

std::optional<CollapsedEvent> collapsed(const std::string& event, const Line& line, const Alert& alert,
                                        const Calendar& calendar) {
  const auto bucket = last_complete(line);
  if (!bucket || !line.values[*bucket]) return std::nullopt;
  const auto before = like_it(line, *bucket, alert.question.bucket, calendar, kChangeWeeks);
  double sum = 0;
  for (const double value : before) sum += value;
  const double mean = before.empty() ? 0 : sum / static_cast<double>(before.size());
  const double value = *line.values[*bucket];
  if (mean < kLeastToCollapse || value > mean * (1 - alert.bound / 100)) return std::nullopt;
  return CollapsedEvent{event, value, mean};
}

Result<AlertFinding> find_collapsed(const Alert& alert, const analyze::Sources& sources,
                                    const analyze::AskContext& context) {
  THRONG_TRY(const auto names, watched_events(alert, sources));
  const TimeRange range = range_of(alert, context.calendar, context.now);
  AlertFinding finding{.state = AlertState::ok,
                       .bucket = context.calendar.advance(range.end, alert.question.bucket, -1)};
  std::span<const std::string> left(names);
  while (!left.empty()) {
    const auto piece = left.first(std::min(left.size(), analyze::kMaxTrendSeries));
    left = left.subspan(piece.size());
    THRONG_TRY(const auto answered,
               analyze::ask(request_of(question_of(alert, piece), range, alert.question.bucket), sources, context));
    THRONG_TRY(const auto lines, lines_of(answered));
    for (std::size_t i = 0; i < std::min(lines.size(), piece.size()); ++i) {
      if (auto found = collapsed(piece[i], lines[i], alert, context.calendar))
        finding.collapsed.push_back(std::move(*found));
    }
  }
  finding.value = static_cast<double>(finding.collapsed.size());
  if (!finding.collapsed.empty()) finding.state = AlertState::firing;
  sort_worst_first(finding.collapsed);
  if (finding.collapsed.size() > kMaxCollapsedListed) finding.collapsed.resize(kMaxCollapsedListed);
  return finding;
}

}  // namespace throng::board
