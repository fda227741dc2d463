#include <soci/soci.h>

#include <fmt/format.h>

#include "ledger/internal/entrants.h"
#include "ledger/internal/numbers.h"
#include "ledger/internal/text.h"
#include "ledger/journeys.h"

namespace throng::ledger {

Result<std::vector<Entrant>> due_entrants(Db& db, std::string_view journey, Instant now, std::size_t most) {
  std::vector<Entrant> all;
  if (!internal::is_storable(journey)) return all;
  const std::string of(journey);
  const long long ms = to_ms(now), limit = static_cast<long long>(most);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    internal::select_entrants(sql,
                              "WHERE e.journey = :journey AND e.ended_ms < 0 AND e.due_ms >= 0 AND e.due_ms <= :now "
                              "ORDER BY e.due_ms, e.id LIMIT :most",
                              all, soci::use(of, "journey"), soci::use(ms, "now"), soci::use(limit, "most"));
    return {};
  }));
  return all;
}

Result<std::vector<Entrant>> entrants_inside(Db& db, std::string_view journey,
                                             std::span<const model::PersonNumber> numbers) {
  std::vector<Entrant> all;
  if (!internal::is_storable(journey) || numbers.empty()) return all;
  const std::string of(journey), list = internal::list_of(numbers);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    internal::select_entrants(
        sql,
        fmt::format("WHERE e.journey = :journey AND e.ended_ms < 0 AND e.person IN (SELECT n FROM "
                    "{} AS list) ORDER BY e.id",
                    internal::rows_of(db, "numbers")),
        all, soci::use(of, "journey"), soci::use(list, "numbers"));
    return {};
  }));
  return all;
}

Result<std::vector<LastEntry>> last_journey_entries(Db& db, std::string_view journey,
                                                    std::span<const model::PersonNumber> numbers) {
  std::vector<LastEntry> all;
  if (!internal::is_storable(journey) || numbers.empty()) return all;
  const std::string of(journey), list = internal::list_of(numbers);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    long long person = 0, entered = 0, entry = 0, left = 0;
    int inside = 0;
    soci::statement found =
        (sql.prepare << fmt::format(
             "SELECT person, MAX(entered_ms), MAX(entry), MAX(ended_ms), CAST(MAX(CASE WHEN ended_ms < 0 THEN 1 ELSE 0 "
             "END) AS INTEGER) FROM "
             "entrants WHERE journey = :journey AND person IN (SELECT n FROM {} AS list) GROUP BY person",
             internal::rows_of(db, "numbers")),
         soci::use(of, "journey"), soci::use(list, "numbers"), soci::into(person), soci::into(entered),
         soci::into(entry), soci::into(left), soci::into(inside));
    found.execute();
    while (found.fetch())
      all.push_back(
          {static_cast<model::PersonNumber>(person), from_ms(entered), entry, internal::instant_of(left), inside != 0});
    return {};
  }));
  return all;
}

Result<std::uint64_t> count_entrants(Db& db, std::string_view journey) {
  long long count = 0;
  if (!internal::is_storable(journey)) return 0;
  const std::string of(journey);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    sql << "SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT) FROM visit_counts WHERE journey = :journey AND step = '' AND "
           "outcome = 'entered'",
        soci::use(of), soci::into(count);
    return {};
  }));
  return static_cast<std::uint64_t>(count);
}

Result<std::vector<UntoldVisit>> untold_visits(Db& db, std::string_view project, std::size_t most) {
  std::vector<UntoldVisit> all;
  if (!internal::is_storable(project)) return all;
  const std::string in(project);
  const long long limit = static_cast<long long>(most);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    internal::EntrantRow row;
    UntoldVisit one;
    long long id = 0, at = 0;
    const std::string text = fmt::format(
        "SELECT {}, v.id, v.step, v.outcome, v.at_ms FROM visits AS v JOIN entrants AS e ON e.id = "
        "v.entrant JOIN saved AS s ON s.id = e.journey WHERE v.told = 0 AND s.project = :project ORDER BY "
        "v.id LIMIT :most",
        internal::kEntrantColumns);
    soci::statement found =
        (internal::into((sql.prepare << text, soci::use(in, "project"), soci::use(limit, "most")), row), soci::into(id),
         soci::into(one.visit.step), soci::into(one.visit.outcome), soci::into(at));
    found.execute();
    while (found.fetch()) {
      one.id = id;
      one.visit.at = from_ms(at);
      one.visit.tells = true;
      one.entrant = row.read();
      all.push_back(one);
    }
    return {};
  }));
  return all;
}

