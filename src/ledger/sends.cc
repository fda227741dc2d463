#include "ledger/sends.h"

#include <soci/soci.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "ledger/internal/numbers.h"
#include "ledger/internal/sends.h"
#include "ledger/internal/text.h"

namespace throng::ledger {
namespace {

using internal::list_of;
using internal::name_of;
using internal::rows_of;

constexpr std::size_t kMaxReason = 500;
constexpr std::size_t kQueueAtOnce = 20'000;  // rows of one statement

// What is told in events: SQL's list of these states is beside it where they are written.
int told_of(SendState state) {
  return state == SendState::sent || state == SendState::refused || state == SendState::held_out ? 0 : 1;
}

std::string storable(std::string_view reason) {
  std::string text(reason.substr(0, kMaxReason));
  while (!text.empty() && !internal::is_storable(text)) text.pop_back();
  return text;
}

}  // namespace

Result<std::uint64_t> queue_sends(Db& db, std::int64_t run, std::string_view channel, std::span<const SendGroup> groups,
                                  Instant now) {
  const std::string statement = fmt::format(
      "INSERT INTO sends (run, person, entry, state, variant, held, channel, first_due_ms, due_ms, at_ms, counted_ms, "
      "tries, told, reason, context) SELECT CAST(:run AS BIGINT), n, CAST(:entry AS BIGINT), 'queued', :variant, "
      "CAST(:held AS INTEGER), :channel, CAST(:due AS BIGINT), CAST(:due AS BIGINT), CAST(:at AS BIGINT), -1, 0, 1, "
      "'', "
      ":context FROM {} AS list WHERE TRUE ON CONFLICT (run, person, entry) DO NOTHING",
      rows_of(db, "persons"));
  const std::string over(channel);
  for (const SendGroup& group : groups) THRONG_CHECK(internal::check_text("context", group.context, kMaxSendContext));
  std::uint64_t added = 0;
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    added = 0;
    for (const SendGroup& group : groups) {
      const std::span<const model::PersonNumber> all = group.persons;
      for (std::size_t from = 0; from < all.size(); from += kQueueAtOnce) {
        const std::string persons = list_of(all.subspan(from, std::min(kQueueAtOnce, all.size() - from)));
        const int held = group.held ? 1 : 0;
        const long long id = run, entry = group.entry, due = to_ms(group.due), at = to_ms(now);
        soci::statement insert = (sql.prepare << statement, soci::use(id, "run"), soci::use(entry, "entry"),
                                  soci::use(group.variant, "variant"), soci::use(held, "held"),
                                  soci::use(over, "channel"), soci::use(due, "due"), soci::use(at, "at"),
                                  soci::use(group.context, "context"), soci::use(persons, "persons"));
        insert.execute(true);
        added += static_cast<std::uint64_t>(insert.get_affected_rows());
      }
    }
    return {};
  }));
  return added;
}

Result<std::vector<Send>> due_sends(Db& db, std::int64_t run, Instant now, std::size_t most) {
  std::vector<Send> all;
  const long long id = run, ms = to_ms(now), limit = static_cast<long long>(most);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    return internal::select_sends(
        sql, "WHERE run = :run AND state = 'queued' AND due_ms <= :now ORDER BY due_ms, id LIMIT :most", all,
        soci::use(id, "run"), soci::use(ms, "now"), soci::use(limit, "most"));
  }));
  return all;
}

