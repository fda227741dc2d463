#include "api/source_book.h"

#include <chrono>

#include "base/json.h"
#include "ledger/plan_findings.h"
#include "ledger/source_hours.h"

namespace throng::api {
namespace {

constexpr std::chrono::minutes kPause{1};

ledger::SourceHour since(const collect::Collector::SourceStats& now, const collect::Collector::SourceStats& then,
                         Instant hour) {
  return {.hour = hour,
          .source = now.source,
          .requests = now.requests - then.requests,
          .accepted = now.accepted - then.accepted,
          .duplicates = now.duplicates - then.duplicates,
          .late = now.late - then.late,
          .quarantined = now.quarantined - then.quarantined,
          .refused = now.refused - then.refused};
}

std::vector<ledger::PlanFindingDay> findings_of(std::vector<collect::PlanFinding> findings) {
  std::vector<ledger::PlanFindingDay> out;
  for (collect::PlanFinding& one : findings) {
    out.push_back({.day = one.last - Duration(to_ms(one.last) % to_ms(from_ms(0) + days(1))),
                   .event = std::move(one.event),
                   .reason = std::string(json::enum_text(one.problem.reason)),
                   .field = std::move(one.problem.field),
                   .message = std::move(one.problem.message),
                   .times = one.times,
                   .last = one.last});
  }
  return out;
}

bool is_empty(const ledger::SourceHour& hour) {
  return hour.requests + hour.accepted + hour.duplicates + hour.quarantined + hour.refused == 0;
}

}  // namespace

SourceBook::SourceBook(ledger::Db& db, collect::Collector& collector, std::string project, const Clock& clock)
    : db_(db),
      collector_(collector),
      project_(std::move(project)),
      clock_(clock),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

SourceBook::~SourceBook() {
  thread_.request_stop();
  thread_.join();
  static_cast<void>(write());
}

Result<void> SourceBook::write() {
  const std::lock_guard lock(mutex_);
  const Instant now = clock_.now();
  const Instant hour = now - Duration(to_ms(now) % to_ms(from_ms(0) + hours(1)));
  std::vector<ledger::SourceHour> rows;
  const auto stats = collector_.stats().sources;
  for (const auto& one : stats) {
    const ledger::SourceHour row = since(one, written_[one.source], hour);
    if (!is_empty(row)) rows.push_back(row);
  }
  THRONG_CHECK(ledger::add_source_hours(db_, project_, rows));
  for (const auto& one : stats) written_[one.source] = one;
  return ledger::add_plan_findings(db_, project_, findings_of(collector_.take_plan_findings()));
}

void SourceBook::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, stop, kPause, [] { return false; });
    }
    if (stop.stop_requested()) return;
    static_cast<void>(write());  // what cannot be written now is written with the next
    static_cast<void>(ledger::prune_source_hours(db_, clock_.now()));
    static_cast<void>(ledger::prune_plan_findings(db_, clock_.now()));
  }
}

}  // namespace throng::api
