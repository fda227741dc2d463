#include "ledger/jobs.h"

#include <soci/soci.h>

#include <algorithm>

#include "ledger/internal/text.h"
#include "ledger/secrets.h"

namespace throng::ledger {
namespace {

constexpr std::size_t kIdLength = 12;
constexpr std::size_t kMaxName = 200;
constexpr std::size_t kMaxRequest = std::size_t{1} << 20;
constexpr std::size_t kMaxMessage = 10'000;
constexpr long long kNever = -1;

constexpr std::string_view kColumns =
    "id, project, kind, request, by_whom, state, done, total, message, created_ms, started_ms, ended_ms";

struct Row {
  Job job;
  std::string state;
  long long done = 0, total = 0, created_ms = 0, started_ms = kNever, ended_ms = kNever;
};

std::optional<Instant> instant_of(long long ms) { return ms == kNever ? std::nullopt : std::optional(from_ms(ms)); }
long long ms_of(const std::optional<Instant>& instant) { return instant ? to_ms(*instant) : kNever; }

Result<Job> job_of(const Row& row) {
  Job job = row.job;
  THRONG_TRY(job.state, internal::enum_of<JobState>(row.state));
  job.done = static_cast<std::uint64_t>(row.done);
  job.total = static_cast<std::uint64_t>(row.total);
  job.created = from_ms(row.created_ms);
  job.started = instant_of(row.started_ms);
  job.ended = instant_of(row.ended_ms);
  return job;
}

std::unexpected<Error> none() { return fail(ErrorCode::not_found, "there is no such job"); }

// The rows of a query that ends in `rest` and knows :project and :value.
Result<std::vector<Job>> select(Db& db, std::string_view project, std::string_view rest, const std::string& value) {
  std::vector<Job> jobs;
  if (!internal::is_storable(project) || !internal::is_storable(value)) return jobs;
  const std::string of_project(project);
  const std::string query =
      "SELECT " + std::string(kColumns) + " FROM jobs WHERE project = :project AND " + std::string(rest);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    Row row;
    Job& job = row.job;
    soci::statement found =
        (sql.prepare << query, soci::use(of_project), soci::use(value), soci::into(job.id), soci::into(job.project),
         soci::into(job.kind), soci::into(job.request), soci::into(job.by), soci::into(row.state), soci::into(row.done),
         soci::into(row.total), soci::into(job.message), soci::into(row.created_ms), soci::into(row.started_ms),
         soci::into(row.ended_ms));
    found.execute();
    while (found.fetch()) {
      THRONG_TRY(Job one, job_of(row));
      jobs.push_back(std::move(one));
    }
    return {};
  }));
  return jobs;
}

void drop_oldest(soci::session& sql, const std::string& project) {
  const auto kept = static_cast<long long>(kKeptJobs);
  sql << "DELETE FROM jobs WHERE project = :project AND ended_ms >= 0 AND seq <= (SELECT MAX(seq) FROM jobs) - :kept",
      soci::use(project), soci::use(kept);
}

}  // namespace

Result<Job> add_job(Db& db, Job wanted, Instant now) {
  THRONG_CHECK(internal::check_name("project", wanted.project, kMaxName));
  THRONG_CHECK(internal::check_name("kind", wanted.kind, kMaxName));
  THRONG_CHECK(internal::check_name("request", wanted.request, kMaxRequest));
  THRONG_CHECK(internal::check_text("by", wanted.by, kMaxName));
  wanted.id = random_text(kIdLength);
  wanted.created = now;
  wanted.state = JobState::waiting;
  const std::string state = internal::name_of(wanted.state);
  const long long created = to_ms(now);
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    std::string project;
    sql << "SELECT id FROM projects WHERE id = :project", soci::use(wanted.project), soci::into(project);
    if (!sql.got_data()) return fail(ErrorCode::not_found, "there is no such project", "project");
    sql << "INSERT INTO jobs (id, project, kind, request, by_whom, state, done, total, message, created_ms, "
           "started_ms, ended_ms) VALUES (:id, :project, :kind, :request, :by_whom, :state, 0, 0, '', :created, -1, "
           "-1)",
        soci::use(wanted.id), soci::use(wanted.project), soci::use(wanted.kind), soci::use(wanted.request),
        soci::use(wanted.by), soci::use(state), soci::use(created);
    drop_oldest(sql, wanted.project);
    return {};
  }));
  return wanted;
}

