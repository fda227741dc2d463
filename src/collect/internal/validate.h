// Step 3: messages to events, within the limits.
#pragma once

#include "collect/internal/request.h"

namespace throng::collect {

// Reads every message of the request into its draft; what breaks a rule is refused with its reason.
void validate(Request& request, Workspace& work);

// True for what programs write when they have no id: "", "null", "0", "undefined", "anonymous"...
bool is_blocked_id(std::string_view id);

}  // namespace throng::collect
