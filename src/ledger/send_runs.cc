#include <soci/soci.h>

#include <algorithm>

#include <fmt/format.h>

#include "ledger/internal/text.h"
#include "ledger/sends.h"

namespace throng::ledger {
namespace {

using internal::name_of;

constexpr std::size_t kMaxProblem = 2000;
constexpr long long kNever = -1;

template <class... Uses>
Result<void> select_runs(soci::session& sql, std::string_view body, std::string_view condition,
                         std::vector<SendRun>& all, const Uses&... uses) {
  const std::string text = fmt::format(
      "SELECT id, project, campaign, step, occasion_ms, state, transactional, priority, {} AS body, problem, "
      "created_ms, ended_ms, heard, winner FROM send_runs {}",
      body, condition);
  SendRun run;
  std::string state;
  long long id = 0, occasion = 0, created = 0, ended = kNever, heard = 0;
  int transactional = 0;
  soci::statement found =
      (((sql.prepare << text), ..., uses), soci::into(id), soci::into(run.project), soci::into(run.campaign),
       soci::into(run.step), soci::into(occasion), soci::into(state), soci::into(transactional),
       soci::into(run.priority), soci::into(run.body), soci::into(run.problem), soci::into(created), soci::into(ended),
       soci::into(heard), soci::into(run.winner));
  found.execute();
  while (found.fetch()) {
    THRONG_TRY(run.state, internal::enum_of<RunState>(state));
    run.id = id;
    run.occasion = from_ms(occasion);
    run.transactional = transactional != 0;
    run.created = from_ms(created);
    run.heard = static_cast<std::uint64_t>(heard);
    run.ended = ended == kNever ? std::nullopt : std::optional(from_ms(ended));
    all.push_back(run);
  }
  return {};
}

Result<void> check(const SendRun& wanted) {
  if (wanted.body.size() > kMaxRunBody) return fail(ErrorCode::too_large, "the run is too large", "body");
  THRONG_CHECK(internal::check_text("body", wanted.body, kMaxRunBody));
  return internal::check_text("step", wanted.step, 200);
}

}  // namespace

Result<SendRun> open_send_run(Db& db, const SendRun& wanted, Instant now) {
  THRONG_CHECK(check(wanted));
  const std::string state = name_of(RunState::filling);
  const long long occasion = to_ms(wanted.occasion), created = to_ms(now);
  const auto heard = static_cast<long long>(wanted.heard);
  const int transactional = wanted.transactional ? 1 : 0;
  std::vector<SendRun> found;
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    found.clear();
    std::string campaign;
    sql << "SELECT id FROM saved WHERE id = :id AND project = :project", soci::use(wanted.campaign),
        soci::use(wanted.project), soci::into(campaign);
    if (!sql.got_data()) return fail(ErrorCode::not_found, "there is no such campaign", "campaign");
    sql << "INSERT INTO send_runs (project, campaign, step, occasion_ms, state, transactional, priority, body, "
           "problem, created_ms, ended_ms, heard) VALUES (:project, :campaign, :step, :occasion, :state, "
           ":transactional, "
           ":priority, :body, '', :created, -1, :heard) ON CONFLICT (campaign, step, occasion_ms) DO NOTHING",
        soci::use(wanted.project), soci::use(wanted.campaign), soci::use(wanted.step), soci::use(occasion),
        soci::use(state), soci::use(transactional), soci::use(wanted.priority), soci::use(wanted.body),
        soci::use(created), soci::use(heard);
    return select_runs(sql, "body", "WHERE campaign = :campaign AND step = :step AND occasion_ms = :occasion", found,
                       soci::use(wanted.campaign, "campaign"), soci::use(wanted.step, "step"),
                       soci::use(occasion, "occasion"));
  }));
  return std::move(found.at(0));
}

Result<SendRun> find_send_run(Db& db, std::string_view project, std::int64_t id) {
  std::vector<SendRun> found;
  if (!internal::is_storable(project)) return fail(ErrorCode::not_found, "there is no such run", "run");
  const std::string in(project);
  const long long number = id;
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    return select_runs(sql, "body", "WHERE project = :project AND id = :id", found, soci::use(in, "project"),
                       soci::use(number, "id"));
  }));
  if (found.empty()) return fail(ErrorCode::not_found, "there is no such run", "run");
  return std::move(found.front());
}

Result<std::vector<SendRun>> list_send_runs(Db& db, std::string_view project, std::string_view campaign) {
  std::vector<SendRun> all;
  if (!internal::is_storable(project) || !internal::is_storable(campaign)) return all;
  const std::string in(project), of(campaign);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    return select_runs(sql, "''",
                       "WHERE project = :project AND (:campaign = '' OR campaign = :campaign) ORDER BY id DESC", all,
                       soci::use(in, "project"), soci::use(of, "campaign"));
  }));
  return all;
}