namespace {

// "counted_ms >= 0" says no more than the line after it, but lets the engines use the index that has it as a condition.
std::vector<Counted> counted_of(soci::session& sql, const Db& db, std::span<const model::PersonNumber> of,
                                Instant from) {
  std::vector<Counted> all;
  const std::string statement = fmt::format(
      "SELECT person, counted_ms, channel FROM sends WHERE counted_ms >= 0 AND counted_ms >= :since AND person IN "
      "(SELECT n FROM {} AS "
      "list)",
      rows_of(db, "numbers"));
  const std::string numbers = list_of(of);
  const long long since = std::max<long long>(0, to_ms(from));
  long long person = 0, at = 0;
  std::string channel;
  soci::statement found = (sql.prepare << statement, soci::use(since, "since"), soci::use(numbers, "numbers"),
                           soci::into(person), soci::into(at), soci::into(channel));
  found.execute();
  while (found.fetch()) all.push_back({static_cast<model::PersonNumber>(person), from_ms(at), channel});
  return all;
}

Result<std::vector<InRun>> in_run(soci::session& sql, const Db& db, const Claim& claim) {
  std::vector<InRun> all;
  if (claim.sends.empty()) return all;
  const std::string statement = fmt::format(
      "SELECT id, person, entry, state FROM sends WHERE run = :run AND person IN (SELECT n FROM {} AS list)",
      rows_of(db, "numbers"));
  const std::string numbers = list_of(claim.numbers);
  const long long run = claim.sends.front().run;
  long long send = 0, person = 0, entry = 0;
  std::string state;
  soci::statement found = (sql.prepare << statement, soci::use(run, "run"), soci::use(numbers, "numbers"),
                           soci::into(send), soci::into(person), soci::into(entry), soci::into(state));
  found.execute();
  while (found.fetch()) {
    THRONG_TRY(const SendState is, internal::enum_of<SendState>(state));
    all.push_back({send, static_cast<model::PersonNumber>(person), entry, is});
  }
  return all;
}

// What one statement does for all verdicts that say the same.
struct Change {
  SendState state = SendState::claimed;
  long long due = -1;  // -1: as it is
  long long counted = -1;
  std::string reason;
  auto operator<=>(const Change&) const = default;
};

Change change_of(const Verdict& verdict, Instant now) {
  using enum Verdict::What;
  switch (verdict.what) {
    case hand_over: return {.state = SendState::claimed, .counted = verdict.counts ? to_ms(now) : -1, .reason = {}};
    case hold_out: return {.state = SendState::held_out, .reason = {}};
    case wait: return {.state = SendState::queued, .due = to_ms(verdict.until), .reason = storable(verdict.reason)};
    case drop: break;
  }
  return {.state = SendState::dropped, .reason = storable(verdict.reason)};
}

// The ids that were in the state they should be in, and now are changed.
std::vector<std::int64_t> apply(soci::session& sql, const Db& db, const Change& change, std::string_view from,
                                std::span<const std::int64_t> ids, Instant now) {
  const std::string statement = fmt::format(
      "UPDATE sends SET state = :state, reason = :reason, at_ms = :at, counted_ms = :counted, told = :told, due_ms = "
      "CASE WHEN CAST(:due AS BIGINT) < 0 THEN due_ms ELSE CAST(:due AS BIGINT) END WHERE state = '{}' AND id IN "
      "(SELECT n FROM {} AS list) RETURNING "
      "id",
      from, rows_of(db, "ids"));
  const std::string state = name_of(change.state), list = list_of(ids);
  const long long at = to_ms(now);
  const int told = told_of(change.state);
  long long id = 0;
  std::vector<std::int64_t> changed;
  soci::statement update = (sql.prepare << statement, soci::use(state, "state"), soci::use(change.reason, "reason"),
                            soci::use(at, "at"), soci::use(change.counted, "counted"), soci::use(told, "told"),
                            soci::use(change.due, "due"), soci::use(list, "ids"), soci::into(id));
  update.execute();
  while (update.fetch()) changed.push_back(id);
  return changed;
}

}  // namespace

Result<std::vector<Counted>> counted_sends(Db& db, std::span<const model::PersonNumber> numbers, Instant since) {
  std::vector<Counted> all;
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    all = counted_of(sql, db, numbers, since);
    return {};
  }));
  return all;
}

Result<std::vector<Send>> claim_sends(Db& db, const Claim& claim, Decide decide) {
  std::set<std::int64_t> claimed;
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    claimed.clear();
    KnownSends known{.counted = counted_of(sql, db, claim.numbers, claim.since), .in_run = {}};
    THRONG_TRY(known.in_run, in_run(sql, db, claim));
    const std::vector<Verdict> verdicts = decide(known);
    std::map<Change, std::vector<std::int64_t>> changes;
    for (std::size_t i = 0; i < verdicts.size(); ++i)
      changes[change_of(verdicts[i], claim.now)].push_back(claim.sends[i].id);
    for (const auto& [change, ids] : changes) {
      const auto changed = apply(sql, db, change, "queued", ids, claim.now);
      if (change.state == SendState::claimed) claimed.insert(changed.begin(), changed.end());
    }
    return {};
  }));
  std::vector<Send> out;
  for (const Send& send : claim.sends) {
    if (!claimed.contains(send.id)) continue;
    out.push_back(send);
    out.back().state = SendState::claimed;
  }
  return out;
}

