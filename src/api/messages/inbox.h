// In-app messages, as apps and sites fetch them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/time.h"

namespace throng::api {

struct InboxMessageView {
  std::int64_t id = 0;
  std::string title, text;
  std::string url;  // to open: counts the click, and leads on; "": none
  Instant at{};
  bool seen = false;
};
BOOST_DESCRIBE_STRUCT(InboxMessageView, (), (id, title, text, url, at, seen))
struct InboxResponse {                     // GET /v1/inbox
  std::vector<InboxMessageView> messages;  // newest first, at most 100
  std::uint64_t unseen = 0;                // of them
};
BOOST_DESCRIBE_STRUCT(InboxResponse, (), (messages, unseen))
struct InboxMarkRequest {  // POST /v1/inbox/seen, POST /v1/inbox/dismiss
  std::string write_key;   // "": that of Basic authorization
  std::string user_id, hash, anonymous_id;
  std::vector<std::int64_t> ids;  // at most 100
  static constexpr std::string_view kRequired[] = {"ids"};
};
BOOST_DESCRIBE_STRUCT(InboxMarkRequest, (), (write_key, user_id, hash, anonymous_id, ids))
struct InboxMarkResponse {
  std::uint64_t changed = 0;
};
BOOST_DESCRIBE_STRUCT(InboxMarkResponse, (), (changed))

}  // namespace throng::api
