// Whose form the lines of a file have: read by import/shape.h, written by export/shape_writer.h.
#pragma once

#include <cstdint>

#include <boost/describe/enum.hpp>

namespace throng::collect {

enum class ExportShape : std::uint8_t {
  segment,    // messages, as raw logs keep them
  posthog,    // events of a batch export or of the events API, and persons
  mixpanel,   // raw event export, profiles, and updates of profiles
  amplitude,  // event export
  sensors,    // records as SDKs send them, or rows of the tables `events` and `users`
};
BOOST_DESCRIBE_ENUM(ExportShape, segment, posthog, mixpanel, amplitude, sensors)

}  // namespace throng::collect
