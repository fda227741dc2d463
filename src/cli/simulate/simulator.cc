#include "cli/simulate/simulator.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "cli/simulate/internal/life.h"
#include "cli/simulate/internal/marks.h"
#include "cli/simulate/random.h"

namespace throng::cli {
namespace {

// Sale days and what they do to traffic, with the day before.
struct Sale {
  unsigned month;
  unsigned day;
  double traffic;
};
constexpr Sale kSales[] = {{1, 1, 1.3},   {3, 8, 1.5},   {5, 20, 1.3},  {6, 17, 1.4}, {6, 18, 2.2},
                           {11, 10, 1.5}, {11, 11, 2.8}, {12, 11, 1.2}, {12, 12, 1.7}};

double traffic_of(CivilDate date) {
  for (const Sale& sale : kSales)
    if (date.month == sale.month && date.day == sale.day) return sale.traffic;
  return 1;
}

bool is_weekend(CivilDate date) {
  const std::int64_t weekday = (days_from_civil(date.year, date.month, date.day) % 7 + 11) % 7;  // 0: Sunday
  return weekday == 0 || weekday == 6;
}

// Cost of one new person, in cents, and the share of new persons that come by the channel.
struct PaidChannel {
  std::string_view name;
  double cents_per_person;
  double share;
};
constexpr PaidChannel kPaid[] = {
    {"paid_search", 1850, .16}, {"paid_social", 1420, .14}, {"affiliate", 960, .07}, {"email", 60, .05}};

}  // namespace

Result<ShopSimulator> ShopSimulator::create(const SimulatorOptions& options) {
  if (options.persons < 1 || options.persons > kMaxSimulatedPersons)
    return invalid("persons", fmt::format("expected 1 to {} persons", kMaxSimulatedPersons));
  if (options.days < 1 || options.days > kMaxSimulatedDays)
    return invalid("days", fmt::format("expected 1 to {} days", kMaxSimulatedDays));
  if (to_ms(options.until) < throng::days(options.days + 1).count())
    return invalid("until", "expected a date long enough after 1970 for that many days");
  return ShopSimulator(options);
}

ShopSimulator::ShopSimulator(SimulatorOptions options) : options_(std::move(options)) {
  const Calendar& calendar = options_.calendar;
  Instant midnight = calendar.floor(options_.until - Duration(1), BucketUnit::day);
  for (int i = 0; i < options_.days; ++i) {
    const CivilDate date = calendar.date_of(midnight);
    days_.push_back({midnight, date, is_weekend(date), traffic_of(date)});
    midnight = calendar.advance(midnight, BucketUnit::day, -1);
  }
  std::reverse(days_.begin(), days_.end());
}

std::uint32_t ShopSimulator::neighbourhoods() const { return (options_.persons + kNeighbourhood - 1) / kNeighbourhood; }

std::vector<SimPerson> ShopSimulator::persons_of(std::uint32_t neighbourhood) const {
  const std::uint32_t first = neighbourhood * kNeighbourhood;
  const std::uint32_t last = std::min(first + kNeighbourhood, options_.persons);
  std::vector<SimPerson> persons;
  persons.reserve(last - first);
  std::vector<Invitation> open;
  for (std::uint32_t index = first; index < last; ++index) {
    persons.push_back(Life(*this, index, Random(options_.seed, index), open).live());
    add_marks(persons.back(), Random(~options_.seed, index), options_.until);
  }
  return persons;
}

std::vector<CostRow> ShopSimulator::costs() const {
  Random random(options_.seed, ~std::uint64_t{0});
  const double new_persons = static_cast<double>(options_.persons) / static_cast<double>(days_.size());
  std::vector<CostRow> rows;
  for (const Day& day : days_) {
    for (const PaidChannel& channel : kPaid) {
      const double cents =
          new_persons * day.traffic * channel.share * channel.cents_per_person * random.between(.8, 1.25);
      rows.push_back({day.date, channel.name, static_cast<std::int64_t>(cents)});
    }
  }
  return rows;
}

}  // namespace throng::cli
