// Rows of an import on their way to its sink.
#pragma once

#include <algorithm>

#include "collect/import/import.h"

namespace throng::collect {

// Gathers rows and passes them on a chunk at a time; the messages of one line stay together.
class Chunks {
 public:
  Chunks(const RowSink& sink, const ImportWatch& watch, ImportReport& report)
      : sink_(sink), watch_(watch), report_(report) {}

  Result<void> add(MappedRow& row) {
    ++report_.rows;
    if (row.line <= watch_.done) {
      ++report_.resumed;
      return {};
    }
    if (row.problem.empty() && row.messages.empty()) ++report_.skipped;
    if (rows_.size() + std::max<std::size_t>(row.messages.size(), 1) > kChunk) THRONG_CHECK(send());
    line_ = row.line;
    for (std::string& message : row.messages) rows_.push_back({std::move(message), row.line, "", ""});
    if (!row.problem.empty())
      rows_.push_back({std::move(row.text), row.line, std::move(row.problem), std::move(row.field)});
    return {};
  }
  Result<void> send() {
    if (rows_.empty()) return {};
    THRONG_TRY(Receipt receipt, sink_(rows_));
    report_.accepted += receipt.accepted;
    report_.duplicates += receipt.duplicates;
    report_.quarantined += receipt.quarantined;
    for (std::string& problem : receipt.problems) {
      if (report_.problems.size() < kMaxProblems) report_.problems.push_back(std::move(problem));
    }
    rows_.clear();
    return watch_.stored ? watch_.stored(line_) : Result<void>();
  }

 private:
  static constexpr std::size_t kChunk = 5'000;
  static constexpr std::size_t kMaxProblems = 10;

  const RowSink& sink_;
  const ImportWatch& watch_;
  ImportReport& report_;
  std::vector<Collector::ImportRow> rows_;
  std::uint64_t line_ = 0;
};

}  // namespace throng::collect
