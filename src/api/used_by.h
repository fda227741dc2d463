// What names a segment, tag or layer scheme: other definitions, and saved questions.
#pragma once

#include <vector>

#include "api/messages/segment_tools.h"
#include "audience/object.h"

namespace throng::api {

struct App;

// Errors: the ledger's.
Result<std::vector<User>> users_of(App& app, const audience::Object& object);

}  // namespace throng::api
