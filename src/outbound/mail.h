// Mail, as this program sends it: a text and the same as HTML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace throng::outbound {

// A PNG that the HTML shows: <img src="cid:ID">.
struct MailImage {
  std::string id;  // letters, digits and -, unique in the mail
  std::string bytes;
};

struct Mail {
  std::vector<std::string> to;  // addresses, 1..kMaxRecipients
  std::string subject;          // UTF-8, one line
  std::string text;
  std::string html;  // a whole document
  std::vector<MailImage> images = {};
};
inline constexpr std::size_t kMaxRecipients = 50;

// An address that can be written to: one @ with something on both sides, no spaces, brackets or control characters,
// ASCII. Errors: invalid_argument.
Result<void> check_address(std::string_view address);

// Who sends, when, and under which name; `id` is unique, of letters and digits.
struct Envelope {
  std::string from;  // an address
  Instant at{};
  std::string id;
};

// The message in Internet Message Format (RFC 5322), multipart/alternative (RFC 2046): every part in base64 (RFC 2045),
// the HTML with its images as multipart/related (RFC 2387), the subject in encoded words (RFC 2047) where it is not
// ASCII. Errors: invalid_argument naming the field.
Result<std::string> message_of(const Mail& mail, const Envelope& envelope);

// & < > " ' as HTML says them.
std::string escape_html(std::string_view text);

}  // namespace throng::outbound
