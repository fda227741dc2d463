#include "audience/tag_quality.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "analyze/significance.h"
#include "base/json.h"

namespace throng::audience {
namespace {

constexpr std::size_t kBins = 20;
constexpr std::uint32_t kMaxValidityDays = 90;

double percentile(std::span<const double> sorted, double p) {
  const double place = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const double rest = place - static_cast<double>(below);
  return below + 1 < sorted.size() ? sorted[below] + rest * (sorted[below + 1] - sorted[below]) : sorted[below];
}

// The least of 1, 2 and 5 times a power of ten that does not need more than kBins for this span.
double readable_width(double span) {
  if (!(span > 0)) return 1;
  const double narrowest = span / kBins;
  const double power = std::pow(10.0, std::floor(std::log10(narrowest)));
  for (const double digit : {1.0, 2.0, 5.0}) {
    if (digit * power >= narrowest) return digit * power;
  }
  return 10 * power;
}

std::vector<NumberBin> bins_of(std::span<const double> sorted) {
  const double most = percentile(sorted, 0.99);
  const double width = readable_width(most - sorted.front());
  const double first = std::floor(sorted.front() / width);
  std::vector<NumberBin> bins;
  std::size_t at = 0;
  for (double n = first; at < sorted.size(); ++n) {
    const bool is_last = n * width > most || bins.size() > kBins;
    const double to = (n + 1) * width;
    const auto end = is_last ? sorted.end() : std::ranges::lower_bound(sorted, to);
    const auto place = static_cast<std::size_t>(end - sorted.begin());
    bins.push_back({n * width, is_last ? std::nullopt : std::optional(to), place - at});
    at = place;
  }
  return bins;
}

NumberSummary summary_of(std::span<const double> sorted) {
  double total = 0;
  for (const double number : sorted) total += number;
  return {.mean = total / static_cast<double>(sorted.size()),
          .least = sorted.front(),
          .p25 = percentile(sorted, 0.25),
          .median = percentile(sorted, 0.5),
          .p75 = percentile(sorted, 0.75),
          .greatest = sorted.back()};
}

std::vector<double> sorted_of(const Assignment& assignment) {
  std::vector<double> sorted = assignment.numbers;
  std::ranges::sort(sorted);
  return sorted;
}

std::uint64_t without(const SizedAssignment& sized) {
  const std::uint64_t with = sized.assignment.everyone().size();
  return sized.everyone > with ? sized.everyone - with : 0;
}

std::string text_of(CivilDate day) { return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day); }

CivilDate days_before(const Calendar& calendar, Instant now, std::uint32_t days) {
  return calendar.date_of(
      calendar.advance(calendar.floor(now, BucketUnit::day), BucketUnit::day, -static_cast<int>(days)));
}

constexpr CivilDate kFirstDay{.year = 1970, .month = 1, .day = 1};

Result<timeline::Snapshot> snapshot_of(const Audience& audience) {
  if (audience.sources().timeline == nullptr) return fail(ErrorCode::internal, "this needs the timelines");
  return audience.sources().timeline->snapshot();
}

}  // namespace

ValueSpread spread_of(const Assignment& assignment) {
  ValueSpread out{.persons = assignment.everyone().size(),
                  .value_count = assignment.values.size(),
                  .values = {},
                  .bins = {},
                  .numbers = {}};
  for (std::size_t i = 0; i < std::min(kShownValues, assignment.values.size()); ++i)
    out.values.push_back({assignment.values[i], assignment.persons[i].size()});
  if (assignment.numbers.empty()) return out;
  const std::vector<double> sorted = sorted_of(assignment);
  out.bins = bins_of(sorted);
  out.numbers = summary_of(sorted);
  return out;
}

double stability_index(std::span<const std::uint64_t> then, std::span<const std::uint64_t> now) {
  double all_then = 0, all_now = 0, index = 0;
  for (std::size_t i = 0; i < then.size(); ++i) {
    all_then += static_cast<double>(then[i]);
    all_now += static_cast<double>(now[i]);
  }
  if (all_then == 0 || all_now == 0) return 0;
  for (std::size_t i = 0; i < then.size(); ++i) {
    const double p = std::max(static_cast<double>(then[i]) / all_then, kLeastShare);
    const double q = std::max(static_cast<double>(now[i]) / all_now, kLeastShare);
    index += (q - p) * std::log(q / p);
  }
  return index;
}

