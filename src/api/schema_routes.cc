// /api/schema: what a project's events look like, for those who build questions.
#include <algorithm>
#include <map>

#include "analyze/sql/traits.h"
#include "api/internal/event_schema.h"
#include "api/json_route.h"
#include "api/routes.h"
#include "model/profile_op.h"
#include "model/value.h"
#include "warehouse/property_sql.h"
#include "warehouse/schema.h"

namespace throng::api {
namespace {

constexpr std::size_t kMostValues = 50;
constexpr std::size_t kSampledEvents = 3000;  // of one event name
constexpr std::size_t kSampledOfEach = 200;   // of each of many
constexpr std::size_t kSampledNames = 60;
constexpr std::size_t kSampledForValues = 200'000;

struct OwnColumn {
  std::string_view name;    // "$channel"
  std::string_view column;  // of the events table
};
constexpr std::array kOwnColumns = {OwnColumn{"$channel", "channel"}, OwnColumn{"$device", "device"},
                                    OwnColumn{"$os", "os"},           OwnColumn{"$browser", "browser"},
                                    OwnColumn{"$page", "page"},       OwnColumn{"$session", "session"}};

std::string events_table(const App& app) { return warehouse::table(app.project.id, "events"); }

Result<warehouse::Block> query(App& app, const std::string& sql) {
  return warehouse::query_all(app.services.warehouse, sql, {.max_time = seconds(20), .stop = app.stopping.get_token()});
}

}  // namespace

// ---- event names ---------------------------------------------------------------------------------------------

Result<EventNamesResponse> read_event_names(App& app) {
  THRONG_TRY(const auto block, query(app, "SELECT toString(event) AS name, count() AS n, max(ts_ms) AS last FROM " +
                                              events_table(app) + " GROUP BY name ORDER BY n DESC, name LIMIT 2000"));
  EventNamesResponse response;
  for (std::size_t i = 0; i < block.rows; ++i) {
    response.events.push_back({block.get<std::string>(0)[i], block.get<std::uint64_t>(1)[i],
                               from_ms(static_cast<std::int64_t>(block.get<std::uint64_t>(2)[i]))});
  }
  return response;
}

namespace {

template <class Answer>
Result<http::Response> cached(App& app, const std::string& key, FunctionRef<Result<Answer>()> make) {
  const auto as_json = [&]() -> Result<std::string> {
    THRONG_TRY(const Answer answer, make());
    return json::to_string(answer);
  };
  THRONG_TRY(std::string body, app.schema.get(key, app.now(), as_json));
  return json_response(std::move(body));
}

Result<http::Response> event_names(Call& call) {
  return cached<EventNamesResponse>(call.app, "events", [&] { return read_event_names(call.app); });
}

// ---- properties ----------------------------------------------------------------------------------------------

PropertyType type_of(json::Node value) {
  switch (value.kind()) {
    case json::Kind::number: return PropertyType::number;
    case json::Kind::boolean: return PropertyType::boolean;
    case json::Kind::array: return PropertyType::list;
    default: return model::as_instant(value.dump()) ? PropertyType::instant : PropertyType::text;
  }
}

using TypeCounts = std::map<std::string, std::map<PropertyType, std::size_t>>;

Result<void> sample(App& app, std::string_view event, std::size_t rows, TypeCounts& counts) {
  THRONG_TRY(const auto block, query(app, "SELECT props FROM " + events_table(app) + " WHERE event = " +
                                              warehouse::quote(event) + " LIMIT " + std::to_string(rows)));
  const std::string_view scope = model::profile_op(event) ? "person." : "event.";
  for (const std::string& props : block.rows == 0 ? std::vector<std::string>() : block.get<std::string>(0)) {
    THRONG_TRY(const json::Document document, json::Document::parse(props));
    if (document.root().kind() != json::Kind::object) continue;
    for (const auto& [key, value] : document.root().members()) {
      if (value.kind() != json::Kind::null) ++counts[std::string(scope) + std::string(key)][type_of(value)];
    }
  }
  return {};
}

PropertiesResponse response_of(const TypeCounts& counts) {
  PropertiesResponse response;
  for (const OwnColumn& own : kOwnColumns)
    response.properties.push_back({"event." + std::string(own.name), PropertyType::text});
  for (const auto& [ref, types] : counts) {
    const auto most = std::ranges::max_element(types, {}, [](const auto& entry) { return entry.second; });
    response.properties.push_back({ref, most->first});
  }
  return response;
}

}  // namespace

Result<PropertiesResponse> read_properties(App& app, const std::optional<std::string>& event) {
  TypeCounts counts;
  THRONG_CHECK(sample(app, model::kIdentify, kSampledEvents, counts));
  THRONG_TRY(const EventNamesResponse names, read_event_names(app));
  for (const EventNameView& one : names.events) {
    if (one.name != model::kIdentify && model::profile_op(one.name))
      THRONG_CHECK(sample(app, one.name, kSampledEvents, counts));
  }
  if (event && !event->empty()) {
    THRONG_CHECK(sample(app, *event, kSampledEvents, counts));
    return response_of(counts);
  }
  for (std::size_t i = 0; i < std::min(names.events.size(), kSampledNames); ++i) {
    if (model::is_activity(names.events[i].name))
      THRONG_CHECK(sample(app, names.events[i].name, kSampledOfEach, counts));
  }
  return response_of(counts);
}

namespace {

Result<http::Response> properties(Call& call) {
  const auto event = call.find_query("event");
  return cached<PropertiesResponse>(call.app, "properties " + event.value_or(""),
                                    [&] { return read_properties(call.app, event); });
}

// ---- values --------------------------------------------------------------------------------------------------

std::string values_sql(const App& app, const analyze::PropertyRef& ref) {
  const auto* own = std::ranges::find(kOwnColumns, ref.name, &OwnColumn::name);
  if (ref.scope == analyze::Scope::event && own != kOwnColumns.end()) {
    return "SELECT toString(" + std::string(own->column) + ") AS v, count() AS n FROM " + events_table(app) +
           " GROUP BY v ORDER BY n DESC, v LIMIT 10000";
  }
  const std::string plain = warehouse::plain_props();
  const std::string scope = (ref.scope == analyze::Scope::person ? "" : "NOT ") + analyze::sql::is_profile_operation();
  return "SELECT v, count() AS n FROM (SELECT " + warehouse::raw_property(plain, ref.name) + " AS v FROM " +
         events_table(app) + " WHERE " + scope + " AND " + warehouse::has_property(plain, ref.name) + " LIMIT " +
         std::to_string(kSampledForValues) + ") AS sampled GROUP BY v ORDER BY n DESC, v LIMIT 10000";
}

// What a builder offers: texts as they are, elements of lists one by one.
std::vector<std::string> texts_of(const std::string& raw) {
  if (raw.empty() || raw == "null") return {};
  if (auto list = model::as_list(raw)) return *std::move(list);
  return {model::label_of(raw)};
}

Result<ValuesResponse> read_values(App& app, const analyze::PropertyRef& ref, const std::string& prefix) {
  THRONG_TRY(const auto block, query(app, values_sql(app, ref)));
  const bool own = ref.scope == analyze::Scope::event && ref.name.starts_with('$');
  const std::string folded = model::fold_case(prefix);
  std::map<std::string, std::uint64_t> counts;
  for (std::size_t i = 0; i < block.rows; ++i) {
    const std::string& value = block.get<std::string>(0)[i];
    const auto texts = own ? std::vector<std::string>(value.empty() ? 0 : 1, value) : texts_of(value);
    for (const std::string& text : texts) {
      if (model::fold_case(text).starts_with(folded)) counts[text] += block.get<std::uint64_t>(1)[i];
    }
  }
  std::vector<std::pair<std::string, std::uint64_t>> sorted(counts.begin(), counts.end());
  std::ranges::sort(sorted, {},
                    [](const auto& entry) { return std::pair(-static_cast<double>(entry.second), entry.first); });
  ValuesResponse response;
  for (std::size_t i = 0; i < std::min(sorted.size(), kMostValues); ++i)
    response.values.push_back(std::move(sorted[i].first));
  return response;
}

Result<http::Response> values(Call& call) {
  const std::string text = call.query_or("ref", "");
  const std::string prefix = call.query_or("prefix", "");
  auto ref = json::read<analyze::PropertyRef>(json::to_string(text));
  if (!ref) return std::unexpected(json::under("ref", std::move(ref).error()));
  return cached<ValuesResponse>(call.app, "values " + text + " " + prefix,
                                [&] { return read_values(call.app, *ref, prefix); });
}

template <auto function, class Answer>
Route schema_route(Route route) {
  route.permission = Permission::viewer;
  Route out = json_route<function>(std::move(route));
  out.response_schema = &schema_of<Answer>;
  return out;
}

}  // namespace

std::vector<Route> schema_routes() {
  return {
      schema_route<event_names, EventNamesResponse>(
          {.path = "/api/schema/events", .summary = "Event names, most frequent first"}),
      schema_route<properties, PropertiesResponse>({.path = "/api/schema/properties",
                                                    .summary = "Properties and traits with their types, from a sample",
                                                    .query = {{"event", "string", "only of this event"}}}),
      schema_route<values, ValuesResponse>({.path = "/api/schema/values",
                                            .summary = "Frequent values of a property",
                                            .query = {{"ref", "string", "event.NAME or person.NAME"},
                                                      {"prefix", "string", "only values that begin so"}}}),
  };
}

}  // namespace throng::api
