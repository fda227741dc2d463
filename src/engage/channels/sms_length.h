// How many short messages a text makes, and so what it costs (短信计费条数).
#pragma once

#include <cstddef>
#include <string_view>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

namespace throng::engage {

enum class SmsAlphabet { gsm, ucs2 };
BOOST_DESCRIBE_ENUM(SmsAlphabet, gsm, ucs2)

struct SmsLength {
  SmsAlphabet alphabet = SmsAlphabet::gsm;
  std::size_t units = 0;  // septets, or UTF-16 code units
  std::size_t parts = 0;  // 0: no text
  std::size_t left = 0;   // units that the last part still has room for
};
BOOST_DESCRIBE_STRUCT(SmsLength, (), (alphabet, units, parts, left))

// GSM 03.38's default alphabet and its extension, whose characters are two septets each; everything else is sent as
// UCS-2. 160 septets or 70 units alone, 153 or 67 in each of several; a pair is never cut (3GPP TS 23.038, 23.040
// §9.2.3.24.1). Text is UTF-8; bytes that are not count as one character beyond GSM.
SmsLength sms_length(std::string_view text);

}  // namespace throng::engage
