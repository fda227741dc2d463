// Reading one value out of an event's canonical flat JSON text.
#pragma once

#include <string>
#include <string_view>

namespace throng::timeline {

// `"key":` as it stands in canonical JSON.
std::string key_pattern(std::string_view key);

// The raw value after `pattern`; "" when there is none. In canonical flat JSON the pattern cannot occur inside
// a value, because quotes in strings are escaped.
std::string_view raw_after(std::string_view props, std::string_view pattern);

}  // namespace throng::timeline
