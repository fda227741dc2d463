// Reading one property out of the stored JSON of an event, in SQL.
#pragma once

#include <string>
#include <string_view>

namespace throng::warehouse {

// An expression for `column` (canonical flat JSON) with the backslashes and quotes inside its texts written as \u005c
// and
// \u0022. The engine's visitParam functions take a text that ends in a backslash for one that does not end, and a
// key that ends another key for it after a quote ("b" in "a\"b"); in this form every quote is one of JSON's own.
std::string plain_props(std::string_view column = "props");

// Over an expression in that form: the property's raw text as it was stored, '' when missing ('null' when null).
std::string raw_property(std::string_view plain, std::string_view key);
// Whether the property is there at all, null included.
std::string has_property(std::string_view plain, std::string_view key);

}  // namespace throng::warehouse
