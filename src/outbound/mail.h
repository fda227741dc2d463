// Mail, as this program sends it: a text, mostly with the same as HTML.
#pragma once

#include <string>
#include <string_view>
#include <utility>
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
  std::string html;  // a whole document; "": the text alone
  std::vector<MailImage> images = {};
  std::string from_name = {};  // shown as the sender, UTF-8, one line; "": the address
  std::string reply_to = {};   // an address; "": the sender's
  // More headers, values of one line of ASCII; none of those that every mail has.
  std::vector<std::pair<std::string, std::string>> headers = {};
  bool automatic = true;  // tells answering machines to be silent (RFC 3834); not for what people asked to hear from
};
inline constexpr std::size_t kMaxRecipients = 50;

// An address that can be written to: one @ with something on both sides, no spaces, brackets or control characters,
// ASCII. Errors: invalid_argument.
Result<void> check_address(std::string_view address);

// Who sends, when, and under which name.
struct Envelope {
  std::string from;  // an address
  Instant at{};
  std::string id;  // unique, 1 to 60 letters, digits and -; the Message-ID is <ID@DOMAIN OF FROM>
};

// The message in Internet Message Format (RFC 5322), multipart/alternative (RFC 2046) where it has HTML: every part in
// base64 (RFC 2045), the HTML with its images as multipart/related (RFC 2387), subject and name in encoded words (RFC
// 2047) where they are not ASCII. The same for the same arguments. Nothing that is handed in can add a header.
// Errors: invalid_argument naming the field.
Result<std::string> message_of(const Mail& mail, const Envelope& envelope);

// & < > " ' as HTML says them.
std::string escape_html(std::string_view text);

}  // namespace throng::outbound
