// A report: a question of any analysis that was saved, and how its chart is drawn.
#pragma once

#include "analyze/registry.h"
#include "ledger/saved.h"

namespace throng::board {

inline constexpr std::size_t kMaxChartOptions = 4096;  // bytes

struct Report {
  static constexpr ledger::SavedKind kKind = ledger::SavedKind::report;
  std::string analysis;
  json::Raw question;
  json::Raw chart{"{}"};  // the web page's: an object of at most kMaxChartOptions
};
BOOST_DESCRIBE_STRUCT(Report, (), (analysis, question, chart))

// Brings the question into canonical form. Errors carry the path of what is wrong.
Result<void> check(Report& report);

}  // namespace throng::board
