#pragma once

#include <string>

#include "api/http/message.h"

namespace throng::api::http {

struct HeadFacts {
  std::string_view date;  // "Sun, 22 Nov 2026 19:00:00 GMT"
  bool keep_alive = true;
  bool chunked = false;
};

// The status line and headers of a response, up to and including the empty line. Header values that hold
// line breaks are left out: nothing that came from outside can start a header of its own.
void append_head(std::string& out, const Response& response, const HeadFacts& facts);

std::string http_date(std::int64_t unix_seconds);

}  // namespace throng::api::http
