#include "api/cost_rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "collect/import/csv_reader.h"
#include "model/value.h"

namespace throng::api {
namespace {

constexpr std::array<std::string_view, 5> kColumns = {"day", "channel", "cost", "clicks", "impressions"};
constexpr std::size_t kNeeded = 3;

// Per column of ours its place in the file.
using Places = std::array<std::optional<std::size_t>, kColumns.size()>;

std::unexpected<Error> at_line(std::uint64_t line, std::string_view column, std::string message) {
  return invalid(column.empty() ? fmt::format("line {}", line) : fmt::format("line {}, {}", line, column),
                 std::move(message));
}

Result<Places> places_in(const collect::TextRow& header) {
  Places places;
  for (std::size_t i = 0; i < header.fields.size(); ++i) {
    const auto found = std::ranges::find(kColumns, header.fields[i]);
    if (found == kColumns.end())
      return at_line(header.line, header.fields[i].substr(0, 40),
                     "expected the columns day, channel, cost, clicks and impressions");
    auto& place = places[static_cast<std::size_t>(found - kColumns.begin())];
    if (place) return at_line(header.line, *found, "the column is there twice");
    place = i;
  }
  for (std::size_t i = 0; i < kNeeded; ++i) {
    if (!places[i]) return at_line(header.line, kColumns[i], "the column is missing");
  }
  return places;
}

Result<std::int64_t> units_of(double cost) {
  if (!(cost >= 0 && cost <= static_cast<double>(ledger::kMaxCostUnits / ledger::kCostUnits)))
    return invalid("cost", "expected an amount from 0 to 1,000,000,000");
  return std::llround(cost * static_cast<double>(ledger::kCostUnits));
}

Result<double> number_in(const std::string& text, std::string_view column) {
  const auto number = model::as_number(text);
  if (!number) return invalid(std::string(column), fmt::format("expected a number, got \"{}\"", text.substr(0, 40)));
  return *number;
}

Result<std::uint64_t> count_in(const collect::TextRow& row, const Places& places, std::size_t column) {
  if (!places[column] || row.fields[*places[column]].empty()) return std::uint64_t{0};
  THRONG_TRY(const double number, number_in(row.fields[*places[column]], kColumns[column]));
  if (number < 0 || number != std::floor(number) || number > static_cast<double>(ledger::kMaxCostCount))
    return invalid(std::string(kColumns[column]), "expected a whole number from 0 to 10^12");
  return static_cast<std::uint64_t>(number);
}

Result<ledger::Cost> cost_in(const collect::TextRow& row, const Places& places) {
  ledger::Cost cost{.day = row.fields[*places[0]], .channel = row.fields[*places[1]]};
  THRONG_TRY(const double amount, number_in(row.fields[*places[2]], kColumns[2]));
  THRONG_TRY(cost.units, units_of(amount));
  THRONG_TRY(cost.clicks, count_in(row, places, 3));
  THRONG_TRY(cost.impressions, count_in(row, places, 4));
  THRONG_CHECK(ledger::check(cost));
  return cost;
}

}  // namespace

Result<std::vector<ledger::Cost>> read_cost_csv(collect::ByteSource& source) {
  collect::CsvReader reader(source, {});
  collect::TextRow row;
  std::optional<Places> places;
  std::size_t width = 0;
  std::vector<ledger::Cost> costs;
  while (true) {
    THRONG_TRY(const bool more, reader.next(row));
    if (!more) break;
    if (!row.problem.empty()) return at_line(row.line, "", row.problem);
    if (!places) {
      THRONG_TRY(places, places_in(row));
      width = row.fields.size();
      continue;
    }
    if (row.fields.size() != width)
      return at_line(row.line, "", fmt::format("expected {} columns, got {}", width, row.fields.size()));
    auto cost = cost_in(row, *places);
    if (!cost) return at_line(row.line, cost.error().field, cost.error().message);
    if (costs.size() == ledger::kMaxCostsAtOnce)
      return fail(ErrorCode::too_large, fmt::format("at most {} rows in one file", ledger::kMaxCostsAtOnce));
    costs.push_back(*std::move(cost));
  }
  if (!places) return at_line(1, "", "the file is empty");
  return costs;
}

Result<std::vector<ledger::Cost>> costs_of(const std::vector<CostRow>& rows) {
  std::vector<ledger::Cost> costs;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto units = units_of(rows[i].cost);
    if (!units) return invalid(fmt::format("rows[{}].cost", i), units.error().message);
    costs.push_back({rows[i].day, rows[i].channel, *units, rows[i].clicks, rows[i].impressions});
  }
  return costs;
}

CostRow row_of(const ledger::Cost& cost) {
  return {cost.day, cost.channel, static_cast<double>(cost.units) / static_cast<double>(ledger::kCostUnits),
          cost.clicks, cost.impressions};
}

}  // namespace throng::api
