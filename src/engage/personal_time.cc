#include "engage/personal_time.h"

#include <map>

#include "audience/person_traits.h"
#include "engage/internal/zones.h"

namespace throng::engage {
namespace {

using model::PersonNumber;

// The clocks of persons by the names of their zones.
class Clocks {
 public:
  Clocks(const Timing& timing, const Calendar& project, Instant occasion)
      : timing_(timing), project_(project), zones_(project), occasion_(occasion) {}

  struct Clock {
    Calendar calendar;
    Instant occasion{};  // when the person's turn comes by the timing itself
  };
  const Clock& of(std::string_view zone) {
    if (const auto found = clocks_.find(zone); found != clocks_.end()) return found->second;
    const Calendar& calendar = zones_.of(zone);
    const Instant at = timing_.person_zone ? at_same_clock(occasion_, project_, calendar) : occasion_;
    return clocks_.emplace(zone, Clock{calendar, at}).first->second;
  }

 private:
  const Timing& timing_;
  const Calendar& project_;
  internal::Zones zones_;
  const Instant occasion_;
  std::map<std::string, Clock, std::less<>> clocks_;
};

}  // namespace

Result<std::vector<std::optional<CivilDate>>> last_days(const TimingPlace& place, const Timing& timing, CivilDate day,
                                                        std::span<const PersonNumber> persons, std::stop_token stop) {
  THRONG_TRY(const auto reader,
             audience::PersonTraits::open(*place.audience.sources().timeline, {timing.date_trait}, std::move(stop)));
  std::vector<std::optional<CivilDate>> out;
  for (const auto& row : reader.of(persons)) out.push_back(last_day_of(timing, internal::text_of_trait(row[0]), day));
  return out;
}

Result<std::vector<PersonNumber>> whose_day_it_is(const TimingPlace& place, const Timing& timing, CivilDate day,
                                                  std::vector<PersonNumber> persons, std::stop_token stop) {
  if (timing.rhythm != Rhythm::date) return persons;
  THRONG_TRY(const auto days, last_days(place, timing, day, persons, std::move(stop)));
  std::size_t kept = 0;
  for (std::size_t i = 0; i < persons.size(); ++i)
    if (days[i] == day) persons[kept++] = persons[i];
  persons.resize(kept);
  return persons;
}

Result<DueTimes> due_times(const TimingPlace& place, const Timing& timing, Instant occasion,
                           std::span<const PersonNumber> persons, std::stop_token stop) {
  DueTimes out;
  if (!timing.person_zone && !timing.best_time) {
    out.at.assign(persons.size(), occasion);
    return out;
  }
  std::shared_ptr<const ResponseHours> hours;
  if (timing.best_time) {
    const ResponseHours::Wanted wanted{place.audience, place.project, place.rules.zone_trait, place.now};
    THRONG_TRY(hours, place.responses.hours.get(place.now, [&] { return ResponseHours::read(wanted, stop); }));
  }
  THRONG_TRY(const auto reader, audience::PersonTraits::open(*place.audience.sources().timeline,
                                                             {place.rules.zone_trait}, std::move(stop)));
  const auto rows = reader.of(persons);
  Clocks clocks(timing, place.project, occasion);
  for (std::size_t i = 0; i < persons.size(); ++i) {
    const Clocks::Clock& clock = clocks.of(internal::text_of_trait(rows[i][0]));
    const auto best = hours ? hours->best(persons[i]) : std::nullopt;
    out.at.push_back(best ? at_hour(clock.occasion, best->hour, clock.calendar) : clock.occasion);
    if (hours) ++(!best ? out.best.campaign : best->own ? out.best.own : out.best.population);
  }
  return out;
}

}  // namespace throng::engage
