#include "cli/house.h"

#include <filesystem>

#include "cli/terminal.h"
#include "ledger/projects.h"
#include "warehouse/schema.h"

namespace throng::cli {
namespace {

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

}  // namespace

Result<Stores> open_stores(const std::string& path) {
  const DataFolder folder(path);
  THRONG_TRY(Config config, folder.read_config());
  THRONG_TRY(FolderLock lock, FolderLock::take(folder));
  THRONG_TRY(auto db, ledger::Db::open(folder.ledger_url(config)));
  THRONG_TRY(model::Project project, ledger::find_project(*db, config.project));
  THRONG_TRY(Calendar calendar, Calendar::create(project.time_zone, project.week_start));
  warehouse::EmbeddedOptions options;
  options.folder = folder.warehouse();
  THRONG_TRY(auto warehouse, warehouse::open_embedded(options));
  THRONG_CHECK(warehouse::migrate(*warehouse, project.id));
  return Stores{folder,
                std::move(config),
                std::move(lock),
                std::move(db),
                std::move(project),
                std::move(calendar),
                std::move(warehouse)};
}

Result<House> open_house(const std::string& path, const Clock& clock) {
  THRONG_TRY(Stores stores, open_stores(path));
  timeline::TimelineOptions timeline_options;
  timeline_options.project = stores.project.id;
  timeline_options.memory_budget = stores.config.memory_budget_mb << 20;
  Progress progress("reading the timelines");
  THRONG_TRY(auto timeline, timeline::Timeline::build(*stores.warehouse, timeline_options,
                                                      [&](std::uint64_t done, std::uint64_t total) {
                                                        if (total > 0) progress.update(done, total);
                                                      }));
  auto keys = std::make_unique<WriteKeys>(*stores.db, stores.project.id, clock);
  collect::CollectorOptions collector_options;
  collector_options.project = stores.project.id;
  collector_options.folder = stores.folder.journal();
  collector_options.uap_regexes = find_uap_regexes();
  collector_options.knows_write_key = [known = keys.get()](std::string_view key) { return known->knows(key); };
  THRONG_TRY(auto collector, collect::Collector::open(collector_options, *stores.warehouse, *timeline, clock));
  return House{std::move(stores), std::move(timeline), std::move(keys), std::move(collector)};
}

}  // namespace throng::cli
