// Step 4: events against what the project expects of them.
#pragma once

#include "collect/internal/request.h"
#include "collect/plan/plan.h"

namespace throng::collect {

// Keeps aside what the plan says to keep aside, and notes what it only warns of.
void follow_plan(Request& request, const Plan& plan, PlanFindings& findings);

}  // namespace throng::collect
