// Reading canonical JSON text (model/value.h) without building a tree.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace throng::model::internal {

// The length of the JSON value at the start of `text`; 0 when there is none.
std::size_t value_length(std::string_view text);

// What the JSON string `raw` (quotes included) says; empty when it is not one.
std::optional<std::string> unquote(std::string_view raw);

}  // namespace throng::model::internal
