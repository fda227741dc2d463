#include "analyze/internal/bins.h"

#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "base/json.h"

namespace throng::analyze::internal {
namespace {

constexpr std::int64_t kSecond = 1000, kMinute = 60 * kSecond, kHour = 60 * kMinute, kDay = 24 * kHour;
constexpr std::array<std::int64_t, 37> kTimeWidths = {1,
                                                      2,
                                                      5,
                                                      10,
                                                      20,
                                                      50,
                                                      100,
                                                      200,
                                                      500,
                                                      kSecond,
                                                      2 * kSecond,
                                                      5 * kSecond,
                                                      10 * kSecond,
                                                      15 * kSecond,
                                                      30 * kSecond,
                                                      kMinute,
                                                      2 * kMinute,
                                                      5 * kMinute,
                                                      10 * kMinute,
                                                      15 * kMinute,
                                                      30 * kMinute,
                                                      kHour,
                                                      2 * kHour,
                                                      3 * kHour,
                                                      6 * kHour,
                                                      12 * kHour,
                                                      kDay,
                                                      2 * kDay,
                                                      5 * kDay,
                                                      7 * kDay,
                                                      14 * kDay,
                                                      30 * kDay,
                                                      60 * kDay,
                                                      90 * kDay,
                                                      180 * kDay,
                                                      365 * kDay,
                                                      730 * kDay};

// A width digit * 10^exponent. More digits than doubles have, so that its multiples are the decimal numbers they look
// like.
struct Width {
  long double digit = 1;
  int exponent = 0;

  long double multiple(long double n) const {
    const long double power = std::pow(10.0L, static_cast<long double>(std::abs(exponent)));
    return exponent >= 0 ? n * digit * power : n * digit / power;
  }
  // The multiple at or below a value.
  long double below(double value) const {
    long double n = std::floor(static_cast<long double>(value) / multiple(1));
    while (static_cast<double>(multiple(n)) > value) --n;
    while (static_cast<double>(multiple(n + 1)) <= value) ++n;
    return n;
  }
  Width next() const {
    if (digit == 1) return {2, exponent};
    return digit == 2 ? Width{5, exponent} : Width{1, exponent + 1};
  }
};

Bins bins_between(const Width& width, long double first, long double last) {
  Bins bins;
  bins.first = static_cast<double>(width.multiple(first));
  for (long double n = first + 1; n <= last; ++n) bins.edges.push_back(static_cast<double>(width.multiple(n)));
  bins.last = static_cast<double>(width.multiple(last + 1));
  return bins;
}

}  // namespace

Bins bins_of_numbers(double least, double greatest, bool whole) {
  // A sum may have grown beyond what a double holds, or be of both infinities.
  const auto finite = [](double number) {
    constexpr double kGreatest = std::numeric_limits<double>::max();
    return std::isnan(number) ? 0.0 : std::clamp(number, -kGreatest, kGreatest);
  };
  least = finite(least);
  greatest = std::max(least, finite(greatest));
  const long double span = static_cast<long double>(greatest) - static_cast<long double>(least);
  Width width;
  if (span > 0) {
    const long double narrowest = span / kMaxAutomaticBins;
    width.exponent = static_cast<int>(std::floor(std::log10(narrowest))) - 1;
    if (whole) width.exponent = std::max(width.exponent, 0);
  }
  // Beside numbers that are great for their distance a narrow width would not move them.
  const double size = std::max(std::abs(least), std::abs(greatest));
  while (width.multiple(1) < static_cast<long double>(size) * 1e-15L) width = width.next();
  for (;; width = width.next()) {
    const long double first = width.below(least), last = width.below(greatest);
    if (last - first + 1 <= static_cast<long double>(kMaxAutomaticBins)) return bins_between(width, first, last);
  }
}

Bins bins_of_times(double greatest_ms) {
  const auto enough = std::find_if(kTimeWidths.begin(), kTimeWidths.end(), [&](std::int64_t width) {
    return std::floor(greatest_ms / static_cast<double>(width)) + 1 <= static_cast<double>(kMaxAutomaticBins);
  });
  const auto width = static_cast<double>(enough == kTimeWidths.end() ? kTimeWidths.back() : *enough);
  Bins bins;
  bins.first = 0;
  double edge = width;
  for (; edge <= greatest_ms; edge += width) bins.edges.push_back(edge);
  bins.last = edge;
  return bins;
}

Result<void> check_edges(const std::vector<double>& edges) {
  if (edges.size() > kMaxBinEdges)
    return fail(ErrorCode::too_large, fmt::format("more than {} ends of bins", kMaxBinEdges), "bins");
  for (const double edge : edges) {
    if (!std::isfinite(edge)) return invalid("bins", "expected finite numbers");
  }
  if (std::adjacent_find(edges.begin(), edges.end(), [](double a, double b) { return a >= b; }) != edges.end())
    return invalid("bins", "expected ascending numbers");
  return {};
}

std::string place_sql(const std::vector<double>& edges, const std::string& value) {
  std::string out = "toUInt8(0";
  for (const double edge : edges) {
    std::string literal;
    json::write_number(literal, edge);
    out += fmt::format(" + ({} >= {})", value, literal);
  }
  return out + ")";
}

}  // namespace throng::analyze::internal
