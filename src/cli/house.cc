#include "cli/house.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "cli/terminal.h"
#include "ledger/projects.h"
#include "warehouse/parquet.h"
#include "warehouse/schema.h"

namespace throng::cli {
namespace {

constexpr std::size_t kShownParts = 5;

// uap-core's rules come with the checkout's npm packages: above the program or above the working folder. Without
// them the collector knows the common browsers only.
std::string find_uap_regexes() {
  std::error_code error;
  for (std::filesystem::path from :
       {std::filesystem::read_symlink("/proc/self/exe", error), std::filesystem::current_path(error)}) {
    for (; from.has_relative_path(); from = from.parent_path()) {
      const auto file = from / "node_modules" / "uap-core" / "regexes.yaml";
      if (std::filesystem::exists(file, error)) return file.string();
    }
  }
  return "";
}

Result<void> tell_damage(warehouse::Warehouse& warehouse, const Log& log) {
  THRONG_TRY(const auto damaged, warehouse::damaged_parts(warehouse));
  if (damaged.empty()) return {};
  log.error(advice_on(damaged), {{"parts", static_cast<std::int64_t>(damaged.size())}});
  return {};
}

}  // namespace

Log command_log(const Clock& clock) { return Log(LogLevel::warn, clock, stderr_sink()); }

std::string advice_on(const std::vector<std::string>& damaged_parts) {
  if (damaged_parts.empty()) return {};
  const std::size_t shown = std::min(damaged_parts.size(), kShownParts);
  std::string names = fmt::format("{}", fmt::join(damaged_parts.begin(), damaged_parts.begin() + shown, ", "));
  if (shown < damaged_parts.size()) names += fmt::format(" and {} more", damaged_parts.size() - shown);
  return fmt::format(
      "the warehouse engine could not read {} of its parts and set them aside; their rows are missing from every "
      "answer: {}. Check the disk, then stop the server, move the data folder away and restore the last backup "
      "(throng restore); without one, import the missing events again, which adds only what is not there",
      damaged_parts.size(), names);
}

Result<Stores> open_stores(const std::string& path, const Log& log, EngineReads reads) {
  const DataFolder folder(path);
  THRONG_TRY(Config config, folder.read_config());
  THRONG_TRY(FolderLock lock, FolderLock::take(folder));
  THRONG_TRY(auto db, ledger::Db::open(folder.ledger_url(config), &log));
  THRONG_TRY(model::Project project, ledger::find_project(*db, config.project));
  THRONG_TRY(Calendar calendar, Calendar::create(project.time_zone, project.week_start));
  warehouse::EmbeddedOptions options;
  options.folder = folder.warehouse();
  THRONG_TRY(auto warehouse,
             reads == EngineReads::files ? warehouse::open_reading_files(options) : warehouse::open_embedded(options));
  THRONG_CHECK(tell_damage(*warehouse, log));
  THRONG_CHECK(warehouse::migrate(*warehouse, project.id, &log));
  return Stores{folder,
                std::move(config),
                std::move(lock),
                std::move(db),
                std::move(project),
                std::move(calendar),
                std::move(warehouse)};
}

Result<House> open_house(const std::string& path, const Clock& clock, const Log& log, EngineReads reads) {
  THRONG_TRY(Stores stores, open_stores(path, log, reads));
  timeline::TimelineOptions timeline_options;
  timeline_options.project = stores.project.id;
  timeline_options.log = &log;
  timeline_options.memory_budget = stores.config.memory_budget_mb << 20;
  Progress progress("reading the timelines");
  THRONG_TRY(auto timeline, timeline::Timeline::build(*stores.warehouse, timeline_options,
                                                      [&](std::uint64_t done, std::uint64_t total) {
                                                        if (total > 0) progress.update(done, total);
                                                      }));
  auto keys = std::make_unique<WriteKeys>(*stores.db, stores.project.id, clock);
  auto plan = std::make_unique<PlanSource>(*stores.db, stores.project.id, clock);
  collect::CollectorOptions collector_options;
  collector_options.project = stores.project.id;
  collector_options.folder = stores.folder.journal();
  collector_options.log = &log;
  collector_options.uap_regexes = find_uap_regexes();
  collector_options.admits = [known = keys.get()](collect::Protocol protocol, std::string_view key) {
    return known->admits(protocol, key);
  };
  collector_options.plan = [source = plan.get()] { return source->current(); };
  THRONG_TRY(auto collector, collect::Collector::open(collector_options, *stores.warehouse, *timeline, clock));
  auto audience =
      std::make_unique<audience::Audience>(*stores.db, *stores.warehouse, timeline.get(), stores.project.id);
  return House{std::move(stores), std::move(timeline),  std::move(keys),
               std::move(plan),   std::move(collector), std::move(audience)};
}

}  // namespace throng::cli
