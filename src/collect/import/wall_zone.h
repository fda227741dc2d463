// From what a clock on the wall showed to the instant.
#pragma once

#include <date/tz.h>

#include "base/time.h"

namespace throng::collect {

struct WallZone {
  const date::time_zone* zone = nullptr;
  // Errors: invalid_argument for a zone the system does not know.
  static Result<WallZone> named(const std::string& name) {
    try {
      return WallZone{date::locate_zone(name)};
    } catch (const std::exception&) {
      return invalid("time_zone", "unknown time zone \"" + name + "\"");
    }
  }
  // `wall`: the reading as if it were UTC. Of a reading that happens twice the earlier, of one that never happens the
  // moment of the change.
  Instant to_utc(Instant wall) const {
    const date::local_time<Duration> local(wall.time_since_epoch());
    return Instant(zone->to_sys(local, date::choose::earliest).time_since_epoch());
  }
};

}  // namespace throng::collect
