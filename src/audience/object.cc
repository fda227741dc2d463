#include "audience/object.h"

#include <algorithm>

#include "base/json.h"

namespace throng::audience {

std::string text_of(const Object& object) { return std::string(json::enum_text(object.kind)) + ':' + object.id; }

Result<Object> parse_object(std::string_view text) {
  const auto colon = text.find(':');
  for (const ObjectKind kind : {ObjectKind::tag, ObjectKind::segment, ObjectKind::layers}) {
    if (colon != std::string_view::npos && text.substr(0, colon) == json::enum_text(kind) && colon + 1 < text.size())
      return Object{kind, std::string(text.substr(colon + 1))};
  }
  return invalid("object", "expected tag:ID, segment:ID or layers:ID");
}

std::vector<Object> named_in(const model::Filter& filter) {
  std::vector<Object> out;
  model::each_leaf(filter, [&](const model::Filter& leaf) {
    std::optional<Object> object;
    if (const auto* segment = std::get_if<model::InSegment>(&leaf.node))
      object = {ObjectKind::segment, segment->segment};
    if (const auto* tag = std::get_if<model::HasTag>(&leaf.node)) object = {ObjectKind::tag, tag->tag};
    if (const auto* layer = std::get_if<model::InLayer>(&leaf.node)) object = {ObjectKind::layers, layer->scheme};
    if (object && std::ranges::find(out, *object) == out.end()) out.push_back(*std::move(object));
  });
  return out;
}

}  // namespace throng::audience
