// The wire forms that are understood; a project may switch each off.
#pragma once

#include <cstdint>

#include <boost/describe/enum.hpp>

namespace throng::collect {

// segment: RudderStack's and our own SDKs too.
enum class Protocol : std::uint8_t {
  segment,
  jitsu,
  posthog,
  mixpanel,
  sensors,
  amplitude,
  ga4,
  matomo,
  snowplow,
  countly
};
BOOST_DESCRIBE_ENUM(Protocol, segment, jitsu, posthog, mixpanel, sensors, amplitude, ga4, matomo, snowplow, countly)
inline constexpr std::size_t kProtocols = 10;

}  // namespace throng::collect
