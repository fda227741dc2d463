#include "analyze/user_sql/views.h"

#include <array>

#include <fmt/format.h>

#include "analyze/sql/resolution.h"
#include "warehouse/schema.h"

namespace throng::analyze::user_sql {
namespace {

constexpr auto kEventColumns = std::to_array<ViewColumn>({
    {"person", "UInt32", "the person: the number that represents all their ids"},
    {"time", "DateTime64(3)", "when it happened, in the project's time zone"},
    {"event", "String", "the event's name: Viewed, $pageview, $identify ..."},
    {"event_id", "String", "unique per event"},
    {"anonymous_id", "String", "the anonymous id that was sent, or empty"},
    {"user_id", "String", "the user id that was sent, or empty"},
    {"session", "String", "the client's session id, or empty"},
    {"channel", "String", "where the visit came from: direct, organic_search, email ..."},
    {"device", "String", "desktop, mobile, tablet, bot, server"},
    {"os", "String", "operating system"},
    {"browser", "String", "browser"},
    {"page", "String", "path of the page, or empty"},
    {"props", "String", "the properties as JSON text; of $identify, the traits that were set"},
    {"received", "DateTime64(3)", "when the server took it in"},
});

constexpr auto kPersonColumns = std::to_array<ViewColumn>({
    {"person", "UInt32", "the person, as in events"},
    {"first_seen", "DateTime64(3)", "time of their first event of any kind"},
    {"last_seen", "DateTime64(3)", "time of their last event of any kind"},
    {"events", "UInt64", "how many events they have"},
    {"traits", "String", "their traits now, as JSON text"},
});

constexpr auto kIdColumns = std::to_array<ViewColumn>({
    {"person", "UInt32", "the person who has the id"},
    {"kind", "String", "user or anonymous"},
    {"value", "String", "the id itself"},
    {"first_seen", "DateTime64(3)", "when the id was first seen"},
});

constexpr auto kViews = std::to_array<View>({
    {"events", "every event, one row each", kEventColumns},
    {"persons", "every person with at least one event, one row each", kPersonColumns},
    {"ids", "every id and whose it is", kIdColumns},
});

// A table of the project with the person of each row resolved: its columns, and `p`.
std::string resolved(std::string_view project, std::string_view name, const std::string& resolution) {
  const auto source = warehouse::table(project, name);
  if (resolution.empty()) return fmt::format("(SELECT *, person AS p FROM {}) AS r", source);
  return fmt::format(
      "(SELECT e.*, if(represented = 0, e.person, toUInt32(represented - 1)) AS p FROM {} AS e "
      "ANY LEFT JOIN (SELECT person AS linked, represented FROM {}) AS l ON e.person = l.linked) AS r",
      source, resolution);
}

std::string time_of(std::string_view column, std::string_view zone) {
  return fmt::format("fromUnixTimestamp64Milli(toInt64({}), {})", column, warehouse::quote(zone));
}

std::string events_view(const std::string& source, const std::string& zone) {
  return fmt::format(
      "SELECT p AS person, {} AS time, event, toString(event_id) AS event_id, anonymous_id, user_id, session, channel, "
      "device, os, browser, page, props, {} AS received FROM {}",
      time_of("ts_ms", zone), time_of("received_ms", zone), source);
}

// Traits now (docs/semantics.md): of each key the last value that was set, in the order of a person's events; null
// unsets. The pairs of all $identify events, last first; of each key the first that comes.
std::string persons_view(const std::string& source, const std::string& zone) {
  const std::string sets = "arraySort(groupArrayIf((ts_ms, tie, toUInt128(event_id), props), event = '$identify'))";
  const std::string pairs = fmt::format(
      "arrayReverse(arrayFlatten(arrayMap(one -> JSONExtractKeysAndValuesRaw(tupleElement(one, 4)), {})))", sets);
  const std::string kept = fmt::format(
      "arrayFilter((pair, nth) -> nth = 1 AND tupleElement(pair, 2) != 'null', {0}, "
      "arrayEnumerateUniq(arrayMap(pair -> tupleElement(pair, 1), {0})))",
      pairs);
  const std::string traits = fmt::format(
      "concat('{{', arrayStringConcat(arrayMap(pair -> concat(toJSONString(tupleElement(pair, 1)), ':', "
      "tupleElement(pair, 2)), arraySort({})), ','), '}}')",
      kept);
  return fmt::format(
      "SELECT p AS person, {} AS first_seen, {} AS last_seen, count() AS events, {} AS traits FROM {} GROUP BY p",
      time_of("min(ts_ms)", zone), time_of("max(ts_ms)", zone), traits, source);
}

std::string ids_view(const std::string& source, const std::string& zone) {
  return fmt::format("SELECT p AS person, if(kind = 1, 'user', 'anonymous') AS kind, value, {} AS first_seen FROM {}",
                     time_of("first_seen_ms", zone), source);
}

}  // namespace

std::span<const View> views() { return kViews; }

std::string views_database(std::string_view project) { return std::string(project) + "-sql"; }

Result<bool> ViewMaker::refresh() {
  const std::lock_guard lock(mutex_);
  THRONG_TRY(const std::string resolution, sql::resolution_table(warehouse_, project_));
  if (made_ && resolution == resolution_) return false;
  const auto database = views_database(project_);
  THRONG_CHECK(warehouse_.execute("CREATE DATABASE IF NOT EXISTS " + warehouse::identifier(database)));
  const auto make = [&](std::string_view name, std::string_view select) {
    return warehouse_.execute(fmt::format("CREATE OR REPLACE VIEW {} AS {}", warehouse::table(database, name), select));
  };
  const auto events = resolved(project_, "events", resolution);
  THRONG_CHECK(make("events", events_view(events, time_zone_)));
  THRONG_CHECK(make("persons", persons_view(events, time_zone_)));
  THRONG_CHECK(make("ids", ids_view(resolved(project_, "ids", resolution), time_zone_)));
  made_ = true;
  resolution_ = resolution;
  return true;
}

}  // namespace throng::analyze::user_sql
