#include "cli/watcher.h"

#include "board/watch.h"

namespace throng::cli {

Watcher::Watcher(const House& house, const Teller& teller, const Clock& clock, const Log& log)
    : house_(house),
      teller_(teller),
      log_(log),
      hourly_(clock, [this](Instant now, const std::stop_token& stop) { work(now, stop); }) {}

void Watcher::work(Instant now, const std::stop_token& stop) {
  const Stores& stores = house_.stores;
  board::WatchPlace place;
  place.db = stores.db.get();
  place.sources = {house_.timeline.get(), stores.warehouse.get(), stores.project.id};
  place.members = &members_;
  place.calendar = stores.calendar;
  place.changed = [this](const ledger::Saved& alert, const board::AlertFinding& found) {
    teller_.alert_changed(alert, found);
  };
  if (const auto looked = board::look_at_alerts(place, now, stop); !looked)
    log_.warn("alerts could not be looked at", {{"why", describe(looked.error())}});
}

}  // namespace throng::cli
