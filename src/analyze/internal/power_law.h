// A power law y = a x^b through points, and where it has halved: how retention curves are summed up.
#pragma once

#include <optional>
#include <span>

#include <boost/describe/class.hpp>

namespace throng::analyze {

struct PowerLaw {
  double a = 0;
  double b = 0;
  double r_squared = 0;             // of the line in logarithms
  std::optional<double> half_life;  // x at which y is half of what it is at 1; only where y falls, up to 100,000
};
BOOST_DESCRIBE_STRUCT(PowerLaw, (), (a, b, r_squared, half_life))

namespace internal {

struct Point {
  double x = 0, y = 0;  // both above 0
};

// Ordinary least squares of ln y = ln a + b ln x: with u = ln x, v = ln y and their means, b = S_uv / S_uu,
// ln a = mean v - b mean u, R^2 = S_uv^2 / (S_uu S_vv); half-life: b ln x = ln 1/2. Where |b| < 1e-9 it is taken for 0,
// as rounding leaves that much of a level line. Empty for fewer than two different x.
std::optional<PowerLaw> fit_power_law(std::span<const Point> points);

}  // namespace internal
}  // namespace throng::analyze
