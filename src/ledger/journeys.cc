#include "ledger/journeys.h"

#include <map>
#include <tuple>

#include <fmt/format.h>

#include "ledger/internal/entrants.h"
#include "ledger/internal/numbers.h"
#include "ledger/internal/text.h"

namespace throng::ledger {
namespace {

using internal::ms_of;

constexpr std::size_t kMaxWord = 100;  // of steps and outcomes
constexpr std::string_view kEntered = "entered";

Result<void> check_is_there(soci::session& sql, const std::string& journey) {
  std::string there;
  sql << "SELECT id FROM saved WHERE id = :id", soci::use(journey), soci::into(there);
  if (!sql.got_data()) return fail(ErrorCode::not_found, "there is no such journey", "journey");
  return {};
}

// One row of `visits`; what it adds to the counts is gathered, as many of them are the same.
class VisitWriter {
 public:
  explicit VisitWriter(soci::session& sql)
      : sql_(sql),
        insert_((sql.prepare << "INSERT INTO visits (entrant, pass, journey, version, person, held, step, outcome, "
                                "at_ms, told) VALUES (:entrant, :pass, :journey, :version, :person, :held, :step, "
                                ":outcome, :at, :told)",
                 soci::use(entrant_), soci::use(pass_), soci::use(journey_), soci::use(version_), soci::use(person_),
                 soci::use(held_), soci::use(step_), soci::use(outcome_), soci::use(at_), soci::use(told_))) {}

  void write(const Entrant& entrant, std::uint32_t pass, const Visit& visit) {
    entrant_ = entrant.id;
    pass_ = static_cast<int>(pass);
    journey_ = entrant.journey;
    version_ = static_cast<int>(entrant.version);
    person_ = entrant.person;
    held_ = entrant.held ? 1 : 0;
    step_ = visit.step;
    outcome_ = visit.outcome;
    at_ = to_ms(visit.at);
    told_ = visit.tells ? 0 : 1;
    insert_.execute(true);
    ++counts_[{journey_, version_, step_, outcome_, held_}];
  }
  void add_counts() {
    for (const auto& [key, n] : counts_) {
      const auto& [journey, version, step, outcome, held] = key;
      sql_ << "INSERT INTO visit_counts (journey, version, step, outcome, held, n) VALUES (:journey, :version, :step, "
              ":outcome, :held, :n) ON CONFLICT (journey, version, step, outcome, held) DO UPDATE SET n = "
              "visit_counts.n + EXCLUDED.n",
          soci::use(journey), soci::use(version), soci::use(step), soci::use(outcome), soci::use(held), soci::use(n);
    }
  }

 private:
  soci::session& sql_;
  long long entrant_ = 0, person_ = 0, at_ = 0;
  int pass_ = 0, version_ = 0, held_ = 0, told_ = 0;
  std::string journey_, step_, outcome_;
  soci::statement insert_;
  std::map<std::tuple<std::string, int, std::string, std::string, int>, long long> counts_;
};

Result<void> check(const EntrantMove& move) {
  THRONG_CHECK(internal::check_text("step", move.step, kMaxWord));
  THRONG_CHECK(internal::check_text("reason", move.reason, kMaxWord));
  for (const Visit& visit : move.visits) {
    THRONG_CHECK(internal::check_text("step", visit.step, kMaxWord));
    THRONG_CHECK(internal::check_text("outcome", visit.outcome, kMaxWord));
  }
  return {};
}

void queue(soci::session& sql, const Entrant& entrant, const EntrantSend& send, Instant now) {
  const long long run = send.run, person = entrant.person, due = to_ms(send.due), at = to_ms(now);
  const long long entry = entrant.id * kMaxPasses + send.pass;
  const int held = entrant.held ? 1 : 0;
  sql << "INSERT INTO sends (run, person, entry, state, variant, held, channel, first_due_ms, due_ms, at_ms, "
         "counted_ms, tries, told, reason, context) VALUES (:run, :person, :entry, 'queued', :variant, :held, "
         ":channel, :first, :due, :at, -1, 0, 1, '', :context) ON CONFLICT (run, person, entry) DO NOTHING",
      soci::use(run), soci::use(person), soci::use(entry), soci::use(send.variant), soci::use(held),
      soci::use(send.channel), soci::use(due), soci::use(due), soci::use(at), soci::use(entrant.context);
}

// Whether it was where the move found it.
bool apply(soci::session& sql, const EntrantMove& move) {
  const long long id = move.entrant, arrived = to_ms(move.arrived), due = ms_of(move.due), ended = ms_of(move.ended);
  const auto seen = static_cast<long long>(move.seen);
  const int before = static_cast<int>(move.pass), after = before + static_cast<int>(move.visits.size());
  soci::statement update =
      (sql.prepare << "UPDATE entrants SET step = :step, arrived_ms = :arrived, due_ms = :due, pass = :after, seen = "
                      ":seen, ended_ms = :ended, reason = :reason WHERE id = :id AND pass = :before AND ended_ms < 0",
       soci::use(move.step), soci::use(arrived), soci::use(due), soci::use(after), soci::use(seen), soci::use(ended),
       soci::use(move.reason), soci::use(id), soci::use(before));
  update.execute(true);
  return update.get_affected_rows() == 1;
}

}  // namespace

Result<JourneyVersion> publish_journey(Db& db, std::string_view journey, std::string body, Instant now) {
  if (body.size() > kMaxJourneyBody) return fail(ErrorCode::too_large, "the journey is too large", "body");
  THRONG_CHECK(internal::check_text("body", body, kMaxJourneyBody));
  if (!internal::is_storable(journey)) return fail(ErrorCode::not_found, "there is no such journey", "journey");
  JourneyVersion published{.journey = std::string(journey), .version = 0, .body = std::move(body), .created = now};
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    THRONG_CHECK(check_is_there(sql, published.journey));
    int version = 0;
    sql << "SELECT COALESCE(MAX(version), 0) + 1 FROM journey_versions WHERE journey = :journey",
        soci::use(published.journey), soci::into(version);
    const long long created = to_ms(now);
    sql << "INSERT INTO journey_versions (journey, version, body, created_ms) VALUES (:journey, :version, :body, "
           ":created)",
        soci::use(published.journey), soci::use(version), soci::use(published.body), soci::use(created);
    published.version = static_cast<std::uint32_t>(version);
    return {};
  }));
  return published;
}

