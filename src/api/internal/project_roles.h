// Which events play which part in the project, as an operator confirmed it or as their names say.
#pragma once

#include "api/internal/app_state.h"
#include "api/messages/operating.h"

namespace throng::api {

// A guess is kept for half a minute: it reads all names of events.
Result<RolesView> project_roles(App& app);

// Names of an event's properties. Empty where they cannot be read.
board::SeenProperties seen_properties(App& app, std::string_view event);

}  // namespace throng::api
