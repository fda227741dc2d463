#include "kafka/intake.h"

#include <fmt/core.h>

namespace throng::kafka {
namespace {

constexpr std::size_t kMostMessages = 5'000;
constexpr std::size_t kMaxProblems = 10;

void add(const collect::Receipt& receipt, collect::ImportReport& report) {
  report.accepted += receipt.accepted;
  report.duplicates += receipt.duplicates;
  report.quarantined += receipt.quarantined;
  for (const std::string& problem : receipt.problems) {
    if (report.problems.size() < kMaxProblems) report.problems.push_back(problem);
  }
}

}  // namespace

std::string source_of(const std::string& topic) { return "kafka:" + topic; }

// A partition's messages are in an order, as a file's lines are.
Result<collect::LineMapper*> Intake::mapper_of(std::int32_t partition) {
  auto found = mappers_.find(partition);
  if (found == mappers_.end()) {
    THRONG_TRY(auto mapper, collect::LineMapper::create(form_, fmt::format("{}:{}", source_of(topic_), partition)));
    found = mappers_.emplace(partition, std::move(mapper)).first;
  }
  return &found->second;
}

Result<bool> Intake::step(Duration wait, collect::ImportReport& report) {
  THRONG_TRY(const auto delivered, consumer_.poll(kMostMessages, wait));
  if (delivered.empty()) return false;
  std::vector<collect::Collector::ImportRow> rows;
  collect::MappedRow row;
  for (const Delivered& one : delivered) {
    ++report.rows;
    report.bytes += one.value.size();
    THRONG_TRY(collect::LineMapper* const mapper, mapper_of(one.partition));
    const auto number = static_cast<std::uint64_t>(one.offset);
    THRONG_CHECK(mapper->map(one.value, number, row));
    if (row.problem.empty() && row.messages.empty()) ++report.skipped;
    for (std::string& message : row.messages) rows.push_back({std::move(message), number, "", ""});
    if (!row.problem.empty()) rows.push_back({std::move(row.text), number, row.problem, row.field});
  }
  if (!rows.empty()) {
    THRONG_TRY(const collect::Receipt receipt, sink_(rows));
    add(receipt, report);
  }
  THRONG_CHECK(consumer_.commit());
  return true;
}

}  // namespace throng::kafka
