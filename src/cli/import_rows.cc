#include "cli/import_rows.h"

#include <fmt/format.h>
#include <boost/describe/enum_from_string.hpp>

#include "api/messages.h"
#include "base/json.h"
#include "cli/folder.h"
#include "cli/message_sink.h"
#include "cli/terminal.h"

namespace throng::cli {
namespace {

using Rows = std::span<const collect::Collector::ImportRow>;

Result<std::optional<collect::Mapping>> read_mapping(const std::string& file) {
  if (file.empty()) return std::nullopt;
  THRONG_TRY(const std::string json, read_file(file));
  auto mapping = collect::read_mapping(json);
  if (!mapping) return invalid("--mapping", describe(mapping.error()));
  return std::move(*mapping);
}

// One request of the server, whose answer names the counts only when something was refused.
Result<collect::Receipt> post(HttpClient& client, Rows rows) {
  std::string body = R"({"batch":[)";
  for (const auto& row : rows) {
    if (&row != &rows.front()) body += ',';
    body += row.message;
  }
  body += "]}";
  THRONG_TRY(const std::string answer, client.post("/v1/batch", body));
  THRONG_TRY(const auto got, json::read<api::CollectResponse>(answer));
  collect::Receipt receipt;
  receipt.accepted = got.accepted.value_or(static_cast<std::uint32_t>(rows.size()));
  receipt.duplicates = got.duplicates.value_or(0);
  receipt.quarantined = got.quarantined.value_or(0);
  return receipt;
}

}  // namespace

Result<FormOfRows> FormOfRows::read(const std::string& mapping, const std::string& shape,
                                    const std::string& time_zone) {
  FormOfRows rows;
  THRONG_TRY(rows.mapping_, read_mapping(mapping));
  if (shape.empty()) {
    if (!time_zone.empty()) return invalid("--time-zone", "goes with --shape; a mapping has its own time_zone");
    return rows;
  }
  rows.shape_ = collect::ShapeOptions{.time_zone = time_zone};
  boost::describe::enum_from_string(shape.c_str(), rows.shape_->shape);
  return rows;
}

collect::RowForm FormOfRows::form() const { return {.mapping = mapping_ ? &*mapping_ : nullptr, .shape = shape_}; }

collect::RowSink to_server(HttpClient& client) {
  return [&client](Rows rows) -> Result<collect::Receipt> {
    collect::Receipt sum;
    for (std::size_t first = 0, end = 0; first < rows.size(); first = end) {
      std::size_t bytes = 0;
      while (end < rows.size() && end - first < kSendMessages &&
             (end == first || bytes + rows[end].message.size() < kSendBytes))
        bytes += rows[end++].message.size() + 1;
      THRONG_TRY(const collect::Receipt receipt, post(client, rows.subspan(first, end - first)));
      sum.accepted += receipt.accepted;
      sum.duplicates += receipt.duplicates;
      sum.quarantined += receipt.quarantined;
    }
    return sum;
  };
}

void print_report(const collect::ImportReport& report) {
  const auto line = [](std::string_view what, std::uint64_t n) {
    print(fmt::format("{:<24}{}", what, with_commas(n)));
  };
  line("rows read", report.rows);
  line("events accepted", report.accepted);
  line("imported before", report.duplicates);
  line("rows that say nothing", report.skipped);
  if (report.resumed > 0) line("rows gone past", report.resumed);
  line("quarantined", report.quarantined);
  for (const std::string& problem : report.problems) print("  " + problem);
  if (report.quarantined > report.problems.size() && !report.problems.empty())
    print("  ... the rest is in the quarantine of the web page");
}

}  // namespace throng::cli
