// What the filters on lists share.
#pragma once

#include <vector>

#include "liquid/internal/state.h"

namespace throng::liquid::internal {

// The elements a list filter works on: lists within lists are laid flat, nil is nothing, all else is one element.
// False, and failed, beyond the limits.
bool elements_of(State& state, const Item& input, std::vector<Item>& out);

// What `element[property]` gives. Not every element has properties, and Ruby's Liquid treats the rest in two ways.
struct Property {
  enum class Outcome { found, gives_up, failed } outcome = Outcome::found;
  Item value;
};
Property property_of(State& state, const Item& element, const Item& property);

// Key and value of an object's first member, or of the given one.
Item pair_of(State& state, const Member& member);

}  // namespace throng::liquid::internal
