// What the browser SDK of the shop's site notices by itself on the pages where visits begin: clicks with their places,
// and how far down somebody read (docs/sdk/browser.md). Added to what the person did, which it does not change.
#pragma once

#include "cli/simulate/random.h"
#include "cli/simulate/simulator.h"

namespace throng::cli {

// `person.events` are in time order before and after, and before `until`.
void add_marks(SimPerson& person, Random random, Instant until);

}  // namespace throng::cli
