// Step 6: what the context says: device, system, browser, page, campaign, channel.
#pragma once

#include "collect/internal/request.h"
#include "collect/internal/user_agent.h"

namespace throng::collect {

void enrich(Request& request, const AgentReader& agents);

}  // namespace throng::collect