Result<void> mark_visits_told(Db& db, std::span<const std::int64_t> visits) {
  if (visits.empty()) return {};
  const std::string list = internal::list_of(visits);
  return db.transact([&](soci::session& sql) -> Result<void> {
    sql << fmt::format("UPDATE visits SET told = 1 WHERE id IN (SELECT n FROM {} AS list)",
                       internal::rows_of(db, "visits")),
        soci::use(list, "visits");
    return {};
  });
}

Result<std::vector<VisitCount>> count_visits(Db& db, std::string_view journey) {
  std::vector<VisitCount> all;
  if (!internal::is_storable(journey)) return all;
  const std::string of(journey);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    VisitCount one;
    int version = 0, held = 0;
    long long n = 0;
    soci::statement found = (sql.prepare << "SELECT version, step, outcome, held, n FROM visit_counts WHERE journey = "
                                            ":journey ORDER BY version, step, outcome, held",
                             soci::use(of), soci::into(version), soci::into(one.step), soci::into(one.outcome),
                             soci::into(held), soci::into(n));
    found.execute();
    while (found.fetch()) {
      one.version = static_cast<std::uint32_t>(version);
      one.held = held != 0;
      one.count = static_cast<std::uint64_t>(n);
      all.push_back(one);
    }
    return {};
  }));
  return all;
}

Result<std::vector<StandingCount>> count_standing(Db& db, std::string_view journey) {
  std::vector<StandingCount> all;
  if (!internal::is_storable(journey)) return all;
  const std::string of(journey);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    StandingCount one;
    int version = 0, held = 0;
    long long n = 0;
    soci::statement found =
        (sql.prepare << "SELECT version, step, held, COUNT(*) FROM entrants WHERE journey = :journey AND ended_ms < 0 "
                        "GROUP BY version, step, held ORDER BY version, step, held",
         soci::use(of), soci::into(version), soci::into(one.step), soci::into(held), soci::into(n));
    found.execute();
    while (found.fetch()) {
      one.version = static_cast<std::uint32_t>(version);
      one.held = held != 0;
      one.count = static_cast<std::uint64_t>(n);
      all.push_back(one);
    }
    return {};
  }));
  return all;
}

Result<std::vector<model::PersonNumber>> list_visitors(Db& db, const VisitorsWanted& wanted, std::size_t most) {
  std::vector<model::PersonNumber> all;
  for (const std::string_view text : {wanted.journey, wanted.step, wanted.outcome})
    if (!internal::is_storable(text)) return all;
  const std::string journey(wanted.journey), step(wanted.step), outcome(wanted.outcome);
  const int version = static_cast<int>(wanted.version), held = wanted.held ? (*wanted.held ? 1 : 0) : -1;
  const long long limit = static_cast<long long>(most);
  const std::string text = fmt::format(
      "SELECT DISTINCT person FROM {} WHERE journey = :journey AND (:version = 0 OR version = :version) AND step = "
      ":step AND (:held < 0 OR held = :held) AND {} ORDER BY person LIMIT :most",
      wanted.standing ? "entrants" : "visits",
      wanted.standing ? "ended_ms < 0 AND :outcome = :outcome" : "(:outcome = '' OR outcome = :outcome)");
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    long long person = 0;
    soci::statement found =
        (sql.prepare << text, soci::use(journey, "journey"), soci::use(version, "version"), soci::use(step, "step"),
         soci::use(held, "held"), soci::use(outcome, "outcome"), soci::use(limit, "most"), soci::into(person));
    found.execute();
    while (found.fetch()) all.push_back(static_cast<model::PersonNumber>(person));
    return {};
  }));
  return all;
}

Result<std::vector<Entrant>> list_entrants(Db& db, std::string_view project,
                                           std::span<const model::PersonNumber> numbers, std::size_t most) {
  std::vector<Entrant> all;
  if (!internal::is_storable(project) || numbers.empty()) return all;
  const std::string in(project), list = internal::list_of(numbers);
  const long long limit = static_cast<long long>(most);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    internal::select_entrants(
        sql,
        fmt::format("JOIN saved AS s ON s.id = e.journey WHERE s.project = :project AND e.person IN (SELECT n FROM {} "
                    "AS list) ORDER BY e.id DESC LIMIT :most",
                    internal::rows_of(db, "numbers")),
        all, soci::use(in, "project"), soci::use(list, "numbers"), soci::use(limit, "most"));
    return {};
  }));
  return all;
}

}  // namespace throng::ledger
