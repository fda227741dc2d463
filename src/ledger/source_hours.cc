#include "ledger/source_hours.h"

#include <soci/soci.h>

#include "ledger/internal/text.h"

namespace throng::ledger {

Result<void> add_source_hours(Db& db, std::string_view project, std::span<const SourceHour> hours) {
  if (hours.empty()) return {};
  const std::string in(project);
  return db.transact([&](soci::session& sql) -> Result<void> {
    for (const SourceHour& one : hours) {
      const long long hour = to_ms(one.hour);
      const long long requests = static_cast<long long>(one.requests), accepted = static_cast<long long>(one.accepted);
      const long long duplicates = static_cast<long long>(one.duplicates), late = static_cast<long long>(one.late);
      const long long quarantined = static_cast<long long>(one.quarantined),
                      refused = static_cast<long long>(one.refused);
      sql << "INSERT INTO source_hours (project, hour_ms, source, requests, accepted, duplicates, late, quarantined, "
             "refused) VALUES (:project, :hour, :source, :requests, :accepted, :duplicates, :late, :quarantined, "
             ":refused) ON CONFLICT (project, hour_ms, source) DO UPDATE SET requests = source_hours.requests + "
             "excluded.requests, accepted = source_hours.accepted + excluded.accepted, duplicates = "
             "source_hours.duplicates + excluded.duplicates, late = source_hours.late + excluded.late, quarantined = "
             "source_hours.quarantined + excluded.quarantined, refused = source_hours.refused + excluded.refused",
          soci::use(in), soci::use(hour), soci::use(one.source), soci::use(requests), soci::use(accepted),
          soci::use(duplicates), soci::use(late), soci::use(quarantined), soci::use(refused);
    }
    return {};
  });
}

Result<std::vector<SourceHour>> list_source_hours(Db& db, std::string_view project, Instant since) {
  std::vector<SourceHour> all;
  if (!internal::is_storable(project)) return all;
  const std::string in(project);
  const long long from = to_ms(since);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    SourceHour one;
    long long hour = 0, requests = 0, accepted = 0, duplicates = 0, late = 0, quarantined = 0, refused = 0;
    soci::statement found =
        (sql.prepare << "SELECT hour_ms, source, requests, accepted, duplicates, late, "
                        "quarantined, refused FROM source_hours WHERE project = :project AND "
                        "hour_ms >= :since ORDER BY hour_ms, source",
         soci::use(in), soci::use(from), soci::into(hour), soci::into(one.source), soci::into(requests),
         soci::into(accepted), soci::into(duplicates), soci::into(late), soci::into(quarantined), soci::into(refused));
    found.execute();
    while (found.fetch()) {
      one.hour = from_ms(hour);
      one.requests = static_cast<std::uint64_t>(requests);
      one.accepted = static_cast<std::uint64_t>(accepted);
      one.duplicates = static_cast<std::uint64_t>(duplicates);
      one.late = static_cast<std::uint64_t>(late);
      one.quarantined = static_cast<std::uint64_t>(quarantined);
      one.refused = static_cast<std::uint64_t>(refused);
      all.push_back(one);
    }
    return {};
  }));
  return all;
}

Result<void> prune_source_hours(Db& db, Instant now) {
  const long long before = to_ms(now - kSourceHoursAge);
  return db.transact([&](soci::session& sql) -> Result<void> {
    sql << "DELETE FROM source_hours WHERE hour_ms < :before", soci::use(before);
    return {};
  });
}

}  // namespace throng::ledger