namespace {

// One that is tried again no longer counts; one that was sent goes on counting from when it was claimed.
void end(soci::session& sql, const Db& db, std::span<const SendEnd> ends, Instant now) {
  std::map<std::tuple<SendState, long long, std::string>, std::vector<std::int64_t>> groups;
  for (const SendEnd& one : ends) {
    const long long due = one.state == SendState::queued ? to_ms(one.due) : -1;
    groups[{one.state, due, storable(one.reason)}].push_back(one.send);
  }
  // Columns that stay as they are are not named: an index that has one would be written anew.
  const auto statement = [&](std::string_view more) {
    return fmt::format(
        "UPDATE sends SET state = :state, reason = :reason, at_ms = :at, told = :told, tries = tries + 1{} WHERE state "
        "IN ('claimed', 'handing') AND id IN (SELECT n FROM {} AS list)",
        more, rows_of(db, "ids"));
  };
  for (const auto& [group, ids] : groups) {
    const auto& [what, due, reason] = group;
    const std::string state = name_of(what), list = list_of(std::span(ids));
    const long long at = to_ms(now);
    const int told = told_of(what);
    if (what == SendState::queued)
      sql << statement(", counted_ms = -1, due_ms = :due"), soci::use(state, "state"), soci::use(reason, "reason"),
          soci::use(at, "at"), soci::use(told, "told"), soci::use(due, "due"), soci::use(list, "ids");
    else
      sql << statement(what == SendState::sent || what == SendState::unknown ? "" : ", counted_ms = -1"),
          soci::use(state, "state"), soci::use(reason, "reason"), soci::use(at, "at"), soci::use(told, "told"),
          soci::use(list, "ids");
  }
}

}  // namespace

Result<std::vector<std::int64_t>> hand_over_sends(Db& db, std::span<const SendEnd> ends,
                                                  std::span<const std::int64_t> begins, Instant now) {
  std::vector<std::int64_t> begun;
  const std::string statement = fmt::format(
      "UPDATE sends SET state = 'handing', at_ms = :at WHERE state = 'claimed' AND id IN (SELECT n FROM {} AS list) "
      "RETURNING id",
      rows_of(db, "ids"));
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    begun.clear();
    end(sql, db, ends, now);
    if (begins.empty()) return {};
    const std::string list = list_of(begins);
    const long long at = to_ms(now);
    long long id = 0;
    soci::statement update = (sql.prepare << statement, soci::use(at, "at"), soci::use(list, "ids"), soci::into(id));
    update.execute();
    while (update.fetch()) begun.push_back(id);
    return {};
  }));
  return begun;
}

Result<Recovered> recover_sends(Db& db, Instant now) {
  Recovered recovered;
  const long long at = to_ms(now);
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    soci::statement again =
        (sql.prepare << "UPDATE sends SET state = 'queued', counted_ms = -1, at_ms = :at WHERE state = 'claimed'",
         soci::use(at));
    again.execute(true);
    recovered.again = static_cast<std::uint64_t>(again.get_affected_rows());
    soci::statement unknown =
        (sql.prepare << "UPDATE sends SET state = 'unknown', reason = 'the server ended while it was handed over', "
                        "at_ms = :at WHERE state = 'handing'",
         soci::use(at));
    unknown.execute(true);
    recovered.unknown = static_cast<std::uint64_t>(unknown.get_affected_rows());
    return {};
  }));
  return recovered;
}

Result<std::vector<Send>> untold_sends(Db& db, std::size_t most) {
  std::vector<Send> all;
  const auto limit = static_cast<long long>(most);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    return internal::select_sends(sql, "WHERE told = 0 ORDER BY id LIMIT :most", all, soci::use(limit, "most"));
  }));
  return all;
}

Result<void> mark_sends_told(Db& db, std::span<const std::int64_t> sends) {
  const std::string statement =
      fmt::format("UPDATE sends SET told = 1 WHERE id IN (SELECT n FROM {} AS list)", rows_of(db, "ids"));
  const std::string list = list_of(sends);
  return db.transact([&](soci::session& sql) -> Result<void> {
    sql << statement, soci::use(list, "ids");
    return {};
  });
}

