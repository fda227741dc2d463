#include "api/internal/catalog_stats.h"

#include <algorithm>

#include <fmt/format.h>

#include "analyze/sql/bucket.h"
#include "analyze/sql/filter.h"
#include "collect/quarantine.h"
#include "model/properties.h"
#include "model/value.h"
#include "warehouse/schema.h"

namespace throng::api {
namespace {

constexpr std::size_t kSampled = 20'000;
constexpr std::size_t kMostExamples = 5;
constexpr std::size_t kExampleBytes = 100;
constexpr std::size_t kMostNames = 5000;

Result<warehouse::Block> query(App& app, const std::string& sql, Duration patience = seconds(20)) {
  return warehouse::query_all(app.services.warehouse, sql, {.max_time = patience, .stop = app.stopping.get_token()});
}

std::string events_table(const App& app) { return warehouse::table(app.project.id, "events"); }

Instant instant_at(const warehouse::Block& block, std::size_t column, std::size_t row) {
  return from_ms(static_cast<std::int64_t>(block.get<std::uint64_t>(column)[row]));
}

using Stats = std::map<std::string, EventStats>;

// A condition: events of the name, of any where there is none.
std::string is_named(const std::optional<std::string>& name) {
  return name ? "event = " + warehouse::quote(*name) : std::string("1");
}

Result<void> read_totals(App& app, const std::optional<std::string>& only, Stats& stats) {
  THRONG_TRY(const auto block,
             query(app, fmt::format("SELECT toString(event) AS name, count() AS n, min(ts_ms) AS "
                                    "first, max(ts_ms) AS last FROM {} WHERE {} GROUP BY name ORDER BY n DESC, "
                                    "name LIMIT {}",
                                    events_table(app), is_named(only), kMostNames)));
  for (std::size_t i = 0; i < block.rows; ++i) {
    stats[block.get<std::string>(0)[i]] = {.events = block.get<std::uint64_t>(1)[i],
                                           .first_seen = instant_at(block, 2, i),
                                           .last_seen = instant_at(block, 3, i)};
  }
  return {};
}

Result<void> read_days(App& app, const std::vector<Instant>& days, const std::optional<std::string>& only,
                       Stats& stats) {
  const auto bucket = analyze::sql::bucket_sql(BucketUnit::day, app.calendar, days);
  THRONG_TRY(
      const auto block,
      query(app, fmt::format("SELECT toString(event) AS name, {} AS day, count() AS n FROM {} WHERE {} AND {} GROUP BY "
                             "name, day",
                             bucket.expression, events_table(app), is_named(only),
                             analyze::sql::in_range({days.front(), days.back()}))));
  for (auto& [name, one] : stats) one.days.resize(days.size() - 1);
  for (std::size_t i = 0; i < block.rows; ++i) {
    const auto found = stats.find(block.get<std::string>(0)[i]);
    if (found == stats.end()) continue;
    THRONG_TRY(const std::size_t day, analyze::sql::bucket_with(bucket.keys, block.get<std::int64_t>(1)[i]));
    found->second.days[day] = block.get<std::uint64_t>(2)[i];
  }
  return {};
}

Result<void> read_quarantined(App& app, const std::vector<Instant>& days, const std::optional<std::string>& only,
                              Stats& stats) {
  THRONG_TRY(
      const auto block,
      query(app,
            fmt::format("SELECT visitParamExtractString(body, 'event') AS name, count() AS n {} AND at_ms >= {} AND "
                        "name != '' GROUP BY name ORDER BY n DESC, name LIMIT {}",
                        collect::unsettled(app.project.id, {.event = only}), to_ms(days.front()), kMostNames)));
  for (std::size_t i = 0; i < block.rows; ++i) {
    EventStats& one = stats[block.get<std::string>(0)[i]];
    one.quarantined = block.get<std::uint64_t>(1)[i];
    one.days.resize(days.size() - 1);
  }
  return {};
}

// One property of the sample.
struct Seen {
  CatalogProperty view;
  void add(const std::string& raw, Instant at) {
    ++view.events;
    count(raw);
    view.first_seen = view.events == 1 ? at : std::min(view.first_seen, at);
    view.last_seen = std::max(view.last_seen, at);
    if (view.examples.size() == kMostExamples) return;
    std::string text = model::label_of(raw).substr(0, kExampleBytes);
    while (!text.empty() && (static_cast<unsigned char>(raw.size() > kExampleBytes ? text.back() : 0) & 0xC0U) == 0x80U)
      text.pop_back();
    if (std::ranges::find(view.examples, text) == view.examples.end()) view.examples.push_back(std::move(text));
  }

