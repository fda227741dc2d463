#include "engage/internal/teller.h"

#include "engage/message_event.h"

namespace throng::engage::internal {
namespace {

constexpr std::size_t kAtOnce = 2'000;

std::string_view name_of(ledger::SendState state) {
  if (state == ledger::SendState::held_out) return model::kMessageHeldOut;
  return state == ledger::SendState::refused ? model::kMessageBounced : model::kMessageSent;
}

}  // namespace

std::optional<model::Event> Teller::event_of(const ledger::Send& send, const std::string& campaign,
                                             const std::string& step) const {
  ledger::SendRun run;
  run.campaign = campaign;
  run.step = step;
  Told told{.send = send, .name = name_of(send.state), .at = send.at, .more = {}, .once = {}};
  if (send.state == ledger::SendState::refused) {
    told.more["reason"] = json::Raw{json::to_string(send.reason)};
    told.more["permanent"] = json::Raw{"true"};
  }
  return message_event(place_.collector, run, told);
}

// Persons of now: the number of a send may have become part of another one.
Result<bool> Teller::step() {
  ledger::Db& db = place_.audience.db();
  THRONG_TRY(auto sends, ledger::untold_sends(db, kAtOnce));
  if (sends.empty()) return false;
  THRONG_TRY(const auto runs, ledger::list_send_runs(db, place_.audience.project(), ""));
  THRONG_TRY(const timeline::Snapshot snapshot, place_.audience.sources().timeline->snapshot());
  std::map<std::int64_t, const ledger::SendRun*> run_of;
  for (const ledger::SendRun& run : runs) run_of[run.id] = &run;
  std::vector<model::Event> events;
  std::vector<std::int64_t> told;
  for (ledger::Send& send : sends) {
    told.push_back(send.id);
    const auto run = run_of.find(send.run);
    if (run == run_of.end()) continue;
    send.person = snapshot.representative(send.person);
    if (auto event = event_of(send, run->second->campaign, run->second->step)) events.push_back(*std::move(event));
  }
  if (!events.empty()) THRONG_CHECK(place_.collector.record(std::move(events)));
  THRONG_CHECK(ledger::mark_sends_told(db, told));
  return true;
}

}  // namespace throng::engage::internal
