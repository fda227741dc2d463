// What a project's events look like, read from the warehouse (schema_routes.cc keeps the answers for a while).
#pragma once

#include <optional>
#include <string>

#include "api/internal/app_state.h"
#include "api/messages/schema.h"

namespace throng::api {

Result<EventNamesResponse> read_event_names(App& app);
// Of one event, or of all.
Result<PropertiesResponse> read_properties(App& app, const std::optional<std::string>& event);

}  // namespace throng::api
