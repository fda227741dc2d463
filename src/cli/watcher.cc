#include "cli/watcher.h"

#include "board/post.h"
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
  place.postman = teller_.postman();
  place.changed = [this](const ledger::Saved& alert, const board::AlertFinding& found) {
    teller_.alert_changed(alert, found);
  };
  if (const auto looked = board::look_at_alerts(place, now, stop); !looked)
    log_.warn("alerts could not be looked at", {{"why", describe(looked.error())}});
  const board::PostPlace post{place.db, place.sources, place.members, place.calendar, place.postman};
  if (const auto sent = board::send_due(post, now, stop); !sent)
    log_.warn("boards could not be sent", {{"why", describe(sent.error())}});
  else if (*sent > 0)
    log_.info("boards went out by mail", {{"count", std::to_string(*sent)}});
}

}  // namespace throng::cli
