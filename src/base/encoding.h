// Bytes as text, in the alphabets that mail and the web use.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace throng {

// RFC 4648 §4, with padding.
std::string base64(std::string_view bytes);
// The same in lines of 76 characters, each with CRLF, as mail wants it (RFC 2045 §6.8).
void append_base64_lines(std::string& out, std::string_view bytes);

// RFC 4648 §5, without padding.
std::string base64url(std::string_view bytes);
// Both alphabets, with or without padding; nothing for what is neither.
std::optional<std::string> from_base64(std::string_view text);

// Lower case.
std::string hex(std::string_view bytes);

// Everything but letters, digits, "-", ".", "_" and "~" as %XX (RFC 3986 §2.3).
std::string percent_encoded(std::string_view text);

// %XX as bytes; a "%" that begins no such pair stays as it is, and so does "+".
std::string percent_decoded(std::string_view text);
// The same of a form's field, in which "+" is a space.
std::string form_decoded(std::string_view text);

// name=value&name=value, both percent-encoded; one after the other.
void append_form_field(std::string& out, std::string_view name, std::string_view value);

}  // namespace throng
