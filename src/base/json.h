// JSON for described structs (Boost.Describe), both ways, with the path of whatever is wrong.
//
//   struct Step { std::string event; std::optional<Duration> within; };
//   BOOST_DESCRIBE_STRUCT(Step, (), (event, within))
//   json::read<Step>(text)   json::to_string(step)
//
// Fields without a value in the text keep the struct's default, but for those the struct names in
//   static constexpr std::string_view kRequired[] = {"event"};
// std::optional fields may be absent or null; unknown fields are errors. Enums are their names. Instants are ISO 8601,
// durations "7d". A type with a form of its own declares, in its namespace:
//   Result<void> from_json(throng::json::Node, T&);   void to_json(std::string& out, const T&);
// Numbers are read exactly and written shortest (std::to_chars); NaN and infinities are written as null.
#pragma once

#include "base/json_node.h"   // IWYU pragma: export
#include "base/json_read.h"   // IWYU pragma: export
#include "base/json_write.h"  // IWYU pragma: export
