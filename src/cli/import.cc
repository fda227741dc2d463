#include "collect/import/import.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "api/source_book.h"
#include "base/clock.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "cli/http_client.h"
#include "cli/import_position.h"
#include "cli/import_rows.h"
#include "cli/terminal.h"
#include "collect/import/parquet.h"

namespace throng::cli {
namespace {

using collect::ImportReport;

// Without mapping and shape rows are messages, one JSON object a line; read so, every row of a table or of another
// product's export would be refused.
Result<void> check_messages(const std::string& file) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  THRONG_TRY(const auto source, collect::open_file(file));
  THRONG_TRY(std::string_view text, source->next());
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  text = text.substr(first, text.find('\n', first) - first);
  if (!text.starts_with('{'))
    return invalid("--mapping",
                   fmt::format("{} has no JSON objects: a table needs a mapping that says which column is what; see "
                               "docs/examples",
                               file));
  if (const auto shape = collect::guess_shape(text))
    return invalid("--shape", fmt::format("{0} looks like an export of {1}: import it with --shape {1}", file,
                                          json::enum_text(*shape)));
  return {};
}

Result<void> show_first(const ImportOptions& options, const collect::RowForm& form) {
  std::uint64_t left = options.dry_run, shown = 0;
  for (const std::string& file : options.files) {
    THRONG_TRY(const auto messages, collect::preview_file(file, form, left));
    for (const std::string& message : messages) print(message);
    left -= std::min<std::uint64_t>(left, messages.size());
    shown += messages.size();
  }
  note(fmt::format("{} messages shown, nothing imported", shown));
  return {};
}

Result<ImportReport> import_one(const std::string& file, const collect::RowForm& form, const collect::RowSink& sink,
                                collect::ImportWatch watch = {}) {
  Progress progress("importing " + collect::source_name(file));
  std::error_code error;
  const std::uint64_t size = std::filesystem::file_size(file, error);
  watch.progress = [&](const ImportReport& report) { progress.update(report.bytes, error ? 0 : size); };
  return collect::import_file(file, form, sink, watch);
}

void add(ImportReport& sum, const ImportReport& one) {
  sum.rows += one.rows;
  sum.accepted += one.accepted;
  sum.duplicates += one.duplicates;
  sum.quarantined += one.quarantined;
  sum.skipped += one.skipped;
  sum.resumed += one.resumed;
  sum.problems.insert(sum.problems.end(), one.problems.begin(), one.problems.end());
}

Result<ImportReport> import_columns(const House& house, const std::string& file, const collect::RowForm& form,
                                    const collect::RowSink& sink, collect::ImportWatch watch) {
  warehouse::Warehouse& engine = *house.stores.warehouse;
  THRONG_TRY(const auto columns, warehouse::open_parquet(engine, house.stores.project.id, file));
  Progress progress("importing " + collect::source_name(file));
  watch.progress = [&](const ImportReport& report) { progress.update(report.rows, columns.rows); };
  return collect::import_parquet(engine, columns, *form.mapping, sink, watch);
}

// Keeps where it is, so that --resume need not send again what was stored.
Result<ImportReport> import_from_position(const ImportOptions& options, const std::string& file,
                                          const collect::RowForm& form, const House& house) {
  THRONG_TRY(const ImportPosition position,
             ImportPosition::of(options.data, file, options.mapping + options.shape + options.time_zone));
  collect::ImportWatch watch;
  if (options.resume) {
    THRONG_TRY(watch.done, position.read());
  }
  watch.stored = [&](std::uint64_t line) { return position.write(line); };
  const auto sink = collect::to(*house.collector, collect::source_name(file));
  THRONG_TRY(ImportReport report, collect::is_parquet(file) ? import_columns(house, file, form, sink, std::move(watch))
                                                            : import_one(file, form, sink, std::move(watch)));
  position.forget();
  return report;
}

Result<void> import_into_folder(const ImportOptions& options, const collect::RowForm& form) {
  const SystemClock clock;
  const Log log = command_log(clock);
  const bool files = std::ranges::any_of(options.files, collect::is_parquet);
  THRONG_TRY(const House house, open_house(options.data, clock, log, files ? EngineReads::files : EngineReads::tables));
  const api::SourceBook book(*house.stores.db, *house.collector, house.stores.project.id, clock);
  ImportReport sum;
  for (const std::string& file : options.files) {
    THRONG_TRY(const ImportReport report, import_from_position(options, file, form, house));
    add(sum, report);
  }
  THRONG_CHECK(house.collector->flush());
  print_report(sum);
  THRONG_TRY(const timeline::Snapshot snapshot, house.timeline->snapshot());
  print(fmt::format("{:<24}{}", "persons in the project", with_commas(snapshot.persons())));
  return {};
}

Result<void> import_by_server(const ImportOptions& options, const collect::RowForm& form) {
  THRONG_TRY(HttpClient client, HttpClient::create(options.url, {options.write_key, ""}));
  ImportReport sum;
  for (const std::string& file : options.files) {
    THRONG_TRY(const ImportReport report, import_one(file, form, to_server(client)));
    add(sum, report);
  }
  print_report(sum);
  return {};
}

}  // namespace

Result<void> run_import(const ImportOptions& options) {
  THRONG_TRY(const FormOfRows rows, FormOfRows::read(options.mapping, options.shape, options.time_zone));
  const collect::RowForm form = rows.form();
  if (std::ranges::any_of(options.files, collect::is_parquet)) {
    if (form.mapping == nullptr)
      return invalid("--mapping", "a Parquet file needs a mapping that says which column is what");
    if (options.data.empty() || options.dry_run > 0)
      return invalid("--data", "Parquet is read by the engine of a data folder: it needs --data, without --dry-run");
  } else if (form.mapping == nullptr && !form.shape) {
    for (const std::string& file : options.files) THRONG_CHECK(check_messages(file));
  }
  if (options.dry_run > 0) return show_first(options, form);
  if (options.url.empty() == options.data.empty())
    return invalid("--data", "say where to: either --data DIR or --url URL with --write-key");
  return options.url.empty() ? import_into_folder(options, form) : import_by_server(options, form);
}

}  // namespace throng::cli
