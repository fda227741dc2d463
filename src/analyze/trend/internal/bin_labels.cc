#include "analyze/trend/internal/bin_labels.h"

#include <fmt/core.h>

#include "analyze/internal/bins.h"
#include "base/json.h"

namespace throng::analyze::internal {
namespace {

std::string say(double number) {
  std::string text;
  json::write_number(text, number == 0 ? 0 : number);  // not "-0"
  return text;
}

}  // namespace

std::vector<double> automatic_edges(const std::optional<NumberEnds>& ends) {
  const Bins bins = ends ? bins_of_numbers(ends->least, ends->greatest, false) : bins_of_numbers(0, 0, false);
  std::vector<double> edges = {*bins.first};
  edges.insert(edges.end(), bins.edges.begin(), bins.edges.end());
  edges.push_back(*bins.last);
  return edges;
}

std::vector<std::string> bin_labels(const std::vector<double>& edges) {
  std::vector<std::string> labels = {"< " + say(edges.front())};
  for (std::size_t i = 1; i < edges.size(); ++i)
    labels.push_back(fmt::format("[{}, {})", say(edges[i - 1]), say(edges[i])));
  labels.push_back(">= " + say(edges.back()));
  return labels;
}

}  // namespace throng::analyze::internal
