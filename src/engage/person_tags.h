// What tags say of persons, for messages: the variable `tags`, by the names of tags.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "audience/audience.h"
#include "audience/lookup.h"

namespace throng::engage {

class PersonTags {
 public:
  // Of the tags of these names as they were computed last; a name that no tag has is left out, as is a tag that was
  // never computed. Errors: the ledger's and the warehouse's.
  static Result<PersonTags> read(audience::Audience& audience, const std::vector<std::string>& names,
                                 const std::stop_token& stop);

  // Of somebody known by these numbers: name and raw JSON, the value as a text, several as an array, else the number.
  using Values = std::vector<std::pair<std::string, std::string>>;
  Values of(const std::vector<model::PersonNumber>& numbers) const;

 private:
  std::vector<std::pair<std::string, std::shared_ptr<const audience::Lookup>>> tags_;
};

}  // namespace throng::engage
