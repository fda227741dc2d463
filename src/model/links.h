// Which numbers are one person (docs/semantics.md, "Persons").
#pragma once

#include <span>
#include <unordered_map>

#include "model/event.h"

namespace throng::model {

// From every number that stands in a link to the representative of its person; other numbers represent themselves.
//
// Links are taken in order of id; one whose undo exists is left out, wherever the undo stands. A link joins the person
// of `from` to the person of `into`, whose representative stays; a link inside one person changes nothing.
using Representatives = std::unordered_map<PersonNumber, PersonNumber>;
Representatives representatives(std::span<const Link> links);

inline PersonNumber representative(const Representatives& map, PersonNumber number) {
  const auto found = map.find(number);
  return found == map.end() ? number : found->second;
}

}  // namespace throng::model
