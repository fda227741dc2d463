#include "audience/push_pump.h"

#include <algorithm>

#include <fmt/format.h>

namespace throng::audience {
namespace {

constexpr int kGone = 410;
constexpr Duration kNoteEvery = hours(1);

bool is_due(const ledger::PushState& state, Instant now) {
  return state.stopped.empty() && (!state.next || *state.next <= now);
}

PushBatch batch_in(const ledger::PushState& state) {
  return {.id = batch_id(state.push, state.first, state.last),
          .body = state.body,
          .first = state.first,
          .last = state.last,
          .changes = state.changes};
}

void took(ledger::PushState& state) {
  state.told = state.last;
  state.first = state.last = state.changes = 0;
  state.body.clear();
  state.failures = 0;
  state.failing.reset();
  state.next.reset();
}

void failed(ledger::PushState& state, const PushSending& sending, Instant now) {
  ++state.failures;
  if (!state.failing) state.failing = now;
  state.next = now + retry_after(state.failures);
  if (sending.status == kGone)
    state.stopped = sending.message;
  else if (now - *state.failing >= kPatience)
    state.stopped =
        fmt::format("failed {} times in {} days, at last: {}", state.failures, kPatience / days(1), sending.message);
}

}  // namespace

PushPump::PushPump(ledger::Db& db, std::string project, ChangeSource& source, outbound::Poster& poster,
                   const Clock& clock, const Log& log)
    : db_(db), project_(std::move(project)), source_(source), poster_(poster), clock_(clock), log_(log) {}

Result<bool> PushPump::step(std::stop_token stop) {
  THRONG_TRY(const auto pushes, ledger::list_saved(db_, project_, ledger::SavedKind::push));
  bool sent = false;
  for (const ledger::Saved& saved : pushes) {
    if (stop.stop_requested()) return sent;
    const auto did = step(saved, stop);
    if (did) {
      sent |= *did;
    } else if (did.error().code != ErrorCode::cancelled && did.error().code != ErrorCode::not_found) {
      log_.warn("a push could not be sent", {{"push", saved.name}, {"why", describe(did.error())}});
    }
  }
  return sent;
}

Result<bool> PushPump::step(const ledger::Saved& saved, const std::stop_token& stop) {
  THRONG_TRY(const StoredPush push, push_of(saved));
  if (!push.enabled) return false;
  THRONG_TRY(ledger::PushState state, state_of(saved, push));
  if (!is_due(state, clock_.now())) return false;
  if (state.body.empty()) {
    THRONG_TRY(const bool found, take_batch(saved, push, state, stop));
    if (!found) return false;
  }
  THRONG_TRY(const PushSending sending, send_batch(poster_, push, batch_in(state), clock_.now(), stop));
  THRONG_CHECK(settle(saved, std::move(state), sending));
  return true;
}

Result<ledger::PushState> PushPump::state_of(const ledger::Saved& saved, const StoredPush& push) const {
  THRONG_TRY(auto found, ledger::find_push_state(db_, saved.id));
  if (found) return *std::move(found);
  return ledger::PushState{.push = saved.id, .told = push.since, .told_at = push.since_at, .body = {}, .stopped = {}};
}

// The next batch, which is written down as it is before it is sent: whatever comes between, it is sent again like that.
Result<bool> PushPump::take_batch(const ledger::Saved& saved, const StoredPush& push, ledger::PushState& state,
                                  const std::stop_token& stop) {
  THRONG_TRY(const model::EventNumber newest, source_.newest());
  model::EventNumber& looked_to = looked_to_[saved.id];
  if (newest <= std::max(looked_to, state.told)) return false;
  const ChangeSource::Wanted wanted{&push, state.told, state.told_at, kMaxPushChanges};
  THRONG_TRY(const ChangeSource::Found found, source_.read(wanted, stop));
  if (found.changes.empty()) {
    looked_to = found.looked_to;
    return note_nothing(state, found.looked_to);
  }
  PushBatch batch = batch_of({saved.id, project_, push.segment}, found.changes, clock_.now());
  state.first = batch.first;
  state.last = batch.last;
  state.changes = batch.changes;
  state.body = std::move(batch.body);
  state.told_at = batch.last_at;
  THRONG_CHECK(ledger::put_push_state(db_, state));
  return true;
}

// Now and then, so that there is not ever more to look through after a start.
Result<bool> PushPump::note_nothing(ledger::PushState& state, model::EventNumber looked_to) const {
  const Instant now = clock_.now();
  if (now - state.told_at < kNoteEvery) return false;
  state.told = looked_to;
  state.told_at = now;
  THRONG_CHECK(ledger::put_push_state(db_, state));
  return false;
}

Result<void> PushPump::settle(const ledger::Saved& saved, ledger::PushState state, const PushSending& sending) {
  const Instant now = clock_.now();
  if (sending.taken)
    took(state);
  else
    failed(state, sending, now);
  if (!state.stopped.empty())
    log_.warn("a push was switched off", {{"push", saved.name}, {"why", state.stopped}});
  else if (state.failures == 1)
    log_.warn("a push was not taken", {{"push", saved.name}, {"why", sending.message}});
  THRONG_CHECK(ledger::put_push_state(db_, state));
  THRONG_TRY(const long long id, ledger::add_saved_event(db_, {saved.id, now, json::to_string(sending)}));
  (void)id;
  return {};
}

}  // namespace throng::audience
