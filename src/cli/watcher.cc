#include "cli/watcher.h"

#include "audience/recompute.h"
#include "board/post.h"
#include "board/watch.h"

namespace throng::cli {

Watcher::Watcher(const House& house, const Teller& teller, jobs::Runner& jobs, const Clock& clock, const Log& log)
    : house_(house),
      teller_(teller),
      jobs_(jobs),
      log_(log),
      hourly_(clock, [this](Instant now, const std::stop_token& stop) { work(now, stop); }) {}

void Watcher::work(Instant now, const std::stop_token& stop) {
  const Stores& stores = house_.stores;
  board::WatchPlace place;
  place.db = stores.db.get();
  place.sources = {house_.timeline.get(), stores.warehouse.get(), stores.project.id};
  place.audience = house_.audience.get();
  place.calendar = stores.calendar;
  place.postman = teller_.postman();
  place.changed = [this](const ledger::Saved& alert, const board::AlertFinding& found) {
    teller_.alert_changed(alert, found);
  };
  if (const auto looked = board::look_at_alerts(place, now, stop); !looked)
    log_.warn("alerts could not be looked at", {{"why", describe(looked.error())}});
  const board::PostPlace post{place.db, place.sources, place.audience, place.calendar, place.postman};
  if (const auto sent = board::send_due(post, now, stop); !sent)
    log_.warn("boards could not be sent", {{"why", describe(sent.error())}});
  else if (*sent > 0)
    log_.info("boards went out by mail", {{"count", std::to_string(*sent)}});
  work_out_audience(now);
}

// The job does it; a failure to begin one is tried again within the hour.
void Watcher::work_out_audience(Instant now) {
  const Calendar& calendar = house_.stores.calendar;
  auto due = audience::due_objects(*house_.audience, calendar, now);
  if (due && !due->empty()) {
    const auto started =
        jobs_.start(audience::kRecompute, json::to_string(audience::RecomputeRequest{*std::move(due)}), "");
    if (!started) log_.warn("tags and segments could not be worked out", {{"why", describe(started.error())}});
  } else if (!due) {
    log_.warn("it cannot be said which tags and segments are due", {{"why", describe(due.error())}});
  }
  if (const auto dropped = audience::drop_old_versions(*house_.audience, calendar, now); !dropped)
    log_.warn("old versions of tags and segments could not be dropped", {{"why", describe(dropped.error())}});
}

}  // namespace throng::cli
