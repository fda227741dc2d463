#include "analyze/user_sql/views.h"

#include <array>

#include <fmt/format.h>

#include "analyze/sql/resolution.h"
#include "analyze/sql/traits.h"
#include "model/profile_op.h"
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

// Traits now (docs/semantics.md): of each key what the operations on it come to, in the order of a person's events. Of
// everything since the last deletion (key, operation, operand); then key by key.
std::string persons_view(const std::string& source, const std::string& zone) {
  const std::string said =
      fmt::format("arraySort(groupArrayIf((ts_ms, tie, toUInt128(event_id), {}, props), {})) AS said",
                  sql::operation_number(), sql::is_profile_operation());
  const std::string since = fmt::format("arraySlice(said, arrayLastIndex(s -> tupleElement(s, 4) = {}, said) + 1)",
                                        static_cast<int>(model::ProfileOp::clear));
  const std::string operations = fmt::format(
      "arrayFlatten(arrayMap(s -> arrayMap(pair -> (tupleElement(pair, 1), tupleElement(s, 4), tupleElement(pair, 2)), "
      "JSONExtractKeysAndValuesRaw(tupleElement(s, 5))), {}))",
      since);
  const std::string value = sql::folded(
      "arrayMap(o -> (tupleElement(o, 2), tupleElement(o, 3)), arrayFilter(o -> tupleElement(o, 1) = k, "
      "operations))");
  const std::string values = fmt::format(
      "arrayMap(k -> (k, {}), arraySort(arrayDistinct(arrayMap(o -> tupleElement(o, 1), "
      "operations))))",
      value);
  const std::string traits = fmt::format(
      "concat('{{', arrayStringConcat(arrayMap(pair -> concat(toJSONString(tupleElement(pair, 1)), ':', "
      "tupleElement(pair, 2)), arrayFilter(pair -> tupleElement(pair, 2) != '', {})), ','), '}}')",
      values);
  return fmt::format(
      "SELECT person, first_seen, last_seen, events, {} AS traits FROM (SELECT person, first_seen, last_seen, events, "
      "{} "
      "AS operations FROM (SELECT p AS person, {} AS first_seen, {} AS last_seen, count() AS events, {} FROM {} "
      "GROUP BY p) AS grouped) AS listed",
      traits, operations, time_of("min(ts_ms)", zone), time_of("max(ts_ms)", zone), said, source);
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
