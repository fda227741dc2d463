#include "ledger/plan_findings.h"

#include <algorithm>
#include <tuple>

#include <soci/soci.h>

#include "ledger/internal/text.h"

namespace throng::ledger {

Result<void> add_plan_findings(Db& db, std::string_view project, std::span<const PlanFindingDay> findings) {
  if (findings.empty()) return {};
  const std::string in(project);
  return db.transact([&](soci::session& sql) -> Result<void> {
    for (const PlanFindingDay& one : findings) {
      const long long day = to_ms(one.day), last = to_ms(one.last), times = static_cast<long long>(one.times);
      sql << "INSERT INTO plan_findings (project, day_ms, event, reason, field, message, times, last_ms) VALUES "
             "(:project, :day, :event, :reason, :field, :message, :times, :last) ON CONFLICT (project, day_ms, event, "
             "reason, field) DO UPDATE SET times = plan_findings.times + excluded.times, message = excluded.message, "
             "last_ms = excluded.last_ms",
          soci::use(in), soci::use(day), soci::use(one.event), soci::use(one.reason), soci::use(one.field),
          soci::use(one.message), soci::use(times), soci::use(last);
    }
    return {};
  });
}

Result<std::vector<PlanFindingDay>> list_plan_findings(Db& db, std::string_view project, Instant since) {
  std::vector<PlanFindingDay> all;
  if (!internal::is_storable(project)) return all;
  const std::string in(project);
  const long long from = to_ms(since);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    PlanFindingDay one;
    long long day = 0, times = 0, last = 0;
    soci::statement found =
        (sql.prepare << "SELECT day_ms, event, reason, field, message, times, last_ms FROM plan_findings WHERE project "
                        "= :project AND day_ms >= :since ORDER BY event, reason, field, day_ms",
         soci::use(in), soci::use(from), soci::into(day), soci::into(one.event), soci::into(one.reason),
         soci::into(one.field), soci::into(one.message), soci::into(times), soci::into(last));
    found.execute();
    while (found.fetch()) {
      const bool is_more = !all.empty() && std::tie(all.back().event, all.back().reason, all.back().field) ==
                                               std::tie(one.event, one.reason, one.field);
      if (!is_more) all.push_back(one);
      PlanFindingDay& sum = all.back();
      if (!is_more) sum.times = 0;
      sum.day = from_ms(day);
      sum.message = one.message;
      sum.times += static_cast<std::uint64_t>(times);
      sum.last = from_ms(last);
    }
    return {};
  }));
  std::ranges::sort(all, [](const PlanFindingDay& a, const PlanFindingDay& b) {
    return std::tie(b.times, a.event, a.reason, a.field) < std::tie(a.times, b.event, b.reason, b.field);
  });
  return all;
}

Result<void> prune_plan_findings(Db& db, Instant now) {
  const long long before = to_ms(now - kPlanFindingsAge);
  return db.transact([&](soci::session& sql) -> Result<void> {
    sql << "DELETE FROM plan_findings WHERE day_ms < :before", soci::use(before);
    return {};
  });
}

}  // namespace throng::ledger
