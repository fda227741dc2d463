#include "ledger/costs.h"

#include <soci/soci.h>

#include <algorithm>
#include <chrono>
#include <tuple>

#include <fmt/format.h>

#include "ledger/internal/text.h"

namespace throng::ledger {
namespace {

Result<void> check_at(std::size_t row, const Cost& cost) {
  auto checked = check(cost);
  if (!checked) checked.error().field = fmt::format("rows[{}].{}", row, checked.error().field);
  return checked;
}

Result<void> check_project(soci::session& sql, const std::string& project) {
  std::string found;
  sql << "SELECT id FROM projects WHERE id = :project", soci::use(project), soci::into(found);
  if (!sql.got_data()) return fail(ErrorCode::not_found, "there is no such project", "project");
  return {};
}

void count_change(soci::session& sql, const std::string& project) {
  sql << "INSERT INTO cost_changes (project, changes) VALUES (:project, 1) "
         "ON CONFLICT (project) DO UPDATE SET changes = cost_changes.changes + 1",
      soci::use(project);
}

void put(soci::session& sql, const std::string& project, std::span<const Cost> costs) {
  std::string day, channel;
  long long units = 0, clicks = 0, impressions = 0;
  soci::statement put = (sql.prepare << "INSERT INTO costs (project, day, channel, units, clicks, impressions) "
                                        "VALUES (:project, :day, :channel, :units, :clicks, :impressions) "
                                        "ON CONFLICT (project, day, channel) DO UPDATE SET units = excluded.units, "
                                        "clicks = excluded.clicks, impressions = excluded.impressions",
                         soci::use(project), soci::use(day), soci::use(channel), soci::use(units), soci::use(clicks),
                         soci::use(impressions));
  for (const Cost& cost : costs) {
    day = cost.day;
    channel = cost.channel;
    units = cost.units;
    clicks = static_cast<long long>(cost.clicks);
    impressions = static_cast<long long>(cost.impressions);
    put.execute(true);
  }
}

Result<void> check_room(soci::session& sql, const std::string& project) {
  long long count = 0;
  sql << "SELECT COUNT(*) FROM costs WHERE project = :project", soci::use(project), soci::into(count);
  if (count <= static_cast<long long>(kMaxCosts)) return {};
  return fail(ErrorCode::too_large, fmt::format("a project has at most {} costs; delete old days", kMaxCosts));
}

}  // namespace

bool is_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  int parts[3] = {};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == 4 || i == 7) continue;
    if (text[i] < '0' || text[i] > '9') return false;
    int& part = parts[i < 4 ? 0 : i < 7 ? 1 : 2];
    part = part * 10 + (text[i] - '0');
  }
  const std::chrono::year_month_day date{std::chrono::year{parts[0]},
                                         std::chrono::month{static_cast<unsigned>(parts[1])},
                                         std::chrono::day{static_cast<unsigned>(parts[2])}};
  return date.ok() && parts[0] >= 1970;
}

Result<void> check(const Cost& cost) {
  if (!is_day(cost.day)) return invalid("day", "expected a date like 2026-01-31, from 1970 on");
  THRONG_CHECK(internal::check_name("channel", cost.channel, kMaxCostChannel));
  if (cost.units < 0 || cost.units > kMaxCostUnits)
    return invalid("cost", "expected an amount from 0 to 1,000,000,000");
  if (cost.clicks > kMaxCostCount) return invalid("clicks", "expected at most 10^12");
  if (cost.impressions > kMaxCostCount) return invalid("impressions", "expected at most 10^12");
  return {};
}

Result<void> put_costs(Db& db, std::string_view project, std::span<const Cost> costs) {
  if (costs.size() > kMaxCostsAtOnce)
    return fail(ErrorCode::too_large, fmt::format("at most {} rows at once", kMaxCostsAtOnce), "rows");
  for (std::size_t i = 0; i < costs.size(); ++i) THRONG_CHECK(check_at(i, costs[i]));
  THRONG_CHECK(internal::check_name("project", project, kMaxCostChannel));
  const std::string in(project);
  return db.transact([&](soci::session& sql) -> Result<void> {
    THRONG_CHECK(check_project(sql, in));
    put(sql, in, costs);
    count_change(sql, in);
    return check_room(sql, in);
  });
}

Result<std::vector<Cost>> list_costs(Db& db, std::string_view project, const CostDays& days) {
  std::vector<Cost> all;
  if (!internal::is_storable(project) || !internal::is_storable(days.channel)) return all;
  const std::string in(project);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    Cost cost;
    long long units = 0, clicks = 0, impressions = 0;
    soci::statement found =
        (sql.prepare << "SELECT day, channel, units, clicks, impressions FROM costs WHERE project = :project AND "
                        "day >= :first AND day < :last AND (:any = '' OR channel = :channel)",
         soci::use(in), soci::use(days.first), soci::use(days.last), soci::use(days.channel), soci::use(days.channel),
         soci::into(cost.day), soci::into(cost.channel), soci::into(units), soci::into(clicks),
         soci::into(impressions));
    found.execute();
    while (found.fetch()) {
      cost.units = units;
      cost.clicks = static_cast<std::uint64_t>(clicks);
      cost.impressions = static_cast<std::uint64_t>(impressions);
      all.push_back(cost);
    }
    return {};
  }));
  // Here, because the engines' orders of text differ.
  std::ranges::sort(
      all, [](const Cost& a, const Cost& b) { return std::tie(a.day, a.channel) < std::tie(b.day, b.channel); });
  return all;
}

Result<std::uint64_t> remove_costs(Db& db, std::string_view project, const CostDays& days) {
  if (!internal::is_storable(project) || !internal::is_storable(days.channel)) return std::uint64_t{0};
  const std::string in(project);
  long long count = 0;
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    sql << "SELECT COUNT(*) FROM costs WHERE project = :project AND day >= :first AND day < :last AND (:any = '' OR "
           "channel = :channel)",
        soci::use(in), soci::use(days.first), soci::use(days.last), soci::use(days.channel), soci::use(days.channel),
        soci::into(count);
    if (count == 0) return {};
    sql << "DELETE FROM costs WHERE project = :project AND day >= :first AND day < :last AND (:any = '' OR channel = "
           ":channel)",
        soci::use(in), soci::use(days.first), soci::use(days.last), soci::use(days.channel), soci::use(days.channel);
    count_change(sql, in);
    return {};
  }));
  return static_cast<std::uint64_t>(count);
}

Result<std::uint64_t> costs_version(Db& db, std::string_view project) {
  if (!internal::is_storable(project)) return std::uint64_t{0};
  const std::string in(project);
  long long changes = 0;
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    sql << "SELECT changes FROM cost_changes WHERE project = :project", soci::use(in), soci::into(changes);
    if (!sql.got_data()) changes = 0;
    return {};
  }));
  return static_cast<std::uint64_t>(changes);
}

}  // namespace throng::ledger
