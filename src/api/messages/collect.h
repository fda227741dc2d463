// What SDKs are told.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"

namespace throng::api {

struct CollectResponse {  // POST /v1/...; only `success` when every event was fine
  bool success = true;
  std::optional<std::uint32_t> accepted, duplicates, quarantined;
  std::optional<std::vector<std::string>> problems;
};
BOOST_DESCRIBE_STRUCT(CollectResponse, (), (success, accepted, duplicates, quarantined, problems))
struct SegmentIntegration {
  std::string apiKey;
  std::string apiHost;   // "host:port/v1"
  std::string protocol;  // "http" or "https"
};
BOOST_DESCRIBE_STRUCT(SegmentIntegration, (), (apiKey, apiHost, protocol))
struct SdkMetrics {
  double sampleRate = 0;
};
BOOST_DESCRIBE_STRUCT(SdkMetrics, (), (sampleRate))
struct SdkSettings {  // GET /v1/projects/{writeKey}/settings: the Segment browser SDK's own names
  std::map<std::string, SegmentIntegration> integrations;
  std::map<std::string, json::Raw> plan;
  std::map<std::string, json::Raw> edgeFunction;
  bool analyticsNextEnabled = true;
  SdkMetrics metrics;
};
BOOST_DESCRIBE_STRUCT(SdkSettings, (), (integrations, plan, edgeFunction, analyticsNextEnabled, metrics))

}  // namespace throng::api