namespace {

Result<std::vector<JourneyVersion>> select_versions(Db& db, std::string_view columns, std::string_view journey,
                                                    std::optional<std::uint32_t> version) {
  std::vector<JourneyVersion> all;
  if (!internal::is_storable(journey)) return all;
  const std::string of(journey);
  const int wanted = static_cast<int>(version.value_or(0));
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    JourneyVersion one{.journey = of, .version = 0, .body = {}, .created = {}};
    int number = 0;
    long long created = 0;
    soci::statement found =
        (sql.prepare << fmt::format("SELECT version, {} AS body, created_ms FROM journey_versions WHERE journey = "
                                    ":journey AND (:version = 0 OR version = :version) ORDER BY version DESC",
                                    columns),
         soci::use(of, "journey"), soci::use(wanted, "version"), soci::into(number), soci::into(one.body),
         soci::into(created));
    found.execute();
    while (found.fetch()) {
      one.version = static_cast<std::uint32_t>(number);
      one.created = from_ms(created);
      all.push_back(one);
    }
    return {};
  }));
  return all;
}

}  // namespace

Result<std::vector<JourneyVersion>> list_journey_versions(Db& db, std::string_view journey) {
  return select_versions(db, "''", journey, {});
}

Result<JourneyVersion> find_journey_version(Db& db, std::string_view journey, std::uint32_t version) {
  THRONG_TRY(auto found, select_versions(db, "body", journey, version));
  if (found.empty() || version == 0) return fail(ErrorCode::not_found, "there is no such version", "version");
  return std::move(found.front());
}

Result<std::optional<std::uint64_t>> journey_heard(Db& db, std::string_view journey) {
  std::optional<std::uint64_t> heard;
  if (!internal::is_storable(journey)) return heard;
  const std::string of(journey);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    long long number = 0;
    sql << "SELECT heard FROM journey_marks WHERE journey = :journey", soci::use(of), soci::into(number);
    if (sql.got_data()) heard = static_cast<std::uint64_t>(number);
    return {};
  }));
  return heard;
}

Result<void> note_journeys_heard(Db& db, const std::map<std::string, std::uint64_t>& heard) {
  return db.transact([&](soci::session& sql) -> Result<void> {
    for (const auto& [journey, up_to] : heard) {
      const auto number = static_cast<long long>(up_to);
      sql << "UPDATE journey_marks SET heard = :heard WHERE journey = :journey", soci::use(number), soci::use(journey);
    }
    return {};
  });
}

Result<void> note_journey_heard(Db& db, std::string_view journey, std::uint64_t heard) {
  if (!internal::is_storable(journey)) return fail(ErrorCode::not_found, "there is no such journey", "journey");
  const std::string of(journey);
  const auto number = static_cast<long long>(heard);
  return db.transact([&](soci::session& sql) -> Result<void> {
    THRONG_CHECK(check_is_there(sql, of));
    sql << "INSERT INTO journey_marks (journey, heard) VALUES (:journey, :heard) ON CONFLICT (journey) DO UPDATE SET "
           "heard = EXCLUDED.heard",
        soci::use(of), soci::use(number);
    return {};
  });
}

