#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/house.h"
#include "cli/terminal.h"
#include "ledger/operators.h"
#include "ledger/projects.h"
#include "warehouse/schema.h"

namespace throng::cli {
namespace {

constexpr std::uint64_t kLowDisk = std::uint64_t{1} << 30;

class Findings {
 public:
  void good(std::string_view what, std::string_view detail) { print(fmt::format("ok       {}: {}", what, detail)); }
  void bad(std::string_view what, std::string_view detail) {
    ++problems_;
    print(fmt::format("problem  {}: {}", what, detail));
  }
  void tell(std::string_view what, const Result<std::string>& result) {
    if (result)
      good(what, *result);
    else
      bad(what, describe(result.error()));
  }
  int problems() const { return problems_; }

 private:
  int problems_ = 0;
};

Result<std::string> check_disk(const DataFolder& folder) {
  std::error_code error;
  const auto space = std::filesystem::space(folder.path(), error);
  if (error) return fail(ErrorCode::io, error.message());
  const std::string free = fmt::format("{} MB free", with_commas(space.available >> 20));
  if (space.available < kLowDisk)
    return fail(ErrorCode::io, free + "; below 256 MB nothing is accepted any more: make room");
  return free;
}

Result<std::string> check_ledger(const DataFolder& folder, const Config& config) {
  THRONG_TRY(const auto db, ledger::Db::open(folder.ledger_url(config)));
  THRONG_TRY(const model::Project project, ledger::find_project(*db, config.project));
  THRONG_CHECK(Calendar::create(project.time_zone, project.week_start));
  THRONG_TRY(const auto operators, ledger::list_operators(*db));
  THRONG_TRY(const auto keys, ledger::list_keys(*db, project.id));
  return fmt::format("project {} ({}), {} operators, {} keys", project.id, project.time_zone, operators.size(),
                     keys.size());
}

Result<std::string> check_tables(warehouse::Warehouse& warehouse, const std::string& project) {
  THRONG_CHECK(warehouse::migrate(warehouse, project));
  THRONG_TRY(const auto events, warehouse::query_all(warehouse, fmt::format("SELECT count() FROM {}",
                                                                            warehouse::table(project, "events"))));
  return fmt::format("version {}, {} events", warehouse::schema_version(),
                     with_commas(events.get<std::uint64_t>(0)[0]));
}

Result<std::string> check_parts(warehouse::Warehouse& warehouse) {
  THRONG_TRY(const auto damaged, warehouse::damaged_parts(warehouse));
  if (!damaged.empty()) return fail(ErrorCode::corrupt, advice_on(damaged));
  return "none damaged";
}

void check_warehouse(const DataFolder& folder, const std::string& project, Findings& findings) {
  warehouse::EmbeddedOptions options;
  options.folder = folder.warehouse();
  const auto warehouse = warehouse::open_embedded(options);
  if (!warehouse) return findings.bad("engine", describe(warehouse.error()));
  findings.good("engine", (*warehouse)->version());
  findings.tell("tables", check_tables(**warehouse, project));
  findings.tell("parts", check_parts(**warehouse));
}

Result<std::string> check_journal(const DataFolder& folder) {
  std::uint64_t files = 0, bytes = 0;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder.journal(), error)) {
    ++files;
    bytes += entry.is_regular_file() ? entry.file_size() : 0;
  }
  return fmt::format("{} files, {} bytes; serve puts what they hold into the warehouse", files, with_commas(bytes));
}

void examine(const DataFolder& folder, Findings& findings) {
  const auto config = folder.read_config();
  if (!config) return findings.bad("config.toml", describe(config.error()));
  findings.good("config.toml", "project " + config->project);
  findings.tell("disk", check_disk(folder));
  const auto lock = FolderLock::take(folder);
  if (!lock) return findings.bad("lock", describe(lock.error()) + "; the rest can be checked when it is free");
  findings.good("lock", "free");
  findings.tell("ledger", check_ledger(folder, *config));
  check_warehouse(folder, config->project, findings);
  findings.tell("journal", check_journal(folder));
}

}  // namespace

Result<void> run_doctor(const DoctorOptions& options) {
  Findings findings;
  examine(DataFolder(options.data), findings);
  if (findings.problems() > 0)
    return fail(ErrorCode::conflict,
                fmt::format("{} found", findings.problems() == 1 ? "a problem was" : "problems were"));
  return {};
}

}  // namespace throng::cli