 private:
  void count(const std::string& raw) {
    const bool quoted = raw.starts_with('"');
    if (raw.starts_with('[')) {
      ++view.types.list;
    } else if (raw == "true" || raw == "false") {
      ++view.types.boolean;
    } else if (quoted) {
      ++(model::as_instant(raw) ? view.types.instant : view.types.text);
    } else {
      ++view.types.number;
    }
  }
};

Result<void> read_sample(App& app, const std::string& event, PropertyStats& out) {
  THRONG_TRY(const auto block,
             query(app, fmt::format("SELECT props, ts_ms FROM {} WHERE event = {} ORDER BY ts_ms DESC, "
                                    "event_id LIMIT {}",
                                    events_table(app), warehouse::quote(event), kSampled)));
  out.sampled = block.rows;
  std::map<std::string, Seen> seen;
  for (std::size_t i = 0; i < block.rows; ++i) {
    for (const auto& [name, raw] : model::members_of(block.get<std::string>(0)[i])) {
      if (raw == "null") continue;
      Seen& one = seen[name];
      one.view.name = name;
      one.add(raw, instant_at(block, 1, i));
    }
  }
  for (auto& [name, one] : seen) out.properties.push_back(std::move(one.view));
  std::ranges::sort(out.properties, [](const CatalogProperty& a, const CatalogProperty& b) {
    return a.events != b.events ? a.events > b.events : a.name < b.name;
  });
  return {};
}

// When each key first and last came, of all events of the name.
Result<void> read_ever(App& app, const std::string& event, PropertyStats& out) {
  const auto block = query(app,
                           fmt::format("SELECT key, min(ts_ms), max(ts_ms) FROM (SELECT arrayJoin(JSONExtractKeys("
                                       "props)) AS key, ts_ms FROM {} WHERE event = {}) AS keys GROUP BY key LIMIT {}",
                                       events_table(app), warehouse::quote(event), kMostNames),
                           seconds(10));
  if (!block) return block.error().code == ErrorCode::deadline ? Result<void>{} : std::unexpected(block.error());
  out.seen_ever = true;
  for (std::size_t i = 0; i < block->rows; ++i) {
    const auto found = std::ranges::find(out.properties, block->get<std::string>(0)[i], &CatalogProperty::name);
    if (found == out.properties.end()) continue;
    found->first_seen = instant_at(*block, 1, i);
    found->last_seen = instant_at(*block, 2, i);
  }
  return {};
}

}  // namespace

Result<std::map<std::string, EventStats>> event_stats(App& app, const std::vector<Instant>& days,
                                                      const std::optional<std::string>& only) {
  Stats stats;
  THRONG_CHECK(read_totals(app, only, stats));
  THRONG_CHECK(read_days(app, days, only, stats));
  THRONG_CHECK(read_quarantined(app, days, only, stats));
  return stats;
}

Result<PropertyStats> property_stats(App& app, const std::string& event) {
  PropertyStats out;
  THRONG_CHECK(read_sample(app, event, out));
  out.seen_ever = out.sampled < kSampled;
  if (!out.seen_ever) THRONG_CHECK(read_ever(app, event, out));
  return out;
}

}  // namespace throng::api
