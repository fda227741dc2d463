#include "audience/put_in.h"

#include <unordered_map>

#include "audience/tag.h"
#include "ledger/jobs.h"

namespace throng::audience {

Result<Assignment> with_values(const Assignment& before, const PutIn& put_in) {
  std::unordered_map<std::uint32_t, const std::string*> last;
  std::vector<std::uint32_t> named;
  for (const GivenValue& given : put_in.values) {
    if (given.value.size() > kMaxTagValueBytes) return invalid("value", "at most 200 bytes");
    last[given.person] = &given.value;
    named.push_back(given.person);
  }
  PersonsByValue after;
  if (!put_in.replace) {
    const Bitmap changed = Bitmap::of(named);
    for (std::size_t i = 0; i < before.values.size(); ++i) {
      auto rest = (before.persons[i] - changed).numbers();
      if (!rest.empty()) after[before.values[i]] = std::move(rest);
    }
  }
  for (const auto& [person, value] : last) {
    if (!value->empty()) after[*value].push_back(person);
  }
  return assignment_of(std::move(after));
}

Result<std::shared_ptr<const Assignment>> put_values(Audience& audience, const Object& object, const PutIn& put_in,
                                                     const PutMoment& moment) {
  const std::lock_guard lock(audience.putting_in());
  const auto& sources = audience.sources();
  THRONG_TRY(const timeline::Snapshot snapshot, sources.timeline->snapshot());
  THRONG_TRY(const auto stored, audience.shelf().latest(object));
  const auto today = [&](model::PersonNumber number) { return snapshot.representative(number); };
  THRONG_TRY(Assignment after, with_values(stored ? in_todays_numbers(*stored, today) : Assignment(), put_in));
  auto shared = std::make_shared<const Assignment>(std::move(after));
  const Shelf::New news{object, shared};
  THRONG_CHECK(audience.shelf().put({&news, 1}, moment.calendar.date_of(moment.now), moment.now, snapshot.persons()));
  const ledger::Run run{
      .object = text_of(object), .at = moment.now, .took = {}, .persons = shared->everyone().size(), .problem = {}};
  THRONG_CHECK(ledger::put_runs(audience.db(), audience.project(), {run}));
  return shared;
}

}  // namespace throng::audience
