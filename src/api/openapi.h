#pragma once

#include <string>

namespace throng::api {

// OpenAPI 3.1 of everything in all_routes(), generated from the described structs; needs no server.
std::string openapi_document();

}  // namespace throng::api
