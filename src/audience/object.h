// What groups persons: a tag, a segment, a layer scheme.
#pragma once

#include <string>
#include <string_view>

#include <boost/describe/enum.hpp>

#include "base/result.h"
#include "model/filter.h"

namespace throng::audience {

enum class ObjectKind { tag, segment, layers };
BOOST_DESCRIBE_ENUM(ObjectKind, tag, segment, layers)

struct Object {
  ObjectKind kind = ObjectKind::tag;
  std::string id;
  auto operator<=>(const Object&) const = default;
};

std::string text_of(const Object& object);                  // "tag:k3x9"
Result<Object> parse_object(std::string_view text);         // errors: invalid_argument, field "object"
std::vector<Object> named_in(const model::Filter& filter);  // each once, in order of first mention

}  // namespace throng::audience
