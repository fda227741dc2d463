#include "collect/import/import.h"

#include <filesystem>
#include <optional>

#include <fmt/format.h>

#include "api/messages.h"
#include "base/clock.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "cli/http_client.h"
#include "cli/message_sink.h"
#include "cli/terminal.h"

namespace throng::cli {
namespace {

using collect::ImportReport;
using Rows = std::span<const collect::Collector::ImportRow>;

Result<std::optional<collect::Mapping>> read_mapping(const std::string& file) {
  if (file.empty()) return std::nullopt;
  THRONG_TRY(const std::string json, read_file(file));
  auto mapping = collect::read_mapping(json);
  if (!mapping) return invalid("--mapping", describe(mapping.error()));
  return std::move(*mapping);
}

// Without a mapping rows are messages, one JSON object a line; of a table, read so, every row would be refused.
Result<bool> is_table(const std::string& file) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  THRONG_TRY(const auto source, collect::open_file(file));
  THRONG_TRY(std::string_view text, source->next());
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  const auto first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] != '{';
}

const collect::Mapping* pointer(const std::optional<collect::Mapping>& mapping) {
  return mapping ? &*mapping : nullptr;
}

Result<void> show_first(const ImportOptions& options, const collect::Mapping* mapping) {
  THRONG_TRY(const auto messages, collect::preview_file(options.file, mapping, options.dry_run));
  for (const std::string& message : messages) print(message);
  note(fmt::format("{} rows shown, nothing imported", messages.size()));
  return {};
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

// Rows in requests that the server takes.
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

Result<ImportReport> import_rows(const ImportOptions& options, const collect::Mapping* mapping,
                                 const collect::RowSink& sink) {
  Progress progress("importing");
  std::error_code error;
  const std::uint64_t size = std::filesystem::file_size(options.file, error);
  return collect::import_file(options.file, mapping, sink,
                              [&](const ImportReport& report) { progress.update(report.bytes, error ? 0 : size); });
}

void print_report(const ImportReport& report) {
  const auto line = [](std::string_view what, std::uint64_t n) {
    print(fmt::format("{:<24}{}", what, with_commas(n)));
  };
  line("rows read", report.rows);
  line("events accepted", report.accepted);
  line("imported before", report.duplicates);
  line("rows without a person", report.skipped);
  line("quarantined", report.quarantined);
  for (const std::string& problem : report.problems) print("  " + problem);
  if (report.quarantined > report.problems.size() && !report.problems.empty())
    print("  ... the rest is in the quarantine of the web page");
}

Result<void> import_into_folder(const ImportOptions& options, const collect::Mapping* mapping) {
  const SystemClock clock;
  const Log log = command_log(clock);
  THRONG_TRY(const House house, open_house(options.data, clock, log));
  const auto sink = collect::to(*house.collector, collect::source_name(options.file));
  THRONG_TRY(const ImportReport report, import_rows(options, mapping, sink));
  THRONG_CHECK(house.collector->flush());
  print_report(report);
  THRONG_TRY(const timeline::Snapshot snapshot, house.timeline->snapshot());
  print(fmt::format("{:<24}{}", "persons in the project", with_commas(snapshot.persons())));
  return {};
}

}  // namespace

Result<void> run_import(const ImportOptions& options) {
  THRONG_TRY(const auto mapping, read_mapping(options.mapping));
  if (!mapping) {
    THRONG_TRY(const bool table, is_table(options.file));
    if (table)
      return invalid("--mapping",
                     fmt::format("{} has no JSON objects: a table needs a mapping that says which column is what; see "
                                 "docs/examples",
                                 options.file));
  }
  if (options.dry_run > 0) return show_first(options, pointer(mapping));
  if (options.url.empty() == options.data.empty())
    return invalid("--data", "say where to: either --data DIR or --url URL with --write-key");
  if (options.url.empty()) return import_into_folder(options, pointer(mapping));
  THRONG_TRY(HttpClient client, HttpClient::create(options.url, {options.write_key, ""}));
  THRONG_TRY(const ImportReport report, import_rows(options, pointer(mapping), to_server(client)));
  print_report(report);
  return {};
}

}  // namespace throng::cli
