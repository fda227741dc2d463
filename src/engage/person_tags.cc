#include "engage/person_tags.h"

#include <algorithm>

#include "audience/tag.h"
#include "base/json.h"

namespace throng::engage {

Result<PersonTags> PersonTags::read(audience::Audience& audience, const std::vector<std::string>& names,
                                    const std::stop_token& stop) {
  PersonTags tags;
  if (names.empty()) return tags;
  THRONG_CHECK(audience.shelf().load_all(stop));
  THRONG_TRY(const auto all, ledger::list_saved(audience.db(), audience.project(), audience::Tag::kKind));
  const auto known = audience.shelf().in_memory();
  for (const ledger::Saved& saved : all) {
    if (std::ranges::find(names, saved.name) == names.end()) continue;
    const auto found = known->find({audience::ObjectKind::tag, saved.id});
    if (found != known->end() && found->second) tags.tags_.emplace_back(saved.name, found->second);
  }
  return tags;
}

PersonTags::Values PersonTags::of(const std::vector<model::PersonNumber>& numbers) const {
  Values out;
  for (const auto& [name, lookup] : tags_) {
    std::vector<std::string> values;
    std::optional<double> number;
    for (const model::PersonNumber person : numbers) {
      lookup->each_value(person, [&](std::size_t place) { values.push_back(lookup->assignment().values[place]); });
      if (!number) number = lookup->number_of(person);
      if (!values.empty()) break;
    }
    if (values.size() == 1)
      out.emplace_back(name, json::to_string(values.front()));
    else if (!values.empty())
      out.emplace_back(name, json::to_string(values));
    else if (number)
      out.emplace_back(name, json::to_string(*number));
  }
  return out;
}

}  // namespace throng::engage