Result<std::uint64_t> add_entrants(Db& db, std::string_view journey, std::span<const NewEntrant> entrants) {
  if (!internal::is_storable(journey)) return fail(ErrorCode::not_found, "there is no such journey", "journey");
  for (const NewEntrant& one : entrants) {
    THRONG_CHECK(internal::check_text("context", one.context, kMaxSendContext));
    THRONG_CHECK(internal::check_text("step", one.step, kMaxWord));
  }
  const std::string of(journey);
  std::uint64_t added = 0;
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    added = 0;
    THRONG_CHECK(check_is_there(sql, of));
    VisitWriter visits(sql);
    for (const NewEntrant& one : entrants) {
      const long long person = one.person, entered = to_ms(one.entered), entry = one.entry;
      const auto seen = static_cast<long long>(one.seen);
      const int version = static_cast<int>(one.version), held = one.held ? 1 : 0;
      long long id = 0;
      sql << "INSERT INTO entrants (journey, version, person, entry, held, entered_ms, step, arrived_ms, due_ms, pass, "
             "seen, context, ended_ms, reason) VALUES (:journey, :version, :person, :entry, :held, :entered, :step, "
             ":arrived, :due, 1, :seen, :context, -1, '') ON CONFLICT (journey, person, entry) DO NOTHING RETURNING id",
          soci::use(of), soci::use(version), soci::use(person), soci::use(entry), soci::use(held), soci::use(entered),
          soci::use(one.step), soci::use(entered), soci::use(entered), soci::use(seen), soci::use(one.context),
          soci::into(id);
      if (!sql.got_data()) continue;
      ++added;
      Entrant entrant;
      entrant.id = id;
      entrant.journey = of;
      entrant.version = one.version;
      entrant.person = one.person;
      entrant.held = one.held;
      visits.write(entrant, 0, {.step = "", .outcome = std::string(kEntered), .at = one.entered, .tells = true});
    }
    visits.add_counts();
    return {};
  }));
  return added;
}

Result<std::uint64_t> move_entrants(Db& db, std::span<const EntrantMove> moves, Instant now) {
  std::vector<std::int64_t> ids;
  for (const EntrantMove& move : moves) {
    THRONG_CHECK(check(move));
    ids.push_back(move.entrant);
  }
  const std::string list = internal::list_of(std::span<const std::int64_t>(ids));
  std::uint64_t moved = 0;
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    moved = 0;
    std::vector<Entrant> before;
    internal::select_entrants(sql,
                              fmt::format("WHERE e.id IN (SELECT n FROM {} AS list)", internal::rows_of(db, "ids")),
                              before, soci::use(list, "ids"));
    std::map<std::int64_t, const Entrant*> by_id;
    for (const Entrant& one : before) by_id[one.id] = &one;
    VisitWriter visits(sql);
    for (const EntrantMove& move : moves) {
      const auto entrant = by_id.find(move.entrant);
      if (entrant == by_id.end() || !apply(sql, move)) continue;
      ++moved;
      for (std::size_t i = 0; i < move.visits.size(); ++i)
        visits.write(*entrant->second, move.pass + static_cast<std::uint32_t>(i), move.visits[i]);
      for (const EntrantSend& send : move.sends) queue(sql, *entrant->second, send, now);
    }
    visits.add_counts();
    return {};
  }));
  return moved;
}

Result<std::uint64_t> end_entrants(Db& db, std::string_view journey, std::string_view reason, Instant now) {
  THRONG_CHECK(internal::check_text("reason", reason, kMaxWord));
  if (!internal::is_storable(journey)) return 0;
  const std::string of(journey);
  std::uint64_t ended = 0;
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    std::vector<Entrant> inside;
    internal::select_entrants(sql, "WHERE e.journey = :journey AND e.ended_ms < 0", inside, soci::use(of, "journey"));
    VisitWriter visits(sql);
    for (const Entrant& one : inside) {
      const Visit last{.step = "", .outcome = std::string(reason), .at = now, .tells = true};
      EntrantMove move{.entrant = one.id,
                       .pass = one.pass,
                       .step = "",
                       .arrived = now,
                       .due = {},
                       .seen = one.seen,
                       .ended = now,
                       .reason = last.outcome,
                       .visits = {last},
                       .sends = {}};
      apply(sql, move);
      visits.write(one, one.pass, last);
    }
    visits.add_counts();
    ended = inside.size();
    return {};
  }));
  return ended;
}

}  // namespace throng::ledger