double drift_between(const SizedAssignment& then, const SizedAssignment& now) {
  std::map<std::string_view, std::pair<std::uint64_t, std::uint64_t>> values;
  for (std::size_t i = 0; i < then.assignment.values.size(); ++i)
    values[then.assignment.values[i]].first = then.assignment.persons[i].size();
  for (std::size_t i = 0; i < now.assignment.values.size(); ++i)
    values[now.assignment.values[i]].second = now.assignment.persons[i].size();
  std::vector<std::uint64_t> parts_then = {without(then)}, parts_now = {without(now)};
  for (const auto& [value, sizes] : values) {
    parts_then.push_back(sizes.first);
    parts_now.push_back(sizes.second);
  }
  const Split tenths{.by = CutBy::percent, .cuts = {10, 20, 30, 40, 50, 60, 70, 80, 90}, .names = {}};
  const std::vector<double> cuts = cuts_among(tenths, sorted_of(then.assignment));
  const std::size_t first = parts_then.size();
  parts_then.resize(first + cuts.size() + 1);
  parts_now.resize(first + cuts.size() + 1);
  for (const double number : then.assignment.numbers) ++parts_then[first + part_of(cuts, number)];
  for (const double number : now.assignment.numbers) ++parts_now[first + part_of(cuts, number)];
  // Where numbers are equal, some tenths are empty then and must stay empty: nobody ever lies in them.
  for (std::size_t i = parts_then.size(); i-- > first;) {
    if (parts_then[i] != 0 || parts_now[i] != 0) continue;
    parts_then.erase(parts_then.begin() + static_cast<std::ptrdiff_t>(i));
    parts_now.erase(parts_now.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return stability_index(parts_then, parts_now);
}

Result<std::vector<Drift>> drifts_of(Audience& audience, const Object& object, const SizedAssignment& now,
                                     const CurrentMemberships::Moment& moment) {
  const Versions& versions = audience.shelf().versions();
  THRONG_TRY(const auto history, versions.history(object, kFirstDay, days_before(moment.calendar, moment.now, 7)));
  std::vector<Drift> drifts;
  for (const std::uint32_t days : {7U, 30U}) {
    Drift& drift = drifts.emplace_back(Drift{.days = days, .day = {}, .index = {}});
    const CivilDate day = days_before(moment.calendar, moment.now, days);
    const auto found = std::find_if(history.rbegin(), history.rend(), [&](const auto& one) { return one.day <= day; });
    if (found == history.rend()) continue;
    THRONG_TRY(const auto then, versions.at(object, found->day));
    if (!then) continue;
    drift.day = text_of(found->day);
    drift.index = drift_between({*then, found->everyone}, now);
  }
  return drifts;
}

namespace {

// Whose values count, and when conversions do.
struct Look {
  bool foretells = false;
  std::shared_ptr<const Assignment> assignment;
  Instant as_of{};
  TimeRange range;
};

Result<Look> look_at(Audience& audience, const Object& object, std::uint32_t days,
                     const CurrentMemberships::Moment& moment) {
  const Instant latest = moment.now - throng::days(days);
  const Versions& versions = audience.shelf().versions();
  THRONG_TRY(const auto history, versions.history(object, kFirstDay, moment.calendar.date_of(latest)));
  const auto found =
      std::find_if(history.rbegin(), history.rend(), [&](const auto& one) { return one.computed <= latest; });
  if (found != history.rend()) {
    THRONG_TRY(const auto stored, versions.at(object, found->day));
    THRONG_TRY(const timeline::Snapshot snapshot, snapshot_of(audience));
    const auto today = [&](model::PersonNumber number) { return snapshot.representative(number); };
    if (stored) {
      return Look{.foretells = true,
                  .assignment = std::make_shared<const Assignment>(in_todays_numbers(*stored, today)),
                  .as_of = found->computed,
                  .range = {found->computed, found->computed + throng::days(days)}};
    }
  }
  THRONG_TRY(auto now, CurrentMemberships(audience, moment).assignment(object));
  return Look{.foretells = false, .assignment = std::move(now), .as_of = moment.now, .range = {latest, moment.now}};
}

model::Filter did(const model::EventMatch& match, const TimeRange& range) {
  model::Did did;
  did.match = match;
  did.within.form = model::Window::Between{format_instant(range.begin), format_instant(range.end)};
  return {std::move(did)};
}

// Who converted, and who was there before.
Result<Assignment> converted_and_known(const model::EventMatch& conversion, const Look& look, Audience& audience,
                                       const CurrentMemberships::Moment& moment) {
  Plan plan;
  plan.filters.push_back(did(conversion, look.range));
  plan.filters.push_back(look.foretells ? did({}, {model::kBeginningOfTime, look.as_of}) : model::Filter{model::All{}});
  plan.finish = [](const Findings& found) -> Result<Assignment> {
    return Assignment{.values = {"converted", "known"},
                      .persons = {found.filters[0], found.filters[1]},
                      .numbered = {},
                      .numbers = {}};
  };
  const CurrentMemberships memberships(audience, moment);
  THRONG_TRY(auto done, carry_out({&plan, 1}, audience.sources(), memberships.context()));
  return std::move(done.front());
}

Assignment in_fifths(const Assignment& assignment) {
  Numbers numbers;
  std::size_t place = 0;
  assignment.numbered.each([&](std::uint32_t person) { numbers.emplace_back(person, assignment.numbers[place++]); });
  return assignment_of(std::move(numbers), {.by = CutBy::percent,
                                            .cuts = {20, 40, 60, 80},
                                            .names = {"0-20 %", "20-40 %", "40-60 %", "60-80 %", "80-100 %"}});
}

ValueLift lift_of(std::string value, const Bitmap& persons, const Bitmap& converted, const analyze::Share& everyone) {
  ValueLift out{.value = std::move(value),
                .persons = persons.size(),
                .converted = persons.common_with(converted),
                .rate = {},
                .lift = {},
                .low = {},
                .high = {}};
  if (out.persons > 0) out.rate = static_cast<double>(out.converted) / static_cast<double>(out.persons);
  if (const auto lift = analyze::lift({out.converted, out.persons}, everyone)) {
    out.lift = lift->ratio;
    out.low = lift->low;
    out.high = lift->high;
  }
  return out;
}

}  // namespace

Result<Validity> validity_of(const ValidityQuestion& question, Audience& audience, const Object& object,
                             const CurrentMemberships::Moment& moment) {
  if (auto valid = model::validate(question.conversion); !valid)
    return std::unexpected(json::under("conversion", std::move(valid).error()));
  if (question.days < 1 || question.days > kMaxValidityDays) return invalid("days", "expected 1 to 90");
  THRONG_TRY(const Look look, look_at(audience, object, question.days, moment));
  THRONG_TRY(Assignment both, converted_and_known(question.conversion, look, audience, moment));
  const Bitmap everyone = both.persons[1] | look.assignment->everyone();
  const Bitmap converted = both.persons[0] & everyone;
  Validity out{.foretells = look.foretells,
               .as_of = look.as_of,
               .from = look.range.begin,
               .to = look.range.end,
               .everyone = everyone.size(),
               .converted = converted.size(),
               .values = {},
               .without = {}};
  const analyze::Share all{out.converted, out.everyone};
  const Assignment& given = *look.assignment;
  const Assignment parts = given.numbers.empty() ? given : in_fifths(given);
  for (std::size_t i = 0; i < std::min(kShownValues, parts.values.size()); ++i)
    out.values.push_back(lift_of(parts.values[i], parts.persons[i], converted, all));
  out.without = lift_of("", everyone - given.everyone(), converted, all);
  return out;
}

bool is_stale(const Definition& definition, const ledger::Run* last, const Calendar& calendar, Instant now) {
  if (!definition.plan) return false;
  const auto due = last_due(definition.schedule, calendar, now - hours(1));
  if (!due) return false;
  return last == nullptr ? definition.updated < *due : last->at < *due;
}

}  // namespace throng::audience
