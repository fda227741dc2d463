#include "engage/response_hours.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "engage/internal/responses.h"
#include "engage/internal/zones.h"
#include "timeline/parallel_scan.h"

namespace throng::engage {
namespace {

using model::PersonNumber;
using timeline::PersonView;

enum Column : std::size_t { kMachine, kZone };
constexpr unsigned kHours = 24;

struct Response {
  PersonNumber person = 0;
  std::uint8_t hour = 0;
};

// Calendars by the codes of a zone trait's values.
std::vector<Calendar> calendars_of(std::span<const std::string> zones, const Calendar& project) {
  internal::Zones known(project);
  std::vector<Calendar> out;
  for (const std::string& raw : zones) out.push_back(known.of(internal::text_of_trait(raw)));
  return out;
}

class Reading {
 public:
  explicit Reading(const ResponseHours::Wanted& wanted) : wanted_(wanted) {}

  Result<std::vector<Response>> run(const std::stop_token& stop) {
    timeline::Timeline& timeline = *wanted_.audience.sources().timeline;
    const std::vector<timeline::ColumnRef> columns = {
        {.trait = false, .name = std::string(internal::kMachineProperty), .kind = timeline::ColumnKind::code},
        {.trait = true, .name = wanted_.zone_trait, .kind = timeline::ColumnKind::code}};
    THRONG_TRY(snapshot_, timeline.snapshot(columns, stop));
    bind();
    std::vector<Response> all;
    THRONG_CHECK(timeline::parallel_scan(
        snapshot_, timeline.pool(), stop, [] { return std::vector<Response>(); },
        [this](std::vector<Response>& found, const PersonView& person) { add(person, found); },
        [&](std::vector<Response>&& found) { all.insert(all.end(), found.begin(), found.end()); }));
    return all;
  }

 private:
  void bind() {
    responses_ = internal::Responses(snapshot_, kMachine);
    calendars_ = calendars_of(snapshot_.dictionary(kZone), wanted_.project);
    begin_ = timeline::key_bound(wanted_.now - kResponseReach);
    end_ = timeline::key_bound(wanted_.now);
  }

  void add(const PersonView& person, std::vector<Response>& found) const {
    if (!responses_.may_be(person)) return;
    const Calendar& calendar = calendars_[person.columns[kZone].codes[0]];
    const auto first = std::lower_bound(person.keys.begin(), person.keys.end(), begin_) - person.keys.begin();
    for (auto i = static_cast<std::size_t>(first); i < person.keys.size() && person.keys[i] < end_; ++i) {
      if (!responses_.is(person, i)) continue;
      const int hour = calendar.hour_of_week(from_ms(timeline::ms_of(person.keys[i]))) % 24;
      found.push_back({person.person, static_cast<std::uint8_t>(hour)});
    }
  }

  const ResponseHours::Wanted& wanted_;
  timeline::Snapshot snapshot_;
  internal::Responses responses_;
  std::vector<Calendar> calendars_;  // by codes
  std::uint64_t begin_ = 0, end_ = 0;
};

}  // namespace

HourCounts smoothed(const HourCounts& counts) {
  HourCounts out{};
  for (unsigned hour = 0; hour < kHours; ++hour)
    out[hour] = counts[(hour + kHours - 1) % kHours] / 4 + counts[hour] / 2 + counts[(hour + 1) % kHours] / 4;
  return out;
}

HourCounts shares_of(const HourCounts& counts) {
  const double sum = std::accumulate(counts.begin(), counts.end(), 0.0);
  HourCounts out{};
  for (unsigned hour = 0; hour < kHours; ++hour) out[hour] = sum > 0 ? counts[hour] / sum : 1.0 / kHours;
  return out;
}

unsigned best_hour(const HourCounts& counts, const HourCounts& everybody) {
  HourCounts weight = smoothed(counts);
  for (unsigned hour = 0; hour < kHours; ++hour) weight[hour] += kPriorResponses * everybody[hour];
  return static_cast<unsigned>(std::ranges::max_element(weight) - weight.begin());
}

Result<ResponseHours> ResponseHours::read(const Wanted& wanted, const std::stop_token& stop) {
  THRONG_TRY(std::vector<Response> all, Reading(wanted).run(stop));
  std::ranges::sort(all, {}, &Response::person);
  ResponseHours out;
  out.responses_ = all.size();
  HourCounts counts{};
  for (const Response& one : all) ++counts[one.hour];
  out.everybody_ = shares_of(smoothed(counts));
  out.common_ = best_hour({}, out.everybody_);
  for (std::size_t first = 0, end = 0; first < all.size(); first = end) {
    counts = {};
    for (; end < all.size() && all[end].person == all[first].person; ++end) ++counts[all[end].hour];
    out.own_.push_back({all[first].person, static_cast<std::uint8_t>(best_hour(counts, out.everybody_))});
  }
  return out;
}

std::optional<ResponseHours::Best> ResponseHours::best(PersonNumber representative) const {
  if (!is_enough()) return std::nullopt;
  const auto own = std::ranges::lower_bound(own_, representative, {}, &Own::person);
  if (own == own_.end() || own->person != representative) return Best{common_, false};
  return Best{own->hour, true};
}

}  // namespace throng::engage
