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
// GET /sourceConfig: RudderStack's own names. The web's SDK wants id, enabled, config and destinations.
struct RudderReporting {
  bool enabled = false;
};
BOOST_DESCRIBE_STRUCT(RudderReporting, (), (enabled))
struct RudderStatsCollection {
  RudderReporting errors, metrics;  // what the SDK would tell of itself
};
BOOST_DESCRIBE_STRUCT(RudderStatsCollection, (), (errors, metrics))
struct RudderSourceOptions {
  RudderStatsCollection statsCollection;
};
BOOST_DESCRIBE_STRUCT(RudderSourceOptions, (), (statsCollection))
struct RudderSource {
  std::string id;  // the write key
  std::string name = "Throng";
  std::string workspaceId;
  bool enabled = true;
  std::string updatedAt = "1970-01-01T00:00:00.000Z";
  RudderSourceOptions config;
  std::vector<json::Raw> destinations;  // none
};
BOOST_DESCRIBE_STRUCT(RudderSource, (), (id, name, workspaceId, enabled, updatedAt, config, destinations))
struct RudderSettings {
  RudderSource source;
};
BOOST_DESCRIBE_STRUCT(RudderSettings, (), (source))

}  // namespace throng::api
