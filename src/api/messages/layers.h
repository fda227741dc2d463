// Layer schemes.
#pragma once

#include "api/messages/saved.h"
#include "audience/layers.h"

namespace throng::api {

struct LayersBody : SavedWords, audience::LayerScheme {  // POST /api/layers, PUT /api/layers/{id}
  using Thing = audience::LayerScheme;
  static constexpr std::string_view kRequired[] = {"name", "kind"};
};
BOOST_DESCRIBE_STRUCT(LayersBody, (SavedWords, audience::LayerScheme), ())

struct LayerView {
  std::string name;
  std::uint64_t persons = 0;
};
BOOST_DESCRIBE_STRUCT(LayerView, (), (name, persons))
struct LayersView : SavedView, audience::LayerScheme {
  std::vector<LayerView> layers;      // as they were when they were last worked out, in order, the rest last
  std::optional<Instant> computed;    // when; absent: just now, for they never were before or are live
  std::vector<std::uint64_t> scores;  // RFM: persons per place of the map (RfmLayers::map); else empty
  std::optional<Problem> problem;     // why there are no layers
};
BOOST_DESCRIBE_STRUCT(LayersView, (SavedView, audience::LayerScheme), (layers, computed, scores, problem))
struct LayersResponse {  // GET /api/layers
  std::vector<LayersView> schemes;
};
BOOST_DESCRIBE_STRUCT(LayersResponse, (), (schemes))

struct LayersPreview {  // POST /api/layers/preview takes audience::LayerScheme
  std::vector<LayerView> layers;
  std::vector<std::uint64_t> scores;
};
BOOST_DESCRIBE_STRUCT(LayersPreview, (), (layers, scores))

struct LayersDay {
  std::string day;  // "2026-01-31", in the project's zone
  Instant computed{};
  std::vector<LayerView> layers;
};
BOOST_DESCRIBE_STRUCT(LayersDay, (), (day, computed, layers))
struct LayersHistory {  // GET /api/layers/{id}/history?from=&to=
  std::vector<LayersDay> days;
};
BOOST_DESCRIBE_STRUCT(LayersHistory, (), (days))

struct LayersFlow {      // GET /api/layers/{id}/flow?from=&to=
  std::string from_day;  // of the versions that are there
  std::string to_day;
  std::vector<std::string> from;
  std::vector<std::string> to;
  std::vector<std::vector<std::uint64_t>> persons;  // [from][to]; the last row came since, the last column is gone
};
BOOST_DESCRIBE_STRUCT(LayersFlow, (), (from_day, to_day, from, to, persons))

}  // namespace throng::api
