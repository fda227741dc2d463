// /api/annotations: what happened when, for every axis of time.
#include <algorithm>

#include "api/internal/saved_resource.h"
#include "api/json_route.h"
#include "api/routes.h"

namespace throng::api {
namespace {

using Annotations = SavedResource<AnnotationBody, AnnotationView>;

Result<void> finish(Call& call, AnnotationView& view) {
  THRONG_TRY(view.instant, board::instant_of(view, call.app.calendar));
  return {};
}

Result<AnnotationsResponse> list(Call& call) {
  THRONG_TRY(auto all, Annotations::all(call));
  for (AnnotationView& view : all) THRONG_CHECK(finish(call, view));
  std::ranges::sort(all, [](const AnnotationView& a, const AnnotationView& b) {
    return std::tie(a.instant, a.name, a.id) < std::tie(b.instant, b.name, b.id);
  });
  return AnnotationsResponse{std::move(all)};
}

}  // namespace

std::vector<Route> annotation_routes() {
  using enum http::Method;
  constexpr auto kAnalyst = Permission::analyst;
  return {
      json_route<list>({.path = "/api/annotations",
                        .permission = Permission::viewer,
                        .summary = "What happened when, to be marked on axes of time"}),
      json_route<Annotations::create<finish>>(
          {.method = post, .path = "/api/annotations", .permission = kAnalyst, .summary = "Add an annotation"}),
      json_route<Annotations::change<finish>>(
          {.method = put, .path = "/api/annotations/{id}", .permission = kAnalyst, .summary = "Change an annotation"}),
      json_route<Annotations::remove_one>({.method = remove,
                                           .path = "/api/annotations/{id}",
                                           .permission = kAnalyst,
                                           .summary = "Delete an annotation"}),
  };
}

}  // namespace throng::api
