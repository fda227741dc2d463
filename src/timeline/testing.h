// Timelines as text, for tests:
//
//   timelines("ann: signup@0 invite@5m buy{price=3,plan=\"pro\"}@1h30m; bob: $identify{plan=null}@2d signup@2d; web1 -> ann")
//
// Persons and their events, times counted from kOrigin (or whole: signup@2026-03-29T01:30:00Z); events of one
// instant keep the order of the text. `a -> b` links a's number into b's person. "$channel", "$page" ... among the
// properties fill the event's own columns. Numbers of persons and events count from 1 in order of the text.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/event.h"
#include "timeline/timeline.h"

namespace throng::timeline::testing {

// A Monday, 00:00 UTC.
inline constexpr Instant kOrigin = from_ms(1'767'571'200'000);

struct Script {
  std::vector<model::Event> events;
  std::vector<model::Link> links;
  std::map<std::string, model::PersonNumber> people;

  // The numbers of "ann bob", sorted.
  std::vector<model::PersonNumber> numbers(std::string_view names) const;
};

// Aborts with a message when the text is wrong.
Script parse_script(std::string_view text);

// A published in-memory timeline.
std::unique_ptr<Timeline> timelines(const Script& script, TimelineOptions options = {});
std::unique_ptr<Timeline> timelines(std::string_view text, TimelineOptions options = {});

// Everything a snapshot shows, one line per person in order of number: "1: signup@0ms plan=\"pro\" | trait".
// Times are milliseconds from kOrigin.
std::vector<std::string> dump(Timeline& timeline, const std::vector<ColumnRef>& columns = {});

}  // namespace throng::timeline::testing