Result<void> reconcile_send(Db& db, std::int64_t send, SendState state, Instant now) {
  if (state != SendState::sent && state != SendState::refused && state != SendState::queued)
    return invalid("state", "expected sent, refused or queued");
  return db.transact([&](soci::session& sql) -> Result<void> {
    const Change change{.state = state, .due = state == SendState::queued ? to_ms(now) : -1, .reason = "by hand"};
    const std::int64_t ids[] = {send};
    if (!apply(sql, db, change, "unknown", ids, now).empty()) return {};
    long long there = 0;
    const long long id = send;
    sql << "SELECT id FROM sends WHERE id = :id", soci::use(id), soci::into(there);
    if (!sql.got_data()) return fail(ErrorCode::not_found, "there is no such message");
    return fail(ErrorCode::conflict, "what became of this message is known");
  });
}

Result<std::optional<Send>> find_send(Db& db, std::int64_t send) {
  std::vector<Send> all;
  const long long id = send;
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    return internal::select_sends(sql, "WHERE id = :id", all, soci::use(id, "id"));
  }));
  if (all.empty()) return std::nullopt;
  return all.front();
}

Result<std::vector<Send>> list_sends(Db& db, std::string_view project, const SendsWanted& wanted) {
  std::vector<Send> all;
  if (!internal::is_storable(project) || !internal::is_storable(wanted.reason)) return all;
  const std::string in(project), state = wanted.state ? name_of(*wanted.state) : "";
  const std::string persons = list_of(std::span(wanted.persons));
  const long long run = wanted.run.value_or(-1), limit = static_cast<long long>(wanted.limit);
  const long long any = wanted.persons.empty() ? 1 : 0;
  const std::string condition = fmt::format(
      "WHERE run IN (SELECT id FROM send_runs WHERE project = :project AND (CAST(:run AS BIGINT) < 0 OR id = :run)) "
      "AND (:state = '' OR "
      "state = :state) AND (:reason = '' OR reason = :reason) AND (CAST(:any AS BIGINT) = 1 OR person IN (SELECT n "
      "FROM {} AS list)) "
      "ORDER BY id DESC LIMIT :most",
      rows_of(db, "persons"));
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    return internal::select_sends(sql, condition, all, soci::use(in, "project"), soci::use(run, "run"),
                                  soci::use(state, "state"), soci::use(wanted.reason, "reason"), soci::use(any, "any"),
                                  soci::use(persons, "persons"), soci::use(limit, "most"));
  }));
  return all;
}

Result<std::map<model::PersonNumber, Instant>> last_entries(Db& db, std::int64_t run,
                                                            std::span<const model::PersonNumber> persons) {
  std::map<model::PersonNumber, Instant> all;
  const std::string statement = fmt::format(
      "SELECT person, MAX(first_due_ms) FROM sends WHERE run = :run AND person IN (SELECT n FROM {} AS list) GROUP BY "
      "person",
      rows_of(db, "persons"));
  const std::string list = list_of(persons);
  const long long id = run;
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    long long person = 0, last = 0;
    soci::statement found = (sql.prepare << statement, soci::use(id, "run"), soci::use(list, "persons"),
                             soci::into(person), soci::into(last));
    found.execute();
    while (found.fetch()) all[static_cast<model::PersonNumber>(person)] = from_ms(last);
    return {};
  }));
  return all;
}

Result<std::vector<SendCount>> count_sends(Db& db, std::int64_t run) {
  std::vector<SendCount> all;
  const long long id = run;
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    std::string state, reason, variant;
    int held = 0;
    long long count = 0;
    soci::statement found =
        (sql.prepare << "SELECT state, reason, variant, held, COUNT(*) FROM sends WHERE run = :run GROUP BY state, "
                        "reason, variant, held ORDER BY state, reason, variant, held",
         soci::use(id), soci::into(state), soci::into(reason), soci::into(variant), soci::into(held),
         soci::into(count));
    found.execute();
    while (found.fetch()) {
      THRONG_TRY(const SendState what, internal::enum_of<SendState>(state));
      all.push_back({what, reason, variant, held != 0, static_cast<std::uint64_t>(count)});
    }
    return {};
  }));
  return all;
}

}  // namespace throng::ledger
