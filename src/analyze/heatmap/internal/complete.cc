#include "analyze/heatmap/internal/complete.h"

#include <algorithm>
#include <tuple>

namespace throng::analyze::internal {
namespace {

auto place(const HeatmapSpot& spot) { return std::tuple(spot.y, spot.x); }

}  // namespace

std::vector<HeatmapWidth> heatmap_widths(const HeatmapQuestion& question) {
  std::vector<HeatmapWidth> widths(question.widths.size() + 1);
  for (std::size_t i = 0; i < question.widths.size(); ++i) widths[i].to = widths[i + 1].from = question.widths[i];
  return widths;
}

std::vector<HeatmapDepth> heatmap_depths(const HeatmapReached& reached) {
  std::vector<HeatmapDepth> depths(reached.size());
  HeatmapCount sum;
  for (std::size_t i = reached.size(); i-- > 0;) {
    sum.events += reached[i].events;
    sum.persons += reached[i].persons;
    depths[i] = {static_cast<double>(i) / kHeatmapDepths, sum};
  }
  return depths;
}

void complete_heatmap(const HeatmapQuestion& question, HeatmapAnswer& answer) {
  auto& spots = answer.spots;
  if (spots.size() > kMaxHeatmapSpots) {
    std::sort(spots.begin(), spots.end(), [](const HeatmapSpot& a, const HeatmapSpot& b) {
      return a.events != b.events ? a.events > b.events : place(a) < place(b);
    });
    for (std::size_t i = kMaxHeatmapSpots; i < spots.size(); ++i) answer.unplaced += spots[i].events;
    spots.resize(kMaxHeatmapSpots);
  }
  std::sort(spots.begin(), spots.end(), [](const HeatmapSpot& a, const HeatmapSpot& b) { return place(a) < place(b); });
  std::erase_if(answer.elements, [](const HeatmapElement& one) { return one.events == 0; });
  std::sort(answer.elements.begin(), answer.elements.end(), [](const HeatmapElement& a, const HeatmapElement& b) {
    return a.events != b.events ? a.events > b.events : a.selector < b.selector;
  });
  if (answer.elements.size() > question.elements) answer.elements.resize(question.elements);
}

}  // namespace throng::analyze::internal
