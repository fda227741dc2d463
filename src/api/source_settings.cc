#include "api/source_settings.h"

#include "base/json.h"
#include "ledger/saved.h"

namespace throng::api {

constexpr std::string_view kName = "sources";

Result<collect::Sources> source_settings(ledger::Db& db, std::string_view project) {
  THRONG_TRY(const auto all, ledger::list_saved(db, project, ledger::SavedKind::sources));
  if (all.empty()) return collect::Sources{};
  return json::read<collect::Sources>(all.front().body);
}

Result<void> keep_source_settings(ledger::Db& db, const std::string& project, const collect::Sources& sources,
                                  const std::string& by, Instant now) {
  THRONG_CHECK(collect::validate(sources));
  THRONG_TRY(const auto all, ledger::list_saved(db, project, ledger::SavedKind::sources));
  const std::string body = json::to_string(sources);
  if (all.empty()) {
    THRONG_CHECK(ledger::add_saved(
        db,
        {.project = project, .kind = ledger::SavedKind::sources, .name = std::string(kName), .body = body, .owner = by},
        now));
    return {};
  }
  ledger::Saved kept = all.front();
  kept.body = body;
  THRONG_CHECK(ledger::update_saved(db, kept, now));
  return {};
}

}  // namespace throng::api