Result<void> update_job(Db& db, const Job& job) {
  THRONG_CHECK(internal::check_text("message", job.message, kMaxMessage));
  const std::string state = internal::name_of(job.state);
  const auto done = static_cast<long long>(job.done);
  const auto total = static_cast<long long>(job.total);
  const long long started = ms_of(job.started);
  const long long ended = ms_of(job.ended);
  return db.transact([&](soci::session& sql) -> Result<void> {
    std::string found;
    sql << "UPDATE jobs SET state = :state, done = :done, total = :total, message = :message, started_ms = :started, "
           "ended_ms = :ended WHERE project = :project AND id = :id RETURNING id",
        soci::use(state), soci::use(done), soci::use(total), soci::use(job.message), soci::use(started),
        soci::use(ended), soci::use(job.project), soci::use(job.id), soci::into(found);
    return sql.got_data() ? Result<void>{} : none();
  });
}

Result<Job> find_job(Db& db, std::string_view project, std::string_view id) {
  THRONG_TRY(auto found, select(db, project, "id = :value", std::string(id)));
  if (found.empty()) return none();
  return std::move(found.front());
}

Result<std::vector<Job>> list_jobs(Db& db, std::string_view project, std::size_t limit) {
  return select(db, project, "state <> :value ORDER BY seq DESC LIMIT " + std::to_string(limit), "-");
}

Result<std::vector<Job>> unfinished_jobs(Db& db, std::string_view project) {
  return select(db, project, "(ended_ms = -1 AND state <> :value) ORDER BY seq", "-");
}

Result<void> put_runs(Db& db, std::string_view project, const std::vector<Run>& runs) {
  const std::string of_project(project);
  for (const Run& run : runs) {
    THRONG_CHECK(internal::check_name("object", run.object, kMaxName));
    THRONG_CHECK(internal::check_text("problem", run.problem, kMaxMessage));
  }
  return db.transact([&](soci::session& sql) -> Result<void> {
    for (const Run& run : runs) {
      const long long at = to_ms(run.at);
      const long long took = run.took.count();
      const auto persons = static_cast<long long>(run.persons);
      sql << "INSERT INTO runs (project, object, at_ms, took_ms, persons, problem) VALUES (:project, :object, :at, "
             ":took, :persons, :problem) ON CONFLICT (project, object) DO UPDATE SET at_ms = excluded.at_ms, took_ms = "
             "excluded.took_ms, persons = excluded.persons, problem = excluded.problem",
          soci::use(of_project), soci::use(run.object), soci::use(at), soci::use(took), soci::use(persons),
          soci::use(run.problem);
    }
    return {};
  });
}

Result<std::vector<Run>> list_runs(Db& db, std::string_view project) {
  std::vector<Run> runs;
  if (!internal::is_storable(project)) return runs;
  const std::string of_project(project);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    Run run;
    long long at = 0, took = 0, persons = 0;
    soci::statement found = (sql.prepare << "SELECT object, at_ms, took_ms, persons, problem FROM runs "
                                            "WHERE project = :project",
                             soci::use(of_project), soci::into(run.object), soci::into(at), soci::into(took),
                             soci::into(persons), soci::into(run.problem));
    found.execute();
    while (found.fetch()) {
      run.at = from_ms(at);
      run.took = Duration(took);
      run.persons = static_cast<std::uint64_t>(persons);
      runs.push_back(run);
    }
    return {};
  }));
  std::ranges::sort(runs, {}, &Run::object);
  return runs;
}

}  // namespace throng::ledger
