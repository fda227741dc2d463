// Pushes: who enters and leaves a segment, told to a URL.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/messages/saved.h"
#include "audience/push.h"

namespace throng::api {

struct PushBody : SavedWords, audience::Push {  // POST /api/pushes, PUT /api/pushes/{id}
  using Thing = audience::Push;
  static constexpr std::string_view kRequired[] = {"name", "segment", "url"};
};
BOOST_DESCRIBE_STRUCT(PushBody, (SavedWords, audience::Push), ())
struct PushSendingView : audience::PushSending {
  Instant at{};
};
BOOST_DESCRIBE_STRUCT(PushSendingView, (audience::PushSending), (at))
struct PushView : SavedView, audience::Push {
  bool live = false;               // its segment is followed; if not, nothing is told
  std::string stopped;             // why it was given up; "": it was not
  std::uint64_t failures = 0;      // in a row
  std::optional<Instant> failing;  // since when
  std::optional<Instant> next;     // when it is tried again
  std::optional<PushSendingView> last;
};
BOOST_DESCRIBE_STRUCT(PushView, (SavedView, audience::Push), (live, stopped, failures, failing, next, last))
struct PushesResponse {  // GET /api/pushes?segment=
  std::vector<PushView> pushes;
};
BOOST_DESCRIBE_STRUCT(PushesResponse, (), (pushes))
struct NewPushResponse {  // POST /api/pushes
  PushView push;
  std::string secret;  // shown this once
};
BOOST_DESCRIBE_STRUCT(NewPushResponse, (), (push, secret))
struct PushSendingsResponse {  // GET /api/pushes/{id}/history?limit=, newest first
  std::vector<PushSendingView> sendings;
};
BOOST_DESCRIBE_STRUCT(PushSendingsResponse, (), (sendings))

}  // namespace throng::api