Result<std::vector<SendRun>> running_send_runs(Db& db, std::string_view project) {
  std::vector<SendRun> all;
  if (!internal::is_storable(project)) return all;
  const std::string in(project);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    return select_runs(sql, "''",
                       "WHERE project = :project AND state IN ('filling', 'running') ORDER BY transactional DESC, "
                       "priority DESC, id",
                       all, soci::use(in, "project"));
  }));
  return all;
}

namespace {

Result<void> check_state(soci::session& sql, long long run, const std::vector<RunState>& from) {
  std::string state;
  sql << "SELECT state FROM send_runs WHERE id = :id", soci::use(run), soci::into(state);
  if (!sql.got_data()) return fail(ErrorCode::not_found, "there is no such run", "run");
  THRONG_TRY(const RunState is, internal::enum_of<RunState>(state));
  if (std::ranges::find(from, is) != from.end()) return {};
  return fail(ErrorCode::conflict, fmt::format("the run is {}", state));
}

// What a sender has in hand but has not begun to hand over waits again.
void release(soci::session& sql, long long run, Instant now) {
  const long long at = to_ms(now);
  sql << "UPDATE sends SET state = 'queued', counted_ms = -1, at_ms = :at WHERE run = :run AND state = 'claimed'",
      soci::use(at), soci::use(run);
}

void drop_waiting(soci::session& sql, long long run, Instant now) {
  const long long at = to_ms(now);
  sql << "UPDATE sends SET state = 'dropped', reason = 'stopped', counted_ms = -1, at_ms = :at WHERE run = :run AND "
         "state IN ('queued', 'claimed')",
      soci::use(at), soci::use(run);
}

}  // namespace

Result<void> change_send_run(Db& db, std::int64_t run, const RunChange& change, Instant now) {
  const std::string state = name_of(change.to);
  const bool ends = change.to == RunState::done || change.to == RunState::stopped;
  const long long id = run, ended = ends ? to_ms(now) : kNever;
  THRONG_CHECK(internal::check_text("problem", change.problem, kMaxProblem));
  return db.transact([&](soci::session& sql) -> Result<void> {
    THRONG_CHECK(check_state(sql, id, change.from));
    sql << "UPDATE send_runs SET state = :state, problem = :problem, ended_ms = :ended WHERE id = :id",
        soci::use(state), soci::use(change.problem), soci::use(ended), soci::use(id);
    if (change.to == RunState::paused) release(sql, id, now);
    if (change.to == RunState::stopped) drop_waiting(sql, id, now);
    return {};
  });
}

Result<void> note_heard(Db& db, std::int64_t run, std::uint64_t heard) {
  const long long id = run, up_to = static_cast<long long>(heard);
  return db.transact([&](soci::session& sql) -> Result<void> {
    sql << "UPDATE send_runs SET heard = :heard WHERE id = :id", soci::use(up_to), soci::use(id);
    return {};
  });
}

Result<std::string> choose_winner(Db& db, std::int64_t run, const std::string& variant) {
  const long long id = run;
  std::string winner;
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    sql << "UPDATE send_runs SET winner = :winner WHERE id = :id AND winner = ''", soci::use(variant), soci::use(id);
    sql << "SELECT winner FROM send_runs WHERE id = :id", soci::use(id), soci::into(winner);
    if (!sql.got_data()) return fail(ErrorCode::not_found, "there is no such run", "run");
    return {};
  }));
  return winner;
}

Result<void> give_variant(Db& db, std::span<const std::int64_t> sends, const std::string& variant) {
  return db.transact([&](soci::session& sql) -> Result<void> {
    long long id = 0;
    soci::statement update = (sql.prepare << "UPDATE sends SET variant = :variant WHERE id = :id AND variant = '' AND "
                                             "state = 'queued'",
                              soci::use(variant), soci::use(id));
    for (const std::int64_t send : sends) {
      id = send;
      update.execute(true);
    }
    return {};
  });
}

Result<bool> finish_send_run(Db& db, std::int64_t run, Instant now) {
  bool done = false;
  const long long id = run, at = to_ms(now);
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    soci::statement finish =
        (sql.prepare << "UPDATE send_runs SET state = 'done', ended_ms = :at WHERE id = :id AND state = 'running' AND "
                        "NOT EXISTS (SELECT 1 FROM sends WHERE run = :id AND state = 'queued') AND NOT EXISTS (SELECT "
                        "1 FROM sends WHERE run = :id AND state IN ('claimed', 'handing'))",
         soci::use(at, "at"), soci::use(id, "id"));
    finish.execute(true);
    done = finish.get_affected_rows() > 0;
    return {};
  }));
  return done;
}

}  // namespace throng::ledger
