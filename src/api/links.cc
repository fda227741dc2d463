// /api/links: who was found to be the same person, by whom, and taking that back.
#include <algorithm>
#include <set>

#include "api/internal/app_state.h"
#include "api/json_route.h"
#include "api/link_view.h"
#include "api/messages/persons.h"
#include "api/messages/session.h"
#include "api/person_rows.h"
#include "api/routes.h"

namespace throng::api {
namespace {

constexpr std::size_t kLookedThrough = 10'000;
constexpr std::size_t kMostOfOnePerson = 200;

// Which links an undo names. Undos are newer than what they undo, so reading from the newest finds all that matter.
std::set<std::uint64_t> undone_in(const std::vector<model::Link>& links) {
  std::set<std::uint64_t> out;
  for (const model::Link& link : links) {
    if (link.kind == model::LinkKind::undo) out.insert(link.target);
  }
  return out;
}

Result<LinksResponse> list(Call& call) {
  THRONG_TRY(const std::uint64_t limit, call.query_number("limit", 100, 1000));
  THRONG_TRY(const std::uint64_t offset, call.query_number("offset", 0, kLookedThrough));
  THRONG_TRY(const timeline::Snapshot snapshot, call.app.services.timeline.snapshot());
  return LinksResponse{list_links(call.app, snapshot, limit, offset)};
}

Result<LinkView> shown(Call& call, const Result<model::Link>& link) {
  if (!link) return std::unexpected(link.error());
  THRONG_TRY(const timeline::Snapshot snapshot, call.app.services.timeline.snapshot());
  return view_of(call.app, snapshot, *link);
}

std::string reason(const Call& call, const std::string& why) {
  return why.empty() ? "by " + call.principal->name : why + " (" + call.principal->name + ")";
}

Result<LinkView> merge(Call& call, const MergeRequest& body) {
  if (body.from.value.empty()) return invalid("from.value", "an id is needed");
  if (body.into.value.empty()) return invalid("into.value", "an id is needed");
  return shown(call, call.app.services.collector.merge({body.from.kind, body.from.value},
                                                       {body.into.kind, body.into.value}, reason(call, body.why)));
}

Result<LinkView> undo(Call& call, const Empty&) {
  THRONG_TRY(const std::uint64_t id, call.param_number(0, "id"));
  return shown(call, call.app.services.collector.undo(id, reason(call, "")));
}

}  // namespace

LinkView view_of(App& app, const timeline::Snapshot& snapshot, const model::Link& link) {
  return {.id = link.id,
          .kind = link.kind,
          .from = id_of_number(app, snapshot, link.from),
          .into = id_of_number(app, snapshot, link.into),
          .target = link.target,
          .at = link.at,
          .why = link.why};
}

std::vector<LinkView> list_links(App& app, const timeline::Snapshot& snapshot, std::size_t limit, std::size_t offset) {
  const std::vector<model::Link> newest = app.services.collector.links(offset + limit, 0);
  const std::set<std::uint64_t> undone = undone_in(newest);
  std::vector<LinkView> out;
  for (std::size_t i = offset; i < newest.size(); ++i) {
    out.push_back(view_of(app, snapshot, newest[i]));
    out.back().undone = undone.contains(newest[i].id);
  }
  return out;
}

std::vector<LinkView> links_of(App& app, const timeline::Snapshot& snapshot,
                               const std::vector<model::PersonNumber>& numbers) {
  const std::vector<model::Link> newest = app.services.collector.links(kLookedThrough, 0);
  const std::set<std::uint64_t> undone = undone_in(newest);
  const std::set<model::PersonNumber> own(numbers.begin(), numbers.end());
  std::vector<LinkView> out;
  for (const model::Link& link : newest) {
    if (!own.contains(link.from) && !own.contains(link.into)) continue;
    out.push_back(view_of(app, snapshot, link));
    out.back().undone = undone.contains(link.id);
    if (out.size() == kMostOfOnePerson) break;
  }
  return out;
}

std::vector<Route> link_routes() {
  using enum http::Method;
  return {
      json_route<list>({.method = get,
                        .path = "/api/links",
                        .permission = Permission::viewer,
                        .summary = "Claims, merges and undos, newest first",
                        .query = {{"limit", "integer", "at most 1000"}, {"offset", "integer", "how many to skip"}}}),
      json_route<merge>({.method = post,
                         .path = "/api/persons/merge",
                         .permission = Permission::analyst,
                         .summary = "Say that two ids are one person"}),
      json_route<undo>({.method = post,
                        .path = "/api/links/{id}/undo",
                        .permission = Permission::analyst,
                        .summary = "Take a link back"}),
  };
}

}  // namespace throng::api
