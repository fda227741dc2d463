// Reading one value out of an event's canonical flat JSON text.
#pragma once

#include <string>
#include <string_view>

namespace throng::timeline {

// `"key":` as it stands in canonical JSON.
std::string key_pattern(std::string_view key);

// The raw value of the key that `pattern` was made of; "" when there is none.
std::string_view raw_after(std::string_view props, std::string_view pattern);

// The raw value that begins there; the text may go on behind it.
std::string_view value_at(std::string_view text, std::size_t begin);

}  // namespace throng::timeline
