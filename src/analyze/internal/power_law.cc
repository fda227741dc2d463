#include "analyze/internal/power_law.h"

#include <cmath>

namespace throng::analyze::internal {
namespace {

constexpr double kLevel = 1e-9;
constexpr double kLatest = 100'000;

}  // namespace

std::optional<PowerLaw> fit_power_law(std::span<const Point> points) {
  if (points.size() < 2) return std::nullopt;
  const auto n = static_cast<double>(points.size());
  double mean_u = 0, mean_v = 0;
  for (const Point& point : points) {
    mean_u += std::log(point.x) / n;
    mean_v += std::log(point.y) / n;
  }
  double uu = 0, uv = 0, vv = 0;
  for (const Point& point : points) {
    const double u = std::log(point.x) - mean_u, v = std::log(point.y) - mean_v;
    uu += u * u;
    uv += u * v;
    vv += v * v;
  }
  if (uu < kLevel * kLevel) return std::nullopt;
  PowerLaw fit;
  fit.b = uv / uu;
  if (std::abs(fit.b) < kLevel) {
    fit.b = 0;
  } else {
    fit.r_squared = uv * uv / (uu * vv);
  }
  fit.a = std::exp(mean_v - fit.b * mean_u);
  const double half_life = std::exp2(-1 / fit.b);
  if (fit.b < 0 && half_life <= kLatest) fit.half_life = half_life;
  return fit;
}

}  // namespace throng::analyze::internal
