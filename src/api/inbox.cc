// /v1/inbox: in-app messages, for the apps and sites that show them. A write key says which project; whose messages is
// said by an anonymous id, which nobody can guess, or by a user id with its hash.
#include <algorithm>

#include "api/auth.h"
#include "api/http/event_stream.h"
#include "api/internal/sending.h"
#include "api/json_route.h"
#include "api/messages/inbox.h"
#include "api/routes.h"
#include "engage/tracking.h"

namespace throng::api {
namespace {

constexpr std::size_t kMostMarked = 100;
constexpr std::size_t kQueueBytes = 64 * 1024;

InboxMessageView view_of(const ledger::InboxMessage& message) {
  return {message.id, message.title, message.text, message.url, message.created, message.seen.has_value()};
}

Result<void> check_key(Call& call, const std::string& given) {
  const std::string key = given.empty() ? basic_user(call.request.header("authorization")) : given;
  const auto found = ledger::find_key(call.app.services.db, ledger::KeyKind::write, key);
  if (found && found->project == call.app.project.id) return {};
  return fail(ErrorCode::unauthenticated, "there is no such write key", "write_key");
}

struct Reading {
  engage::Inbox& inbox;
  collect::PersonId id;
};
Result<Reading> open_inbox(Call& call, const std::string& key, const engage::Inbox::Asker& asker) {
  THRONG_CHECK(check_key(call, key));
  THRONG_TRY(engage::PostOffice* const office, office_of(call.app));
  THRONG_TRY(auto id, office->inbox().id_of(asker));
  return Reading{office->inbox(), std::move(id)};
}
Result<Reading> open_inbox(Call& call) {
  return open_inbox(call, call.query_or("write_key", ""),
                    {call.query_or("user_id", ""), call.query_or("hash", ""), call.query_or("anonymous_id", "")});
}

Result<InboxResponse> list(Call& call) {
  THRONG_TRY(const Reading reading, open_inbox(call));
  THRONG_TRY(const auto messages, reading.inbox.list(reading.inbox.numbers_of(reading.id)));
  InboxResponse response;
  for (const ledger::InboxMessage& one : messages) {
    response.messages.push_back(view_of(one));
    response.unseen += one.seen ? 0 : 1;
  }
  return response;
}

Result<http::Response> stream(Call& call) {
  THRONG_TRY(const Reading reading, open_inbox(call));
  auto stream = std::make_shared<http::EventStream>(kQueueBytes);
  const std::weak_ptr<http::EventStream> weak = stream;
  stream->keep(reading.inbox.subscribe(reading.id, [weak](const ledger::InboxMessage& message) {
    if (const auto open = weak.lock(); open && open->has_room())
      open->push("message", json::to_string(view_of(message)));
  }));
  http::Response response{.content_type = "text/event-stream", .stream = std::move(stream)};
  response.headers = {{"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}};
  return response;
}

Result<Reading> open_inbox(Call& call, const InboxMarkRequest& request) {
  if (request.ids.size() > kMostMarked) return fail(ErrorCode::too_large, "at most 100 at once", "ids");
  return open_inbox(call, request.write_key, {request.user_id, request.hash, request.anonymous_id});
}

// To be seen is what an opened mail is. It is told before it is marked: killed between the two, it is told again, which
// counts once.
Result<InboxMarkResponse> seen(Call& call, const InboxMarkRequest& request) {
  THRONG_TRY(const Reading reading, open_inbox(call, request));
  const auto numbers = reading.inbox.numbers_of(reading.id);
  THRONG_TRY(const auto messages, reading.inbox.list(numbers));
  engage::Tracking tracking(
      {call.app.services.db, call.app.services.collector, call.app.project.id, call.app.services.clock});
  for (const ledger::InboxMessage& one : messages) {
    if (one.seen || std::ranges::find(request.ids, one.id) == request.ids.end()) continue;
    THRONG_CHECK(tracking.opened(one.send, {call.request.header("user-agent")}));
  }
  THRONG_TRY(const auto changed, reading.inbox.mark(numbers, request.ids, ledger::InboxMark::seen));
  return InboxMarkResponse{changed};
}

Result<InboxMarkResponse> dismiss(Call& call, const InboxMarkRequest& request) {
  THRONG_TRY(const Reading reading, open_inbox(call, request));
  const auto numbers = reading.inbox.numbers_of(reading.id);
  THRONG_TRY(const auto changed, reading.inbox.mark(numbers, request.ids, ledger::InboxMark::dismissed));
  return InboxMarkResponse{changed};
}

std::vector<QueryParameter> asker() {
  return {{"write_key", "string", "of the project; or as the user name of Basic authorization"},
          {"user_id", "string", "whose messages"},
          {"hash", "string", "with user_id: its HMAC-SHA256 with the secret of [channels.in_app], in hexadecimal"},
          {"anonymous_id", "string", "whose messages, where nobody is signed in"}};
}

}  // namespace

std::vector<Route> inbox_routes() {
  using enum http::Method;
  constexpr auto kWriteKey = Permission::write_key;
  return {
      json_route<list>({.method = get,
                        .path = "/v1/inbox",
                        .permission = kWriteKey,
                        .summary = "In-app messages of one person, newest first",
                        .query = asker(),
                        .cross_origin = true}),
      json_route<stream>({.method = get,
                          .path = "/v1/inbox/stream",
                          .permission = kWriteKey,
                          .summary = "Those that come from now on: server-sent events named \"message\", each an "
                                     "InboxMessageView",
                          .query = asker(),
                          .cross_origin = true,
                          .answers = "text/event-stream"}),
      json_route<seen>({.method = post,
                        .path = "/v1/inbox/seen",
                        .permission = kWriteKey,
                        .summary = "The person saw these messages: counts as opened, once",
                        .cross_origin = true}),
      json_route<dismiss>({.method = post,
                           .path = "/v1/inbox/dismiss",
                           .permission = kWriteKey,
                           .summary = "These messages are not shown to the person again",
                           .cross_origin = true}),
  };
}

}  // namespace throng::api
