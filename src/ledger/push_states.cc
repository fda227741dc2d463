#include "ledger/push_states.h"

#include <soci/soci.h>

#include "ledger/internal/text.h"

namespace throng::ledger {
namespace {

constexpr std::size_t kMaxWhy = 2000;
constexpr long long kNever = -1;

std::optional<Instant> instant_of(long long ms) { return ms == kNever ? std::nullopt : std::optional(from_ms(ms)); }
long long ms_of(const std::optional<Instant>& instant) { return instant ? to_ms(*instant) : kNever; }

// A state as the columns hold it.
struct Row {
  std::string push, body, stopped;
  long long told = 0, told_ms = 0, first = 0, last = 0, changes = 0, failures = 0, failing_ms = kNever,
            next_ms = kNever;
};

Row row_of(const PushState& state) {
  const auto number = [](std::uint64_t value) { return static_cast<long long>(value); };
  return {state.push,          state.body,         state.stopped,         number(state.told),     to_ms(state.told_at),
          number(state.first), number(state.last), number(state.changes), number(state.failures), ms_of(state.failing),
          ms_of(state.next)};
}

PushState state_of(const Row& row) {
  const auto number = [](long long value) { return static_cast<std::uint64_t>(value); };
  return {.push = row.push,
          .told = number(row.told),
          .told_at = from_ms(row.told_ms),
          .first = number(row.first),
          .last = number(row.last),
          .changes = number(row.changes),
          .body = row.body,
          .failures = number(row.failures),
          .failing = instant_of(row.failing_ms),
          .next = instant_of(row.next_ms),
          .stopped = row.stopped};
}

}  // namespace

Result<std::optional<PushState>> find_push_state(Db& db, std::string_view push) {
  if (!internal::is_storable(push)) return std::nullopt;
  const std::string id(push);
  Row row;
  bool found = false;
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    sql << "SELECT push, told, told_ms, first, last, changes, body, failures, failing_ms, next_ms, stopped FROM "
           "push_states WHERE push = :push",
        soci::use(id), soci::into(row.push), soci::into(row.told), soci::into(row.told_ms), soci::into(row.first),
        soci::into(row.last), soci::into(row.changes), soci::into(row.body), soci::into(row.failures),
        soci::into(row.failing_ms), soci::into(row.next_ms), soci::into(row.stopped);
    found = sql.got_data();
    return {};
  }));
  if (!found) return std::nullopt;
  return state_of(row);
}

Result<void> put_push_state(Db& db, const PushState& state) {
  if (state.body.size() > kMaxPushBody) return fail(ErrorCode::too_large, "the batch is too large", "body");
  THRONG_CHECK(internal::check_text("body", state.body, kMaxPushBody));
  THRONG_CHECK(internal::check_text("stopped", state.stopped, kMaxWhy));
  const Row row = row_of(state);
  return db.transact([&](soci::session& sql) -> Result<void> {
    std::string there;
    sql << "SELECT id FROM saved WHERE id = :id", soci::use(row.push), soci::into(there);
    if (!sql.got_data()) return fail(ErrorCode::not_found, "there is no such push");
    sql << "DELETE FROM push_states WHERE push = :push", soci::use(row.push);
    sql << "INSERT INTO push_states (push, told, told_ms, first, last, changes, body, failures, failing_ms, next_ms, "
           "stopped) VALUES (:push, :told, :told_ms, :first, :last, :changes, :body, :failures, :failing_ms, :next_ms, "
           ":stopped)",
        soci::use(row.push), soci::use(row.told), soci::use(row.told_ms), soci::use(row.first), soci::use(row.last),
        soci::use(row.changes), soci::use(row.body), soci::use(row.failures), soci::use(row.failing_ms),
        soci::use(row.next_ms), soci::use(row.stopped);
    return {};
  });
}

Result<void> resume_push(Db& db, std::string_view push) {
  if (!internal::is_storable(push)) return {};
  const std::string id(push);
  return db.transact([&](soci::session& sql) -> Result<void> {
    sql << "UPDATE push_states SET failures = 0, failing_ms = -1, next_ms = -1, stopped = '' WHERE push = :push",
        soci::use(id);
    return {};
  });
}

}  // namespace throng::ledger
