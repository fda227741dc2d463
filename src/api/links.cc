// /api/links: who was found to be the same person, by whom, and taking that back.
#include <algorithm>
#include <array>
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

// Which links an undo names. Undos are newer than what they undo, so reading from the newest finds all that matter.
std::set<std::uint64_t> undone_in(const std::vector<model::Link>& links) {
  std::set<std::uint64_t> out;
  for (const model::Link& link : links) {
    if (link.kind == model::LinkKind::undo) out.insert(link.target);
  }
  return out;
}

Result<std::optional<model::LinkKind>> wanted_kind(const Call& call) {
  const std::string text = call.query_or("kind", "");
  if (text.empty()) return std::nullopt;
  model::LinkKind kind{};
  if (!boost::describe::enum_from_string(text.c_str(), kind)) return invalid("kind", "expected claim, merge or undo");
  return kind;
}

Result<LinksResponse> list(Call& call) {
  LinkPage page;
  THRONG_TRY(page.limit, call.query_number("limit", 100, 1000));
  THRONG_TRY(page.offset, call.query_number("offset", 0, kLookedThrough));
  THRONG_TRY(page.kind, wanted_kind(call));
  THRONG_TRY(const std::uint64_t person, call.query_number("person", 0, UINT32_MAX));
  THRONG_TRY(const timeline::Snapshot snapshot, call.app.services.timeline.snapshot());
  if (person != 0) {
    const auto representative = snapshot.representative(static_cast<model::PersonNumber>(person));
    page.numbers = snapshot.numbers_of(representative);
    page.numbers.push_back(representative);
  }
  return list_links(call.app, snapshot, page);
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
  auto link = call.app.services.collector.merge({body.from.kind, body.from.value}, {body.into.kind, body.into.value},
                                                reason(call, body.why));
  if (link && call.app.services.live != nullptr) call.app.services.live->touch(std::array{link->from, link->into});
  return shown(call, std::move(link));
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

LinksResponse list_links(App& app, const timeline::Snapshot& snapshot, const LinkPage& page) {
  const std::vector<model::Link> newest = app.services.collector.links(kLookedThrough, 0);
  const std::set<std::uint64_t> undone = undone_in(newest);
  const std::set<model::PersonNumber> own(page.numbers.begin(), page.numbers.end());
  LinksResponse out;
  for (const model::Link& link : newest) {
    if (page.kind && link.kind != *page.kind) continue;
    if (!own.empty() && !own.contains(link.from) && !own.contains(link.into)) continue;
    if (out.total++ < page.offset || out.links.size() == page.limit) continue;
    out.links.push_back(view_of(app, snapshot, link));
    out.links.back().undone = undone.contains(link.id);
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
                        .query = {{"kind", "string", "only claim, merge or undo"},
                                  {"person", "integer", "only those that touch this person's ids"},
                                  {"limit", "integer", "at most 1000"},
                                  {"offset", "integer", "how many to skip"}}}),
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
