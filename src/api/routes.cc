#include "api/routes.h"

#include <algorithm>
#include <charconv>

namespace throng::api {
namespace {

Result<std::uint64_t> number_from(std::string_view text, std::string_view name) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) {
    return invalid(std::string(name), "expected a whole number, got \"" + std::string(text.substr(0, 40)) + "\"");
  }
  return value;
}

}  // namespace

std::vector<Route> all_routes() {
  std::vector<Route> routes;
  for (const auto resource :
       {&session_routes,    &question_routes,     &sql_routes,          &person_routes,    &person_fact_routes,
        &note_routes,       &link_routes,         &schema_routes,       &segment_routes,   &segment_tool_routes,
        &membership_routes, &job_routes,          &tag_routes,          &tag_value_routes, &layer_routes,
        &targeting_routes,  &export_routes,       &event_export_routes, &push_routes,      &template_routes,
        &campaign_routes,   &journey_routes,      &send_routes,         &tracking_routes,  &inbox_routes,
        &report_routes,     &board_routes,        &annotation_routes,   &goal_routes,      &alert_routes,
        &cost_routes,       &subscription_routes, &overview_routes,     &operating_routes, &quarantine_routes,
        &catalog_routes,    &key_routes,          &operator_routes,     &backup_routes,    &live_routes,
        &collect_routes,    &protocol_routes,     &source_routes,       &system_routes}) {
    std::ranges::move(resource(), std::back_inserter(routes));
  }
  return routes;
}

std::optional<std::string> Call::find_query(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::string Call::query_or(std::string_view name, std::string_view otherwise) const {
  return find_query(name).value_or(std::string(otherwise));
}

Result<std::uint64_t> Call::query_number(std::string_view name, std::uint64_t otherwise, std::uint64_t most) const {
  const auto text = find_query(name);
  if (!text || text->empty()) return otherwise;
  THRONG_TRY(const std::uint64_t value, number_from(*text, name));
  if (value > most) return invalid(std::string(name), "at most " + std::to_string(most));
  return value;
}

Result<std::uint64_t> Call::param_number(std::size_t index, std::string_view name) const {
  return number_from(params[index], name);
}

http::Response json_response(std::string body) {
  http::Response response{.content_type = "application/json", .body = std::move(body)};
  response.headers.push_back({"Cache-Control", "no-store"});
  return response;
}

}  // namespace throng::api
