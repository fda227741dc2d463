#include "collect/export/shape_writer.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "collect/export/event_message.h"
#include "collect/export/shape_forms.h"

namespace throng::collect {

bool ShapeWriter::joins(const model::Event& event) {
  constexpr std::size_t kMaxRemembered = 2'000'000;
  if (event.user_id.empty() || event.anonymous_id.empty()) return false;
  if (joined_.size() >= kMaxRemembered) joined_.clear();
  const std::string pair = event.anonymous_id + '\n' + event.user_id;
  return joined_.insert(XXH3_64bits(pair.data(), pair.size())).second;
}

void ShapeWriter::append(std::string& out, const model::Event& event) {
  if (shape_ == ExportShape::segment) {
    out += message_of(event) + '\n';
    return;
  }
  simdjson::dom::element root;
  Happening happening{.event = event, .props = {}, .joins = joins(event)};
  if (!parser_.parse(event.props).get(root)) happening.props = root;
  switch (shape_) {
    case ExportShape::segment: break;
    case ExportShape::posthog: return write_posthog(out, happening);
    case ExportShape::mixpanel: return write_mixpanel(out, happening);
    case ExportShape::amplitude: return write_amplitude(out, happening);
    case ExportShape::sensors: return write_sensors(out, happening);
  }
}

}  // namespace throng::collect
