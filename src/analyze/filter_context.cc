#include "analyze/filter_context.h"

namespace throng::analyze {

timeline::FilterContext filter_context(const AskContext& context) {
  const Memberships* memberships = context.memberships;
  const auto members = [memberships](const model::Filter& leaf) -> Result<timeline::MemberList> {
    if (const auto* segment = std::get_if<model::InSegment>(&leaf.node)) return memberships->segment(segment->segment);
    if (const auto* tag = std::get_if<model::HasTag>(&leaf.node)) return memberships->tag(tag->tag, tag->value);
    const auto& layer = std::get<model::InLayer>(leaf.node);
    return memberships->layer(layer.scheme, layer.layer);
  };
  return {context.calendar, context.now, members};
}

}  // namespace throng::analyze
