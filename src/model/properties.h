// Reading one property out of an event's canonical `props` text.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "model/event.h"

namespace throng::model {

// The event's own columns, asked about like properties: "$channel", "$device", "$os", "$browser", "$page", "$session".
inline constexpr std::array<std::string_view, 6> kColumnProperties = {"$channel", "$device", "$os",
                                                                      "$browser", "$page",   "$session"};
bool is_column_property(std::string_view name);

// The raw value of a property of the event; "" when missing, null, or an empty column.
std::string raw_property(const Event& event, std::string_view name);

// Every member of a flat JSON object with its raw value ("null" included).
std::map<std::string, std::string> members_of(std::string_view props);

}  // namespace throng::model
