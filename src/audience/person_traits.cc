#include "audience/person_traits.h"

#include <unordered_map>

namespace throng::audience {

Result<PersonTraits> PersonTraits::open(timeline::Timeline& timeline, const std::vector<std::string>& traits,
                                        std::stop_token stop) {
  std::vector<timeline::ColumnRef> columns;
  for (const std::string& trait : traits)
    columns.push_back({.trait = true, .name = trait, .kind = timeline::ColumnKind::code});
  THRONG_TRY(timeline::Snapshot snapshot, timeline.snapshot(columns, std::move(stop)));
  return PersonTraits(std::move(snapshot), traits.size());
}

std::vector<PersonTraits::Row> PersonTraits::of(std::span<const model::PersonNumber> persons) const {
  std::vector<Row> rows(persons.size(), Row(traits_));
  if (traits_ == 0) return rows;
  std::unordered_map<model::PersonNumber, std::size_t> row_of;
  for (std::size_t i = 0; i < persons.size(); ++i) row_of.emplace(persons[i], i);
  snapshot_.scan_persons(persons, [&](const timeline::PersonView& person) {
    const auto row = row_of.find(person.person);
    if (row == row_of.end()) return;
    for (std::size_t i = 0; i < traits_; ++i) {
      const std::string& raw = snapshot_.dictionary(i)[person.columns[i].codes[0]];
      if (raw != "null") rows[row->second][i] = raw;
    }
  });
  return rows;
}

}  // namespace throng::audience
